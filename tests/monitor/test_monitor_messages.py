"""Whatever the checks can say, they can say in Dutch."""

from __future__ import annotations

import ast
import csv
import re
from itertools import product
from pathlib import Path

import pytest

from dianalysis import monitor, sources
from dianalysis.errors import ParameterError
from dianalysis.monitor.messages import FILE, knows, say_message
from dianalysis.monitor.problems import RULES

SAYING = {"make_problem": 1, "log_error": 1, "Unreadable": 0, "Reading": 3}
"""What makes a message, and which of its arguments the message is."""
INSIDE = ("mapping.py", "logfile.py", "review.py", "store.py", "template.py", "writers.py")
"""Modules whose errors end a command and do not reach a report."""
COMPOSED = {"no form fits this table7", "the row has 7", "this is not 7", "this is not 7; did you mean 7?"}
"""What is filled in here is a part of the sentence; the sentences are tried whole, below."""


def texts(node: ast.expr | None) -> list[str]:
    """Every text an expression can give, with a 7 where a value is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return texts(node.body) + texts(node.orelse)
        case ast.JoinedStr():
            return ["".join(parts) for parts in product(*(texts(part) for part in node.values))]
        case ast.FormattedValue():
            return texts(node.value) or ["7"] if isinstance(node.value, ast.IfExp) else ["7"]
        case ast.BinOp(op=ast.Add()):
            return ["".join(parts) for parts in product(texts(node.left), texts(node.right))]
    return []


def sayings() -> dict[str, str]:
    """Every message and remedy in the code of the checks and the readers, with the module it stands in."""
    found: dict[str, str] = {}
    folders = [Path(str(package.__file__)).parent for package in (monitor, sources)]
    for path in (path for folder in folders for path in sorted(folder.glob("*.py"))):
        if path.name in INSIDE:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said: list[ast.expr] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                said += node.args[SAYING[node.func.id] :][:1]
                said += [word.value for word in node.keywords if word.arg in ("message", "remedy")]
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("message", "remedy"):
                said.append(node.value)
            found |= {text: path.name for one in said for text in texts(one) if re.search("[a-z]{2}", text)}
    return found


def test_there_is_dutch_for_everything_the_code_can_say() -> None:
    said = sayings()
    assert len(said) > 80
    assert {text for text in said if not knows(text)} == COMPOSED


def test_there_is_dutch_for_every_remedy_of_a_rule() -> None:
    assert [rule for rule, known in RULES.items() if not knows(known.remedy)] == []


def test_places_are_the_same_in_both_languages_and_no_message_stands_twice() -> None:
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        assert sorted(re.findall(r"{\w+}", row["en"])) == sorted(re.findall(r"{\w+}", row["nl"])), row
    assert len({row["en"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("firm_id is empty", "firm_id is leeg"),
        ("this is not a partner; did you mean vhg?", "dit is geen convenantpartner; bedoelde u vhg?"),
        ("this firm has 2 rows in this form", "dit bedrijf heeft 2 regels in dit formulier"),
        (
            "the workbook has 1 cell with an error value (such as #N/A) and 2 cells with a formula that has "
            "no result; they are read as empty",
            "de werkmap heeft 1 cel met een foutwaarde (zoals #N/A) en 2 cellen met een formule zonder "
            "uitkomst; die zijn als leeg gelezen",
        ),
        (
            "the text was read as cp1252, delimiter ';'",
            "de tekst is gelezen als cp1252, met scheidingsteken ';'",
        ),
        ("no form fits this table", "deze tabel past bij geen formulier"),
        ("the row has 5 cells where the header has 4", "de regel heeft 5 cellen en de kopregel 4"),
        ("this is not an answer to sector", "dit is geen antwoord op sector"),
        (
            "Look for a separator inside a cell. Decide in the cleaning log: change, merge or reject.",
            "Zoek een scheidingsteken binnen een cel. Beslis in het opschoonlogboek: wijzigen (`change`), "
            "samenvoegen (`merge`) of weren (`reject`).",
        ),
        ("a thing nobody thought of; nor this", "a thing nobody thought of; nor this"),
    ],
)
def test_a_message_in_dutch_keeps_what_was_filled_in(english: str, dutch: str) -> None:
    assert say_message(english, "nl") == dutch
    assert say_message(english, "en") == english


def test_a_report_in_another_language_is_refused() -> None:
    with pytest.raises(ParameterError, match="no report in 'fr'"):
        say_message("firm_id is empty", "fr")
