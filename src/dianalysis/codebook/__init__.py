"""The codebook: what a variable is, what its values mean, and in which words they are shown."""

from dianalysis.codebook.frame import CodingFrame, coding_frame, migrate_codings
from dianalysis.codebook.load import load_codebook
from dianalysis.codebook.model import Codebook, Variable

__all__ = [
    "Codebook",
    "CodingFrame",
    "Variable",
    "coding_frame",
    "load_codebook",
    "migrate_codings",
]
