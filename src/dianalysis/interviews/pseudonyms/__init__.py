"""Masking who is meant, from roster to release.

`roster` says who is known, `find` reads texts with it, `patterns`, lists and further readers, `review` lets
a person decide on
what is left, `register` gives everybody one pseudonym for all rounds, `release` writes them, `leaks` proves
it.
"""

from dianalysis.interviews.pseudonyms.find import Finder
from dianalysis.interviews.pseudonyms.leaks import find_leaks, leaks_in_segments
from dianalysis.interviews.pseudonyms.register import Register, read_register, write_register
from dianalysis.interviews.pseudonyms.release import release, require_decided
from dianalysis.interviews.pseudonyms.review import carry_over, list_candidates, read_review, write_review
from dianalysis.interviews.pseudonyms.roster import (
    merge,
    read_roster,
    roster_of_partners,
    roster_of_registration,
)
from dianalysis.interviews.pseudonyms.words import load_words

__all__ = [
    "Finder",
    "Register",
    "carry_over",
    "find_leaks",
    "leaks_in_segments",
    "list_candidates",
    "load_words",
    "merge",
    "read_register",
    "read_review",
    "read_roster",
    "release",
    "require_decided",
    "roster_of_partners",
    "roster_of_registration",
    "write_register",
    "write_review",
]
