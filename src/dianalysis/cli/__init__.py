"""The command line: parse, call, exit code. Heavy imports wait for the command that needs them."""

from dianalysis.cli.app import main

__all__ = ["main"]
