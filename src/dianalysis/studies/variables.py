"""Which columns of the clean table of companies belong to which form, and the sets studies treat alike."""

from __future__ import annotations

from collections.abc import Iterable

FORM_DATES = {
    "registration": "registration_date",
    "monitor_1": "monitor_1_date",
    "monitor_2": "monitor_2_date",
    "monitor_3": "monitor_3_date",
}
FORM_VARIABLES = {
    "registration": ("sector", "subsector", "size_class"),
    "monitor_1": ("typology_start", "diagnosis", "advice_form"),
    "monitor_2": ("execution_form",),
    "monitor_3": ("typology_end", "followup", "satisfaction", "grade"),
}
FORM_PREFIXES = {
    "registration": ("share_",),
    "monitor_2": ("aspect_",),
    "monitor_3": ("outcome_", "condition_"),
}
BRACKETS = ("lt25", "25_50", "50_75", "gt75")
CHOICES = ("diagnosis", "advice_form", "execution_form")
UNKNOWN = "onbekend"


def with_prefix(columns: Iterable[str], prefix: str) -> list[str]:
    """Return the columns that begin with a prefix, in the order of the table."""
    return [name for name in columns if name.startswith(prefix)]


def variables_of(form: str, columns: Iterable[str]) -> list[str]:
    """Return the columns of a form that every company of that form should have answered.

    Left out are indicators (absent = not worked on), the kind of follow-up and the help wanted (asked after a
    yes), and dates.
    """
    known = list(columns)
    named = [name for name in FORM_VARIABLES[form] if name in known]
    prefixed = [name for prefix in FORM_PREFIXES.get(form, ()) for name in with_prefix(known, prefix)]
    return named + prefixed
