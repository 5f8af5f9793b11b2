"""Every study on the demo: with the draws of the reconstruction, without them, and the resampling alone.

Run: python benchmarks/bench_studies.py. Ratios are of one run on one machine; nothing is asserted here.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from dianalysis.paths import ProjectPaths
from dianalysis.pipeline import open_panel
from dianalysis.pipeline.reference import STUDIES
from dianalysis.studies.plan import load_plan


def seconds(study: Any, panel: Any, plan: Any, **options: int) -> float:
    """Wall time of one estimate."""
    begin = time.perf_counter()
    study.estimate(panel, plan, **options)
    return time.perf_counter() - begin


def main() -> None:
    """Print a line for each study."""
    plan, panel = load_plan(ProjectPaths.find().plan), open_panel("demo")
    alone = replace(panel, draws=(), bounds={}, basis="data")
    print(f"{len(panel.draws)} draws; seconds, and times as long as one data set without resampling")
    for study in STUDIES:
        once = seconds(study, alone, plan, n_resamples=0)
        resampled, whole = seconds(study, alone, plan), seconds(study, panel, plan)
        ratios = f"resampled {resampled / once:.1f}, with draws {whole / once:.1f}"
        print(f"{study.NAME:<18} {once:.2f} s {resampled:.2f} s {whole:.2f} s; {ratios}")


if __name__ == "__main__":
    main()
