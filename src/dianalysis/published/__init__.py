"""The printed figures of the report: registry, contradictions, recovery, and data that reproduce them."""
