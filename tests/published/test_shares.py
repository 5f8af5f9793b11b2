"""Bases of printed shares, against brute force over all counts."""

from itertools import product

import pytest

from dianalysis.published.figures import share
from dianalysis.published.shares import bases_of, fit_shares, repairs_of


def brute(shares: tuple[str, ...], limit: int) -> list[int]:
    found = []
    for base in range(1, limit + 1):
        for counts in product(range(base + 1), repeat=len(shares) - 1):
            last = base - sum(counts)
            cells = (*counts, last)
            if last >= 0 and all(share(c, base, like=s) == s for c, s in zip(cells, shares, strict=True)):
                found.append(base)
                break
    return found


@pytest.mark.parametrize("shares", [("33.3", "66.7"), ("14.3", "28.6", "57.1"), ("40.0", "35.0", "25.0")])
def test_every_base_is_found(shares: tuple[str, ...]) -> None:
    assert [fit.base for fit in bases_of(shares, limit=45)] == brute(shares, 45)


def test_the_largest_base_is_chosen_and_its_counts_print_the_shares() -> None:
    fit = fit_shares(("33.3", "66.7"), limit=40)
    assert (fit.base, fit.counts, fit.dropped) == (39, (13, 26), None)


def test_shares_above_one_hundred_need_a_repair_with_the_least_change() -> None:
    shares = ("60.0", "30.0", "20.0")
    assert bases_of(shares, limit=100) == []
    fit = fit_shares(shares, limit=100)
    assert fit.dropped is not None
    assert sum(fit.counts) == fit.base
    kept = [place for place in range(3) if place != fit.dropped]
    assert all(share(fit.counts[place], fit.base, like="0.0") == shares[place] for place in kept)
    repaired = float(share(fit.counts[fit.dropped], fit.base, like="0.0"))
    changes = [
        abs(
            float(share(one.counts[one.dropped or 0], one.base, like="0.0")) - float(shares[one.dropped or 0])
        )
        for one in repairs_of(shares, limit=100)
    ]
    assert abs(repaired - float(shares[fit.dropped])) == pytest.approx(min(changes))
