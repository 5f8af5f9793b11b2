"""Clean, analyse and report the monitor of a sustainable-employability programme in small firms."""

__version__ = "0.1.0"
