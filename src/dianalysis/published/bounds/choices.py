"""Bounds of the combinations a profile does not print: any other way to diagnose, advise or carry out.

The profiles print the most frequent combinations. One that is not printed has at most as many companies as
the least frequent printed one, and at most the companies that are left. No programme is needed for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from dianalysis.published.bounds.naming import counted, of_partner
from dianalysis.published.bounds.programme import Bound
from dianalysis.published.reconstruct.choices import PRINTED_COLUMN, printed_combinations
from dianalysis.published.reconstruct.setting import Setting

ANY_OTHER = "*"
PROOF = "counting"


def choice_bounds(setting: Setting) -> Iterator[Bound]:
    """Give the bounds of each printed combination and, under the term `*`, of any other one.

    Parameters
    ----------
    setting
        Settled figures.
    """
    for partner, size in zip(setting.partners, setting.complete.tolist(), strict=True):
        for question in PRINTED_COLUMN:
            printed = printed_combinations(setting, question, partner)
            options = 2 ** len(
                setting.codebook.values(question)
            )  # every set of options; the empty one: no answer
            low, high = other_limits(
                size - sum(printed.values()),
                cap=min(printed.values(), default=size),
                others=options - len(printed),
            )
            limits = {**{term: (count, count) for term, count in printed.items()}, ANY_OTHER: (low, high)}
            for term, ends in limits.items():
                for one in counted(question, size, term=term, **of_partner(partner)):
                    yield Bound(one.naming, ends[0] * one.slope, ends[1] * one.slope, "choices", PROOF)


def other_limits(rest: int, *, cap: int, others: int) -> tuple[int, int]:
    """Return the smallest and largest number of companies with one combination that is not printed.

    Parameters
    ----------
    rest
        Companies with a combination that is not printed.
    cap
        Most companies each such combination can have.
    others
        Number of such combinations.
    """
    return max(0, rest - (others - 1) * cap), min(cap, rest)
