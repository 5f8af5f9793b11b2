"""The protocols are read strictly, and say something in both languages about codes in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import CodebookError
from dianalysis.interviews.protocols import load_protocols
from dianalysis.interviews.segments import ROUNDS
from dianalysis.paths import ProjectPaths

PATHS = ProjectPaths.find(Path(__file__))
CODES = coding_frame(load_codebook(PATHS.codebook)).active


def test_every_round_asks_partners_advisers_and_entrepreneurs_about_codes_in_use() -> None:
    protocols = load_protocols(PATHS.protocols, codes=CODES)
    assert tuple(protocol.round for protocol in protocols) == ROUNDS
    for protocol in protocols:
        for role in ("partner", "project_lead", "adviser", "entrepreneur", "self_employed"):
            assert len(protocol.of_role(role)) >= 3, (protocol.round, role)
    asked = {question.topic for protocol in protocols for question in protocol.questions}
    assert asked == set(CODES), "every code is asked about in some round"


def test_no_question_is_asked_in_the_same_words_twice() -> None:
    questions = [q for p in load_protocols(PATHS.protocols, codes=CODES) for q in p.questions]
    for language in ("nl", "en"):
        texts = [getattr(question, language) for question in questions]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('round: "1"', "round: 2", "the round is '2', the file is named 1"),
        ("topic: recruitment", "topic: hiring", "topic 'hiring' of r1_reach is no code"),
        ("adviser]", "boss]", "ask of r1_reach must list roles"),
        ("    nl: ", "    de: ", "the key 'nl' is missing"),
        ("    en: ", "    fr: x\n    en: ", "the key 'fr' is not known"),
        ("- id: r1_reach", "- id: reach", "'reach' is no id"),
        ("- id: r1_reach", "- id: r2_diagnosis", "stands in two places"),
        ("    topic: recruitment", "    topic: recruitment\n    topic: pace", "occurs twice"),
        ("questions:", "questions: []\nmore:", "not known"),
        ("moment_en: ", "moment_en: ''\nother: ", "not known"),
    ],
)
def test_a_protocol_that_is_not_right_is_refused(tmp_path: Path, old: str, new: str, expected: str) -> None:
    shutil.copytree(PATHS.protocols, tmp_path / "p")
    file = tmp_path / "p" / "1.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CodebookError, match=r"[12]\.yaml") as caught:
        load_protocols(tmp_path / "p", codes=CODES)
    assert expected in str(caught.value)


def test_a_protocol_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"absent \(file 1.yaml\)"):
        load_protocols(tmp_path, codes=CODES)
