"""Transcripts of every kind become segments; nothing is lost, and a second import changes nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from transcript_files import (
    CODE,
    HEADER,
    QDC,
    TALK,
    TEXT,
    project_xml,
    write,
    write_docx,
    write_qdpx,
)

from dianalysis.cli.interviews_in import import_interviews
from dianalysis.errors import DianalysisError

TURNS = [
    ("Interviewer", "Hoe ging het met het rooster?"),
    ("Henk", "Beter. Mijn punt: we praten nu.\nDat scheelt."),
    ("Interviewer", "Mooi."),
    ("Henk", "Ja."),
]


def bring_in(path: Path, private: Path) -> pd.DataFrame:
    assert import_interviews(path, out=private) == 0
    return pd.read_parquet(private / "segments.parquet")


def spoken(segments: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(segments["speaker"], segments["text"], strict=True))


def counts(private: Path) -> pd.DataFrame:
    return pd.read_csv(private / "files.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_becomes_turns(tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.txt", HEADER + TALK.replace("Mooi", "Mooi, één"), encoding)
    segments = bring_in(path, tmp_path / "private")
    assert spoken(segments) == [(who, what.replace("Mooi", "Mooi, één")) for who, what in TURNS]
    first = segments.iloc[0]
    assert (first["round"], first["partner"], first["role"]) == ("2", "metaalunie", "entrepreneur")
    assert first["date"] == "2015-03-12" and list(segments["order"]) == [1, 2, 3, 4]
    assert f"read as {encoding.removesuffix('-sig')}" in capsys.readouterr().out


def test_a_document_of_word_becomes_turns_and_its_table_the_header(tmp_path: Path) -> None:
    table = [("Ronde", "2"), ("Partner", "goc"), ("Rol", "adviseur"), ("Datum", "2015-03-12")]
    path = write_docx(tmp_path / "a.docx", ["", *TALK.split("\n")], table)
    segments = bring_in(path, tmp_path / "private")
    assert spoken(segments) == TURNS and set(segments["partner"]) == {"goc"}


def test_markdown_has_headings_bold_speakers_and_questions(tmp_path: Path) -> None:
    text = (
        "---\nronde: 1\npartner: svh\nrol: projectleider\ndatum: 01-02-2015\n---\n\n"
        "# Gesprek\n\n## Vraag 3\n\n"
        "**Interviewer:** Wie deed mee?\n\n**Anja:** Twaalf.\n\n"
        "## Vraag r1_hook: En waarom?\n\n**Anja:** Geld.\n"
    )
    segments = bring_in(write(tmp_path / "a.md", text), tmp_path / "private")
    assert spoken(segments)[:2] == [("Interviewer", "Wie deed mee?"), ("Anja", "Twaalf.")]
    assert list(segments["question"]) == ["3", "3", "r1_hook", "r1_hook"]
    rejected = pd.read_csv(tmp_path / "private" / "rejected.csv")
    assert list(zip(rejected["reason"], rejected["text"], strict=True)) == [("a heading", "Gesprek")]


WAYS: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "question-answer": (
        "V: Hoe?\nA: Zo.\nV: En?\nA: Nee.",
        [("V", "Hoe?"), ("A", "Zo."), ("V", "En?"), ("A", "Nee.")],
    ),
    "only-questions": (
        "Vraag 1: Hoe?\n\nZo.\n\nEn zo.",
        [("Vraag 1", "Hoe?"), (None, "Zo."), (None, "En zo.")],
    ),
    "times": ("[00:01:02] A: Zo [00:01:09] dus.\n(01:12) V: Ja", [("A", "Zo  dus."), ("V", "Ja")]),
    "name-and-time": (
        "Anja  0:03\nZo.\nBert  0:09\nJa.\nAnja  0:11\nNee.\nBert  0:12\nOei.",
        [("Anja", "Zo."), ("Bert", "Ja."), ("Anja", "Nee."), ("Bert", "Oei.")],
    ),
    "short-time-and-name": (
        "0:03 ANJA: Zo.\n0:09 Bert: Ja.\n12:30 kwamen we: samen.\n0:11 ANJA: Nee.\n0:12 Bert: Oei.",
        [("ANJA", "Zo."), ("Bert", "Ja.\n12:30 kwamen we: samen."), ("ANJA", "Nee."), ("Bert", "Oei.")],
    ),
    "paragraphs": (
        "Een deel\nloopt door.\n\nDeel twee.",
        [(None, "Een deel\nloopt door."), (None, "Deel twee.")],
    ),
    "no-speakers": (
        "Kortom: om 10:30 uur.\n\nMeer niet: echt.",
        [(None, "Kortom: om 10:30 uur."), (None, "Meer niet: echt.")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), WAYS.values(), ids=WAYS)
def test_ways_to_write_down_a_talk(tmp_path: Path, text: str, expected: list[tuple[str | None, str]]) -> None:
    segments = bring_in(write(tmp_path / "a.txt", HEADER + text), tmp_path / "private")
    found = [(None if pd.isna(who) else who, what) for who, what in spoken(segments)]
    assert found == expected


def test_speakers_named_in_the_header_are_the_only_ones(tmp_path: Path) -> None:
    header = HEADER.replace("Rol:", "Sprekers: Anja, Bert\nRol:")
    text = "Anja: Dit.\nBert: Dat.\nKortom: zo.\nKortom: is het."
    segments = bring_in(write(tmp_path / "a.txt", header + text), tmp_path / "private")
    assert spoken(segments) == [("Anja", "Dit."), ("Bert", "Dat.\nKortom: zo.\nKortom: is het.")]


def test_answers_come_in_a_row_an_answer_or_a_row_an_interview(tmp_path: Path) -> None:
    long = "ronde;partner;rol;datum;vraag;antwoord;opmerking\n" + (
        "1;goc;adviseur;2015-01-05;r1_reach;Via de krant.;niets\n1;goc;adviseur;2015-01-05;r1_hook;Geld.;\n"
        "1;svh;adviseur;2015-01-06;r1_reach;Via via.;\n"
    )
    wide = "ronde,partner,rol,datum,r2_diagnosis,r2_actions\n2,goc,ondernemer,onbekend,Met een scan.,\n"
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "long.csv", long)
    write(tmp_path / "in" / "wide.csv", wide)
    segments = bring_in(tmp_path / "in", tmp_path / "private")
    by_interview = segments.groupby("interview_id")["question"].agg(list)
    assert sorted(by_interview) == [["r1_reach"], ["r1_reach", "r1_hook"], ["r2_diagnosis"]]
    assert segments["date"].isna().sum() == 1
    rejected = pd.read_csv(tmp_path / "private" / "rejected.csv")
    assert list(rejected["text"]) == ["niets"]


@pytest.mark.parametrize(("prefix", "inline"), [("", False), ("qda", False), ("", True)])
def test_a_project_gives_texts_codes_and_codings(tmp_path: Path, prefix: str, inline: bool) -> None:
    text = HEADER.replace("Ronde: 2\n", "").replace("\n", "\r\n") + TALK.replace("\n", "\r\n")
    if inline:
        text = text.replace("\r\n", "\n")
    start = text.index("Beter")
    xml = project_xml(text, start=start, end=start + 6, prefix=prefix)
    members = {f"Sources/{TEXT.upper()}.TXT": b"\xef\xbb\xbf" + text.encode(), "Sources/x.png": b"png"}
    if inline:
        xml = xml.replace(
            f' plainTextPath="internal://{TEXT}.txt">', f"><PlainTextContent>{text}</PlainTextContent>"
        )
    segments = bring_in(write_qdpx(tmp_path / "a.qdpx", xml, members), tmp_path / "private")
    assert spoken(segments) == TURNS and set(segments["round"]) == {"2"}
    codings = pd.read_csv(tmp_path / "private" / "imported_codings.csv")
    assert list(codings["segment_id"]) == [segments["segment_id"][1]]
    assert (codings["code_name"][0], codings["coder"][0]) == ("Tempo", "coder A")
    book = pd.read_csv(tmp_path / "private" / "imported_codebooks.csv")
    assert dict(zip(book["name"], book["code"].fillna(""), strict=True)) == {"Advies": "", "Tempo": "pace"}


def test_a_codebook_is_held_against_the_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_interviews(write(tmp_path / "a.qdc", QDC), out=tmp_path / "private") == 0
    book = pd.read_csv(tmp_path / "private" / "imported_codebooks.csv", keep_default_na=False)
    assert list(book["code"]) == ["", "tailoring", ""] and list(book["codable"]) == ["no", "yes", "yes"]
    assert list(book["under"]) == ["", "Advies", "Advies"] and book["description"][1] == "cut to size"
    assert "3 codes, 1 of them in the coding frame" in capsys.readouterr().out


def test_a_second_import_changes_no_byte_and_a_changed_file_replaces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, private = write(tmp_path / "a.txt", HEADER + TALK), tmp_path / "private"
    write(tmp_path / "b.md", HEADER + TALK.replace("Mooi", "Fijn"))
    bring_in(tmp_path, private)
    before = {file.name: file.read_bytes() for file in private.iterdir()}
    bring_in(path, private)
    assert {file.name: file.read_bytes() for file in private.iterdir()} == before
    assert "0 new, 0 replaced, 1 unchanged" in capsys.readouterr().out
    write(path, HEADER + TALK.replace("Mooi", "Prachtig"))
    segments = bring_in(path, private)
    assert "0 new, 1 replaced, 0 unchanged" in capsys.readouterr().out
    texts = set(segments["text"])
    assert len(segments) == 8 and {"Prachtig.", "Fijn."} <= texts and "Mooi." not in texts
    write(path, HEADER.replace("Ronde: 2", "Ronde: 3") + TALK)
    segments = bring_in(path, private)
    assert len(segments) == 8 and "its file no longer holds it" in capsys.readouterr().out


def test_the_private_folder_keeps_itself_out_of_git_and_out_of_outputs(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", HEADER + TALK)
    bring_in(path, tmp_path / "private")
    assert (tmp_path / "private" / ".gitignore").read_text() == "*\n"
    outputs = Path(__file__).parents[2] / "outputs" / "x"
    with pytest.raises(DianalysisError, match="never go to outputs"):
        import_interviews(path, out=outputs)
    assert not outputs.exists()


def test_the_counts_of_a_file_add_up(tmp_path: Path) -> None:
    text = HEADER + "Titel: iets\n" + TALK
    bring_in(write(tmp_path / "a.md", text + "\n# Kop\n***\n[00:01]\n"), tmp_path / "private")
    row = counts(tmp_path / "private").iloc[0]
    total = sum(not c.isspace() for c in text + "# Kop***[00:01]")
    assert row[["characters", "labels", "header", "marks", "rejected"]].sum() == total
    assert row["segments"] == 5 and row["rejected"] == 3


def test_code_guid_is_used(tmp_path: Path) -> None:
    xml = project_xml(HEADER + TALK, start=0, end=5).replace(CODE, "{" + CODE.upper() + "}", 1)
    path = write_qdpx(tmp_path / "a.qdpx", xml, {f"sources/{TEXT}.txt": (HEADER + TALK).encode()})
    bring_in(path, tmp_path / "private")
    codings = pd.read_csv(tmp_path / "private" / "imported_codings.csv")
    assert codings.empty, "a coding of the header touches no turn"
