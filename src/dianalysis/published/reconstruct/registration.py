"""The frame of a draw: 490 firms, their partner, adviser and dates, and who did not complete the monitors.

The frame is the same in all draws of a seed, so that a firm keeps its partner and dates from draw to draw.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dianalysis.published.reconstruct.programme import FloatArray
from dianalysis.published.reconstruct.setting import Setting

STOPPED_BEFORE_MONITOR_1 = 1


def registration_frame(setting: Setting) -> pd.DataFrame:
    """Make the registered firms with everything that no printed table of results concerns.

    Parameters
    ----------
    setting
        The ground of the draw.

    Returns
    -------
    firm_id, partner, adviser_id, registration_date, monitor_1_date, monitor_2_date, monitor_3_date, status,
    stop_date, complete (True for firms in the analyses), ordered by firm_id.
    """
    generator = setting.stream("registration", per_draw=False)
    calendar = setting.assumptions["calendar"]
    frame = _members(setting)
    frame["registration_date"] = random_days(calendar["registration"], generator.random(len(frame)))
    frame = frame.iloc[generator.permutation(len(frame))].sort_values("registration_date", kind="stable")
    frame = frame.reset_index(drop=True)
    frame.insert(0, "firm_id", [f"F{number:04d}" for number in range(1, len(frame) + 1)])
    frame["adviser_id"] = _advisers(frame, setting)
    _add_dates(frame, calendar, generator)
    _add_stops(frame, calendar, generator)
    for column in [str(name) for name in frame if str(name).endswith("_date")]:
        frame[column] = frame[column].astype("datetime64[us]")
    return frame


def _members(setting: Setting) -> pd.DataFrame:
    rows: list[tuple[str, str]] = []
    for partner, registered, complete in zip(
        setting.partners, setting.registered, setting.complete, strict=True
    ):
        fates = setting.assumptions["incomplete"].get(partner, {})
        missing = [fate for fate in ("stopped", "late") for _ in range(int(fates.get(fate, 0)))]
        if len(missing) != registered - complete:
            missing = ["late"] * int(registered - complete)
        rows += [(partner, "complete")] * int(complete) + [(partner, fate) for fate in missing]
    return pd.DataFrame(rows, columns=["partner", "fate"])


def _advisers(frame: pd.DataFrame, setting: Setting) -> pd.Series:
    per_adviser = int(setting.assumptions["firms_per_adviser"])
    names = np.full(len(frame), "", dtype=object)
    number = 0
    for partner in setting.partners:
        firms = np.flatnonzero((frame["partner"] == partner).to_numpy())
        team = max(2, round(len(firms) / per_adviser))
        names[firms] = [f"A{number + 1 + place % team:03d}" for place in range(len(firms))]
        number += team
    return pd.Series(names, index=frame.index)


def random_days(period: list[Any], place: FloatArray) -> pd.Series:
    """Return days in a period (first and last day) at places between 0 and 1."""
    first, last = (pd.Timestamp(day) for day in period)
    days = np.floor(place * ((last - first).days + 1)).clip(0, (last - first).days)
    return pd.Series(first + pd.to_timedelta(days, unit="D"))


def _add_dates(frame: pd.DataFrame, calendar: dict[str, Any], generator: np.random.Generator) -> None:
    size = len(frame)
    for wave in ("monitor_1", "monitor_2"):
        low, high = calendar[f"{wave}_after_days"]
        before = "registration_date" if wave == "monitor_1" else "monitor_1_date"
        frame[f"{wave}_date"] = frame[before] + pd.to_timedelta(
            generator.integers(low, high + 1, size), unit="D"
        )
    frame["monitor_3_date"] = random_days(calendar["monitor_3"], generator.beta(2.5, 1.2, size))
    frame.loc[frame["fate"] != "complete", "monitor_3_date"] = pd.NaT


def _add_stops(frame: pd.DataFrame, calendar: dict[str, Any], generator: np.random.Generator) -> None:
    stopped = frame.index[frame["fate"] == "stopped"]
    frame["status"] = np.where(frame["fate"] == "stopped", "gestopt", "actief")
    frame["stop_date"] = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
    frame.loc[list(stopped), "stop_date"] = random_days(
        calendar["stop"], generator.random(len(stopped))
    ).to_numpy()
    frame.loc[list(stopped[:STOPPED_BEFORE_MONITOR_1]), "monitor_1_date"] = pd.NaT
    frame.loc[list(stopped), "monitor_2_date"] = pd.NaT
    late = frame.index[frame["fate"] == "late"]
    frame.loc[list(late[::2]), "monitor_2_date"] = pd.NaT
    frame["complete"] = frame["fate"] == "complete"
