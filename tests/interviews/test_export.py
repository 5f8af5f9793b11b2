"""What goes out can be opened by others, comes back the same, and is never more than was released."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject
from python_calamine import CalamineWorkbook
from transcript_files import HEADER, TALK, write
from typer.testing import CliRunner

from dianalysis.cli.app import app
from dianalysis.cli.interviews_in import import_interviews
from dianalysis.cli.interviews_out import ExportRequest, bring_codings_back, export_interviews
from dianalysis.cli.pseudonyms import PASSPHRASE
from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import DianalysisError
from dianalysis.interviews.exchange import codings_back
from dianalysis.interviews.pseudonyms import vault
from dianalysis.interviews.released import seal
from dianalysis.interviews.segments import CODING_COLUMNS, VALENCES
from dianalysis.interviews.transcripts.store import read_segments
from dianalysis.paths import ProjectPaths
from dianalysis.sources import write_parquet
from dianalysis.sources.documents.refi_qda import QdaCoding, read_qdc, read_qdpx
from dianalysis.sources.documents.refi_qda_write import write_qdpx

GRAMMARS = Path(__file__).parent / "refi_qda"
FRAME = coding_frame(load_codebook(ProjectPaths.find(Path(__file__)).codebook))
REQUEST = ExportRequest(None, False, (), (), None, None, None, "interview", "nl", dt.datetime(2016, 7, 10))


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Two interviews, released, with the codings of two coders."""
    transcripts, private, folder = tmp_path / "in", tmp_path / "private", tmp_path / "out"
    transcripts.mkdir()
    write(transcripts / "a.txt", HEADER + TALK)
    write(
        transcripts / "b.txt", HEADER.replace("Ronde: 2", "Ronde: onbekend") + TALK + "\r\nV: één €\n😀 zo?"
    )
    import_interviews(transcripts, out=private)
    segments = read_segments(private)
    write_parquet(segments, folder / "segments.parquet")
    seal(folder, ["segments.parquet"])
    names, codes = list(segments["segment_id"]), list(FRAME.active)
    rows = [
        (name, codes[(row + shift) % len(codes)], VALENCES[row % 3], coder)
        for coder, shift in (("anna", 0), ("bert", 1))
        for row, name in enumerate(names)
    ]
    pd.DataFrame(rows, columns=list(CODING_COLUMNS)).to_csv(folder / "codings.csv", index=False)
    return folder


def ask(folder: Path, **changes: Any) -> ExportRequest:
    return replace(REQUEST, released=folder, **changes)


def parse(data: bytes) -> Any:
    return etree.fromstring(data)


def grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(GRAMMARS / f"{name}.rng")))


def qde(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde")


def test_what_is_written_follows_the_grammar_and_opens_elsewhere(released: Path, tmp_path: Path) -> None:
    project, book = tmp_path / "p.qdpx", tmp_path / "p.qdc"
    export_interviews(ask(released, qdpx=project, qdc=book))
    grammar("project").assertValid(parse(qde(project)))
    grammar("codebook").assertValid(parse(book.read_bytes()))
    other = RefiProject.load(project, tmp_path / "x")
    segments = read_segments(tmp_path / "private")
    assert len(other.sources.text_source) == 2 and len(other.cases.case) == 2
    assert {user.name for user in other.users.user} == {"anna", "bert"}
    texts = dict(zip(segments["segment_id"], segments["text"], strict=True))
    found = []
    for source in other.sources.text_source:
        place = Path(RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "x"))
        words = place.read_bytes().decode("utf-8")
        found += [words[s.start_position : s.end_position] for s in source.plain_text_selection]
    assert sorted(found) == sorted([*texts.values(), *texts.values()])
    themes = RefiCodebook.load(book).codes.code
    assert not any(theme.is_codable for theme in themes)
    order = list(dict.fromkeys(FRAME.themes.values()))
    codes = [code for theme in order for code in FRAME.active if FRAME.themes[code] == theme]
    assert [code.name for theme in themes for code in theme.code] == codes


@pytest.mark.parametrize("damage", ["guid", "order", "attribute", "position", "element"])
def test_the_grammar_refuses_what_is_not_right(released: Path, tmp_path: Path, damage: str) -> None:
    export_interviews(ask(released, qdpx=tmp_path / "p.qdpx"))
    root = parse(qde(tmp_path / "p.qdpx"))
    space = {"q": "urn:QDA-XML:project:1.0"}
    selection = root.find(".//q:PlainTextSelection", space)
    match damage:
        case "guid":
            selection.set("guid", "1")
        case "order":
            root.insert(0, root.find("q:Sources", space))
        case "attribute":
            del selection.attrib["endPosition"]
        case "position":
            selection.set("startPosition", "first")
        case "element":
            etree.SubElement(selection, "Coding")
    assert not grammar("project").validate(root)


@pytest.mark.parametrize(("name", "kind"), [("Project", "qdpx"), ("Codebook", "qdc")])
def test_the_published_schema_accepts_it(released: Path, tmp_path: Path, name: str, kind: str) -> None:
    schema = GRAMMARS / f"{name}.xsd"
    if not schema.is_file():
        pytest.skip("the published schema is not in the folder; its README says where it is found")
    path = tmp_path / f"p.{kind}"
    export_interviews(ask(released, **{kind: path}))
    data = qde(path) if kind == "qdpx" else path.read_bytes()
    etree.XMLSchema(etree.parse(str(schema))).assertValid(parse(data))


def test_a_project_comes_back_the_same_and_again_the_same_bytes(released: Path, tmp_path: Path) -> None:
    path, again = tmp_path / "p.qdpx", tmp_path / "q.qdpx"
    export_interviews(ask(released, qdpx=path))
    export_interviews(ask(released, qdpx=again))
    assert path.read_bytes() == again.read_bytes()
    project = read_qdpx(path)
    write_qdpx(project, again, origin="dianalysis 0.1.0", written=dt.datetime(2016, 7, 10))
    assert read_qdpx(again) == project and not project.left_out
    segments = read_segments(tmp_path / "private")
    codings = pd.read_csv(released / "codings.csv")
    keys = list(CODING_COLUMNS)
    back = codings_back(project, segments).astype("object").sort_values(keys).reset_index(drop=True)
    assert back.equals(codings.astype("object").sort_values(keys).reset_index(drop=True))
    values = {case.name: dict(case.values) for case in project.cases}
    assert sorted(len(one) for one in values.values()) == [3, 4], "an unknown round is no value"


def test_codings_of_other_software_come_back_without_a_valence(released: Path, tmp_path: Path) -> None:
    export_interviews(ask(released, qdpx=tmp_path / "p.qdpx"))
    project = read_qdpx(tmp_path / "p.qdpx")
    source, code = project.sources[0], next(code for code in project.codes if code.codable)
    mine = QdaCoding(source.guid, 0, len(source.text), code.guid, "carl")
    segments = read_segments(tmp_path / "private")
    back = codings_back(replace(project, codings=(mine,)), segments)
    touched = segments[segments["interview_id"] == source.name]
    assert (
        list(back["segment_id"]) == list(touched["segment_id"])
        and set(back["coder"]) == {"carl"}
        and back["valence"].isna().all()
    )


def test_the_command_brings_codings_back_and_counts_what_is_to_be_completed(
    released: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "p.qdpx", tmp_path / "back.csv"
    export_interviews(ask(released, qdpx=path))
    assert bring_codings_back(path, released=released, out=out) == 0
    again = ask(released, qdpx=tmp_path / "q.qdpx", codings=(out,))
    export_interviews(again)
    assert (tmp_path / "q.qdpx").read_bytes() == path.read_bytes()
    project = read_qdpx(path)
    bare = tuple(replace(coding, note="") for coding in project.codings[:3])
    write_qdpx(replace(project, codings=bare), path, origin="x", written=dt.datetime(2016, 7, 10))
    assert bring_codings_back(path, released=released, out=out) == 1
    assert "0 have a code that is not in the frame, 3 have no valence" in capsys.readouterr().out


def test_an_exported_project_can_be_imported(released: Path, tmp_path: Path) -> None:
    export_interviews(ask(released, qdpx=tmp_path / "p.qdpx"))
    project = read_qdpx(tmp_path / "p.qdpx")
    known = [case for case in project.cases if "round" in case.values]
    ours = tuple(source for source in project.sources if source.guid in known[0].sources)
    write_qdpx(
        replace(project, sources=ours, codings=()),
        tmp_path / "q.qdpx",
        origin="x",
        written=dt.datetime(2020, 1, 1),
    )
    import_interviews(tmp_path / "q.qdpx", out=tmp_path / "again")
    back, segments = (read_segments(tmp_path / name) for name in ("again", "private"))
    columns = ["round", "partner", "role", "date", "speaker", "order", "text"]
    first = segments[segments["interview_id"] == ours[0].name].reset_index(drop=True)
    assert back[columns].equals(first[columns])


def test_an_exported_codebook_comes_back(tmp_path: Path) -> None:
    export_interviews(replace(REQUEST, qdc=tmp_path / "p.qdc", lang="en"))
    codes = read_qdc(tmp_path / "p.qdc").codes
    assert [code.name for code in codes if code.codable] and all(
        code.description for code in codes if code.codable
    )
    assert {code.name for code in codes if code.codable} == set(FRAME.active)
    assert {code.parent for code in codes if not code.codable} == {""}


@pytest.mark.parametrize("by", ["interview", "segment"])
def test_the_matrix_has_a_one_for_each_code_given(released: Path, tmp_path: Path, by: str) -> None:
    path = tmp_path / "m.xlsx"
    export_interviews(ask(released, matrix=path, by=by, coder=("anna",)))
    book = CalamineWorkbook.from_path(str(path))
    head, *rows = book.get_sheet_by_name("matrix").to_python()
    matrix = pd.DataFrame(rows, columns=head)
    given = pd.read_csv(released / "codings.csv").query("coder == 'anna'")
    given["interview_id"] = given["segment_id"].str.rpartition("/")[0]
    ones = matrix.set_index(f"{by}_id")[list(FRAME.active)]
    wanted = (
        pd.crosstab(given[f"{by}_id"], given["code"])
        .reindex(index=ones.index, columns=ones.columns)
        .fillna(0)
    )
    assert (ones.to_numpy(dtype=float) == wanted.to_numpy().clip(max=1)).all() and ones.to_numpy().sum() > 8
    labels = book.get_sheet_by_name("value labels").to_python()
    assert ["pace", "1", "genoemd"] in labels and [
        "partner",
        "metaalunie",
        "Koninklijke Metaalunie",
    ] in labels


def test_only_what_was_released_goes_out(released: Path, tmp_path: Path) -> None:
    asked = ask(released, qdpx=tmp_path / "p.qdpx")
    with pytest.raises(DianalysisError, match="no released interviews here"):
        export_interviews(replace(asked, released=tmp_path / "private"))
    segments = pd.read_parquet(released / "segments.parquet")
    write_parquet(segments.assign(text="Henk"), released / "segments.parquet")
    with pytest.raises(DianalysisError, match="changed since it was released"):
        export_interviews(asked)
    seal(released, [])
    with pytest.raises(DianalysisError, match="was not released"):
        export_interviews(asked)
    assert not (tmp_path / "p.qdpx").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "no file to write was named"),
        (["--published", "--qdpx", "x.qdpx", "--coder", "nobody"], "this coder coded nothing"),
        (["--released", "nowhere", "--qdpx", "x.qdpx"], "no released interviews here"),
    ],
)
def test_a_request_that_cannot_be_done(
    tmp_path: Path, arguments: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIANALYSIS_ROOT", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["interviews", "export", *arguments])
    assert isinstance(result.exception, DianalysisError) and expected in str(result.exception)
    assert not list(tmp_path.iterdir())


def test_from_transcript_to_project_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_COST", {"n": 2**4, "r": 8, "p": 1})
    monkeypatch.setenv(PASSPHRASE, "een zin van meer woorden")
    write(tmp_path / "a.txt", HEADER + TALK)
    write(tmp_path / "roster.csv", "kind,name\nperson,Henk Vermeulen\n")
    private, out = tmp_path / "private", tmp_path / "out"
    import_interviews(tmp_path / "a.txt", out=private)
    options = ["--private", private, "--roster", tmp_path / "roster.csv", "--no-deduce", "--out", out]
    done = CliRunner().invoke(app, ["interviews", "mask", *map(str, options)])
    assert done.exit_code == 0, done.output
    export_interviews(ask(out, qdpx=tmp_path / "p.qdpx"))
    texts = [source.text for source in read_qdpx(tmp_path / "p.qdpx").sources]
    assert "[persoon-01]: Beter." in texts[0]
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        assert not any(b"Henk" in archive.read(name) for name in archive.namelist())


def test_two_coders_and_no_settlement_make_no_matrix(released: Path, tmp_path: Path) -> None:
    with pytest.raises(DianalysisError, match="there are 2: anna, bert"):
        export_interviews(ask(released, matrix=tmp_path / "m.xlsx"))


def test_the_published_corpus_opens_elsewhere(tmp_path: Path) -> None:
    export_interviews(replace(REQUEST, published=True, qdpx=tmp_path / "p.qdpx", matrix=tmp_path / "m.xlsx"))
    grammar("project").assertValid(parse(qde(tmp_path / "p.qdpx")))
    other = RefiProject.load(tmp_path / "p.qdpx", tmp_path / "x")
    folder = ProjectPaths.find(Path(__file__)).interviews
    segments, codings = (pd.read_csv(folder / name) for name in ("published_segments.csv", "codings.csv"))
    assert len(other.sources.text_source) == segments["interview_id"].nunique()
    selections = [s for source in other.sources.text_source for s in source.plain_text_selection]
    assert len(selections) == codings["code"].notna().sum()
