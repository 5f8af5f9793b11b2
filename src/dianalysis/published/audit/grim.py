"""Can a printed mean come from n whole scores at all, and what could the scores have been?

GRIM (Brown & Heathers 2017, "The GRIM test: A simple technique detects numerous anomalies in the reporting
of results in psychology", Social Psychological and Personality Science 8(4)): a mean of n whole scores is a
whole sum over n. A distribution for a mean and n, in the manner of SPRITE (Heathers, Anaya, van der Zee &
Brown 2018, "Recovering data from summary statistics: Sample Parameter Reconstruction via Iterative
TEchniques", PeerJ Preprints 6:e26968): without a printed spread, existence is all that can be asked.
"""

from __future__ import annotations

from dianalysis.published.figures import sums_of_mean


def grim_sums(mean: str, n: int, *, low: int = 0, high: int | None = None) -> range:
    """Return the whole sums of n scores from low to high that are printed as this mean; empty = impossible.

    Parameters
    ----------
    mean
        The printed mean, with a decimal point.
    n
        Number of scores.
    low, high
        Ends of the scale.
    """
    least, most = sums_of_mean(mean, n)
    least = max(least, low * n)
    most = most if high is None else min(most, high * n)
    return range(least, max(least, most + 1))


def possible_scores(mean: str, n: int, *, low: int, high: int) -> tuple[int, ...] | None:
    """Return n whole scores with the printed mean, spread as little as possible; None when there are none.

    Parameters
    ----------
    mean, n, low, high
        As in `grim_sums`.
    """
    sums = grim_sums(mean, n, low=low, high=high)
    if not sums or n <= 0:
        return None
    score, more = divmod(sums[len(sums) // 2], n)
    return (score,) * (n - more) + (score + 1,) * more
