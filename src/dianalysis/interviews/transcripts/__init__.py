"""Bring transcripts in: files of many kinds to segments, with every character accounted for."""
