"""What the report tells of a partner, as a table and as a sentence, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis import sentences, tables
from dianalysis.published.partner_facts import COLUMNS

FACTS = pd.DataFrame(
    [
        ("lltb", 1, "learned", "sustained_effect", "Het <zakt> weg.", "It <fades>.", 30, 31),
        ("lltb", 2, "setup", "diagnosis", "Een gesprek.", "A talk.", 10, 12),
        ("lltb", 3, "setup", "recruitment", "Per brief.", "By letter.", 9, 9),
        ("sol", 1, "setup", "recruitment", "Anders.", "Otherwise.", 40, 41),
    ],
    columns=list(COLUMNS),
)


@pytest.fixture(params=["nl", "en"])
def page(request, page_nl, page_en):
    return page_nl if request.param == "nl" else page_en


def in_order(html: str, *texts: str) -> bool:
    places = [html.index(text) for text in texts]
    return places == sorted(places)


def test_the_table_has_both_blocks_in_the_order_of_the_topics(page_nl, page_en):
    dutch = tables.table_partner_facts(FACTS, "lltb", page=page_nl).as_raw_html()
    assert in_order(
        dutch, "Hoe het was opgezet", "Werving", "Per brief.", "Diagnose", "Een gesprek.", "10–12"
    )
    assert in_order(
        dutch, "Een gesprek.", "Wat de convenantpartner leerde", "Beklijven", "Het &lt;zakt&gt; weg.", "30–31"
    )
    english = tables.table_partner_facts(FACTS, "lltb", page=page_en).as_raw_html()
    assert in_order(english, "How it was set up", "Recruitment", "By letter.", "Diagnosis", "A talk.")
    assert in_order(english, "A talk.", "What the partner learned", "Lasting effect", "It &lt;fades&gt;.")


def test_other_partners_and_the_other_language_are_left_out(page_nl):
    html = tables.table_partner_facts(FACTS, "lltb", page=page_nl).as_raw_html()
    assert "Anders." not in html and "A talk." not in html


def test_a_partner_without_facts_is_told_so(page):
    html = tables.table_partner_facts(FACTS, "goc", page=page).as_raw_html()
    said = sentences.describe_partner_facts(FACTS, "goc", basis="data", page=page)
    assert "GOC" in said and said in html
    assert said == page.word("no_partner_facts").format(partner="GOC")


def test_the_sentence_counts_and_names_what_was_learned(page_nl, page_en):
    dutch = sentences.describe_partner_facts(FACTS, "lltb", basis="reconstructed", page=page_nl)
    assert (
        "LLTB zijn 3 punten genoteerd, 2 over" in dutch
        and "1 over wat de convenantpartner leerde (beklijven)." in dutch
    )
    english = sentences.describe_partner_facts(FACTS, "lltb", basis="reconstructed", page=page_en)
    assert (
        "3 points were noted, 2 on" in english
        and "1 on what the partner learned (lasting effect)." in english
    )


def test_without_anything_learned_no_topic_is_named(page):
    said = sentences.describe_partner_facts(FACTS, "sol", basis="reconstructed", page=page)
    assert "(" not in said and said.endswith(".")


def test_on_own_data_the_sentence_says_it_is_about_phase_one(page):
    demo = sentences.describe_partner_facts(FACTS, "lltb", basis="reconstructed", page=page)
    own = sentences.describe_partner_facts(FACTS, "lltb", basis="data", page=page)
    assert own == f"{demo} {page.word('facts_phase_one')}"
