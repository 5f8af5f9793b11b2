"""What was told in interviews, as tables: codes, groups, valences, pairs."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    format_count,
    format_percent,
    require_measures,
    say_base,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.studies.interviews.patterns import LEAST_TOGETHER
from dianalysis.tables.build import (
    GROUP,
    STUB,
    build_message,
    build_table,
    hidden_note,
    join_notes,
)
from dianalysis.tables.interviews_agreement import coded_note, interval_head

_GROUP_NOTES = {"round": "note_round"}


def table_codes(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of codes by theme: claim, segments, share with interval, interviews, partners.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_codes")
    measures = ("code_share", "code_n", "interview_code_n", "partner_code_n")
    require_measures(results, measures, page)
    rows = select_rows(results, measures)
    shares = rows[rows["measure"] == "code_share"]
    if message := say_state(shares, page):
        return build_message(message, table_id="interview-codes", title=title)
    by_name = {(str(row["measure"]), str(row["term"])): row for _, row in rows.iterrows()}
    frame = page.codebook.tables["coding_frame"].set_index("code")
    lines = [
        {
            GROUP: page.codebook.label("theme", str(frame["theme"][code]), page.lang),
            STUB: page.term("code", code),
            "claim": str(frame[f"claim_{page.lang}"][code]),
            "segments_n": write_value(by_name["code_n", code], page),
            "code_share_all": write_value(by_name["code_share", code], page),
            "interval": write_interval(by_name["code_share", code], page),
            "interviews_n": write_value(by_name["interview_code_n", code], page),
            "partners_n": write_value(by_name["partner_code_n", code], page),
        }
        for code in shares["term"]
    ]
    words = ("claim", "segments_n", "code_share_all", "interviews_n")
    labels = {name: page.word(name) for name in words} | {"partners_n": page.word("partners_head")}
    labels |= {STUB: page.word("code"), "interval": interval_head(shares, page)}
    notes = (
        join_notes(say_base(shares, page), coded_note(shares, page)),
        page.word("note_interviews_n"),
        hidden_note(rows, page),
    )
    return build_table(
        pd.DataFrame(lines), table_id="interview-codes", title=title, labels=labels, notes=notes
    ).cols_align("left", columns=["claim"])


def table_code_groups(results: pd.DataFrame, group: str, *, page: Page, title: str = "") -> GT:
    """Make the table of codes by role or by round: number and share of the segments of each.

    Parameters
    ----------
    results
        Released results of interviews.
    group
        `role` or `round`.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word(f"title_codes_{group}")
    require_measures(results, ("code_n",), page)
    rows = select_rows(results, ("code_n", "code_share"), group=group)
    table_id = f"interview-codes-{group}"
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    levels = (
        sorted(set(rows["group_level"])) if group == "round" else list(dict.fromkeys(rows["group_level"]))
    )
    cells = {(row["measure"], row["term"], row["group_level"]): row for _, row in rows.iterrows()}
    lines = [
        {STUB: page.term("code", code)}
        | {level: _number_share(*(cells[m, code, level] for m in ("code_n", "code_share")), page=page)
           for level in levels}
        for code in dict.fromkeys(rows["term"])
    ]  # fmt: skip
    bases = rows.groupby("group_level")["n"].max()
    labels = {level: _head(group, level, bases.get(level), page) for level in levels}
    notes = (
        page.word("note_cells_segments"),
        page.word(_GROUP_NOTES[group]) if group in _GROUP_NOTES else "",
        coded_note(rows, page),
        hidden_note(rows, page),
    )
    return build_table(
        pd.DataFrame(lines), table_id=table_id, title=title, notes=notes,
        labels=labels | {STUB: page.word("code")},
    )  # fmt: skip


def table_valences(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of claims that were qualified or contradicted, by role: of how many segments.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_valences_role")
    require_measures(results, ("valence_n",), page)
    rows = select_rows(results, "valence_n", group="role")
    if message := say_state(rows, page):
        return build_message(message, table_id="interview-valences", title=title)
    parts = rows["term"].str.split(".", n=1)
    rows = rows.assign(code=parts.str[0], valence=parts.str[1])
    against = rows[rows["valence"] != "supports"]
    told = set(against.loc[~(against["estimate"] == 0).fillna(False), "code"])
    spoken = [code for code in page.codebook.tables["coding_frame"]["code"] if code in told]
    levels = list(dict.fromkeys(rows["group_level"]))
    lines = []
    for code in spoken:
        own = against[against["code"] == code]
        line = {level: _against(own[own["group_level"] == level], page) for level in levels}
        lines.append({STUB: page.term("code", code)} | line)
    if not lines:
        return build_message(page.word("nothing"), table_id="interview-valences", title=title)
    labels = {level: page.group("role", level) for level in levels} | {STUB: page.word("code")}
    notes = (page.word("note_against"), coded_note(rows, page), hidden_note(rows, page))
    return build_table(
        pd.DataFrame(lines), table_id="interview-valences", title=title, labels=labels, notes=notes
    )


def table_code_pairs(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of pairs of codes: segments with both, phi and Jaccard with their intervals.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_code_pairs")
    measures = ("code_pair_n", "code_pair_phi", "code_pair_jaccard")
    require_measures(results, (*measures, "code_pairs_left_n"), page)
    rows = select_rows(results, measures)
    if message := say_state(rows, page):
        return build_message(message, table_id="interview-pairs", title=title)
    lines = []
    for term, part in rows.groupby("term", sort=False):
        count, phi, jaccard = (part[part["measure"] == name].iloc[0] for name in measures)
        line = {STUB: page.term("code", str(term)), "pairs_together": write_value(count, page)}
        for name, row in (("phi", phi), ("jaccard", jaccard)):
            line |= {name: write_value(row, page), f"{name}_interval": write_interval(row, page)}
        lines.append(line)
    level = interval_head(rows, page)
    labels = {name: page.word(name) for name in ("pairs_together", "phi", "jaccard")}
    labels |= {STUB: page.word("pair_codes"), "phi_interval": level, "jaccard_interval": level}
    left = select_rows(results, "code_pairs_left_n")
    number = write_value(left.iloc[0], page) if len(left) else ABSENT
    note = page.word("note_pairs_codes").format(least=LEAST_TOGETHER, left=number)
    notes = (note, coded_note(rows, page), hidden_note(rows, page))
    return build_table(
        pd.DataFrame(lines), table_id="interview-pairs", title=title, labels=labels, notes=notes
    )


def _number_share(count: pd.Series, share: pd.Series, *, page: Page) -> str:
    if pd.isna(count["estimate"]) or pd.isna(share["estimate"]):
        return write_value(count, page)
    if not count["estimate"]:
        return "0"
    return f"{write_value(count, page)} ({format_percent(share['estimate'], page.lang, decimals=0)})"


def _against(rows: pd.DataFrame, page: Page) -> str:
    if rows.empty:
        return ABSENT
    counts = {str(row["valence"]): row for _, row in rows.iterrows()}
    told = " + ".join(write_value(counts[name], page) for name in ("qualifies", "contradicts"))
    base = rows["n"].max()
    return f"{told} / {format_count(base, page.lang)}" if pd.notna(base) else told


def _head(group: str, level: str, base: float | None, page: Page) -> str:
    number = "" if base is None or pd.isna(base) else f" (n\u00a0=\u00a0{format_count(base, page.lang)})"
    return page.group(group, level) + number
