"""From a figures file and rules to the system the audit works on."""

from __future__ import annotations

import pandas as pd

from dianalysis.published.audit.generic import generic_rules
from dianalysis.published.audit.network import build_network
from dianalysis.published.audit.patterns import Names
from dianalysis.published.audit.reading import normalise_figures
from dianalysis.published.audit.rounding import HALF_UP, way_of_rounding
from dianalysis.published.audit.rules import Rules
from dianalysis.published.audit.system import System
from dianalysis.published.recover import recover_figures


def prepare(figures: pd.DataFrame, rules: Rules | None) -> tuple[pd.DataFrame, dict[str, str], System]:
    """Check the figures, recover what can be placed, and tie everything together.

    Parameters
    ----------
    figures
        Printed figures, see `reading.normalise_figures`.
    rules
        How the tables hang together; None takes what any table of that form has (see `generic`).

    Returns
    -------
    The normalised figures; the recovered values of ambiguous cells; the system with figures that differ by
    rounding held loosely.
    """
    frame = normalise_figures(figures)
    recovered = _recovered(frame)
    chosen = rules if rules is not None else generic_rules(frame)
    names = Names(frame["figure"], totals=chosen.totals, bases=chosen.bases)
    sure = frame[frame["status"] == "ok"]
    known = dict(zip(sure["figure"].astype(str), sure["value"].astype(str), strict=True)) | recovered
    known = {name: known[name] for name in frame["figure"] if name in known}
    system = System(known, build_network(chosen, names))
    return frame, recovered, system.variant(loose=_by_rounding(system))


def _recovered(frame: pd.DataFrame) -> dict[str, str]:
    found = recover_figures(frame)
    return dict(zip(found["figure"].astype(str), found["value"].astype(str), strict=True))


def _by_rounding(system: System) -> set[str]:
    """Return the shares and means that another way of rounding than halves upward explains."""
    return {
        name
        for name, ratios in system.ratios.items()
        if name in system.known
        for ratio in ratios
        if way_of_rounding(system, ratio) not in ("", HALF_UP)
    }
