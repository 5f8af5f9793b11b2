"""The figures and claims that cannot all be right, one line each, in a box that scrolls."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from html import escape

import pandas as pd
from IPython.display import HTML

from dianalysis.formats import Page, format_count, name_printed_cell, name_printed_table, write_printed

MOST_OPEN = 8  # a longer list of figures opens on a click
_CELL = "text-align:left;vertical-align:top;padding:.4em .8em .4em .3em"
_HEAD = f"{_CELL};position:sticky;top:0;background:var(--pst-color-background,#fff)"
_BOX = "max-height:40em;overflow:auto;border:1px solid #9a9a9a;margin:.4em 0"
_PERCENTAGES = ("sum", "slack", "low", "high", "computed")
_BOTH = ("printed", "computed")
_OF_COUNTS = ("parts_exceed", "parts_fill", "parts_short", "above_limit", "mean_of_scores")
Row = Mapping[Hashable, object]


def table_contradictions(sets: pd.DataFrame, members: pd.DataFrame, *, page: Page) -> HTML:
    """Make the list of minimal sets of printed figures that cannot all be right.

    Parameters
    ----------
    sets, members
        The sets and their figures, as `published.audit.ReportAudit` holds them.
    page
        Labels and language.

    Returns
    -------
    A table that scrolls within its box, with a line per set: its figures as printed, why they clash, and the
    smallest repair. Long lists of figures open on a click; their text is in the page all the same, so that
    a search finds it.
    """
    title = page.word("title_sets")
    if sets.empty:
        return _box(title, [], [], page.word("no_contradictions"))
    heads = ["set_number", "set_where", "set_figures", "set_why", "set_repair"]
    lines = []
    for one in sets.to_dict("records"):
        own = members[members["number"] == one["number"]].to_dict("records")
        lines.append(_line(one, own, page))
    return _box(title, [page.word(head) for head in heads], lines, page.word("note_members_shown"))


def table_claims(claims: pd.DataFrame, *, page: Page) -> HTML:
    """Make the list of claims of the text that contradict the figures or each other.

    Parameters
    ----------
    claims
        Claims with their verdicts, as `published.audit.ReportAudit` holds them; only contradictions are
        listed.
    page
        Labels and language.
    """
    title = page.word("title_claims")
    wrong = claims[claims["verdict"] == "contradiction"]
    if wrong.empty:
        return _box(title, [], [], page.word("no_claims"))
    heads = ["claim_line", "claim_says", "claim_text", "claim_figures"]
    lines = [
        [
            str(one["source_line"]),
            escape(str(one[f"statement_{page.lang}"])),
            *(_unbroken(text) for text in _claimed(one, page)),
        ]
        for one in wrong.to_dict("records")
    ]
    return _box(title, [page.word(head) for head in heads], lines, page.word("note_claim_lines"))


def _claimed(one: Row, page: Page) -> tuple[str, str]:
    """Write what a claim says and what the figures give; a claim of more than a number says so."""
    said, found = (write_printed(str(one[key]), str(one["unit"]), page) for key in _BOTH)
    above = str(one["fact_id"]).endswith("more_than")
    return (page.word("claim_more_than").format(value=said) if above else said), found


def _unbroken(text: str) -> str:
    return f'<span style="white-space:nowrap">{escape(text)}</span>'


def _line(one: Row, members: Sequence[Row], page: Page) -> list[str]:
    left_out = [member for member in members if member["leave_out"]]
    first = (left_out or members)[0]
    table = str(first["table"])
    shown = [_member(member, table, page) for member in members]
    return [
        str(one["number"]),
        escape(name_printed_table(table, page)),
        _list(shown, page),
        escape(_reason(one, members, page)),
        _repair(one, left_out, table, page),
    ]


def _name(member: Row, table: str, page: Page) -> str:
    name = name_printed_cell(str(member["row"]), str(member["column"]), page)
    own = str(member["table"])
    return name if own == table else f"{name_printed_table(own, page)}: {name}"


def _member(member: Row, table: str, page: Page) -> str:
    value = write_printed(str(member["printed"]), str(member["stat"]), page)
    return escape(f"{_name(member, table, page)}: {value}")


def _list(items: Sequence[str], page: Page) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    listed = f'<ul style="margin:0;padding-left:1.1em">{listed}</ul>'
    if len(items) <= MOST_OPEN:
        return listed
    more = page.word("set_more").format(number=format_count(len(items), page.lang))
    return f"<details><summary>{escape(more)}</summary>{listed}</details>"


def _reason(one: Row, members: Sequence[Row], page: Page) -> str:
    kind, numbers = str(one["kind"]), one["numbers"]
    if not isinstance(numbers, Mapping):
        numbers = {}
    as_share = () if kind in _OF_COUNTS else _PERCENTAGES
    parts = {
        str(name): write_printed(str(text), "pct" if name in as_share else "", page)
        for name, text in numbers.items()
    }
    ratio = next((member for member in members if member["stat"] in ("pct", "mean")), None)
    if ratio is not None:
        parts["printed"] = write_printed(str(ratio["printed"]), str(ratio["stat"]), page)
    text = page.word(f"reason_{kind}").format(**parts)
    missing = str(one["missing"])
    if not missing:
        return text
    table, row, column, _ = missing.split("/")
    part = _name({"table": table, "row": row, "column": column}, str(members[-1]["table"]), page)
    return f"{text} {page.word('reason_missing').format(part=part)}"


def _repair(one: Row, left_out: Sequence[Row], table: str, page: Page) -> str:
    if not left_out:
        return escape(page.word("set_none"))
    changes = []
    for member in left_out:
        before, after = (
            write_printed(str(member[key]), str(member["stat"]), page) for key in ("printed", "repaired")
        )
        word = page.word("set_arrow" if after else "set_no_value").format(printed=before, repaired=after)
        changes.append(f"{escape(_name(member, table, page))}: <strong>{escape(word)}</strong>")
    equal = int(str(one["equal"]))
    other = page.word("set_equal").format(number=format_count(equal, page.lang)) if equal > 1 else ""
    alone = page.word("set_only") if equal == 1 and one["proven"] else ""
    unproven = "" if one["proven"] else page.word("set_unproven")
    note = " ".join(part for part in (other, alone, unproven) if part)
    return "<br>".join([*changes, f"<small>{escape(note)}</small>"])


def _box(title: str, heads: Sequence[str], lines: Sequence[Sequence[str]], note: str) -> HTML:
    """A table under its title, in a box that scrolls and can be reached with the keyboard."""
    top = "".join(f'<th scope="col" style="{_HEAD}">{escape(head)}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in line) + "</tr>" for line in lines
    )
    table = (
        f'<div role="region" aria-label="{escape(title)}" tabindex="0" style="{_BOX}">'
        f'<table style="margin:0;font-size:14px;width:100%"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        if lines
        else ""
    )
    return HTML(  # type: ignore[no-untyped-call]
        f'<div class="audit-list"><p style="margin:.4em 0"><strong>{escape(title)}</strong></p>{table}'
        f'<p style="margin:.2em 0;font-size:12px;color:#5a5a5a">{escape(note)}</p></div>'
    )
