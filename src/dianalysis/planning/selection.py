"""Partners weighed by declared criteria: how sure a place is when weights and values vary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.models import pool_means
from dianalysis.estimation.pooled_shares import pool_shares
from dianalysis.planning.inputs import CRITERIA, SelectionInputs
from dianalysis.planning.phase_one import PhaseOne
from dianalysis.studies.rows import Record, Settings, row

METHOD = "shrunken values, weights and units of the scenario; interval over values"
PLACES = "rank when weights and values vary; interval over both"
VARYING = ("both", "values", "weights")
LEFT_OUT = "completed"  # of partners whose data came after the cut-off it says what did not go wrong


@dataclass(frozen=True)
class Criterion:
    """Shrunken value of every partner on one criterion, with its error.

    Parameters
    ----------
    values, errors
        Arrays (partners,): value, and the standard deviation of what it may be.
    estimates
        One a partner: the value with its interval and the number it rests on; empty where none is given.
    """

    values: FloatArray
    errors: FloatArray
    estimates: tuple[Estimate, ...] = ()


def criteria_of(phase: PhaseOne, allotted: Mapping[str, float], *, conf_level: float) -> dict[str, Criterion]:
    """Return the criteria on which every partner has a value.

    Parameters
    ----------
    phase
        Phase one; partners in alphabetical order.
    allotted
        Firms a partner was to bring in, where printed. Without that of every partner, recruitment is no
        criterion.

    Notes
    -----
    Shares: beta-binomial, means: random intercepts, both shrunk to the centre the more the fewer companies a
    partner has, with what is not known of their spread in the errors (`pool_shares`, `pool_means`).
    Recruitment counts no firm above the allotted number. Growth is that given the start type, since who
    starts low has more room.
    """
    names, lines = list(phase.partners.index), phase.partners
    made: dict[str, Criterion] = {}
    registered = lines["registered"].to_numpy(float)
    if all(name in allotted for name in names) and names:
        lots = np.array([allotted[name] for name in names])
        made["recruited"] = _shares(np.minimum(registered, lots), lots, conf_level)
    made["completed"] = _shares(lines["complete"].to_numpy(float), registered, conf_level)
    for name, outcome in (("growth", phase.growth_given_start), ("grade", phase.outcomes["grade"])):
        pooled = pool_means(outcome.values, outcome.clusters, conf_level=conf_level)
        if list(pooled.names) == names:
            made[name] = _criterion(pooled.clusters)
    for name, answers in (("satisfied", phase.satisfied), ("followup", phase.followup)):
        counted = answers.groupby("partner")["yes"].agg(["sum", "size"]).reindex(names)
        if len(counted) and counted["size"].notna().all():
            yes, base = (counted[column].to_numpy(float) for column in ("sum", "size"))
            made[name] = _shares(yes, base, conf_level)
    return made


def _shares(counts: FloatArray, sizes: FloatArray, conf_level: float) -> Criterion:
    return _criterion(pool_shares(counts, sizes, conf_level=conf_level).shares)


def _criterion(estimates: tuple[Estimate, ...]) -> Criterion:
    errors = np.nan_to_num(np.array([one.std_error for one in estimates]))
    return Criterion(np.array([one.value for one in estimates]), errors, estimates)


def selection_records(
    phase: PhaseOne, inputs: SelectionInputs, allotted: Mapping[str, float], settings: Settings
) -> Iterator[Record]:
    """Give the rows on partners: shrunken criteria, score, rank with interval, chance of the top places."""
    made = criteria_of(phase, allotted, conf_level=settings.conf_level)
    names, used = list(phase.partners.index), [name for name in CRITERIA if name in made]
    if len(names) <= inputs.top or not used:
        return
    base = [float(n) for n in phase.partners["complete"]]
    for term in used:
        yield from _criterion_rows(term, made[term], names)
    points, scores = score_draws(made, inputs, n_draws=max(settings.n_resamples, 1), seed=settings.seed)
    tails = [(1 - settings.conf_level) / 2, (1 + settings.conf_level) / 2]
    for k, name in enumerate(names):
        low, high = np.quantile(scores["values"][:, k], tails)
        value = float(points[k])
        ends = (min(float(low), value), max(float(high), value))
        score = Estimate(value, *ends, settings.conf_level, n=base[k], method=METHOD)
        yield row("selection_score", score, **_group(name))
    yield from _places(names, base, scores, inputs, settings)
    yield from _without_rows(made, names, base, inputs, settings)


def _without_rows(
    made: Mapping[str, Criterion],
    names: list[str],
    base: list[float],
    inputs: SelectionInputs,
    settings: Settings,
) -> Iterator[Record]:
    """Ranks and chances when complete data at the cut-off do not count: late data may be no fault."""
    rest = {name: one for name, one in made.items() if name != LEFT_OUT}
    if not rest or LEFT_OUT not in made:
        return
    _, scores = score_draws(rest, inputs, n_draws=max(settings.n_resamples, 1), seed=settings.seed)
    ranks = stats.rankdata(-scores["both"], axis=1, method="min")
    for k, name in enumerate(names):
        named = {"contrast": f"without_{LEFT_OUT}", **_group(name)}
        yield row("selection_rank", _rank(ranks[:, k], base[k], settings), **named)
        yield row("selection_top", _chance(ranks[:, k], base[k], inputs.top), term="both", **named)


def _criterion_rows(term: str, one: Criterion, names: list[str]) -> Iterator[Record]:
    """The shrunken value of every partner on one criterion."""
    measure = "criterion_mean" if term in ("growth", "grade") else "criterion_rate"
    for name, found in zip(names, one.estimates, strict=True):
        yield row(measure, found, term=term, **_group(name))


def _places(
    names: list[str],
    base: list[float],
    scores: Mapping[str, FloatArray],
    inputs: SelectionInputs,
    settings: Settings,
) -> Iterator[Record]:
    ranks = {how: stats.rankdata(-drawn, axis=1, method="min") for how, drawn in scores.items()}
    yield row("places", Estimate(float(inputs.top), method="from the scenario"), population="complete")
    for k, name in enumerate(names):
        yield row("selection_rank", _rank(ranks["both"][:, k], base[k], settings), **_group(name))
        for how in VARYING:
            chance = _chance(ranks[how][:, k], base[k], inputs.top)
            yield row("selection_top", chance, term=how, **_group(name))


def _rank(ranks: FloatArray, base: float, settings: Settings) -> Estimate:
    tails = [0.5, (1 - settings.conf_level) / 2, (1 + settings.conf_level) / 2]
    middle, low, high = (float(rank) for rank in np.quantile(ranks, tails, method="inverted_cdf"))
    return Estimate(middle, low, high, settings.conf_level, n=base, method=PLACES)


def _chance(ranks: FloatArray, base: float, top: int) -> Estimate:
    how = f"part of the draws in which it is among the first {top}"
    return Estimate(float((ranks <= top).mean()), n=base, method=how)


def _group(name: str) -> dict[str, str]:
    return {"group_name": "partner", "group_level": str(name), "population": "complete"}


def score_draws(
    made: Mapping[str, Criterion], inputs: SelectionInputs, *, n_draws: int, seed: int
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return the score of every partner, and scores drawn with weights, values or both varied.

    Parameters
    ----------
    made
        Criteria that count; the weights of others are left out and the rest scaled to sum to one.
    inputs
        Weights, units and how firm the weights are.
    n_draws, seed
        Number of draws and start of the random numbers.

    Returns
    -------
    Scores (partners,), and by what varies (`both`, `values`, `weights`) an array (draws, partners).

    Notes
    -----
    Values are normal around the shrunken ones. Weights are Dirichlet with the declared weights as their mean,
    times `concentration` and their number: with 1 and equal weights every set of weights is as likely.
    """
    rng = np.random.default_rng(seed)
    used = [name for name in CRITERIA if name in made]
    weights = np.array([inputs.weights[name] for name in used])
    weights = weights / weights.sum()
    units = np.array([inputs.units[name] for name in used])
    points = np.stack([made[name].values for name in used], axis=-1)
    errors = np.stack([made[name].errors for name in used], axis=-1)
    centre = points.mean(axis=0)
    drawn_weights = rng.dirichlet(inputs.concentration * weights.size * weights, n_draws)
    drawn = points + errors * rng.standard_normal((n_draws, *points.shape))
    standing, standing_drawn = (points - centre) / units, (drawn - centre) / units
    return standing @ weights, {
        "both": np.einsum("spc,sc->sp", standing_drawn, drawn_weights),
        "values": standing_drawn @ weights,
        "weights": drawn_weights @ standing.T,
    }
