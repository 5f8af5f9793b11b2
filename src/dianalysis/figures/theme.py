"""One look for every figure: readable at page width, safe for colour-blind readers, the same bytes every
time.

Colours are those of M. Okabe and K. Ito, *Color Universal Design* (2008); the heat scale is one hue that
grows darker, so that its order survives in grey.
"""

from __future__ import annotations

import textwrap

import matplotlib as mpl
import matplotlib.pyplot as plt
from IPython.core.getipython import get_ipython
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib_inline.backend_inline import set_matplotlib_formats

from dianalysis.formats import Page, format_number, format_percent

PAGE_WIDTH = 7.2  # inches
BLUE = "#0072B2"
SKY = "#56B4E9"
ORANGE = "#E69F00"
VERMILLION = "#D55E00"
GREEN = "#009E73"
GREY = "#9A9A9A"
LIGHT = "#E3E3E3"
INK = "#222222"
QUIET = "#5A5A5A"
HEAT = "Blues"

_WRAP_TITLE = 78
_WRAP_CAPTION = 120
_LINE_INCHES = 0.165
_TITLE_INCHES = 0.215
_MANY = 20
_SETTINGS = {
    "figure.dpi": 100,
    "savefig.dpi": 200,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",  # comes with matplotlib, so every machine draws the same letters
    "font.size": 9,
    "axes.labelsize": 9,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": LIGHT,
    "grid.linewidth": 0.7,
    "text.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "svg.hashsalt": "dianalysis",
    "svg.fonttype": "none",
}


class Drawing(Figure):
    """A figure that can be read: its text form is its title and caption, for who cannot see it."""

    def __repr__(self) -> str:
        return str(self.get_label()) or super().__repr__()


def use_theme() -> None:
    """Set the look for all figures of this process, sharp on a screen when it is a notebook."""
    mpl.rcParams.update(_SETTINGS)  # type: ignore[arg-type]
    if get_ipython() is not None:
        set_matplotlib_formats("retina")  # type: ignore[no-untyped-call]


def open_figure(
    height: float, *, panels: int = 1, rows: int = 1, share_y: bool = False, width: float | None = None
) -> tuple[Figure, list[Axes]]:
    """Make a figure of page width with its panels side by side, or under each other.

    Parameters
    ----------
    height
        Height of the drawing in inches; title and caption come on top of it.
    panels
        Number of panels side by side, at least one.
    rows
        Number of panels under each other, at least one.
    share_y
        Whether the panels share their vertical axis.
    width
        Width in inches; that of a page when absent.
    """
    use_theme()
    figure, axes = plt.subplots(
        rows,
        panels,
        figsize=(width or PAGE_WIDTH, height),
        sharey=share_y,
        squeeze=False,
        layout="constrained",
        FigureClass=Drawing,
    )
    return figure, list(axes.flat)


def close_figure(figure: Figure, *, title: str, caption: str) -> Figure:
    """Write the title above and the caption below a drawing, and make room for both.

    Parameters
    ----------
    figure
        The drawing.
    title
        The finding or the question, a sentence.
    caption
        Number, population and what the numbers rest on.
    """
    figure.set_label(" ".join(f"{title} {caption}".split()))
    width, drawing = figure.get_size_inches()
    wrap_title, wrap_caption = (int(most * width / PAGE_WIDTH) for most in (_WRAP_TITLE, _WRAP_CAPTION))
    heads = textwrap.wrap(title, wrap_title)
    notes = [line for part in caption.split("\n") for line in textwrap.wrap(_unbroken(part), wrap_caption)]
    top = _TITLE_INCHES * len(heads) + (0.12 if heads else 0)
    bottom = _LINE_INCHES * len(notes) + (0.12 if notes else 0)
    height = drawing + top + bottom
    figure.set_size_inches(width, height)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0, bottom / height, 1, drawing / height))  # type: ignore[call-arg]
    figure.text(0.008, 1 - 0.03 / height, "\n".join(heads), ha="left", va="top", size=11, weight="bold",
                linespacing=1.25)  # fmt: skip
    figure.text(0.008, 0.03 / height, "\n".join(notes), ha="left", va="bottom", size=7.8, color=QUIET,
                linespacing=1.35)  # fmt: skip
    return figure


def _unbroken(text: str) -> str:
    """Keep a number of companies on one line with what it counts."""
    return text.replace(" = ", "\u00a0=\u00a0")


def empty_figure(message: str, *, title: str, caption: str, width: float | None = None) -> Figure:
    """Make a figure that says in words why there is nothing to draw."""
    figure, [axes] = open_figure(1.1, width=width)
    axes.set_axis_off()
    axes.text(0.5, 0.5, textwrap.fill(message, 84), ha="center", va="center", color=QUIET, size=9.5,
              transform=axes.transAxes)  # fmt: skip
    return close_figure(figure, title=title, caption=caption)


def name_ticks(axes: Axes, page: Page, *, axis: str = "x", percent: bool = False, most: int = 8) -> None:
    """Write the numbers along an axis in the language of the page; shares lose their sign."""
    target = axes.xaxis if axis == "x" else axes.yaxis

    def write(value: float, _: float) -> str:
        if percent:
            return format_percent(abs(value), page.lang, decimals=0)
        return format_number(value, page.lang, decimals=1 if abs(value) < _MANY else 0)

    if not percent:
        target.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10]))
    target.set_major_formatter(FuncFormatter(write))


def quiet_axes(axes: Axes, *, grid: str) -> None:
    """Leave only the grid lines that help reading along one axis, and no ticks."""
    axes.grid(visible=True, axis="x" if grid == "x" else "y")
    other = "y" if grid == "x" else "x"
    axes.tick_params(axis="both", length=0)
    axes.spines["left" if other == "x" else "bottom"].set_visible(False)
