"""The interviews of a programme: from transcript to coded segments that may be read.

`segments` is the one table all parts of this wing share; `transcripts` brings files in, `pseudonyms` masks
who is meant, `coding` says what a segment is about, `exchange` goes to and from other software.
"""
