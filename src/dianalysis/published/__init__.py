"""The printed figures of the report: registry, contradictions, recovery, and data that reproduce them."""

from dianalysis.published.actions import read_actions

__all__ = ["read_actions"]
