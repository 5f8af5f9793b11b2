"""One draw: all blocks solved, and firms made from their tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.paths import ProjectPaths
from dianalysis.published.conflicts import Exclusion, find_conflicts, staff_fits
from dianalysis.published.figures import Printed
from dianalysis.published.reconstruct.aspects import solve_aspects, solve_indicators
from dianalysis.published.reconstruct.association import hand_out_by_partner
from dianalysis.published.reconstruct.characteristics import Fits, solve_characteristics
from dianalysis.published.reconstruct.choices import solve_choices
from dianalysis.published.reconstruct.columns import typed_frame
from dianalysis.published.reconstruct.followup import solve_conditions, solve_followup
from dianalysis.published.reconstruct.programme import FloatArray, IntArray
from dianalysis.published.reconstruct.ratings import solve_grades, solve_outcome
from dianalysis.published.reconstruct.registration import registration_frame
from dianalysis.published.reconstruct.satisfaction import solve_satisfaction
from dianalysis.published.reconstruct.self_employed import solve_self_employed
from dianalysis.published.reconstruct.setting import Setting, read_assumptions
from dianalysis.published.reconstruct.typology import END, START, solve_typology
from dianalysis.published.recover import recover_figures
from dianalysis.published.slugs import SATISFACTION, STEPS

COMPANY_FORMS = ("registration", "monitor_1", "monitor_2", "monitor_3")


@dataclass(frozen=True)
class Draw:
    """Reconstructed data: one row per registered firm, one row per self-employed person."""

    companies: pd.DataFrame
    self_employed: pd.DataFrame


@dataclass(frozen=True)
class Settled:
    """Printed figures made ready: contradictions out, recovered cells in, bases of tables 2 to 5 found."""

    printed: Printed
    exclusions: tuple[Exclusion, ...]
    recovered: pd.DataFrame
    staff: Fits


def settle_figures(figures: pd.DataFrame) -> Settled:
    """Take out what cannot be right together and put in what can be recovered.

    Parameters
    ----------
    figures
        Printed figures as `read_figures` returns them.
    """
    recovered = recover_figures(figures)
    values = dict(zip(recovered["figure"], recovered["value"], strict=True))
    everything = Printed.of(figures).with_values(values)
    exclusions = tuple(find_conflicts(everything))
    printed = everything.without(one.figure for one in exclusions)
    return Settled(printed, exclusions, recovered, staff_fits(everything))


def reconstruct_draw(
    figures: pd.DataFrame | Settled,
    codebook: Codebook,
    *,
    draw: int,
    seed: int,
    assumptions: dict[str, Any] | None = None,
) -> Draw:
    """Make one data set at the level of firms that reproduces all printed figures that can hold together.

    Parameters
    ----------
    figures
        Printed figures, or figures already settled.
    codebook
        Value sets and slugs.
    draw, seed
        Number of the draw and seed of the series; the same pair gives the same data.
    assumptions
        Declared assumptions; by default `data/demo/association.yaml` of the project.

    Returns
    -------
    Companies (all registered firms) and self-employed persons.

    Raises
    ------
    Impossible
        A block has no table that obeys its figures.
    """
    settled = figures if isinstance(figures, Settled) else settle_figures(figures)
    declared = assumptions or read_assumptions(default_assumptions())
    setting = Setting(settled.printed, codebook, declared, draw, seed)
    frame = registration_frame(setting)
    characteristics = solve_characteristics(setting, frame["partner"], settled.staff)
    frame = pd.concat([frame, characteristics], axis=1)
    results = _results(setting, frame)
    companies = _with_results(frame, results, setting)
    return Draw(
        typed_frame(companies, codebook, forms=COMPANY_FORMS),
        typed_frame(solve_self_employed(setting), codebook, forms=("self_employed",)),
    )


def default_assumptions() -> Path:
    """Return where the project declares the assumptions of its demo data."""
    return ProjectPaths.find().demo / "association.yaml"


def _results(setting: Setting, frame: pd.DataFrame) -> pd.DataFrame:
    """Solve all blocks and hand them out to the complete firms, in the order of the frame."""
    complete = frame.index[frame["complete"]]
    groups = np.array([setting.partners.index(partner) for partner in frame.loc[complete, "partner"]])
    latent = setting.stream("latent").standard_normal(len(complete))
    aspects = solve_aspects(setting, groups)
    indicators = solve_indicators(setting, aspects, latent)
    parts = [
        _typology(setting, groups, latent),
        solve_choices(setting, groups),
        pd.DataFrame(
            {f"aspect_{name}": np.where(aspects[name], "ja", "nee") for name in aspects}, dtype=object
        ),
        _ratings(setting, groups, latent),
        solve_followup(setting, groups, latent),
        indicators.add_prefix("indicator_"),
        solve_conditions(setting, groups, latent).add_prefix("condition_"),
    ]
    return pd.concat(parts, axis=1).set_index(complete)


def _typology(setting: Setting, groups: IntArray, latent: FloatArray) -> pd.DataFrame:
    generator = setting.stream("typology")
    table = solve_typology(
        setting.printed, partners=setting.partners, sizes=setting.complete, generator=generator
    )
    order = np.lexsort((START, END - START))
    given = hand_out_by_partner(
        table[:, order], groups=groups, latent=latent, loading=setting.loading("growth"), generator=generator
    )
    cells = order[given]
    return pd.DataFrame(
        {
            "typology_start": [STEPS[START[cell] - 1] for cell in cells],
            "typology_end": [STEPS[END[cell] - 1] for cell in cells],
        }
    )


def _ratings(setting: Setting, groups: IntArray, latent: FloatArray) -> pd.DataFrame:
    def handed(table: IntArray, kind: str, block: str) -> IntArray:
        generator = setting.stream(f"firms/{block}")
        return hand_out_by_partner(
            table, groups=groups, latent=latent, loading=setting.loading(kind), generator=generator
        )

    columns: dict[str, Any] = {}
    for outcome in setting.codebook.outcomes["outcome"]:
        columns[f"outcome_{outcome}"] = 1 + handed(
            solve_outcome(setting, outcome), "outcomes", f"outcome/{outcome}"
        )
    levels = handed(solve_satisfaction(setting), "satisfaction", "satisfaction")
    columns["satisfaction"] = [SATISFACTION[level] for level in levels]
    columns["grade"] = 1 + handed(solve_grades(setting), "grade", "grade")
    return pd.DataFrame(columns)


def _with_results(frame: pd.DataFrame, results: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    """Add the results; incomplete firms get those of the forms they sent in, of another firm."""
    companies = frame.join(results.astype(object))
    generator = setting.stream("incomplete")
    for form in ("monitor_1", "monitor_2"):
        names = [one.name for one in setting.codebook.variables(form) if one.name in results]
        sent = companies.index[~companies["complete"] & companies[f"{form}_date"].notna()]
        for firm in sent:
            same = companies.index[
                companies["complete"] & (companies["partner"] == companies.loc[firm, "partner"])
            ]
            donor = generator.choice(same.to_numpy())
            companies.loc[firm, names] = companies.loc[donor, names]
    return companies
