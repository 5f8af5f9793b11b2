"""The audit of the committed figures: the whole, with stored proofs, and against the same file doubled.

Run: python benchmarks/bench_audit.py. Ratios are of one run on one machine; nothing is asserted here.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dianalysis.published.audit import (
    audit_figures,
    make_proofs,
    read_any_figures,
    read_rules,
    recheck_proofs,
)
from dianalysis.published.audit.prepare import prepare
from dianalysis.published.audit.search import failing

FOLDER = Path(__file__).parents[1] / "data" / "published"


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main() -> None:
    """Print the times and their ratio to the arithmetic alone."""
    figures, rules = read_any_figures(FOLDER / "figures.csv"), read_rules(FOLDER / "rules.yaml")
    other = figures.assign(table="X" + figures["table"])
    doubled = pd.concat([figures, other], ignore_index=True)
    with tempfile.TemporaryDirectory() as folder:
        proofs = Path(folder) / "proofs.json"
        times = {
            "arithmetic and partner sums": seconds(lambda: failing(prepare(figures, rules)[2])),
            "search, minimal sets and repairs": seconds(lambda: make_proofs(figures, rules, proofs)),
            "verdicts from stored proofs": seconds(
                lambda: audit_figures(figures, rules=rules, proofs=proofs)
            ),
            "all of it anew": seconds(lambda: audit_figures(figures, rules=rules)),
            "all of it, figures doubled": seconds(lambda: audit_figures(doubled, rules=rules)),
            "without rules": seconds(lambda: audit_figures(figures)),
            "re-check of the proofs": seconds(lambda: recheck_proofs(figures, rules, proofs)),
        }
    least = times["arithmetic and partner sums"]
    for name, taken in times.items():
        print(f"{name:36} {taken:7.2f} s  {taken / least:6.1f} x")


if __name__ == "__main__":
    main()
