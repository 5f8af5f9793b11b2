"""How one estimate is drawn in a forest."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from dianalysis.figures.theme import (
    INK,
)
from dianalysis.formats import Page, write_value

ROW_INCHES = 0.3
_BELOW_INCHES = -0.075


def draw_estimate(axes: Axes, place: float, row: pd.Series, page: Page, *, colour: str) -> None:
    """Draw one estimate with its interval and, below it, its range; or write that it is hidden.

    Parameters
    ----------
    axes
        Where to draw.
    place
        Height on the vertical axis.
    row
        A released row.
    page
        Labels and language.
    colour
        Colour of the estimate and its interval.
    """
    if pd.isna(row["estimate"]):
        axes.annotate(write_value(row, page), (0.02, place), xycoords=("axes fraction", "data"), va="center",
                      size=7.5, style="italic")  # fmt: skip
        return
    if pd.notna(row["range_low"]) and pd.notna(row["range_high"]):
        below = ScaledTranslation(0, _BELOW_INCHES, axes.figure.dpi_scale_trans)
        axes.plot([row["range_low"], row["range_high"]], [place, place], color=INK, linewidth=0.9,
                  solid_capstyle="butt", transform=axes.transData + below)  # fmt: skip
    if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
        axes.plot([row["conf_low"], row["conf_high"]], [place, place], color=colour, linewidth=2)
    axes.plot(row["estimate"], place, marker="o", markersize=5.5, color=colour, zorder=3)
