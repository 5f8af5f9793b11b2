"""Verdicts as bars of a hundred per cent."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from dianalysis.disclosure import release
from dianalysis.figures import plot_verdicts
from dianalysis.figures.theme import VERMILLION
from dianalysis.studies.published_audit import VERDICTS, estimate


def released(profile: str = "report") -> pd.DataFrame:
    cells = [("T6", "reproduced")] * 40 + [("T6", "contradiction")] * 2 + [("T8", "lost")] * 30
    cells += [("T9", "rounding")] * 5 + [("facts", "not_derivable")] * 20
    return release(estimate(pd.DataFrame(cells, columns=["table", "verdict"])), profile=profile)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_group_is_one_full_bar_with_its_number(lang, page_nl, page_en):
    page = page_nl if lang == "nl" else page_en
    axes = plot_verdicts(released(), page=page).axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert [label.split("n\u00a0=\u00a0")[1] for label in labels] == ["77)", "72)", "5)", "20)"]
    assert labels[0].startswith(page.group("table_group", "all"))
    assert labels[-1].startswith(page.group("table_group", "claims"))
    widths: dict[float, float] = {}
    for bar in axes.patches:
        place = round(bar.get_y() + bar.get_height() / 2, 3)
        widths[place] = widths.get(place, 0.0) + bar.get_width()
    assert [widths[round(tick, 3)] for tick in axes.get_yticks()] == pytest.approx([1.0] * 4)
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert sorted(names) == sorted(page.term("audit", verdict) for verdict in VERDICTS)


def test_few_contradictions_are_still_told_at_the_edge(page_en):
    axes = plot_verdicts(released(), page=page_en).axes[0]
    told = [text.get_text() for text in axes.texts if to_hex(text.get_color()).upper() == VERMILLION.upper()]
    assert told == ["2", "2"]


def test_hidden_verdicts_are_not_drawn(page_en):
    axes = plot_verdicts(released("standard"), page=page_en).axes[0]
    assert page_en.word("suppressed") in [text.get_text() for text in axes.texts]


def test_nothing_to_draw_is_said(page_en):
    figure = plot_verdicts(released().iloc[:0], page=page_en)
    assert page_en.word("nothing")[:20] in figure.axes[0].texts[0].get_text()
