"""Small results tables for the tests of the gate, the tables, the figures and the sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dianalysis.results import empty_results, make_results

TYPES = ("a", "ab", "b", "bc", "c", "cd", "d")
GROWTH = ("min_2", "min_1", "stabiel", "plus_1", "plus_2", "plus_3")


def row(measure: str, estimate: float | None, **parts: object) -> dict[str, object]:
    """One record with the parts every result needs."""
    basis = {"population": "complete", "method": "count", "basis": "reconstructed", "data_hash": "toy"}
    return {**basis, "measure": measure, "estimate": estimate, **parts}


def distribution(stem: str, counts: Mapping[str, int], **parts: object) -> list[dict[str, object]]:
    """Count and share rows of a distribution, with an interval and a range for the shares."""
    base = sum(counts.values())
    rows = [row(f"{stem}_n", count, term=term, n=base, **parts) for term, count in counts.items()]
    for term, count in counts.items():
        share = count / base if base else None
        ends = {} if share is None else {"conf_low": max(0, share - 0.05), "conf_high": min(1, share + 0.05)}
        spread = (
            {}
            if share is None
            else {"range_low": share * 0.9, "range_high": min(1, share * 1.1), "range_method": "draws"}
        )
        rows.append(
            row(f"{stem}_share", share, term=term, n=base, conf_level=0.95, **ends, **spread, **parts)
        )
    return rows


def transitions(table: Mapping[tuple[str, str], int]) -> list[dict[str, object]]:
    """Count and share rows of a transition table; the base is the number of the start type."""
    base: dict[str, int] = {}
    for (start, _), count in table.items():
        base[start] = base.get(start, 0) + count
    rows = []
    for (start, end), count in table.items():
        name = {"wave": "change", "term": f"{start}_to_{end}", "n": base[start]}
        rows.append(row("transition_n", count, **name))
        rows.append(row("transition_share", count / base[start] if base[start] else None, **name))
    return rows


def estimate(measure: str, value: float, low: float, high: float, **parts: object) -> dict[str, object]:
    """A row with an interval, and a range a little narrower than it."""
    spread = {
        "range_low": value - (value - low) / 2,
        "range_high": value + (high - value) / 2,
        "range_method": "draws",
    }
    return row(measure, value, conf_low=low, conf_high=high, conf_level=0.95, **{**spread, **parts})


def typology_results(basis: str = "reconstructed") -> pd.DataFrame:
    """A whole page of typology change for a hundred companies of three partners."""
    start = dict(zip(TYPES, (30, 35, 15, 12, 5, 2, 1), strict=True))
    end = dict(zip(TYPES, (3, 18, 35, 24, 13, 5, 2), strict=True))
    rows = distribution("typology", start, wave="monitor_1") + distribution("typology", end, wave="monitor_3")
    groups = ("a_ab", "b_bc", "c_d")
    rows += distribution("typology_group", dict(zip(groups, (65, 27, 8), strict=True)), wave="monitor_1")
    rows += distribution("typology_group", dict(zip(groups, (21, 59, 20), strict=True)), wave="monitor_3")
    rows += distribution("growth", dict(zip(GROWTH, (1, 1, 24, 42, 24, 8), strict=True)), wave="change")
    directions = {"achteruitgang": 2, "stabiel": 24, "vooruitgang": 74}
    rows += distribution("direction", directions, wave="change")
    rows += transitions({("a", "a"): 3, ("a", "ab"): 27, ("ab", "b"): 20, ("ab", "bc"): 15, ("d", "d"): 1})
    rows += [
        estimate("typology_mean", 2.4, 2.2, 2.6, wave="monitor_1", n=100),
        estimate("typology_mean", 3.55, 3.3, 3.8, wave="monitor_3", n=100),
        estimate("growth_mean", 1.15, 1.0, 1.3, wave="change", n=100),
        row("growth_total", 115, wave="change", n=100),
        estimate("improved_share", 0.74, 0.65, 0.82, wave="change", n=100),
        estimate("net_improvement", 0.72, 0.6, 0.8, contrast="monitor_3-monitor_1", term="sign_test", n=100,
                 p_value=0.00001, p_adjusted=0.00002, family="change"),
        row("symmetry", None, contrast="monitor_3-monitor_1", term="bowker", n=100, p_value=0.03,
            note="exploratory"),
        estimate("growth_icc", 0.08, 0.01, 0.2, n=100),
    ]  # fmt: skip
    for partner, mean in (("awvn", 0.9), ("metaalunie", 1.2), ("vhg", 1.4)):
        group = {"group_name": "partner", "group_level": partner, "wave": "change"}
        rows.append(estimate("growth_mean", mean, mean - 0.4, mean + 0.4, n=30, **group))
        rows.append(estimate("growth_mean_pooled", mean * 0.5 + 0.6, mean, mean + 0.3, n=30, **group))
    for term, value in (
        ("main", 0.72),
        ("excluding_d", 0.73),
        ("equal_partners", 0.70),
        ("start_error_50", 0.4),
    ):
        rows.append(
            estimate(
                "net_improvement", value, value - 0.1, value + 0.1, contrast="sensitivity", term=term, n=100
            )
        )
        rows.append(
            estimate("growth_mean", value, value - 0.1, value + 0.1, contrast="sensitivity", term=term, n=100)
        )
    return _finish(rows, "typology_change", basis)


def profile_results(n: int = 30, basis: str = "reconstructed") -> pd.DataFrame:
    """A partner's profile of `n` companies."""
    group = {"group_name": "partner", "group_level": "metaalunie"}
    half = n // 2
    rows = distribution("diagnosis", {"inventarisatie": half, "inventarisatie+hr": n - half}, **group)
    rows += distribution("advice_form", {"rapportage+mondeling": n}, **group)
    rows += distribution("execution_form", {"directie": half, "onbekend": n - half}, **group)
    for slug, count in (("organisatie", n), ("monitoring", half)):
        rows.append(row("aspect_n", count, term=slug, n=n, **group))
        rows.append(
            estimate("aspect_share", count / n, max(0, count / n - 0.1), 1.0, term=slug, n=n, **group)
        )
    for slug, count in (("visie_beleid", half), ("leefstijl", half + 1)):
        rows.append(row("indicator_n", count, term=slug, n=n, **group))
        rows.append(
            estimate("indicator_share", count / n, count / n - 0.1, count / n + 0.1, term=slug, n=n, **group)
        )
    for slug, mean in (("bewustwording", 4.1), ("beleid", 3.2)):
        rows.append(
            estimate("outcome_mean", mean, mean - 0.2, mean + 0.2, term=slug, n=n, wave="monitor_3", **group)
        )
    rows.append(estimate("typology_mean", 1.7, 1.5, 1.9, wave="monitor_1", n=n, **group))
    rows.append(estimate("typology_mean", 3.3, 3.0, 3.6, wave="monitor_3", n=n, **group))
    rows.append(estimate("grade_mean", 7.8, 7.5, 8.1, n=n, wave="monitor_3", **group))
    rows.append(estimate("improved_share", 0.7, 0.5, 0.85, n=n, wave="change", **group))
    rows.append(estimate("growth_mean", 1.2, 0.9, 1.5, n=n, wave="change", **group))
    rows.append(row("partner_complete_n", n, term="choices", n=n, **group))
    for term, gap in (("growth", 0.3), ("grade", -0.1), ("outcome_beleid", 0.05)):
        for measure in ("difference", "difference_pooled"):
            value = gap if measure == "difference" else gap / 2
            rows.append(
                estimate(
                    measure,
                    value,
                    value - 0.2,
                    value + 0.2,
                    term=term,
                    contrast="partner-others",
                    n=n,
                    **group,
                )
            )
    return _finish(rows, "partner_profile", basis)


def quality_results(basis: str = "reconstructed") -> pd.DataFrame:
    """The participant flow and completeness of two partners."""
    rows = []
    for level, counts in (("", (490, 2, 12, 476)), ("goc", (25, 1, 9, 15)), ("vhg", (28, 0, 0, 28))):
        group = {"group_name": "partner", "group_level": level} if level else {}
        for stage, count in zip(("registered", "stopped", "late", "complete"), counts, strict=True):
            rows.append(row("flow_n", count, term=stage, n=counts[0], population="registered", **group))
    for form, count in (("registration", 490), ("monitor_1", 488), ("monitor_3", 476)):
        rows.append(row("form_complete_n", count, term=form, n=490, population="registered"))
        rows.append(row("form_complete_share", count / 490, term=form, n=490, population="registered"))
    rows.append(estimate("dropout_share", 14 / 490, 0.016, 0.047, n=490, population="registered"))
    rows.append(estimate("improved_share_bounds", 0.74, 0.72, 0.75, n=476, population="registered"))
    return _finish(rows, "data_quality", basis)


def participants_results(basis: str = "published") -> pd.DataFrame:
    """Sector, size and two questions on the make-up of the staff."""
    rows = distribution(
        "sector", {"industrie": 30, "handel": 22, "horeca": 8, "overig": 40}, wave="registration"
    )
    rows += distribution(
        "size_class", {"le15": 31, "16_24": 17, "25_49": 30, "50_99": 22}, wave="registration"
    )
    for stem in ("permanent", "male"):
        counts = {"lt25": 10, "25_50": 13, "50_75": 25, "gt75": 52}
        rows += distribution(stem, counts, wave="registration")
    rows.append(row("partner_registered_n", 60, group_name="partner", group_level="metaalunie", n=100))
    rows.append(row("partner_registered_n", 40, group_name="partner", group_level="vhg", n=100))
    rows.append(row("partner_registered_n", 100, group_name="partner", group_level="totaal", n=100))
    return _finish([{**record, "population": "registered"} for record in rows], "participants", basis)


def _finish(rows: list[dict[str, object]], study: str, basis: str) -> pd.DataFrame:
    if not rows:
        return empty_results()
    if basis == "data":
        rows = [{**record, "range_low": None, "range_high": None, "range_method": None} for record in rows]
    return make_results([{**record, "basis": basis} for record in rows], study=study)
