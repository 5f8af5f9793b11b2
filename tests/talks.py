"""A made-up corpus of coded segments whose counts are known."""

from __future__ import annotations

import pandas as pd

from dianalysis.interviews.coding import CodedInterviews, codes_given, segments_read

PARTNERS = (
    "agf_cko", "awvn", "bfbn", "goc", "inretail", "svh", "metaalunie", "lltb", "mkb_deventer", "nbbu",
    "nisb_fitvak_han", "sbi", "sol", "tuinbranche_nl", "uneto_vni", "vakcentrum", "vhg", "vpb_emmen",
)  # fmt: skip
CODES = ("pace", "budget", "language")
PER_PARTNER = 4


def corpus(basis: str = "published") -> CodedInterviews:
    """Four segments a partner: pace in all first ones, budget with it at the first six partners."""
    names = [(partner, n) for partner in PARTNERS for n in range(1, PER_PARTNER + 1)]
    segments = pd.DataFrame(
        [(f"{p}_x/{n:03d}", f"{p}_{'s' if n == 1 else 'i'}", p, "partner" if n == 1 else "adviser",
          "1" if n == 1 else pd.NA, "sketch" if n == 1 else "interview") for p, n in names],
        columns=["segment_id", "interview_id", "partner", "role", "round", "kind"],
    )  # fmt: skip
    rows = []
    for partner, n in names:
        given = []
        if n == 1:
            given.append(("pace", "contradicts" if partner == "goc" else "supports"))
            given += [("budget", "qualifies")] if partner in PARTNERS[:6] else []
        for coder in ("ann", "bob", "settled"):
            kept = given if not (coder == "bob" and partner == "awvn") else given[:1]
            rows += [
                (f"{partner}_x/{n:03d}", code, valence, coder) for code, valence in kept or [(pd.NA, pd.NA)]
            ]
    table = pd.DataFrame(rows, columns=["segment_id", "code", "valence", "coder"], dtype="string")
    return CodedInterviews(segments, codes_given(table), segments_read(table), 0, CODES, basis)
