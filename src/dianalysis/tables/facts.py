"""What the report tells of one partner: how it set up the programme and what it learned, topic by topic."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import Page
from dianalysis.tables.build import GROUP, STUB, build_message, build_table

_TABLE_ID = "partner-facts"
_KINDS = {"setup": "facts_setup", "learned": "facts_learned"}


def table_partner_facts(facts: pd.DataFrame, partner: str, *, page: Page, title: str = "") -> GT:
    """Make the table of what the report tells of a partner, with the lines of the report it rests on.

    Parameters
    ----------
    facts
        Facts as `dianalysis.published.read_partner_facts` gives them.
    partner
        Slug of the partner.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table in two blocks, how it was set up and what was learned, in the order of the topics. One line of text
    when there is no fact on this partner.
    """
    title = title or page.word("title_partner_facts")
    rows = facts[facts["partner"] == partner]
    if rows.empty:
        message = page.word("no_partner_facts").format(partner=page.group("partner", partner))
        return build_message(message, table_id=_TABLE_ID, title=title)
    topics = list(page.codebook.tables["coding_frame"]["code"])
    places = {"kind": list(_KINDS).index, "topic": topics.index}
    rows = rows.sort_values(
        ["kind", "topic"], key=lambda names: names.map(places[str(names.name)]), kind="stable"
    )
    cells = pd.DataFrame([_line(row, page) for _, row in rows.iterrows()])
    labels = {STUB: page.word("topic"), "fact": page.word("fact"), "lines": page.word("fact_lines")}
    notes = (page.word("note_partner_facts"),)
    table = build_table(cells, table_id=_TABLE_ID, title=title, labels=labels, notes=notes)
    return table.cols_align("left", columns=["fact"])


def _line(row: pd.Series, page: Page) -> dict[str, str]:
    first, last = int(row["source_line"]), int(row["last_line"])
    return {
        GROUP: page.word(_KINDS[str(row["kind"])]),
        STUB: page.codebook.label("topic", str(row["topic"]), page.lang),
        "fact": str(row[f"fact_{page.lang}"]),
        "lines": str(first) if first == last else f"{first}–{last}",
    }
