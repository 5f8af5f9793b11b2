"""Follow-up (table 16) and the twelve conditions (table 22): national figures, nothing per partner."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dianalysis.published.reconstruct.association import hand_out_by_partner, spread_over_partners
from dianalysis.published.reconstruct.programme import FloatArray, IntArray
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.slugs import SCORES


def solve_followup(setting: Setting, groups: IntArray, latent: FloatArray) -> pd.DataFrame:
    """Give every firm its intention to go on, and those that do what they do and whether they want support.

    Parameters
    ----------
    setting
        The ground of the draw.
    groups, latent
        Partner number and latent factor of each complete firm.

    Returns
    -------
    followup, followup_kind, support_wanted; None where the firm was not asked or gave no answer.
    """
    generator = setting.stream("T16")
    counts = np.array([setting.printed.count("T16", answer, "vervolg") for answer in ("nee", "ja")])
    table = spread_over_partners(counts, sizes=setting.complete, generator=generator)
    given = hand_out_by_partner(
        table, groups=groups, latent=latent, loading=setting.loading("followup"), generator=generator
    )
    frame = pd.DataFrame({"followup": np.where(given == 1, "ja", "nee").astype(object)})
    going_on = np.flatnonzero(given == 1)
    for name, column, answers in (
        ("followup_kind", "vormgeving_vervolg", ("doorgaan", "nieuwe_activiteiten")),
        ("support_wanted", "ondersteuning", ("ja", "nee")),
    ):
        values = [
            answer for answer in answers for _ in range(setting.printed.count("T16", answer, column) or 0)
        ]
        chosen = generator.permutation(going_on)[: len(values)]
        frame[name] = pd.Series(None, index=frame.index, dtype=object)
        frame.loc[chosen, name] = values
    return frame


def solve_conditions(setting: Setting, groups: IntArray, latent: FloatArray) -> pd.DataFrame:
    """Give every firm its score on the twelve conditions.

    Parameters
    ----------
    setting
        The ground of the draw.
    groups, latent
        Partner number and latent factor of each complete firm.

    Returns
    -------
    One column of scores 1 to 5 per condition slug.
    """
    columns = {}
    for condition in setting.codebook.conditions["condition"]:
        generator = setting.stream(f"T22/{condition}")
        counts = np.array([setting.printed.count("T22", condition, score) for score in SCORES])
        table = spread_over_partners(counts, sizes=setting.complete, generator=generator)
        loading = setting.loading("conditions")
        columns[condition] = 1 + hand_out_by_partner(
            table, groups=groups, latent=latent, loading=loading, generator=generator
        )
    return pd.DataFrame(columns)
