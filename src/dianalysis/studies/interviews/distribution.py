"""How often each code was given, by whom and when, and what was said about its claim."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.clustered import estimate_share_clustered
from dianalysis.estimation.describe import estimate_share
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.interviews.coding import SETTLED, codes_given
from dianalysis.interviews.segments import VALENCES
from dianalysis.studies.interviews.presence import SPOKEN, BoolArray, Presence
from dianalysis.studies.rows import Record, count_row, row

GROUPS = ("role", "round", "partner")
SENSITIVITY = "sensitivity"


def base_rows(presence: Presence) -> Iterator[Record]:
    """Give the numbers of segments, interviews, partners, segments without code, and undecided codes."""
    counts = {
        "segments": len(presence.segments),
        "interviews": presence.units.nunique(),
        "partners": presence.segments["partner"].nunique(),
        "without_code": int((~presence.settled.any(axis=1)).sum()),
        "undecided": presence.interviews.undecided,
    }
    for term, count in counts.items():
        yield count_row("corpus_n", count, len(presence.segments), term=term, **presence.naming)
    for name in GROUPS:
        for level, part in presence.segments.groupby(presence.group(name), sort=False):
            yield count_row("group_segments_n", len(part), len(presence.segments), group_name=name,
                            group_level=str(level), **presence.naming)  # fmt: skip


def code_rows(presence: Presence) -> Iterator[Record]:
    """Give the number and share of segments with each code: all, by role, round and partner.

    Shares of all segments, of a role and of a round have an interval with partners as clusters; the segments
    of one partner are all there are, so a share of them has none.
    """
    everyone = np.ones(len(presence.segments), dtype=bool)
    yield from _coded(presence, everyone, clustered=True)
    for name in GROUPS:
        values = presence.group(name)
        for level in dict.fromkeys(values):
            group = {"group_name": name, "group_level": level}
            chosen = (values == level).to_numpy(dtype=bool)
            yield from _coded(presence, chosen, clustered=name != "partner", **group)
    by_interview, names = presence.in_interviews(presence.settled)
    partners = presence.shares_by_partner()[0] > 0
    conf_level = presence.settings.conf_level
    for place, code in enumerate(presence.codes):
        count, base = float(by_interview[:, place].sum()), float(len(names))
        named = {"term": code, **presence.naming}
        yield count_row("interview_code_n", count, base, **named)
        yield row("interview_code_share", estimate_share(count, base, conf_level=conf_level), **named)
        yield count_row("partner_code_n", float(partners[:, place].sum()), float(len(partners)), **named)


def valence_rows(presence: Presence) -> Iterator[Record]:
    """Give how often each claim is supported, qualified and contradicted: all, by role and by partner."""
    parts = {valence: presence.by(SETTLED, valence) for valence in VALENCES}
    yield from _valences(presence, parts, np.ones(len(presence.segments), dtype=bool), share=True)
    for name in ("role", "partner"):
        values = presence.segments[name].astype(str)
        for level in dict.fromkeys(values):
            group = {"group_name": name, "group_level": level}
            chosen = (values == level).to_numpy(dtype=bool)
            yield from _valences(presence, parts, chosen, share=name == "role", **group)


def sensitivity_rows(presence: Presence) -> Iterator[Record]:
    """Give the share of each code by each coder, in interviews only, and with partners weighing alike."""
    spoken = _spoken(presence)
    ways = {"main": (presence.settled, np.ones(len(presence.segments), dtype=bool))}
    if spoken.any() and not spoken.all():
        ways["interviews_only"] = (presence.settled, spoken)
    coders = presence.interviews.coders
    for number, coder in enumerate(coders if len(coders) > 1 else (), start=1):
        ways[f"coder_{number}"] = (presence.by(coder), np.ones(len(presence.segments), dtype=bool))
    equal = presence.shares_by_partner()[0]
    for place, code in enumerate(presence.codes):
        for way, (found, chosen) in ways.items():
            share = _share(presence, found[:, place], chosen, clustered=way == "main")
            yield row("code_share", share, term=f"{code}.{way}", contrast=SENSITIVITY, **presence.naming)
        mean = Estimate(float(equal[:, place].mean()), n=len(equal), method="mean of the partners' shares")
        yield row("code_share", mean, term=f"{code}.equal_partners", contrast=SENSITIVITY, **presence.naming)


def valences_seen(presence: Presence) -> BoolArray:
    """Array (segments, codes times valences): each code in each valence apart."""
    return np.concatenate([presence.by(SETTLED, valence) for valence in VALENCES], axis=1)


def _spoken(presence: Presence) -> BoolArray:
    if "kind" not in presence.segments:
        return np.zeros(len(presence.segments), dtype=bool)
    return presence.segments["kind"].isin(SPOKEN).to_numpy(dtype=bool)


def _coded(presence: Presence, chosen: BoolArray, *, clustered: bool, **group: str) -> Iterator[Record]:
    base = float(chosen.sum())
    for place, code in enumerate(presence.codes):
        found = presence.settled[:, place]
        named = {"term": code, **presence.naming, **group}
        yield count_row("code_n", float((found & chosen).sum()), base, **named)
        yield row("code_share", _share(presence, found, chosen, clustered=clustered), **named)


def _share(presence: Presence, found: BoolArray, chosen: BoolArray, *, clustered: bool) -> Estimate:
    counts, sizes = (_by_partner(presence, part) for part in (found & chosen, chosen))
    if clustered and (sizes > 0).sum() > 1:
        kept = sizes > 0
        return estimate_share_clustered(counts[kept], sizes[kept], conf_level=presence.settings.conf_level)
    total = float(sizes.sum())
    value = float(counts.sum()) / total if total else float("nan")
    return Estimate(value, n=total, method="share of all segments counted")


def _by_partner(presence: Presence, chosen: BoolArray) -> FloatArray:
    sums = np.bincount(presence.partners[chosen], minlength=int(presence.partners.max()) + 1)
    return np.asarray(sums, dtype=np.float64)


def _valences(
    presence: Presence, parts: dict[str, BoolArray], chosen: BoolArray, *, share: bool, **group: str
) -> Iterator[Record]:
    for place, code in enumerate(presence.codes):
        given = {valence: found[:, place] & chosen for valence, found in parts.items()}
        any_ = np.logical_or.reduce(list(given.values()))
        if not any_.any():
            continue
        for valence, found in given.items():
            named = {"term": f"{code}.{valence}", **presence.naming, **group}
            yield count_row("valence_n", float(found.sum()), float(any_.sum()), **named)
            if share:
                yield row("valence_share", _share(presence, found, any_, clustered=not group), **named)


def has_codes(presence: Presence) -> bool:
    """Say whether anything was coded at all."""
    return bool(len(codes_given(presence.interviews.codings)))
