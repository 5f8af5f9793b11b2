"""Printed figures that cannot be right together: what clashes, the proof, and the smallest repair.

The rule for choosing among repairs is fixed: the fewest printed cells excluded; among those a cell that no
other check confirms; then the least change of the printed numbers; then, for shares without a base, the
largest base; then printed order.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from dianalysis.published.checks import (
    SumCheck,
    base_of,
    mean_of_scores,
    repaired_base,
    score_tables,
    sum_checks,
)
from dianalysis.published.figures import Printed, counts_of_share, figure_id, share, sums_of_mean
from dianalysis.published.shares import STAFF_TABLES, ShareFit, fit_shares, staff_items, staff_shares
from dianalysis.published.slugs import BRACKETS

EXCLUSION_COLUMNS = ("figure", "printed", "computed", "proof", "repair", "block")


@dataclass(frozen=True)
class Exclusion:
    """One printed cell that cannot be reproduced, with the value the other cells imply."""

    figure: str
    printed: str
    computed: str
    proof: str
    repair: str
    block: str


def find_conflicts(printed: Printed) -> list[Exclusion]:
    """Find every contradiction that plain arithmetic shows among the printed figures.

    Parameters
    ----------
    printed
        All printed figures, recovered cells included.

    Returns
    -------
    Exclusions in a fixed order: sums, shares of counts, means, shares without a base.
    """
    found = _sum_conflicts(printed)
    gone = {one.figure for one in found}
    found += _share_conflicts(printed, gone)
    found += _mean_conflicts(printed)
    found += _staff_conflicts(printed)
    return found


def exclusions_frame(exclusions: list[Exclusion]) -> pd.DataFrame:
    """Return exclusions as the table that is written to `exclusions.csv`."""
    return pd.DataFrame([asdict(one) for one in exclusions], columns=list(EXCLUSION_COLUMNS))


def _sum_conflicts(printed: Printed) -> list[Exclusion]:
    checks = sum_checks(printed)
    confirmed = {name for check in checks if check.holds for name in (*check.parts, check.total)}
    found: list[Exclusion] = []
    for check in checks:
        if not check.holds and not check.may_miss_answers:
            found += _smallest_repair(check, confirmed, printed)
    return found


def _smallest_repair(check: SumCheck, confirmed: set[str], printed: Printed) -> list[Exclusion]:
    surplus = check.sum_of_parts - check.printed_total
    options = [(check.total, check.printed_total + surplus)]
    options += [(name, value - surplus) for name, value in zip(check.parts, check.values, strict=True)]
    ranked = []
    for order, (name, value) in enumerate(options):
        if value >= 0:
            cells = _cells_of(name, value, printed)
            change = sum(abs(float(new) - float(old)) for _, old, new in cells)
            ranked.append((len(cells), name in confirmed, change, order, cells))
    cells = min(ranked, key=lambda one: one[:4])[4]
    proof = f"{check.rule}: the parts add up to {check.sum_of_parts}, printed is {check.printed_total}"
    left_out = [name for name, value in zip(check.parts, check.values, strict=True) if value == surplus]
    if len(left_out) == 1:
        proof += f"; the difference is exactly {left_out[0]}"
    repair = f"{len(cells)} cell(s) excluded; every other cell of this sum is kept"
    return [Exclusion(name, old, new, proof, repair, check.block) for name, old, new in cells]


def _cells_of(name: str, value: int, printed: Printed) -> list[tuple[str, str, str]]:
    """Return the cells a repaired count takes with it: itself and its share, with old and new value."""
    cells = [(name, printed.values[name], str(value))]
    table, row, column, stat = name.split("/")
    percent = printed.text(table, row, column, "pct")
    base = repaired_base(printed, table, row) or base_of(printed, table, row, column)
    if stat == "n" and percent is not None and base:
        cells.append((figure_id(table, row, column, "pct"), percent, share(value, base, like=percent)))
    return cells


def _share_conflicts(printed: Printed, gone: set[str]) -> list[Exclusion]:
    found = []
    for name, text in printed.values.items():
        table, row, column, stat = name.split("/")
        count, base = printed.count(table, row, column), base_of(printed, table, row, column)
        if stat != "pct" or name in gone or count is None or not base:
            continue
        computed = share(count, base, like=text)
        if float(computed) != float(text):
            others = counts_of_share(text, base)
            why = (
                f"{others[0]} would, but breaks the row's total"
                if others
                else f"no count of {base} gives that"
            )
            proof = f"{count} of {base} is {computed} %, printed is {text} %; {why}"
            found.append(Exclusion(name, text, computed, proof, "1 cell excluded: the share", table))
    return found


def _mean_conflicts(printed: Printed) -> list[Exclusion]:
    found = []
    for table, row in score_tables(printed):
        text = printed.text(table, row, "m", "mean")
        computed = mean_of_scores(printed, table, row)
        if text is not None and computed is not None and computed != text:
            proof = f"the five printed counts have mean {computed}, printed is {text}; counts and base agree"
            found.append(
                Exclusion(
                    figure_id(table, row, "m", "mean"),
                    text,
                    computed,
                    proof,
                    "1 cell excluded: the mean",
                    table,
                )
            )
    for name, text in printed.values.items():
        table, row, _, stat = name.split("/")
        size = printed.count(table, "header", "n_basis", "N")
        if stat == "mean" and size:
            low, high = sums_of_mean(text, size)
            if low > high:
                proof = f"no whole sum of {size} scores has mean {text}"
                found.append(Exclusion(name, text, "", proof, "1 cell excluded: the mean", table))
    return found


def _staff_conflicts(printed: Printed) -> list[Exclusion]:
    limit = printed.count("T0", "totaal", "bedrijven") or 0
    found = []
    caption = printed.count("T4", "caption", "n_basis", "N")
    if caption is not None and caption > limit:
        texts = [
            text
            for table, row in staff_items(printed)
            if table == "T4"
            for text in staff_shares(printed, table, row)
        ]
        odd = ", ".join(text for text in texts if not counts_of_share(text, caption))
        proof = (
            f"base {caption} is larger than the {limit} registered firms; no count of {caption} gives {odd} %"
        )
        name = figure_id("T4", "caption", "n_basis", "N")
        computed = max((fit.base for item, fit in staff_fits(printed).items() if item[0] == "T4"), default=0)
        found.append(Exclusion(name, str(caption), str(computed), proof, "1 cell excluded: the base", "T4"))
    for (table, row), fit in staff_fits(printed).items():
        if fit.dropped is not None:
            found.append(_staff_exclusion(printed, table, row, fit, limit))
    return found


def _staff_exclusion(printed: Printed, table: str, row: str, fit: ShareFit, limit: int) -> Exclusion:
    place = fit.dropped or 0
    texts = staff_shares(printed, table, row)
    name = _staff_name(table, row, place)
    total = sum(float(text) for text in texts)
    proof = (
        f"the four shares add up to {total:.1f} %; no base up to {limit} has whole counts that give all four "
        f"(every base was tried); with this cell left out base {fit.base} fits"
    )
    computed = share(fit.counts[place], fit.base, like=texts[place])
    repair = "1 cell excluded: of the four, the one that changes least (then the largest base)"
    return Exclusion(name, texts[place], computed, proof, repair, table)


def _staff_name(table: str, row: str, place: int) -> str:
    bracket = BRACKETS[place]
    return (
        figure_id(table, bracket, "bedrijven", "pct") if row == "" else figure_id(table, row, bracket, "pct")
    )


def staff_fits(printed: Printed) -> dict[tuple[str, str], ShareFit]:
    """Return the base and counts found for every item of tables 2 to 5, by (table, row)."""
    limit = printed.count("T0", "totaal", "bedrijven") or 0
    return {
        item: fit_shares(staff_shares(printed, *item), limit=limit)
        for item in staff_items(printed)
        if item[0] in STAFF_TABLES
    }
