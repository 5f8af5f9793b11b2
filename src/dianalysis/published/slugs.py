"""The slugs of rows and columns of the printed tables, in printed order.

The registry, the search for contradictions, the recount and the reconstruction all read them here.
"""

from __future__ import annotations

STEPS = ("a", "ab", "b", "bc", "c", "cd", "d")
"""Steps 1 to 7 of the typology: rows of tables 6 and 26."""
GROWTH_ROWS = {"min_3": -3, "min_2": -2, "min_1": -1, "stabiel": 0} | {f"plus_{n}": n for n in range(1, 6)}
"""Row of tables 7, 8 and 27 to the number of steps grown."""
SATISFACTION = ("a", "b", "c", "d")
"""Rows of tables 23, 24 and 32, lowest first."""
SCORES = ("1", "2", "3", "4", "5")
"""Columns of tables 15, 22, 30 and 33."""
ANSWERS = ("ja", "misschien", "nee")
"""Columns of tables 17 to 21."""
BRACKETS = ("lt25", "25_50", "50_75", "gt75")
"""Shares of the staff in tables 2 to 5."""
AGE_COLUMNS = {
    "25_jaar": "share_age_lt25",
    "26_tot_55_jaar": "share_age_26_55",
    "gt55_jaar": "share_age_gt55",
}
"""Row of table 4 to the variable it counts."""
ASPECT_TABLES = {
    "T17": "organisatie",
    "T18": "vitaliteit_gezondheid",
    "T19": "betrokkenheid_motivatie",
    "T20": "ontwikkeling_mobiliteit",
    "T21": "monitoring",
}
"""Table of indicators to its aspect."""
CHOICE_COLUMNS = {
    "bepalen_verbeterpunten": "diagnosis",
    "presentatievorm_advies": "advice_form",
    "uitvoeringsvormen": "execution_form",
}
"""Column of the first profile table to the variable it counts."""
