"""Diagnosis, form of advice and form of execution: the combinations the profiles print, and the rest.

The profiles print the most frequent combinations of each partner. The firms that remain have other
combinations, each less frequent than the least frequent printed one (ties were printed).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dianalysis.published.reconstruct.programme import Impossible, IntArray
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.slugs import CHOICE_COLUMNS

PRINTED_COLUMN = {variable: column for column, variable in CHOICE_COLUMNS.items()}
OWN_OPTION = "anders_"
BASE_CHANCE = 0.12
MAX_TRIES = 20_000


def solve_choices(setting: Setting, groups: IntArray) -> pd.DataFrame:
    """Give every firm a combination for each of the three choices.

    Parameters
    ----------
    setting
        The ground of the draw.
    groups
        Partner number of each complete firm.

    Returns
    -------
    Columns diagnosis, advice_form, execution_form with '+'-joined slugs in the order of the value set.
    """
    columns = {name: np.full(len(groups), None, dtype=object) for name in PRINTED_COLUMN}
    for name, values in columns.items():
        generator = setting.stream(f"choices/{name}")
        for place, partner in enumerate(setting.partners):
            firms = np.flatnonzero(groups == place)
            values[firms] = generator.permutation(_combinations(setting, name, partner, generator))
    return pd.DataFrame(columns)


def printed_combinations(setting: Setting, name: str, partner: str) -> dict[str, int]:
    """Return the printed combinations of a partner with their counts.

    Parameters
    ----------
    setting
        The ground of the draw.
    name
        diagnosis, advice_form or execution_form.
    partner
        Slug of the partner.

    Returns
    -------
    '+'-joined slugs to the number of firms, in printed order.
    """
    table, column = f"P{partner}.1", PRINTED_COLUMN[name]
    found = {
        row: setting.printed.count(table, row, column) for row in setting.printed.rows(table, column=column)
    }
    return {row: count for row, count in found.items() if count is not None}


def _combinations(setting: Setting, name: str, partner: str, generator: np.random.Generator) -> list[str]:
    size = int(setting.complete[setting.partners.index(partner)])
    printed = printed_combinations(setting, name, partner)
    cap = min(printed.values(), default=2) - 1
    rest = size - sum(printed.values())
    given = [combination for combination, count in printed.items() for _ in range(count)]
    options = [
        option
        for option in setting.codebook.values(name)
        if not option.startswith(OWN_OPTION) or any(option in combination for combination in printed)
    ]
    weights = [sum(count for row, count in printed.items() if option in row.split("+")) for option in options]
    chances = BASE_CHANCE + (1 - 3 * BASE_CHANCE) * np.array(weights) / max(size, 1)
    others: dict[str, int] = {}
    for _ in range(MAX_TRIES):
        if sum(others.values()) == rest:
            break
        chosen = generator.random(len(options)) < chances
        combination = "+".join(option for option, taken in zip(options, chosen, strict=True) if taken)
        if combination and combination not in printed and others.get(combination, 0) < cap:
            others[combination] = others.get(combination, 0) + 1
    if sum(others.values()) != rest:
        raise Impossible(
            f"{rest} firms of partner {partner} find no {name} that is rarer than the printed ones"
        )
    return given + [combination for combination, count in others.items() for _ in range(count)]
