"""Ten broken files and more of every kind: each is a message or comes in, and none shows a word of a talk."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from transcript_files import CASE, CODE, HEADER, QDC, TALK, TEXT, project_xml, write_docx, write_qdpx

from dianalysis.cli.interviews_in import import_interviews
from dianalysis.errors import DianalysisError

NAME, OTHER = "Zwaluwstra", "Hoekwaterman"
SAID = TALK.replace("Henk", NAME) + f"\nInterviewer: En {OTHER}?\n{NAME}: Ja, {OTHER} ook."
WHOLE = HEADER + SAID
COLUMNS = "ronde;partner;rol;datum;vraag;antwoord\n"
ROW = f"1;goc;adviseur;2015-01-05;r1_reach;{NAME}\n"
BODY = "word/document.xml"


def damaged(data: bytes, bytes_wrong: int) -> bytes:
    """Change some bytes, the same ones every time."""
    chance, changed = random.Random(5), bytearray(data)
    for _ in range(bytes_wrong):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def texts() -> dict[str, bytes]:
    told = {
        "empty": "",
        "zero bytes": "x\0" * 50 + WHOLE,
        "no header": SAID,
        "partner": WHOLE.replace("Koninklijke Metaalunie", NAME),
        "round": WHOLE.replace("Ronde: 2", f"Ronde: {NAME}"),
        "role": WHOLE.replace("ondernemer", NAME),
        "date": WHOLE.replace("12 maart 2015", NAME),
        "twice": f"Partner: {NAME}\n{WHOLE}",
        "name": f"Interview: {NAME} {OTHER}!\n{WHOLE}",
        "no words": HEADER.replace("ondernemer", OTHER),
        "unknown field": f"{NAME}: {OTHER}\n{WHOLE}",
    }
    coded = {"utf-16": WHOLE.encode("utf-16-le"), "utf-32": WHOLE.encode("utf-32")}
    return (
        {name: text.encode() for name, text in told.items()} | coded | {"bytes": damaged(WHOLE.encode(), 80)}
    )


def tables() -> dict[str, bytes]:
    told = {
        "empty": "",
        "no rows": COLUMNS,
        "question": COLUMNS + ROW.replace("r1_reach", NAME),
        "column": COLUMNS.replace("vraag", NAME) + ROW,
        "too long": COLUMNS + ROW.strip() + f";{OTHER};x\n",
        "too short": f"{COLUMNS}1;goc;{NAME}\n",
        "quote": COLUMNS + ROW.replace(NAME, f'"{NAME}'),
        "date": COLUMNS + ROW.replace("2015-01-05", NAME),
        "partner": COLUMNS + ROW.replace("goc", NAME),
        "role": COLUMNS + ROW.replace("adviseur", NAME),
        "round": COLUMNS + ROW.replace("1;goc", f"{NAME};goc"),
        "no head": ROW + ROW,
        "column twice": COLUMNS.replace("antwoord", "vraag") + ROW,
        "delimiter": COLUMNS.replace(";", ",") + ROW,
        "zero bytes": COLUMNS + ROW + "\0" * 9,
    }
    return {name: text.encode() for name, text in told.items()}


def documents(folder: Path) -> dict[str, bytes]:
    lines = WHOLE.split("\n")
    good = write_docx(folder / "good.docx", lines).read_bytes()

    def of(*changes: tuple[str, str]) -> bytes:
        changed = lines
        for old, new in changes:
            changed = [line.replace(old, new) for line in changed]
        return write_docx(folder / "changed.docx", changed).read_bytes()

    name = NAME.encode()
    return {
        "empty": b"",
        "a text": WHOLE.encode(),
        "cut": good[: len(good) // 2],
        "bytes": damaged(good, 40),
        "no body": without(good, lambda member, data: None if member == BODY else data),
        "cut body": without(good, lambda member, data: data[:-60] if member == BODY else data),
        "sign": without(good, lambda member, data: data.replace(name, name + b"<&")),
        "encoding": without(good, lambda member, data: data.replace(name, name + b"\xff\xfe")),
        "round": of(("Ronde: 2", f"Ronde: {NAME}")),
        "date": of(("12 maart 2015", NAME)),
        "partner": of(("Koninklijke Metaalunie", NAME)),
        "role": of(("ondernemer", NAME)),
    }


def without(archive: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Pack an archive again with its members changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            if (data := change(member, old.read(member))) is not None:
                new.writestr(member, data)
    return out.getvalue()


def projects(folder: Path) -> dict[str, bytes]:
    xml = project_xml("", start=0, end=3).replace("secret name", NAME)
    text = {f"sources/{TEXT}.txt": WHOLE.encode()}

    def of(project: str, members: dict[str, bytes] = text) -> bytes:
        return write_qdpx(folder / "made.qdpx", project, members).read_bytes()

    good = of(xml)
    return {
        "empty": b"",
        "a text": WHOLE.encode(),
        "cut": good[: len(good) // 2],
        "bytes": damaged(good, 60),
        "no source": of(xml, {}),
        "source by name": of(xml.replace(f"internal://{TEXT}", f"internal://{NAME}")),
        "cut xml": of(xml[:-30]),
        "end": of(xml.replace('endPosition="3"', 'endPosition="9999"')),
        "start": of(xml.replace('startPosition="0"', f'startPosition="{NAME}"')),
        "encoding": of(xml, {f"sources/{TEXT}.txt": b"\xff\xfe\xff" + WHOLE.encode()}),
        "round": of(xml.replace("IntegerValue>2<", f"IntegerValue>{NAME}<")),
        "guid": of(xml.replace(CODE, NAME)),
        "root": of(xml.replace("Project ", "Other ").replace("/Project", "/Other")),
        "path": of(xml, {f"sources/{NAME}/../../../{OTHER}.txt": b"x", **text}),
        "two projects": of(xml, {f"{NAME}.qde": b"<x/>", **text}),
    }


def codebooks() -> dict[str, bytes]:
    told = {
        "empty": "",
        "a text": WHOLE,
        "cut": QDC[:-40],
        "name": QDC.replace("tailoring", NAME),
        "no name": QDC.replace('name="tailoring"', ""),
        "guid": QDC.replace(CODE, NAME),
        "guid twice": QDC.replace(CODE, CASE),
        "root": QDC.replace("CodeBook", NAME),
        "entity": f'<!DOCTYPE x [<!ENTITY {NAME} "a">]><x/>',
        "sign": QDC.replace("cut to size", f"{NAME} & <{OTHER}>"),
        "deep": "<a>" * 5000 + NAME,
    }
    return {name: text.encode() for name, text in told.items()}


@pytest.mark.parametrize("kind", ["txt", "md", "docx", "csv", "qdpx", "qdc"])
def test_no_message_shows_a_word_of_a_talk(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {"docx": documents, "qdpx": projects}
    broken = made[kind](tmp_path) if kind in made else {"csv": tables, "qdc": codebooks}.get(kind, texts)()
    assert len(broken) >= 10
    refused = 0
    for number, (how, data) in enumerate(broken.items()):
        folder = tmp_path / f"{kind}{number}"
        folder.mkdir()
        (folder / f"a.{kind}").write_bytes(data)
        told = ""
        try:
            import_interviews(folder / f"a.{kind}", out=folder / "private")
        except DianalysisError as problem:
            told, refused = str(problem), refused + 1
        shown = capsys.readouterr()
        told = f"{told}{shown.out}{shown.err}".lower()
        assert NAME.lower() not in told and OTHER.lower() not in told, how
    assert refused >= len(broken) / 2, "most of these are beyond reading"
