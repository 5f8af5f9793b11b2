"""A trial of phase two, simulated many times at once and analysed as the studies do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import FloatArray, IntArray, t_quantile
from dianalysis.estimation.jackknife import effective_clusters

DESIGNS = ("within", "between")
STEPS = 14  # halvings of the effect that is looked for: to a ten thousandth of where it starts


@dataclass(frozen=True)
class Trial:
    """What is simulated.

    Parameters
    ----------
    design
        `within`: in every partner half of the firms get the collective part; `between`: half of the partners.
    sizes
        Firms of each partner, at least two.
    mean, sd, icc
        Of the outcome without the collective part; an intraclass correlation below nought counts as nought.
    residuals
        Deviations of companies from their partner's mean with variance one, from which firms are drawn; empty
        for a yes or no.
    effect_spread
        Standard deviation over partners of the effect, as part of the effect.
    crossover
        Within partners: part of the firms without the collective part that get it all the same.
    completion
        Part of the firms that is analysed; the others leave at random.
    group_icc
        Variance that firms with the collective part share because they meet, one group at each partner, as
        part of the variance of firms; it comes on top of that. Roberts and Roberts (2005), Clin Trials 2.
    """

    design: str
    sizes: tuple[int, ...]
    mean: float
    sd: float
    icc: float
    residuals: tuple[float, ...] = ()
    effect_spread: float = 0.0
    crossover: float = 0.0
    completion: float = 1.0
    group_icc: float = 0.0


def planned_sizes(observed: FloatArray, firms: int, partners: int) -> tuple[int, ...]:
    """Divide firms over partners as unequally as in phase one, largest first.

    Parameters
    ----------
    observed
        Firms of each partner of phase one.
    firms, partners
        What is planned; a partner has at least two firms.

    Notes
    -----
    Quantiles of the observed sizes at (g - 1/2)/G, scaled to the total and rounded by largest remainders.
    """
    kept = observed[observed > 0]
    if firms < 2 * partners or not kept.size:
        raise ParameterError(
            "every partner needs two firms at least",
            where=Where(column="firms", value=firms),
            remedy=f"Plan {2 * partners} firms or more for {partners} partners.",
        )
    shape = np.quantile(kept, (np.arange(partners) + 0.5) / partners)[::-1]
    exact = 2 + (firms - 2 * partners) * shape / shape.sum()
    sizes = np.floor(exact).astype(np.int64)
    order = np.argsort(sizes - exact, kind="stable")
    sizes[order[: firms - int(sizes.sum())]] += 1
    return tuple(int(size) for size in sizes)


def simulate(trial: Trial, effect: float, *, n_simulated: int, seed: int) -> FloatArray:
    """Simulate a trial and return what its analysis needs of every partner.

    Parameters
    ----------
    trial
        What is simulated.
    effect
        Mean effect of the collective part, in the unit of the outcome.
    n_simulated, seed
        How often, and where the random numbers start: the same seed gives the same firms whatever the effect.

    Returns
    -------
    Array (simulations, partners, 4): firms and sum of the outcome with the collective part, and without it.
    """
    rng = np.random.default_rng(seed)
    sizes, shape = np.array(trial.sizes), (n_simulated, len(trial.sizes))
    treated = _arms(trial, rng, n_simulated)
    numbers = np.stack([treated, sizes - treated], axis=-1).astype(np.int64)
    if trial.completion < 1:
        numbers = rng.binomial(numbers, trial.completion)
    own = effect * (1 + trial.effect_spread * rng.standard_normal(shape))
    crossed = rng.binomial(numbers[..., 1], trial.crossover if trial.design == "within" else 0.0)
    part = np.divide(crossed, numbers[..., 1], out=np.zeros(shape), where=numbers[..., 1] > 0)
    met = trial.sd * np.sqrt(trial.group_icc) * rng.standard_normal(shape) if trial.group_icc > 0 else 0.0
    gain = own[..., None] * np.stack([np.ones(shape), part], axis=-1)
    gain[..., 0] += met
    sums = _sums(trial, numbers, gain, rng)
    return np.stack([numbers[..., 0], sums[..., 0], numbers[..., 1], sums[..., 1]], axis=-1)


def _arms(trial: Trial, rng: np.random.Generator, n_simulated: int) -> IntArray:
    """Firms with the collective part, of every partner in every simulation."""
    sizes = np.array(trial.sizes)
    groups = sizes.size
    pairs = (groups + 1) // 2
    first = rng.integers(0, 2, (n_simulated, pairs))
    drawn = np.stack([first, 1 - first], axis=-1).reshape(n_simulated, 2 * pairs)[:, :groups]
    if trial.design == "between":  # of two partners next to each other in size one gets it
        return np.asarray(drawn * sizes, dtype=np.int64)
    return np.asarray(sizes // 2 + drawn * (sizes % 2), dtype=np.int64)  # an odd firm goes to either side


def _sums(trial: Trial, numbers: IntArray, gain: FloatArray, rng: np.random.Generator) -> FloatArray:
    icc = max(trial.icc, 0.0)
    shape = numbers.shape[:2]
    if not trial.residuals:
        weight = (1 - icc) / icc if icc > 0 else 0.0
        level = (
            rng.beta(trial.mean * weight, (1 - trial.mean) * weight, shape)
            if icc > 0
            else np.full(shape, trial.mean)
        )
        return np.asarray(rng.binomial(numbers, np.clip(level[..., None] + gain, 0, 1)), dtype=np.float64)
    level = trial.mean + trial.sd * np.sqrt(icc) * rng.standard_normal(shape)
    total = int(numbers.sum(axis=(1, 2)).max())
    rest = np.asarray(trial.residuals)[rng.integers(0, len(trial.residuals), (shape[0], total))]
    edges = np.concatenate([np.zeros((shape[0], 1)), np.cumsum(rest, axis=1)], axis=1)
    ends = np.cumsum(numbers.reshape(shape[0], -1), axis=1)
    ends = np.concatenate([np.zeros((shape[0], 1), dtype=np.int64), ends], axis=1)
    noise = np.diff(np.take_along_axis(edges, ends, axis=1), axis=1).reshape(*shape, 2)
    sums = numbers * (level[..., None] + gain) + trial.sd * np.sqrt(1 - icc) * noise
    return np.asarray(sums, dtype=np.float64)


def cells_of(data: FloatArray, design: str) -> FloatArray:
    """Return the sums per partner of which the statistic of a design is a function.

    Parameters
    ----------
    data
        What `simulate` gives.
    design
        Within: weight times difference, and weight, with weight n1 n0 / (n1 + n0), which is least squares
        with a level for each partner. Between: the data as they are.
    """
    if design == "between":
        return data
    n1, s1, n0, s0 = (data[..., k] for k in range(4))
    weight = n1 * n0 / np.maximum(n1 + n0, 1)
    apart = s1 / np.maximum(n1, 1) - s0 / np.maximum(n0, 1)
    return np.stack([weight * apart, weight], axis=-1)


def statistic_of(cells: FloatArray) -> FloatArray:
    """Return the difference between the two ways from summed cells (last axis: 2 within, 4 between)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if cells.shape[-1] == 2:
            return np.asarray(cells[..., 0] / cells[..., 1])
        return np.asarray(cells[..., 1] / cells[..., 0] - cells[..., 3] / cells[..., 2])


def analyse(data: FloatArray, design: str, *, conf_level: float) -> tuple[FloatArray, FloatArray]:
    """Estimate the difference in every simulation, with half the width of its interval.

    Returns
    -------
    Two arrays, one entry a simulation: the estimate and half of its interval.

    Notes
    -----
    `estimation.jackknife.jackknife_clusters` on the plain scale with the firms of a partner as its size, for
    all simulations at once.
    """
    cells = cells_of(data, design)
    groups = cells.shape[1]
    whole = cells.sum(axis=1, keepdims=True)
    left = statistic_of(whole - cells)
    spread = ((left - left.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    error = np.sqrt((groups - 1) / groups * spread)
    df = effective_clusters((data[..., 0] + data[..., 2]).mean(axis=0)) - 1
    return statistic_of(whole)[:, 0], t_quantile(conf_level, df) * error


def found(
    trial: Trial, effect: float, *, conf_level: float, n_simulated: int, seed: int
) -> NDArray[np.bool_]:
    """Say of every simulation whether its interval lies above nought; with no effect, leaves out nought."""
    data = simulate(trial, effect, n_simulated=n_simulated, seed=seed)
    value, half = analyse(data, trial.design, conf_level=conf_level)
    return np.asarray(np.abs(value) > half if effect == 0 else value > half)


def simulated_detectable(
    trial: Trial, *, power: float, start: float, conf_level: float, n_simulated: int, seed: int
) -> float:
    """Return the smallest effect found with this power in simulations; NaN where none below `start` is."""

    def reached(effect: float) -> bool:
        hits = found(trial, effect, conf_level=conf_level, n_simulated=n_simulated, seed=seed)
        return float(hits.mean()) >= power

    if not reached(start):
        return float("nan")
    low, high = 0.0, start
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high
