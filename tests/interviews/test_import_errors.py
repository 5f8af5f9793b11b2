"""What is wrong is named with its place and a remedy, and never with a word of the interview."""

from __future__ import annotations

import contextlib
import stat
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcript_files import HEADER, QDC, SECRET, TALK, TEXT, project_xml, write, write_docx, write_qdpx

from dianalysis.cli.interviews_in import import_interviews
from dianalysis.errors import DianalysisError
from dianalysis.interviews.transcripts.header import take_header
from dianalysis.interviews.transcripts.ledger import Ledger, count_signs
from dianalysis.interviews.transcripts.turns import cut_turns
from dianalysis.sources.documents.text import lines_of


def problem(path: Path, private: Path) -> str:
    with pytest.raises(DianalysisError) as caught:
        import_interviews(path, out=private)
    text = str(caught.value)
    assert SECRET not in text and "rooster" not in text
    assert not (private / "segments.parquet").exists()
    return text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ronde: 2\n", "", "the round of an interview is not given (file a.txt)"),
        ("Rol: ondernemer\n", "", "the role of an interview is not given"),
        ("Ronde: 2", "Ronde: 7", "the round of an interview is not known (file a.txt, row 1)"),
        ("ondernemer", "baas", "the role of an interview is not known (file a.txt, row 3)"),
        ("Koninklijke Metaalunie", "Metaal", "the partner of an interview is not known (file a.txt, row 2)"),
        ("12 maart 2015", "31 februari 2015", "the date of an interview is not known (file a.txt, row 4)"),
        ("Rol:", "Ronde: 3\nRol:", "the header gives the round twice (file a.txt, row 3)"),
        ("Rol:", "Interview: Henk Jansen!\nRol:", "the interview of an interview is not known"),
    ],
)
def test_a_header_that_is_not_right(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = problem(write(tmp_path / "a.txt", HEADER.replace(old, new) + TALK), tmp_path / "private")
    assert expected in text and len(text) > len(expected) + 20, "it ends with a remedy"


def test_manifest_and_file_name_fill_in_what_the_header_leaves_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.txt", TALK)
    write(folder / "agf_cko_r4_project_lead_2016-05-01_x.txt", TALK + " Nee.")
    write(folder / "manifest.csv", "bestand;ronde;partner;rol;datum\na.txt;slot;SOL;zzp;onbekend\n")
    assert import_interviews(folder, out=tmp_path / "private") == 0
    write(folder / "a.txt", "Ronde: 2\n\n" + TALK)
    with pytest.raises(DianalysisError, match="another round") as caught:
        import_interviews(folder, out=tmp_path / "private")
    assert "manifest.csv, row 2, column ronde" in str(caught.value) and "file a.txt, row 1" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("file;round\nb.txt;1\n", "names a file that is not there (file manifest.csv, row 2)"),
        ("file;round\na.txt;1\na.txt;1\n", "names a file twice (file manifest.csv, row 3)"),
        ("file;ronde;colour\na.txt;1;red\n", "column of the manifest is not known"),
        ("round\n1\n", "has no column file"),
        ("file;file naam;ronde;round\na.txt;;1;1\n", "is not known"),
        ("file;ronde;round\na.txt;1;1\n", "two columns of the manifest say the same"),
        ("file;round\n../a.txt;1\n", "names a file that is not there"),
    ],
)
def test_a_manifest_that_is_not_right(tmp_path: Path, manifest: str, expected: str) -> None:
    write(tmp_path / "a.txt", HEADER + TALK)
    write(tmp_path / "manifest.csv", manifest)
    assert expected in problem(tmp_path, tmp_path / "private")


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("ronde;partner;rol;datum;vraag;antwoord", "1;goc;adviseur;2015-01-05;r2_pace;Henk", "column vraag"),
        ("ronde;partner;rol;datum;tekst", "1;goc;adviseur;2015-01-05;Henk", "not those of answers"),
        ("ronde;partner;rol;datum;vraag;tekst;antwoord", "1;goc;zzp;2015-01-05;r1_reach;a;b", "say the same"),
        ("ronde;partner;rol;datum;vraag;antwoord", "", "holds no answers"),
        ("ronde;partner;rol;vraag;antwoord", "1;goc;zzp;r1_reach;Henk", "date of an interview is not given"),
        ("ronde;partner;rol;datum;r1_reach", "2;goc;adviseur;2015-01-05;Henk", "row 2, column r1_reach"),
    ],
)  # fmt: skip
def test_a_table_of_answers_that_is_not_right(tmp_path: Path, columns: str, row: str, expected: str) -> None:
    assert expected in problem(write(tmp_path / "a.csv", f"{columns}\n{row}\n"), tmp_path / "private")


def test_every_file_with_a_problem_is_named_and_nothing_comes_in(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.txt", TALK)
    write(folder / "b.txt", HEADER + TALK)
    write(folder / "c.txt", HEADER)
    text = problem(folder, tmp_path / "private")
    assert "2 files have problems" in text and "file a.txt" in text and "holds no words (file c.txt)" in text


def test_the_same_text_twice_and_two_interviews_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", HEADER + TALK)
    write(tmp_path / "b.txt", HEADER + TALK)
    assert "are the same" in problem(tmp_path, tmp_path / "private")
    for name in "ab":
        write(tmp_path / f"{name}.txt", "Interview: een\n" + HEADER + TALK + name)
    assert "would be called een" in problem(tmp_path, tmp_path / "private")


def test_a_name_a_folder_or_a_kind_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "x.txt", tmp_path / "private")
    write(tmp_path / "a.pdf", "x")
    assert "no transcript here" in problem(tmp_path, tmp_path / "private")


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def hostile(folder: Path, kind: str) -> Path:
    """Write a file that would harm a careless reader."""
    inner = "project.qde" if kind.endswith("qdpx") else "word/document.xml"
    path = folder / f"a.{kind.rpartition('-')[2]}"
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    match kind.rpartition("-")[0]:
        case "bomb":
            return zip_of(path, {inner: b"<x>" + b" " * 40_000_000 + b"</x>"})
        case "path":
            return zip_of(path, {inner: b"<x/>", "../../evil.txt": b"x"})
        case "absolute":
            return zip_of(path, {inner: b"<x/>", "C:\\evil.txt": b"x"})
        case "link":
            with zipfile.ZipFile(path, "w") as archive:
                link = zipfile.ZipInfo("a/link")
                link.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(link, "/etc/passwd")
                archive.writestr(inner, "<x/>")
            return path
        case "many":
            return zip_of(path, {inner: b"<x/>"} | {f"m{n}": b"" for n in range(2001)})
        case "entity":
            return zip_of(path, {inner: entity.encode()})
        case "laughs":
            return zip_of(path, {inner: laughs.encode()})
        case "deep":
            return zip_of(path, {inner: b"<x>" * 5000 + b"</x>" * 5000})
        case "empty":
            return zip_of(path, {"other.txt": b"x"})
        case "password":
            path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100)
        case "damaged":
            path.write_bytes(zip_of(path, {inner: b"<x/>" * 999}).read_bytes()[:60] + b"PK")
    return path


FINDINGS = {
    "bomb": "times its size",
    "path": "points outside",
    "absolute": "points outside",
    "link": "points outside",
    "many": "members, more than",
    "entity": "DOCTYPE",
    "laughs": "DOCTYPE",
    "deep": "not XML",
    "empty": "holds no",
    "password": "password",
    "damaged": "damaged",
}


@pytest.mark.parametrize("kind", ["docx", "qdpx"])
@pytest.mark.parametrize("finding", FINDINGS)
def test_a_hostile_archive_is_refused(tmp_path: Path, kind: str, finding: str) -> None:
    path = hostile(tmp_path, f"{finding}-{kind}")
    assert FINDINGS[finding] in problem(path, tmp_path / "private")
    assert {file.name for file in tmp_path.iterdir()} <= {path.name, "private"}


def test_a_project_or_codebook_that_is_not_right(tmp_path: Path) -> None:
    private = tmp_path / "private"
    xml = project_xml(HEADER + TALK, start=0, end=9)
    assert "lacks a member" in problem(write_qdpx(tmp_path / "a.qdpx", xml, {}), private)
    outside = xml.replace("internal://", "relative:///")
    assert "no text that can be read" in problem(write_qdpx(tmp_path / "a.qdpx", outside, {}), private)
    talk = {f"sources/{TEXT}.txt": (HEADER.replace("2", "3", 1) + TALK).encode()}
    assert "another round" in problem(write_qdpx(tmp_path / "a.qdpx", xml, talk), private)
    (tmp_path / "a.qdpx").unlink()
    assert "no CodeBook" in problem(write(tmp_path / "b.qdc", "<Other/>"), private)
    assert "DOCTYPE" in problem(write(tmp_path / "b.qdc", "<!DOCTYPE CodeBook>" + QDC[39:]), private)


def test_what_a_project_holds_and_is_not_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEADER + TALK
    xml = project_xml(text, start=5, end=len(text) + 1)
    import_interviews(
        write_qdpx(tmp_path / "a.qdpx", xml, {f"sources/{TEXT}.txt": text.encode()}), out=tmp_path / "private"
    )
    said = capsys.readouterr().out
    assert "1 x PictureSource" in said and "1 x Coding outside its text" in said and SECRET not in said


def test_footnotes_and_headers_of_word_are_set_aside_and_text_boxes_read_once(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", [*HEADER.strip().split("\n"), "", "V: Ja.", "A: Nee.", "V: O."])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members["word/footnotes.xml"] = (
        f"<w:footnotes {w}><w:footnote><w:p><w:t>noot</w:t></w:p></w:footnote></w:footnotes>".encode()
    )
    box = (
        '<mc:AlternateContent xmlns:mc="x"><mc:Choice><w:p><w:r><w:t>kader</w:t></w:r></w:p></mc:Choice>'
        "<mc:Fallback><w:p><w:r><w:t>kader</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t> erbij</w:t></w:r></w:ins>"
    )  # fmt: skip
    main = members["word/document.xml"].decode()
    end = "<w:t>A: Nee.</w:t></w:r>"
    members["word/document.xml"] = main.replace(end, end + box).encode()
    path.unlink()
    zip_of(path, members)
    assert import_interviews(path, out=tmp_path / "private") == 0
    segments = pd.read_parquet(tmp_path / "private" / "segments.parquet")
    assert list(segments["text"]) == ["Ja.", "Nee. erbij\nkader", "O."]
    rejected = pd.read_csv(tmp_path / "private" / "rejected.csv")
    assert list(rejected["text"]) == ["noot"] and "footnotes" in rejected["reason"][0]


PIECES = st.sampled_from(
    ["Anja: ", "**V:** ", "Vraag 2: ", "# ", "## Vraag 3", "[00:01:02]", "(01:02) ", "Bert  0:03",
     "***", "", "ja dat is zo", "Ronde: 2", "titel: x", "> ", "10:30 uur", "https://x", "een: twee", "---",
     " ", "#Kop", "[1:2]"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES | st.text(max_size=12), max_size=4).map("".join), max_size=12), st.booleans())
def test_no_character_is_ever_lost(lines: list[str], by_line: bool) -> None:
    ledger, document = Ledger(), lines_of("\n".join(lines))
    try:
        _, rest = take_header(document, "x.txt", ledger)
    except DianalysisError:
        return
    turns = cut_turns(rest, ledger, by_line=by_line)
    ledger.balance(sum(count_signs(line.text) for line in document), "x.txt")
    assert ledger.segments == sum(count_signs(turn.text) for turn in turns)
    assert all(turn.row <= turn.last_row for turn in turns)


@pytest.mark.parametrize("line", ["ronde: {}x", "{}x", "x{}", "# {}x", "a{}: b", "({}x"])
@pytest.mark.parametrize("sign", ["*", " ", "_", "(1:00) ", "[", "a: ", "> ", "- "])
def test_a_long_line_takes_no_longer_than_reading_it(tmp_path: Path, line: str, sign: str) -> None:
    text = line.format(sign * 20_000) + "\n" + HEADER + TALK
    started = time.perf_counter()
    with contextlib.suppress(DianalysisError):
        import_interviews(write(tmp_path / "a.md", text), out=tmp_path / "private")
    assert time.perf_counter() - started < 10, "seconds; backtracking takes minutes"


def test_a_ledger_that_does_not_balance_is_an_error() -> None:
    ledger = Ledger()
    ledger.segment("Henk was hier")
    with pytest.raises(DianalysisError, match="of 12 characters 11 are accounted for"):
        ledger.balance(12, "x.txt")
