"""What a share can be when some cases are missing and nothing is assumed about them."""

from __future__ import annotations

import math

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import Estimate


def estimate_share_bounds(count: float, n_observed: float, n_missing: float) -> Estimate:
    """Bound a share: every missing case without the property, every missing case with it.

    Parameters
    ----------
    count, n_observed, n_missing
        Observed units with the property, observed units, units that are missing.

    Returns
    -------
    Estimate whose value is the share among observed units and whose bounds are the worst and the best case.
    They are not a sampling interval: `level` is NaN.

    Raises
    ------
    ParameterError
        When a count is negative or the property is more frequent than the observed units.

    Notes
    -----
    [x / (n + m), (x + m) / (n + m)]; Manski (1989), J Human Resources 24, 343-360.
    """
    if min(count, n_observed, n_missing) < 0 or count > n_observed:
        raise ParameterError(
            f"{count} of {n_observed} observed and {n_missing} missing units cannot be bounded",
            where=Where(column="count", value=count),
        )
    total = n_observed + n_missing
    method = "worst and best case for missing cases (Manski)"
    if total == 0:
        return Estimate(n=0, method=method)
    share = count / n_observed if n_observed else math.nan
    return Estimate(share, count / total, (count + n_missing) / total, n=total, method=method)
