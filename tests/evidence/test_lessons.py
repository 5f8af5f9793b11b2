"""Lessons are read strictly: every fault says what, where and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from toy_evidence import GOOD

from dianalysis.errors import DataProblem, Unreadable
from dianalysis.evidence.lesson_file import load_lessons
from dianalysis.evidence.lessons import Lessons

TWICE = "{code: pace, relation: qualifies}\n      - {code: pace, relation: supports}"
LEFT_OUT = "    left_out: [{hypothesis: H-x, reason_nl: om 3 redenen, reason_en: why}]\n"
Load = Callable[[str], Lessons]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def from_text(text: str) -> Lessons:
        file = tmp_path / "lessons.yaml"
        file.write_text(text, encoding="utf-8")
        return load_lessons(file, facts=["sol/2"], codes=["pace", "budget"])

    return from_text


def test_a_good_file_is_read(load: Load) -> None:
    (lesson,) = load(GOOD).lessons
    assert lesson.id == "L-toy"
    assert [link.target for link in lesson.links] == ["a/b/c", "pace"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("theme: approach", "theme: approch", ["L-toy", "theme", "approch", "Choose one of", "approach"]),
        ("kind: frequency", "kind: cause", ["L-toy", "kind", "cause", "experience"]),
        ("actors: [partner]", "actors: [minister]", ["actors", "minister", "ministry"]),
        ("actors: [partner]", "actors: []", ["L-toy", "a value is empty", "actors"]),
        ("actors: [partner]", "actors: partner", ["a value must be a list", "actors"]),
        ("    scope_nl: Bereik.\n", "", ["L-toy", "a key is missing", "scope_nl"]),
        ("claim_nl: Bewering.", "claim_nl:", ["L-toy", "a value is empty", "claim_nl"]),
        ("claim_nl: Bewering.", "clam_nl: Bewering.", ["a key is unknown", "clam_nl", "Allowed here"]),
        ("claim_en: Claim.", "claim_en: Nearly 80 of them.", ["number of its own", "claim_en", "in words"]),
        ("claim_en: Claim.", "claim_en: Claim.\n    claim_en: Again.", ["claim_en"]),
        ('lines: ["10-12"]', 'lines: ["12-10"]', ["L-toy", "lines", "12-10", "first-last"]),
        ('lines: ["10-12"]', 'lines: ["ten"]', ["lines", "ten"]),
        ("facts: [sol/2]", "facts: [sol/3]", ["learning point", "sol/3", "partner/number"]),
        ('lines: ["10-12"]\n    facts: [sol/2]', "facts: []", ["no place in the report"]),
        ("id: L-toy", "id: toy", ["L-words", "toy"]),
        ("relation: supports", "relation: proves", ["L-toy, link 1", "relation", "proves", "qualifies"]),
        ("direction: higher", "direction: up", ["L-toy, link 1", "direction", "up"]),
        ("direction: higher, ", "", ["L-toy, link 1", "direction"]),
        ("reference: half", "reference: quarter", ["threshold is not declared", "quarter", "half"]),
        ("smallest: half", "smallest: tiny", ["threshold is not declared", "tiny"]),
        ("{result: a/b/c,", "{result: a/b/c, code: pace,", ["link 1", "one result or one code"]),
        ("{code: pace, relation: qualifies}", TWICE, ["two links", "pace"]),
        ("code: pace", "code: pase", ["L-toy, link 2", "code", "pase", "pace"]),
        ("{code: pace,", "{code: pace, direction: higher,", ["link 2", "no such key", "direction"]),
        ("reference: half, smallest", "needs: luck, reference: half, smallest", ["needs", "luck", "printed"]),
        ("{code: pace,", "{code: pace, bearing: far,", ["L-toy, link 2", "bearing", "far", "near"]),
        ("    links:\n", "    left_out: [{hypothesis: H-x, reason_nl: waarom}]\n    links:\n", ["reason_en"]),
        ("    links:\n", "    left_out: H-x\n    links:\n", ["left_out must be a list"]),
        ("    links:\n", LEFT_OUT + "    links:\n", ["number of its own", "reason_nl"]),
        ('value: "0.5"', 'value: "0,5"', ["half", "no number", "decimal point"]),
        ('value: "0.5"', 'value: "0.5", fact: smallest_share', ["one of value, fact and measure"]),
        ("lessons:", "lesons:", ["key is unknown", "lesons"]),
    ],
)  # fmt: skip
def test_a_fault_says_what_and_where(load: Load, old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises((DataProblem, Unreadable)) as caught:
        load(GOOD.replace(old, new, 1))
    for word in ["lessons.yaml", *words]:
        assert word in str(caught.value)


def test_an_id_or_threshold_twice_is_refused(load: Load) -> None:
    twice = GOOD + GOOD.partition("lessons:\n")[2]
    with pytest.raises(DataProblem, match=r"stands there twice.*L-toy"):
        load(twice)
    line = '  - {id: half, value: "0.5", reason_nl: helft, reason_en: half}\n'
    with pytest.raises(DataProblem, match=r"stands there twice.*half"):
        load(GOOD.replace(line, line * 2))


@pytest.mark.parametrize(
    "text", ["", "- a list", "lessons: &anchor []\nthresholds: []", "lessons: [unclosed"]
)
def test_what_is_no_file_of_lessons_is_refused(load: Load, text: str) -> None:
    with pytest.raises((DataProblem, Unreadable), match=r"lessons\.yaml"):
        load(text)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"lessons\.yaml"):
        load_lessons(tmp_path / "lessons.yaml", facts=[], codes=[])
