"""One way to write a number, a label and an absence, in Dutch and in English."""

from dianalysis.formats.numbers import (
    ABSENT,
    Kind,
    Lang,
    check_lang,
    format_count,
    format_interval,
    format_number,
    format_p_value,
    format_percent,
    format_value,
    is_absent,
    round_half_up,
)
from dianalysis.formats.page import Page, open_page, read_measures, require_measures
from dianalysis.formats.rows import (
    find_level,
    say_base,
    say_basis,
    say_n,
    say_state,
    select_rows,
    state_of,
    write_interval,
    write_value,
)
from dianalysis.formats.words import find_word, has_word

__all__ = [
    "ABSENT",
    "Kind",
    "Lang",
    "Page",
    "check_lang",
    "find_level",
    "find_word",
    "format_count",
    "format_interval",
    "format_number",
    "format_p_value",
    "format_percent",
    "format_value",
    "has_word",
    "is_absent",
    "open_page",
    "read_measures",
    "require_measures",
    "round_half_up",
    "say_base",
    "say_basis",
    "say_n",
    "say_state",
    "select_rows",
    "state_of",
    "write_interval",
    "write_value",
]
