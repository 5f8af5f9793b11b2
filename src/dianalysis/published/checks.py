"""Sums and bases that hold between printed figures, written down once for the search for contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dianalysis.published.figures import Printed, decimals_of, figure_id, half_up
from dianalysis.published.slugs import ANSWERS, ASPECT_TABLES, SCORES

OF_ALL_COMPLETE = ("T6", "T7", "T9", "T15", "T16", "T22", "T23", "T25")
OF_ALL_SELF_EMPLOYED = ("T26", "T27", "T30", "T31", "T32", "T33")
SCORE_TABLES = ("T15", "T22", "T30", "T33")
DISTRIBUTIONS = (
    ("T6", "monitor_1"),
    ("T6", "monitor_3"),
    ("T7", "groei"),
    ("T7", "groei_gegroepeerd"),
    ("T16", "vormgeving_vervolg"),
    ("T16", "ondersteuning"),
    ("T16", "vervolg"),
    ("T23", "bedrijven"),
    ("T25", "bedrijven"),
    ("T26", "monitor_1"),
    ("T26", "monitor_3"),
    ("T27", "groei"),
    ("T31", "bedrijven"),
    ("T32", "bedrijven"),
)


@dataclass(frozen=True)
class SumCheck:
    """A printed total and the printed parts that should make it.

    Parameters
    ----------
    total, parts
        Names of figures.
    printed_total, values
        Their printed values.
    rule, block
        The check in words, and the table it belongs to.
    may_miss_answers
        True where fewer parts than the total only mean that somebody did not answer.
    """

    total: str
    parts: tuple[str, ...]
    printed_total: int
    values: tuple[int, ...]
    rule: str
    block: str
    answers: bool = False

    @property
    def sum_of_parts(self) -> int:
        """The sum of the parts."""
        return sum(self.values)

    @property
    def holds(self) -> bool:
        """Whether the parts make the total."""
        return self.sum_of_parts == self.printed_total

    @property
    def may_miss_answers(self) -> bool:
        """Whether the difference can be answers that were not given."""
        return self.answers and self.sum_of_parts < self.printed_total


def base_of(printed: Printed, table: str, row: str, column: str) -> int | None:
    """Return the number of firms a printed share refers to, or None where no count stands beside it.

    Parameters
    ----------
    printed
        Printed figures.
    table, row, column
        Place of the share.
    """
    if table in OF_ALL_COMPLETE:
        return printed.count("T1", "totaal", "registratie_monitor_1_3")
    if table in OF_ALL_SELF_EMPLOYED:
        return printed.count("T26", "totaal", "monitor_1")
    if table in ASPECT_TABLES:
        return printed.count(table, row, "totaal", "N")
    if table.startswith("P"):
        return printed.count(table, "header", "n_basis", "N")
    return None


def repaired_base(printed: Printed, table: str, row: str) -> int | None:
    """Return the base of the total row of an indicator table as its own indicators make it."""
    if table not in ASPECT_TABLES or row != "totaal":
        return None
    return sum(
        printed.count(table, one, "totaal", "N") or 0 for one in printed.rows(table) if one != "totaal"
    )


def score_tables(printed: Printed) -> list[tuple[str, str]]:
    """List the rows of the tables with scores 1 to 5 and a mean as (table, row)."""
    return [(table, row) for table in SCORE_TABLES for row in printed.rows(table)]


def mean_of_scores(printed: Printed, table: str, row: str) -> str | None:
    """Write the mean of five printed counts like the printed mean; None when one of them is absent.

    Parameters
    ----------
    printed
        Printed figures.
    table, row
        A row of a table with the columns 1 to 5 and m.
    """
    counts = [printed.count(table, row, score) for score in SCORES]
    text = printed.text(table, row, "m", "mean")
    known = [count for count in counts if count is not None]
    if text is None or len(known) < len(SCORES) or sum(known) == 0:
        return None
    total = sum(score * count for score, count in enumerate(known, start=1))
    return half_up(total, sum(known), decimals=decimals_of(text))


def sum_checks(printed: Printed) -> list[SumCheck]:
    """List every sum that can be checked with the printed figures at hand."""
    partners = [row for row in printed.rows("T1") if row != "totaal"]
    checks = [
        *_partner_checks(printed, partners),
        *_profile_base_checks(printed, partners),
        *_distribution_checks(printed),
        *_indicator_checks(printed),
        *_aspect_checks(printed, partners),
    ]
    return [check for check in checks if check is not None]


def _partner_checks(printed: Printed, partners: list[str]) -> Iterator[SumCheck | None]:
    for column in ("oorspronkelijk", "na_herverdeling", "eindstand", "registratie_monitor_1_3"):
        parts = [("T1", partner, column, "n") for partner in partners]
        yield _check(printed, ("T1", "totaal", column, "n"), parts, "partners make the total")
    for table in ("T0", "T0b"):
        parts = [(table, partner, "bedrijven", "n") for partner in partners]
        yield _check(printed, (table, "totaal", "bedrijven", "n"), parts, "partners make the total")
        for partner, part in zip(partners, parts, strict=True):
            total = ("T1", partner, "eindstand", "n")
            yield _check(printed, total, [part], f"table 1 and {table} agree")


def _profile_base_checks(printed: Printed, partners: list[str]) -> Iterator[SumCheck | None]:
    for partner in partners:
        for number in ("1", "2", "3"):
            part = [(f"P{partner}.{number}", "header", "n_basis", "N")]
            total = ("T1", partner, "registratie_monitor_1_3", "n")
            yield _check(printed, total, part, "the profile's base is the firms of table 1")


def _distribution_checks(printed: Printed) -> Iterator[SumCheck | None]:
    for table, column in DISTRIBUTIONS:
        rows = [row for row in printed.rows(table, column=column) if row != "totaal"]
        parts = [(table, row, column, "n") for row in rows]
        yield _check(printed, (table, "totaal", column, "n"), parts, "categories make the total")
    for table, row in score_tables(printed):
        parts = [(table, row, score, "n") for score in SCORES]
        total = (table, "caption", "n_basis", "N")
        yield _check(printed, total, parts, f"the scores of {row} make the base", answers=True)


def _aspect_checks(printed: Printed, partners: list[str]) -> Iterator[SumCheck | None]:
    for aspect in printed.rows("T9"):
        parts = [(f"P{partner}.3", aspect, "aandacht", "n") for partner in partners]
        yield _check(printed, ("T9", aspect, "bedrijven", "n"), parts, "the 18 profiles make table 9")


def _indicator_checks(printed: Printed) -> list[SumCheck | None]:
    checks = []
    for table in ASPECT_TABLES:
        rows = printed.rows(table)
        for row in rows:
            parts = [(table, row, answer, "n") for answer in ANSWERS]
            checks.append(
                _check(printed, (table, row, "totaal", "N"), parts, "the answers make the row total")
            )
        for column, stat in (("ja", "n"), ("misschien", "n"), ("nee", "n"), ("totaal", "N")):
            parts = [(table, row, column, stat) for row in rows if row != "totaal"]
            checks.append(
                _check(printed, (table, "totaal", column, stat), parts, "the indicators make the total")
            )
    return checks


Cell = tuple[str, str, str, str]


def _check(
    printed: Printed, total: Cell, parts: list[Cell], rule: str, *, answers: bool = False
) -> SumCheck | None:
    counts = [printed.count(*part) for part in parts]
    whole = printed.count(*total)
    known = tuple(count for count in counts if count is not None)
    if whole is None or len(known) < len(parts) or not parts:
        return None
    names = tuple(figure_id(*part) for part in parts)
    return SumCheck(figure_id(*total), names, whole, known, rule, total[0], answers)
