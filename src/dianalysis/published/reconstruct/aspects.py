"""Aspects and indicators: table 9, the third profile tables, and tables 17 to 21.

Which indicators a firm worked on is a table of zeros and ones with given row and column sums. It is built by
the greedy construction of Gale and Ryser and then shuffled by swaps that keep both margins.

Sources: Gale (1957), Pacific Journal of Mathematics 7, 1073-1082; Ryser (1957), Canadian Journal of
Mathematics 9, 371-377.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.published.reconstruct.association import hand_out
from dianalysis.published.reconstruct.programme import Impossible, IntArray
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.slugs import ANSWERS

RISING = ANSWERS[::-1]
SWAPS_PER_ENTRY = 4
BoolArray = NDArray[np.bool_]


def solve_aspects(setting: Setting, groups: IntArray) -> pd.DataFrame:
    """Choose per partner the printed number of firms for each aspect; every firm works on at least one.

    Parameters
    ----------
    setting
        The ground of the draw.
    groups
        Partner number of each complete firm.

    Returns
    -------
    One boolean column per aspect slug, one row per firm.
    """
    generator = setting.stream("aspects")
    aspects = tuple(setting.codebook.aspects["aspect"])
    worked = np.zeros((len(groups), len(aspects)), dtype=bool)
    for place, partner in enumerate(setting.partners):
        firms = np.flatnonzero(groups == place)
        for column, aspect in enumerate(aspects):
            count = setting.printed.count(f"P{partner}.3", aspect, "aandacht") or 0
            worked[generator.permutation(firms)[:count], column] = True
        _fill_empty(worked, firms, generator)
    return pd.DataFrame(worked, columns=list(aspects))


def _fill_empty(worked: BoolArray, firms: IntArray, generator: np.random.Generator) -> None:
    for firm in firms[~worked[firms].any(axis=1)]:
        givers = firms[worked[firms].sum(axis=1) > 1]
        if not len(givers):
            return
        giver = generator.choice(givers)
        column = generator.choice(np.flatnonzero(worked[giver]))
        worked[giver, column], worked[firm, column] = False, True


def solve_indicators(setting: Setting, worked: pd.DataFrame, latent: NDArray[np.float64]) -> pd.DataFrame:
    """Give every firm its indicators and the likelihood that it goes on with each.

    Parameters
    ----------
    setting
        The ground of the draw.
    worked
        Which firm worked on which aspect (from `solve_aspects`).
    latent
        The latent factor of each firm.

    Returns
    -------
    One column per indicator slug with ja, misschien, nee, or None where the firm did not work on it.
    """
    columns: dict[str, NDArray[np.object_]] = {}
    indicators = setting.codebook.indicators
    for aspect in worked:
        part = indicators[indicators["aspect"] == aspect]
        firms = np.flatnonzero(worked[aspect].to_numpy())
        generator = setting.stream(f"indicators/{aspect}")
        tables = list(zip(part["table"], part["indicator"], strict=True))
        totals = np.array([setting.printed.count(table, slug, "totaal", "N") or 0 for table, slug in tables])
        member = incidence(totals, rows=len(firms), generator=generator)
        for column, (table, slug) in enumerate(tables):
            counts = np.array([setting.printed.count(table, slug, answer) or 0 for answer in RISING])
            chosen = firms[member[:, column]]
            given = hand_out(
                counts, latent=latent[chosen], loading=setting.loading("followup"), generator=generator
            )
            answers = np.full(len(worked), None, dtype=object)
            answers[chosen] = [RISING[value] for value in given]
            columns[str(slug)] = answers
    return pd.DataFrame(columns, index=worked.index)


def incidence(totals: IntArray, *, rows: int, generator: np.random.Generator) -> BoolArray:
    """Draw a table of zeros and ones with given column totals in which no row is empty.

    Parameters
    ----------
    totals
        Column totals.
    rows
        Number of rows; their sums are drawn at random.
    generator
        Source of randomness.

    Raises
    ------
    Impossible
        A column total exceeds the number of rows, or there are fewer entries than rows.
    """
    if totals.max(initial=0) > rows or totals.sum() < rows:
        raise Impossible(f"indicator totals {totals.tolist()} do not fit {rows} firms")
    sums = np.ones(rows, dtype=np.int64)
    for _ in range(int(totals.sum()) - rows):
        sums[generator.choice(np.flatnonzero(sums < len(totals)))] += 1
    left, table = sums.copy(), np.zeros((rows, len(totals)), dtype=bool)
    for column in np.argsort(-totals, kind="stable"):
        chosen = np.lexsort((generator.random(rows), -left))[: totals[column]]
        table[chosen, column] = True
        left[chosen] -= 1
    if (left != 0).any():
        raise Impossible(f"no table has indicator totals {totals.tolist()} and the drawn row sums")
    return _shuffle(table, generator)


def _shuffle(table: BoolArray, generator: np.random.Generator) -> BoolArray:
    sets = [set(np.flatnonzero(row).tolist()) for row in table]
    tries = SWAPS_PER_ENTRY * int(table.sum())
    pairs = generator.integers(0, len(sets), size=(tries, 2)).tolist()
    picks = generator.random(size=(tries, 2)).tolist()
    for (one, other), (first, second) in zip(pairs, picks, strict=True):
        only_one, only_other = sorted(sets[one] - sets[other]), sorted(sets[other] - sets[one])
        if only_one and only_other:
            given, taken = only_one[int(first * len(only_one))], only_other[int(second * len(only_other))]
            sets[one] ^= {given, taken}
            sets[other] ^= {given, taken}
    shuffled = np.zeros_like(table)
    for row, members in enumerate(sets):
        shuffled[row, sorted(members)] = True
    return shuffled
