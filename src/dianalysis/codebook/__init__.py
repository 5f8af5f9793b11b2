"""The codebook: what a variable is, what its values mean, and in which words they are shown."""

from dianalysis.codebook.load import load_codebook
from dianalysis.codebook.model import Codebook, Variable

__all__ = ["Codebook", "Variable", "load_codebook"]
