"""The printed figures of the report: registry, contradictions, recovery, and data that reproduce them."""

from dianalysis.published.actions import read_actions
from dianalysis.published.partner_facts import read_partner_facts
from dianalysis.published.person_actions import read_person_actions

__all__ = ["read_actions", "read_partner_facts", "read_person_actions"]
