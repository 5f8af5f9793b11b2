"""The values of all figures left out, once every contradiction is repaired."""

from __future__ import annotations

from dianalysis.published.audit.implied import is_count, write_ratio
from dianalysis.published.audit.search import Found
from dianalysis.published.audit.solve import tighten
from dianalysis.published.audit.system import System


def settle_values(system: System, found: Found) -> dict[str, str]:
    """Return what the figures that stand make of those left out.

    Parameters
    ----------
    system
        The figures and their rules.
    found
        The contradictions; their own computed values are kept where nothing firmer follows.
    """
    computed = found.computed
    if not computed:
        return {}
    standing = [name for name in system.known if name not in found.left_out]
    box = tighten(system.conditions(standing, everything=True), start=system.box)
    if box is None:
        return computed
    values = {name: low for name, (low, high) in box.items() if low == high}
    values |= {
        name: int(text) for name, text in computed.items() if is_count(name) and text and name not in values
    }
    for name in computed:
        if is_count(name):
            computed[name] = str(values[name]) if name in values else computed[name]
        for ratio in system.ratios.get(name, []):
            computed[name] = write_ratio(ratio, values, like=system.known[name]) or computed[name]
    return computed
