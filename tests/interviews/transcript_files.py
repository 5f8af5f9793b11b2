"""Made-up transcripts in every format the import reads."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx

HEADER = "Ronde: 2\nConvenantpartner: Koninklijke Metaalunie\nRol: ondernemer\nDatum: 12 maart 2015\n\n"
TALK = (
    "Interviewer: Hoe ging het met het rooster?\nHenk: Beter. Mijn punt: we praten nu.\n\nDat scheelt.\n"
    "Interviewer: Mooi.\nHenk: Ja."
)
SECRET = "Henk"

CODE, PERSON, CASE = (f"{n}0000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
TEXT, PICTURE, ROUND_VARIABLE = (f"{n}0000000-0000-4000-8000-00000000000{n}" for n in (4, 5, 6))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_docx(path: Path, lines: list[str], table: list[tuple[str, str]] = ()) -> Path:  # type: ignore[assignment]
    document = docx.Document()
    for key, value in table:
        if not document.tables:
            document.add_table(rows=0, cols=2)
        cells = document.tables[0].add_row().cells
        cells[0].text, cells[1].text = key, value
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def project_xml(text: str, *, start: int, end: int, prefix: str = "") -> str:
    """A project of other software: text in a file of its own, a code, a case, and a picture."""
    p = f"{prefix}:" if prefix else ""
    namespace = f'xmlns{":" + prefix if prefix else ""}="urn:QDA-XML:project:1.0"'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<{p}Project {namespace} name="talks" origin="Some program 1.0">
  <{p}Users><{p}User guid="{PERSON}" name="coder A"/></{p}Users>
  <{p}CodeBook><{p}Codes>
    <{p}Code guid="{TEXT[::-1]}" name="Advies" isCodable="false">
      <{p}Code guid="{CODE}" name="Tempo" isCodable="true"><{p}Description>how fast</{p}Description></{p}Code>
    </{p}Code>
  </{p}Codes></{p}CodeBook>
  <{p}Variables><{p}Variable guid="{ROUND_VARIABLE}" name="Ronde" typeOfVariable="Integer"/></{p}Variables>
  <{p}Cases><{p}Case guid="{CASE}" name="firm">
    <{p}VariableValue>
      <{p}VariableRef targetGUID="{ROUND_VARIABLE}"/><{p}IntegerValue>2</{p}IntegerValue>
    </{p}VariableValue>
    <{p}SourceRef targetGUID="{TEXT}"/>
  </{p}Case></{p}Cases>
  <{p}Sources>
    <{p}TextSource guid="{TEXT}" name="secret name" plainTextPath="internal://{TEXT}.txt">
      <{p}PlainTextSelection guid="{PICTURE}" startPosition="{start}" endPosition="{end}">
        <{p}Coding guid="{CASE[::-1]}" creatingUser="{PERSON}"><{p}CodeRef targetGUID="{CODE}"/></{p}Coding>
      </{p}PlainTextSelection>
    </{p}TextSource>
    <{p}PictureSource guid="{PICTURE}" name="photo"/>
  </{p}Sources>
</{p}Project>"""


def write_qdpx(path: Path, xml: str, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        for name, data in members.items():
            archive.writestr(name, data)
    return path


QDC = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Some program 1.0"><Codes>
  <Code guid="{CASE}" name="Advies" isCodable="false">
    <Code guid="{CODE}" name="tailoring" isCodable="true"><Description>cut to size</Description></Code>
    <Code guid="{PERSON}" name="Iets anders" isCodable="true"/>
  </Code>
</Codes></CodeBook>"""
