"""An oracle for the tests: is there any table at all, whatever its distance to a start?"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from dianalysis.published.reconstruct.programme import INFEASIBLE, Conditions


def is_possible(conditions: Conditions, *, allowed: np.ndarray) -> bool:
    """Say whether any table of whole numbers obeys the conditions."""
    result = milp(
        np.zeros(conditions.size),
        constraints=LinearConstraint(conditions.matrix(), conditions.low, conditions.high),
        bounds=Bounds(0, np.where(allowed, np.inf, 0.0)),
        integrality=np.ones(conditions.size),
    )
    assert result.status in (0, INFEASIBLE), result.message
    return result.status == 0
