"""How often a 95% interval holds the truth when eighteen partners of unequal size are the clusters.

Run: python benchmarks/bench_coverage.py [replications]. Each replication draws companies anew: what a company
answers comes from a normal variable of which a part (the intraclass correlation) is shared by its partner.
Prints Markdown; an interval outside 93 to 97% carries a mark. Seeds are fixed; the truth is known or comes
from a very large sample.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from scipy import optimize, special, stats

from dianalysis.estimation import (
    agreement,
    association,
    clustered,
    describe,
    design,
    friedman,
    jackknife,
    models,
    ordinal,
    ordinal_models,
    pooled_shares,
    reliability,
    resampling,
    shrinkage,
    wild,
)
from dianalysis.estimation.estimate import Estimate, cluster_sums, t_quantile

SIZES = np.array([6, 11, 18, 20, 20, 22, 22, 25, 25, 25, 26, 26, 27, 27, 42, 43, 50, 55])
PARTNER = np.repeat(np.arange(SIZES.size), SIZES)
ICCS, POOLED_ICCS, LEVEL, TARGET, SEED = (0.03, 0.13, 0.25), (0.0, 0.03, 0.13, 0.3), 0.95, (0.93, 0.97), 1
REPLICATIONS, N_RESAMPLES = 2000, 499
SLOW = 5  # a fit by regression or bootstrap of codes is repeated this many times less often
CHANGES = np.arange(-6, 7)
CHANGE_SHARES = np.array([0.02, 0.24, 0.42, 0.25, 0.07])  # one step down to three steps up
SHARES = (0.05, 0.3, 0.7, 0.95)
LOADINGS = np.array([0.5, 0.6, 0.7, 0.4, 0.8, 0.6, 0.5, 0.7])
SHIFTS = np.array([0, 0.1, -0.2, 0.3, 0.05, -0.4, 0.2, 0.5])
STEPS = np.array([-1.6, -0.8, 0.1, 1.1])
INDICATORS = np.array([199, 197, 121, 101, 115, 88, 62, 16, 12, 5])
CLASSES = ((0, 15, "up to 15"), (15, 40, "16 to 40"), (40, 150, "41 to 150"), (150, 999, "over 150"))
SLOPES = (0.8, 0.4)  # log odds of a predictor of companies, and of one of partners
Case = tuple[str, Estimate, float]
Study = Callable[[np.random.Generator, float, int], Iterator[Case]]


def latent(rng: np.random.Generator, icc: float, k: int) -> np.ndarray:
    """Standard normal values (companies, k) of which partners share `icc` of the variance."""
    shared, own = rng.normal(size=(SIZES.size, k)), rng.normal(size=(PARTNER.size, k))
    return np.sqrt(icc) * shared[PARTNER] + np.sqrt(1 - icc) * own


def _count(values: np.ndarray, cells: int) -> np.ndarray:
    return resampling.count_table(values, PARTNER, n_cells=cells)


def _boot(table: np.ndarray, statistic: resampling.Statistic, seed: int, interval: str) -> Estimate:
    return resampling.bootstrap_clusters(
        table, statistic, n_resamples=N_RESAMPLES, seed=seed, conf_level=LEVEL, interval=interval
    )


def _hc1(values: np.ndarray) -> Estimate:
    """The clustered mean as commonly done: CR1 and Student's t with clusters - 1."""
    sums = cluster_sums(values - values.mean(), PARTNER)[0]
    error = np.sqrt(SIZES.size / (SIZES.size - 1) * (sums**2).sum()) / values.size
    return describe.t_interval(float(values.mean()), float(error), SIZES.size - 1, LEVEL, values.size, "")


def _hc1_share(member: np.ndarray) -> Estimate:
    mean = _hc1(member.astype(float))
    p, n = mean.value, member.size
    effect = max(1.0, mean.std_error**2 * n / (p * (1 - p))) if 0 < p < 1 else 1.0
    low, high = describe.wilson_bounds(p, n / effect, t_quantile(LEVEL, SIZES.size - 1))
    return Estimate(p, low, high)


def growth(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Mean growth and the effects made of counts per size of change."""
    steps = np.searchsorted(stats.norm.ppf(np.cumsum(CHANGE_SHARES)[:-1]), latent(rng, icc, 1)[:, 0]) - 1
    table, true = _count(steps + 6, CHANGES.size), np.zeros(CHANGES.size)
    true[5:10] = CHANGE_SHARES * 1e9
    mean = float(CHANGE_SHARES @ np.arange(-1, 4))
    yield "mean, CR1 and t (before)", _hc1(steps.astype(float)), mean
    yield "mean, jackknife", clustered.estimate_mean_clustered(steps, PARTNER, conf_level=LEVEL), mean
    plan = {"n_resamples": N_RESAMPLES, "seed": seed, "conf_level": LEVEL}
    yield "mean, wild bootstrap", wild.wild_mean(steps, PARTNER, **plan), mean
    effects = {
        "net improvement": partial(ordinal.net_improvement, change=CHANGES),
        "rank-biserial correlation": partial(ordinal.rank_biserial, change=CHANGES, zeros="pratt"),
    }
    for name, effect in effects.items():
        truth = float(effect(true))
        for interval in ("percentile", "bca"):
            yield f"{name}, bootstrap {interval} (before)", _boot(table, effect, seed, interval), truth
        found = jackknife.jackknife_clusters(table, effect, scale="correlation", conf_level=LEVEL)
        yield f"{name}, jackknife", found, truth


def shares(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Shares of four heights, and a median."""
    z = latent(rng, icc, 1)[:, 0]
    for share in SHARES:
        member = z < stats.norm.ppf(share)
        yield f"share of {share:.0%}, score with CR1 (before)", _hc1_share(member), share
        counts = np.bincount(PARTNER, weights=member)
        found = clustered.estimate_share_clustered(counts, SIZES, conf_level=LEVEL)
        yield f"share of {share:.0%}, jackknife", found, share
    median = clustered.estimate_median_clustered(z, PARTNER, conf_level=LEVEL)
    yield "median without ties, Woodruff", median, 0.0
    whole = np.searchsorted([-1, -0.05, 0.6, 1.2], z)
    median = clustered.estimate_median_clustered(whole, PARTNER, conf_level=LEVEL)
    yield "median of five scores, Woodruff", median, 2.0


def spread(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Intraclass correlation, design effect, centre and spread of partners."""
    _, z = _shared_and_all(rng, icc)
    found = design.estimate_icc(z, PARTNER, conf_level=LEVEL)
    n0 = (SIZES.sum() - (SIZES**2).sum() / SIZES.sum()) / (SIZES.size - 1)
    quantiles = stats.f.ppf([(1 + LEVEL) / 2, (1 - LEVEL) / 2], SIZES.size - 1, z.size - SIZES.size)
    low, high = ((found.statistic / q - 1) / (found.statistic / q + n0 - 1) for q in quantiles)
    yield "intraclass correlation, F (before)", Estimate(found.value, low, high), icc
    yield "intraclass correlation, Wald", found, icc
    effect, size = design.estimate_design_effect(found, SIZES), float((SIZES**2).sum() / SIZES.sum())
    yield "design effect, Wald", effect, 1 + (size - 1) * icc
    pooled = models.pool_means(z, PARTNER, conf_level=LEVEL)
    yield "pooled centre, REML", pooled.centre, 0.0
    yield "spread between partners, REML profile", pooled.between_sd, float(np.sqrt(icc))


def _shared_and_all(rng: np.random.Generator, icc: float) -> tuple[np.ndarray, np.ndarray]:
    shared = np.sqrt(icc) * rng.normal(size=SIZES.size)
    return shared, shared[PARTNER] + np.sqrt(1 - icc) * rng.normal(size=PARTNER.size)


def pooled_partners(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Partner means drawn towards each other."""
    shared, z = _shared_and_all(rng, icc)
    pooled = models.pool_means(z, PARTNER, conf_level=LEVEL)
    yield from _by_size("pooled mean of a partner, spread as known (before)", _known(pooled), shared, SIZES)
    yield from _by_size("pooled mean of a partner", pooled.clusters, shared, SIZES, classes=True)
    yield from _by_size("distance of a partner from the centre", pooled.deviations, shared, SIZES)


def _by_size(
    name: str, found: Sequence[Estimate], truths: np.ndarray, sizes: np.ndarray, *, classes: bool = False
) -> Iterator[Case]:
    """Cases of all clusters together and, if asked, of those of one size."""
    for estimate, truth, n in zip(found, truths, sizes, strict=True):
        yield name, estimate, float(truth)
        for least, most, words in CLASSES if classes else ():
            if least < n <= most:
                yield f"{name}: {words} companies", estimate, float(truth)


def _known(pooled: models.PooledMeans) -> list[Estimate]:
    """Shrunken means as commonly done: the ratio of variances is that of REML and no more is said of it."""
    assert pooled.summary is not None
    ratio = np.array([(pooled.between_sd.value / pooled.within_sd) ** 2])
    (values, errors), _ = shrinkage.given_ratios(pooled.summary, ratio)
    half = stats.norm.ppf((1 + LEVEL) / 2) * errors[0]
    return [Estimate(v, v - h, v + h) for v, h in zip(values[0], half, strict=True)]


def _items(factor: np.ndarray, own: np.ndarray) -> np.ndarray:
    score = LOADINGS * factor[:, None] + np.sqrt(1 - LOADINGS**2) * own + SHIFTS
    return np.searchsorted(STEPS, score).astype(float)


def _many_items() -> np.ndarray:
    rng = np.random.default_rng(SEED)
    return _items(rng.normal(size=400_000), rng.normal(size=(400_000, LOADINGS.size)))


def statements(truth: dict[str, float], rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Reliability, concordance, paired differences and places of eight statements."""
    z = latent(rng, icc, 1 + LOADINGS.size)
    scores = _items(z[:, 0], z[:, 1:])
    moments, ranks = reliability.item_moments(scores, PARTNER), friedman._rank_table(scores, PARTNER)
    before = {
        "alpha": (moments, lambda sums: reliability.alpha(reliability.covariances(sums))),
        "concordance": (ranks, friedman.concordance),
    }
    for name, (table, statistic) in before.items():
        yield f"{name}, bootstrap bca (before)", _boot(table, statistic, seed, "bca"), truth[name]
    for name, estimate in (
        ("alpha", reliability.estimate_alpha), ("omega", reliability.estimate_omega),
        ("concordance", friedman.friedman_test),
    ):  # fmt: skip
        yield f"{name}, jackknife", estimate(scores, PARTNER, conf_level=LEVEL), truth[name]
    away = scores[:, 0] - scores[:, 3]
    yield "paired difference, CR1 and t (before)", _hc1(away), truth["difference"]
    found = clustered.estimate_mean_clustered(away, PARTNER, conf_level=LEVEL)
    yield "paired difference, jackknife", found, truth["difference"]


def statement_truth() -> dict[str, float]:
    """What the estimators of `statements` tend to."""
    many = _many_items()
    covariance = np.cov(many.T)[None]
    ranks = friedman._rank_table(many, np.zeros(len(many)))
    return {
        "alpha": float(reliability.alpha(covariance)[0]), "omega": float(reliability.omega(covariance)[0]),
        "concordance": float(friedman.concordance(ranks)[0]),
        "difference": float((many[:, 0] - many[:, 3]).mean()),
    }  # fmt: skip


def _pair(z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    second = 0.3 * z[:, 0] + np.sqrt(1 - 0.3**2) * z[:, 1]
    return np.searchsorted([-1, -0.3, 0.4, 1.2], z[:, 0]), np.searchsorted([-1.3, -0.2, 0.5], second)


def _phi_cells(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(3 - 2 * (x >= 3) - (y >= 2), dtype=np.int64)


def pair_truth(icc: float) -> dict[str, float]:
    """Tau-b within partners and phi of very many companies."""
    rng, parts = np.random.default_rng(SEED), np.zeros(3)
    for _ in range(300):
        z = np.sqrt(icc) * rng.normal(size=2) + np.sqrt(1 - icc) * rng.normal(size=(400, 2))
        parts += association._pairs(*_pair(z)).parts
    cells = np.bincount(_phi_cells(*_pair(rng.normal(size=(1_000_000, 2)))), minlength=4)
    return {"tau": float(association.tau_b(parts[None])[0]), "phi": float(association.phi(cells))}


def pairs(
    truth: dict[float, dict[str, float]], rng: np.random.Generator, icc: float, seed: int
) -> Iterator[Case]:
    """Kendall's tau-b within partners, and phi."""
    x, y = _pair(latent(rng, icc, 2))
    parts = [association._pairs(x[g == PARTNER], y[g == PARTNER]).parts for g in range(SIZES.size)]
    table, cells = np.array(parts), _count(_phi_cells(x, y), 4)
    yield (
        "tau-b within partners, bootstrap bca (before)",
        _boot(table, association.tau_b, seed, "bca"),
        truth[icc]["tau"],
    )
    yield (
        "tau-b within partners, jackknife",
        association.kendall_tau(x, y, PARTNER, conf_level=LEVEL),
        truth[icc]["tau"],
    )
    yield "phi, bootstrap bca (before)", _boot(cells, association.phi, seed, "bca"), truth[icc]["phi"]
    found = jackknife.jackknife_clusters(cells, association.phi, scale="correlation", conf_level=LEVEL)
    yield "phi, jackknife", found, truth[icc]["phi"]


def pooled_groups(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Shares drawn towards each other: their own spread is the intraclass correlation."""
    for what, sizes, centre in (("an indicator", INDICATORS, 0.6), ("a partner", SIZES, 0.85)):
        weight = 1 / max(icc, 1e-9) - 1
        true = rng.beta(centre * weight, (1 - centre) * weight, size=sizes.size)
        counts = rng.binomial(sizes, true)
        found = _known_shares(counts, sizes)
        yield from _by_size(f"pooled share of {what}, spread as known (before)", found, true, sizes)
        pooled = pooled_shares.pool_shares(counts, sizes, conf_level=LEVEL)
        yield from _by_size(f"pooled share of {what}", pooled.shares, true, sizes, classes=True)


def _known_shares(counts: np.ndarray, sizes: np.ndarray) -> list[Estimate]:
    """Shrunken shares as commonly done: the beta distribution that fits best, taken as known."""

    def parameters(place: np.ndarray) -> tuple[float, float]:
        share, weight = special.expit(place[0]), np.exp(min(place[1], 14.0))
        return max(share * weight, 1e-9), max((1 - share) * weight, 1e-9)

    def deviance(place: np.ndarray) -> float:
        a, b = parameters(place)
        return -float((special.betaln(a + counts, b + sizes - counts) - special.betaln(a, b)).sum())

    start = np.array([special.logit((counts.sum() + 0.5) / (sizes.sum() + 1)), np.log(10.0)])
    a, b = parameters(optimize.minimize(deviance, start, method="Nelder-Mead").x)
    tails = np.array([[(1 - LEVEL) / 2], [(1 + LEVEL) / 2]])
    bounds = stats.beta.ppf(tails, a + counts, b + sizes - counts)
    return [Estimate(low=low, high=high) for low, high in bounds.T]


def regressions(rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Ordinal regression: the marginal model is exactly one of proportional odds."""
    own, shared = rng.integers(0, 2, PARTNER.size), (np.arange(SIZES.size) % 2)[PARTNER]
    score = (
        stats.logistic.ppf(stats.norm.cdf(latent(rng, icc, 1)[:, 0])) + SLOPES[0] * own + SLOPES[1] * shared
    )
    outcome = np.searchsorted([-1.5, -0.2, 1, 2.5], score)
    predictors = np.column_stack([own, shared]).astype(float)
    found = ordinal_models.ordinal_gee(outcome, predictors, PARTNER, conf_level=LEVEL)
    for level, estimate, truth in zip(("company", "partner"), found, SLOPES, strict=True):
        yield f"ordinal GEE, predictor of a {level}", estimate, truth


def coders(truth: float, rng: np.random.Generator, icc: float, seed: int) -> Iterator[Case]:
    """Krippendorff's alpha of three coders and 300 segments, resampling the interviews they stand in."""
    interview = np.repeat(np.arange(30), 10)
    found = agreement.krippendorff_alpha(
        _codes(rng, 300), metric="nominal", n_resamples=N_RESAMPLES, seed=seed, conf_level=LEVEL,
        clusters=interview,
    )  # fmt: skip
    yield "Krippendorff's alpha, bootstrap percentile", found, truth


def _codes(rng: np.random.Generator, n: int) -> np.ndarray:
    shape = (n, 3)
    return np.where(rng.random(shape) < 0.8, rng.integers(1, 6, (n, 1)), rng.integers(1, 6, shape)).astype(
        float
    )


def coverage(study: Study, icc: float, replications: int) -> dict[str, tuple[float, int]]:
    """Return for each interval of a study the share that holds the truth and the number of replications."""
    hits: dict[str, list[bool]] = {}
    rng = np.random.default_rng([SEED, round(1000 * icc)])
    for seed in range(replications):
        for name, found, truth in study(rng, icc, seed):
            hits.setdefault(name, []).append(bool(found.low <= truth <= found.high))
    return {name: (float(np.mean(held)), replications) for name, held in hits.items()}


def studies() -> list[tuple[Study, int]]:
    """Every study of the first table with how many times less often than others it is repeated."""
    at = {icc: pair_truth(icc) for icc in ICCS}
    many = agreement.krippendorff_alpha(
        _codes(np.random.default_rng(SEED), 200_000),
        metric="nominal",
        n_resamples=0,
        seed=SEED,
        conf_level=LEVEL,
    )
    return [
        (growth, 1), (shares, 1), (spread, 1), (partial(statements, statement_truth()), 1),
        (partial(pairs, at), 1), (regressions, SLOW), (partial(coders, many.value), 1),
    ]  # fmt: skip


def print_table(chosen: Sequence[tuple[Study, int]], iccs: Sequence[float], replications: int) -> None:
    """Print a table: interval by intraclass correlation, with the simulation error of the last column.

    Intervals of one replication are not independent: the error is that of one interval a replication.
    """
    print("| interval | " + " | ".join(f"{icc:g}" for icc in iccs) + " | replications | ± |")
    print("|---|" + "---|" * (len(iccs) + 2))
    for study, less in chosen:
        runs = max(replications // less, 1)
        found = [coverage(study, icc, runs) for icc in iccs]
        for name in found[0]:
            held = [part[name][0] for part in found]
            cells = [f"{100 * h:.1f}{'' if TARGET[0] <= h <= TARGET[1] else ' *'}" for h in held]
            error = 196 * np.sqrt(held[-1] * (1 - held[-1]) / runs)
            print(f"| {name} | " + " | ".join(cells) + f" | {runs:,} | {error:.1f} |", flush=True)


def main(replications: int) -> None:
    """Print both tables: intervals of all companies together, and of partners drawn towards each other."""
    print_table(studies(), ICCS, replications)
    print()
    print_table([(pooled_partners, 1), (pooled_groups, 1)], POOLED_ICCS, replications)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS)
