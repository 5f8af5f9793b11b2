"""Where companies stand at start and end, how far they moved, and from which type to which."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.clustered import estimate_mean_clustered
from dianalysis.estimation.describe import (
    estimate_mean,
    estimate_share,
    within_scale,
)
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.resampling import count_table
from dianalysis.studies.rows import (
    TOTAL,
    FigureName,
    Record,
    clustered_share,
    count_row,
    distribution_rows,
    no_figure,
    row,
)  # fmt: skip
from dianalysis.studies.typology_change.sample import (
    CHANGES,
    DIRECTIONS,
    LAST,
    PRINTED_CHANGES,
    STEPS,
    Sample,
    growth_term,
)  # fmt: skip

GROUPS = {"a_ab": ("a", "ab"), "b_bc": ("b", "bc"), "c_d": ("c", "cd", "d")}


def distribution_records(sample: Sample) -> Iterator[Record]:
    """Give the rows of Tables 6, 7 and 8, means of the steps, and the transition table."""
    for wave in ("monitor_1", "monitor_3"):
        yield from _wave_records(sample, wave)
    yield from _growth_records(sample)
    yield from _transition_records(sample)
    if not sample.group:
        yield from _by_partner_records(sample)


def _wave_records(sample: Sample, wave: str) -> Iterator[Record]:
    steps, _, clusters = sample.waves[wave]
    level = sample.settings.conf_level
    naming = {"population": sample.settings.population, "wave": wave, **sample.group}
    table = count_table(steps - 1, clusters, n_cells=LAST)
    printed = sample.is_printed and not sample.group

    def figure(term: str, stat: str) -> str:
        return f"T6/{term}/{wave}/{stat}" if printed else ""

    if table.size:
        yield from _shares("typology", table, STEPS, level, figure, naming)
        grouped = _merge(table, [[STEPS.index(s) for s in GROUPS[name]] for name in GROUPS])
        yield from _shares("typology_group", grouped, tuple(GROUPS), level, no_figure, naming)
    mean = within_scale(_mean(steps, clusters, level), 1, LAST)
    yield row("typology_mean", mean, figure=_profile_figure(sample, wave), **naming)


def _profile_figure(sample: Sample, wave: str) -> str:
    name = "start" if wave == "monitor_1" else "eind"
    partner = sample.settings.partner
    return f"P{partner}.2/{name}/typologie/mean" if partner and sample.is_printed else ""


def _merge(table: FloatArray, columns: list[list[int]]) -> FloatArray:
    return np.column_stack([table[:, members].sum(axis=1) for members in columns])


def _shares(
    stem: str,
    table: FloatArray,
    terms: tuple[str, ...],
    level: float,
    figure: FigureName,
    naming: dict[str, str],
) -> list[Record]:
    return distribution_rows(stem, _clusters_or_one(table), terms, conf_level=level, figure=figure, **naming)


def _clusters_or_one(table: FloatArray) -> FloatArray:
    """Sum over clusters of one company each: such companies are independent."""
    return table.sum(axis=0, keepdims=True) if (table.sum(axis=1) <= 1).all() else table


def _mean(values: FloatArray | np.ndarray, clusters: np.ndarray, level: float) -> Estimate:
    if np.unique(clusters).size == len(values):
        return estimate_mean(values, conf_level=level)
    return estimate_mean_clustered(values, clusters, conf_level=level)


def _growth_terms(table: FloatArray) -> tuple[FloatArray, tuple[str, ...]]:
    """Keep the changes the report prints and any other that occurs."""
    kept = [k for k, change in enumerate(CHANGES) if change in PRINTED_CHANGES or table[:, k].any()]
    return table[:, kept], tuple(growth_term(int(CHANGES[k])) for k in kept)


def _growth_records(sample: Sample) -> Iterator[Record]:
    level, naming = sample.settings.conf_level, sample.naming
    table = sample.growth_table()
    if not table.size:
        return
    printed = sample.is_printed and not sample.group

    def figure(term: str, stat: str) -> str:
        if sample.group and sample.is_printed:
            return _table_8(term, sample.group["group_level"], stat)
        return f"T7/{term}/groei/{stat}" if printed else ""

    def grouped_figure(term: str, stat: str) -> str:
        return f"T7/{term}/groei_gegroepeerd/{stat}" if printed else ""

    kept, terms = _growth_terms(table)
    yield from _shares("growth", kept, terms, level, figure, naming)
    directions = _merge(table, [list(np.flatnonzero(np.sign(CHANGES) == sign)) for sign in (-1, 0, 1)])
    yield from _shares("direction", directions, DIRECTIONS, level, grouped_figure, naming)
    risen = _clusters_or_one(directions)
    yield row("improved_share", clustered_share(risen[:, -1], risen.sum(axis=1), level), **naming)
    yield row("growth_mean", _mean(sample.growth, sample.cluster, level), **naming)
    yield count_row("growth_total", float(sample.growth.sum()), sample.growth.size, **naming)


def _table_8(term: str, column: str, stat: str) -> str:
    if stat == "pct":
        return f"T8/{term}/{column}/pct"
    return f"T8/{TOTAL}/{column}/N" if term == TOTAL else ""


def _transition_records(sample: Sample) -> Iterator[Record]:
    for i, start in enumerate(STEPS):
        own = sample.start == i + 1
        table = count_table(sample.end[own] - 1, sample.cluster[own], n_cells=LAST)
        sizes, base = table.sum(axis=1), float(own.sum())
        if base and (sizes <= 1).all():
            table, sizes = table.sum(axis=0, keepdims=True), np.array([base])
        for j, end in enumerate(STEPS):
            name, count = f"{start}_to_{end}", float(table[:, j].sum())
            share = clustered_share(table[:, j], sizes, sample.settings.conf_level)
            yield count_row("transition_n", count, base, term=name, **sample.naming)
            yield row("transition_share", share, term=name, **sample.naming)


def _by_partner_records(sample: Sample) -> Iterator[Record]:
    level = sample.settings.conf_level
    for partner in np.unique(np.concatenate([sample.waves[w][1] for w in sample.waves])):
        group = {"group_name": "partner", "group_level": str(partner)}
        for wave, (steps, partners, _) in sample.waves.items():
            naming = {"population": sample.settings.population, "wave": wave, **group}
            yield from _partner_wave(steps[partners == partner], sample, naming)
        own = sample.growth[sample.partner == partner]
        naming = {**sample.naming, **group}
        yield from _growth_column(own, sample, naming)
        up = estimate_share(int((own > 0).sum()), own.size, conf_level=level)
        yield row("improved_share", up, **naming)
        yield row("growth_mean", estimate_mean(own, conf_level=level), **naming)
        yield count_row("growth_total", float(own.sum()), own.size, **naming)
    yield from _growth_column(
        sample.growth, sample, {**sample.naming, "group_name": "partner", "group_level": TOTAL}
    )


def _partner_wave(steps: np.ndarray, sample: Sample, naming: dict[str, str]) -> Iterator[Record]:
    level, partner = sample.settings.conf_level, naming["group_level"]
    counts = np.bincount(steps - 1, minlength=LAST).astype(float)[None]
    yield from distribution_rows("typology", counts, STEPS, conf_level=level, figure=no_figure, **naming)
    name = "start" if naming["wave"] == "monitor_1" else "eind"
    figure = f"P{partner}.2/{name}/typologie/mean" if sample.is_printed else ""
    yield row(
        "typology_mean",
        within_scale(estimate_mean(steps, conf_level=level), 1, LAST),
        figure=figure,
        **naming,
    )


def _growth_column(growth: np.ndarray, sample: Sample, naming: dict[str, str]) -> Iterator[Record]:
    column = naming["group_level"]
    whole = sample.growth_table()
    shown = _growth_terms(whole)[1]
    changes = [int(c) for c in CHANGES if growth_term(int(c)) in shown]
    counts = np.array([[float((growth == c).sum()) for c in changes]])

    def figure(term: str, stat: str) -> str:
        return _table_8(term, column, stat) if sample.is_printed else ""

    if column == TOTAL:
        table = count_table(growth + LAST - 1, sample.cluster, n_cells=CHANGES.size)
        counts = table[:, [int(c) + LAST - 1 for c in changes]]
    yield from distribution_rows(
        "growth", counts, shown, conf_level=sample.settings.conf_level, figure=figure, **naming
    )
