"""Sector, subsector and size of the registered firms: the shares the running text prints.

No single base fits all these shares. Each has a declared base; firms outside it gave no answer.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dianalysis.published.figures import counts_of_share
from dianalysis.published.reconstruct.fitting import Grouping, draw_rows, fit_table
from dianalysis.published.reconstruct.programme import Conditions, Impossible, nearest_table
from dianalysis.published.reconstruct.setting import Setting

KNOWN = ("both", "sector", "none")
SECOND_SECTOR = "zakelijke_dienstverlening"


def _text_counts(section: dict[str, dict[str, str]], base: int) -> dict[str, int]:
    counts = {}
    for name, text in section["shares"].items():
        options = counts_of_share(text, base)
        if not options:
            raise Impossible(f"{text} % is no share of the declared base {base}")
        counts[name] = options[0]
    return counts


def solve_sizes(setting: Setting, firms: int) -> list[str | None]:
    """Return a size class per registered firm; None outside the base."""
    section = setting.assumptions["size"]
    base = int(section["base"])
    generator = setting.stream("size")
    counts = _text_counts(section, base)
    others = [name for name in setting.codebook.values("size_class") if name not in counts]
    weights = np.array([section["weights"][name] for name in others], dtype=float)
    drawn = generator.multinomial(base - sum(counts.values()), weights / weights.sum())
    values: list[str | None] = [name for name, count in counts.items() for _ in range(count)]
    values += [name for name, count in zip(others, drawn, strict=True) for _ in range(int(count))]
    values += [None] * (firms - base)
    return [values[place] for place in generator.permutation(firms)]


def solve_sectors(setting: Setting, partners: pd.Series) -> pd.DataFrame:
    """Give every firm a subsector that suits its partner so that the shares of the text hold."""
    generator = setting.stream("sector")
    names = setting.codebook.values("subsector")
    groups = np.array([setting.partners.index(partner) for partner in partners])
    weights = np.array(
        [
            [setting.assumptions["subsector_weights"][p].get(name, 0) for name in names]
            for p in setting.partners
        ],
        float,
    )
    states = [(name, known) for name in names for known in KNOWN]
    firms = len(partners)
    likely = np.array([[weight for weight in row for _ in KNOWN] for row in weights])
    expected = fit_table(likely, sizes=setting.registered, groupings=_sector_groupings(setting, states))
    start = draw_rows(expected, sizes=setting.registered, generator=generator)
    conditions = _sector_conditions(setting, states)
    cells = nearest_table(
        start.reshape(-1), conditions, allowed=(likely > 0).reshape(-1), generator=generator, block="sector"
    ).reshape(start.shape)
    frame = pd.DataFrame({"sector": [None] * firms, "subsector": [None] * firms}, dtype=object)
    parent = setting.assumptions["sector_of_subsector"]
    for place, counts in enumerate(cells):
        chosen = [states[state] for state in generator.permutation(np.repeat(np.arange(len(states)), counts))]
        for firm, (name, known) in zip(np.flatnonzero(groups == place), chosen, strict=True):
            frame.loc[firm, "sector"] = None if known == "none" else parent[name]
            frame.loc[firm, "subsector"] = name if known == "both" else None
    return frame


def _sector_groupings(setting: Setting, states: list[tuple[str, str]]) -> tuple[Grouping, ...]:
    """Write the bases and shares of sector and subsector as totals over the states of the table."""
    section, sub = setting.assumptions["sector"], setting.assumptions["subsector"]
    parent = setting.assumptions["sector_of_subsector"]
    firms, base, sub_base = int(setting.registered.sum()), int(section["base"]), int(sub["base"])
    sectors, parts = _text_counts(section, base), _text_counts(sub, sub_base)
    sectors |= {SECOND_SECTOR: sectors["handel"] + 1}
    answered = Grouping(
        np.array([KNOWN.index(known) for _, known in states]),
        np.array([sub_base, base - sub_base, firms - base], dtype=float),
    )
    groupings = [answered]
    for names, label in ((sectors, parent), (parts, {name: name for name in parent})):
        order = list(names)
        wanted = "none" if names is sectors else "sector"
        member = [
            order.index(label[one]) if label[one] in order and known not in ("none", wanted) else -1
            for one, known in states
        ]
        groupings.append(Grouping(np.array(member), np.array([names[name] for name in order], dtype=float)))
    return tuple(groupings)


def _sector_conditions(setting: Setting, states: list[tuple[str, str]]) -> Conditions:
    shape = (len(setting.partners), len(states))
    conditions = Conditions(shape[0] * shape[1])
    parent = setting.assumptions["sector_of_subsector"]
    section, sub = setting.assumptions["sector"], setting.assumptions["subsector"]
    for place, size in enumerate(setting.registered):
        row = np.zeros(shape, dtype=np.int64)
        row[place] = 1
        conditions.add(f"T1/{setting.partners[place]}", row, low=int(size), high=int(size))
    rows = [("sector base", [known != "none" for _, known in states], int(section["base"]))]
    rows.append(("subsector base", [known == "both" for _, known in states], int(sub["base"])))
    for name, count in _text_counts(section, int(section["base"])).items():
        rows.append((name, [known != "none" and parent[one] == name for one, known in states], count))
    for name, count in _text_counts(sub, int(sub["base"])).items():
        rows.append((name, [known == "both" and one == name for one, known in states], count))
    for name, member, count in rows:
        row = np.broadcast_to(np.array(member, dtype=np.int64), shape).copy()
        conditions.add(f"text/{name}", row, low=count, high=count)
    counts = _text_counts(section, int(section["base"]))
    second = [known != "none" and parent[one] == SECOND_SECTOR for one, known in states]
    row = np.broadcast_to(np.array(second, dtype=np.int64), shape).copy()
    conditions.add("text/handel is third", row, low=counts["handel"] + 1, high=counts["industrie"] - 1)
    return conditions
