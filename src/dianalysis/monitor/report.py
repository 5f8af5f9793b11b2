"""Report a check: lines for the terminal, a page that needs nothing else, and a table."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dianalysis.monitor.checks import CheckResult
from dianalysis.monitor.messages import say_message
from dianalysis.monitor.problems import ERROR, INFO, UNREADABLE, WARNING
from dianalysis.monitor.rows import records
from dianalysis.monitor.wording import RULE_TITLES, SEVERITIES, WORDS, say, say_count
from dianalysis.sources import write_csv

MAX_LINES = 200
"""Most problems shown in the terminal; the files hold all of them."""
MAX_PAGE_ROWS = 20_000
"""Most problems shown on the page; the table holds all of them."""
REPORT_COLUMNS = (
    "file",
    "sheet",
    "row",
    "column",
    "value",
    "rule",
    "severity",
    "message",
    "remedy",
    "row_id",
    "form",
    "decision",
)
_RANK = {UNREADABLE: 0, ERROR: 1, WARNING: 2, INFO: 3}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
body{color:#1b1b1b;background:#fff}
.wide{overflow-x:auto;margin:1.5rem 0}table{border-collapse:collapse;font-size:.875rem}
.full table{width:100%}h1{line-height:1.2}td{overflow-wrap:break-word;min-width:3.5rem}
th,td{border-bottom:1px solid #ccc;padding:.35rem .6rem;text-align:left;vertical-align:top}
th{background:#f2f2f2}
.unreadable,.error{color:#9b1c1c;font-weight:600}.warning{color:#7a4b00}.info{color:#444}
@media(max-width:45rem){th,td{padding:.35rem .4rem}.full thead{display:none}
.full table,.full tbody,.full tr,.full td{display:block}
.full tr{border-bottom:2px solid #767676;padding:.4rem 0}
.full td{border:0;padding:.1rem 0}.full td:empty{display:none}
.full td:before{content:attr(data-label) ": ";color:#555}}
"""


def describe_problems(result: CheckResult, *, lang: str) -> list[str]:
    """Return the lines for the terminal: problems, worst first, then counts; settled ones are only counted.

    Parameters
    ----------
    result
        Of `check_forms`.
    lang
        nl or en.
    """
    open_problems = _ranked(result.problems[result.problems["decision"] == ""])
    lines = [_line(problem, lang) for problem in records(open_problems.head(MAX_LINES))]
    if len(open_problems) > MAX_LINES:
        lines.append(say_count("more", len(open_problems) - MAX_LINES, lang))
    lines += [f"{form}: {n} {say(WORDS, 'rows', lang)}" for form, n in result.rows.items()]
    return [*lines, *_verdict(result, lang)]


def write_report(result: CheckResult, folder: Path, *, lang: str) -> list[Path]:
    """Write check.html (self-contained, everything escaped) and check.csv, and return both files.

    Parameters
    ----------
    result
        Of `check_forms`.
    folder
        Folder of the two files; made when absent.
    lang
        nl or en.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page, table = folder / "check.html", folder / "check.csv"
    page.write_text(render_page(result, lang=lang), encoding="utf-8")
    write_csv(_ranked(result.problems)[list(REPORT_COLUMNS)], table)
    return [page, table]


def render_page(result: CheckResult, *, lang: str) -> str:
    """Return the check as one HTML page without scripts or outside addresses."""
    title = html.escape(say(WORDS, "title", lang))
    verdict = "".join(f"<p>{html.escape(line)}</p>" for line in _verdict(result, lang))
    body = f"<h1>{title}</h1>{verdict}{_counts(result, lang)}{_summary(result, lang)}{_details(result, lang)}"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{body}"
        f"<p>{html.escape(say(WORDS, 'privacy', lang))}</p></body></html>\n"
    )


def _ranked(problems: pd.DataFrame) -> pd.DataFrame:
    rank = problems["severity"].map(_RANK)
    return problems.assign(_rank=rank).sort_values("_rank", kind="stable").drop(columns="_rank")


def _verdict(result: CheckResult, lang: str) -> list[str]:
    undecided = result.undecided["severity"]
    counts = {
        "unreadable": int((undecided == UNREADABLE).sum()),
        "problems": int((undecided == ERROR).sum()),
        "decided": int((result.problems["decision"] != "").sum()),
    }
    lines = [say_count(key, n, lang) for key, n in counts.items() if n]
    return lines if result.exit_code else [say(WORDS, "clean", lang), *lines]


def _line(problem: Mapping[str, Any], lang: str) -> str:
    place = _place(problem, lang)
    cell = f" {problem['column']}" if problem["column"] else ""
    value = f" {problem['value']!r}" if problem["value"] else ""
    firm = f" [{problem['row_id']}]" if problem["row_id"] else ""
    severity = say(SEVERITIES, problem["severity"], lang)
    message, remedy = (say_message(problem[name], lang) for name in ("message", "remedy"))
    finding = f"{message} ({problem['rule']}). {remedy}"
    return f"{severity}: {place}{cell}{value}{firm}: {finding}"


def _place(problem: Mapping[str, Any], lang: str) -> str:
    row = "" if pd.isna(problem["row"]) else f"{say(WORDS, 'row', lang)} {problem['row']}"
    parts = (problem["file"] or problem["form"], problem["sheet"], row)
    return ", ".join(part for part in parts if part)


def _counts(result: CheckResult, lang: str) -> str:
    head = [say(WORDS, key, lang) for key in ("form", "rows")]
    return _table(head, [[form, str(n)] for form, n in result.rows.items()])


def _summary(result: CheckResult, lang: str) -> str:
    keys = ["severity", "rule", "form"]
    counts = _ranked(result.problems).groupby(keys, sort=False).size().reset_index(name="n")
    rows = [
        [say(SEVERITIES, r["severity"], lang), say(RULE_TITLES, r["rule"], lang), r["form"], str(r["n"])]
        for r in records(counts)
    ]
    return _table([say(WORDS, key, lang) for key in ("severity", "rule", "form", "number")], rows)


def _details(result: CheckResult, lang: str) -> str:
    keys = ("severity", "place", "column", "value", "firm", "finding", "remedy", "decision")
    shown = _ranked(result.problems).head(MAX_PAGE_ROWS)
    rows = [
        [
            say(SEVERITIES, p["severity"], lang),
            _place(p, lang),
            p["column"],
            p["value"],
            p["row_id"],
            f"{say_message(p['message'], lang)} ({say(RULE_TITLES, p['rule'], lang)})",
            say_message(p["remedy"], lang),
            p["decision"],
        ]
        for p in records(shown)
    ]
    return _table([say(WORDS, key, lang) for key in keys], rows, classes=list(shown["severity"]))


def _table(head: list[str], rows: list[list[str]], *, classes: list[str] | None = None) -> str:
    top = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in head)
    body = []
    for position, row in enumerate(rows):
        first = f' class="{html.escape(classes[position])}"' if classes else ""
        labels = [f' data-label="{html.escape(text)}"' if classes else "" for text in head]
        cells = "".join(
            f"<td{first if i == 0 else ''}{labels[i]}>{html.escape(str(t))}</td>" for i, t in enumerate(row)
        )
        body.append(f"<tr>{cells}</tr>")
    kind = "wide full" if classes else "wide"
    inner = f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody>"
    return f'<div class="{kind}"><table>{inner}</table></div>'
