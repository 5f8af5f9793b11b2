"""Coded segments to a project of other software and to a code matrix, and codings back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dianalysis.codebook import CodingFrame
from dianalysis.interviews.segments import CODING_COLUMNS, ROLES, ROUNDS, VALENCES
from dianalysis.sources.documents.refi_qda import QdaCase, QdaCode, QdaCoding, QdaProject, QdaSource
from dianalysis.sources.documents.refi_qda_write import make_guid

VARIABLES = ("partner", "role", "round")
_BETWEEN = "\n\n"
_NOTE = "valence: "


@dataclass(frozen=True)
class Labels:
    """What the export calls things: theme to label, partner to label; `lang` is nl or en."""

    themes: Mapping[str, str]
    partners: Mapping[str, str]
    lang: str


def codes_out(frame: CodingFrame, labels: Labels) -> tuple[QdaCode, ...]:
    """Return the codebook: themes, which cannot be given, with the codes in use under them.

    A code keeps its name of the frame; label, definition and what to code under it and what not are its
    description.
    """
    lang, out = labels.lang, []
    heads = {"nl": ("Wel", "Niet"), "en": ("Include", "Exclude")}[lang]
    used = frame.codes[frame.codes["status"] == "active"]
    for theme, rows in used.groupby("theme", sort=False):
        parent = make_guid("theme", str(theme))
        out.append(QdaCode(parent, labels.themes[str(theme)], codable=False))
        for _, row in rows.iterrows():
            parts = [
                f"{row[f'label_{lang}']}: {row[f'definition_{lang}']}",
                f"{heads[0]}: {row[f'include_{lang}']}",
                f"{heads[1]}: {row[f'exclude_{lang}']}",
            ]
            guid = make_guid("code", str(row["code"]))
            out.append(QdaCode(guid, str(row["code"]), "\n".join(parts), True, parent))
    return tuple(out)


def project_out(
    segments: pd.DataFrame, codings: pd.DataFrame, frame: CodingFrame, labels: Labels, *, name: str
) -> QdaProject:
    """Return released segments and their codings as a project: an interview a text and a case.

    Parameters
    ----------
    segments
        Released segments: segment_id, interview_id, partner, role, round, text; date and speaker if known.
    codings
        One row per code given: segment_id, code, valence, coder.
    frame, labels
        The codebook, and what to call things.
    name
        Name of the project.

    Returns
    -------
    The project. A turn is a paragraph "speaker: text"; a coding runs over the text without the speaker; its
    valence is the description of the selection.
    """
    sources, cases, codings_out = [], [], []
    for interview, rows in segments.groupby("interview_id", sort=False):
        guid = make_guid("source", str(interview))
        text, places = _text(rows)
        about = [key for key in (*VARIABLES, "date") if key in rows]
        values = {key: value for key in about if (value := _only(rows[key]))}
        sources.append(QdaSource(guid, str(interview), text))
        cases.append(QdaCase(make_guid("case", str(interview)), str(interview), (guid,), values))
        given = codings[codings["segment_id"].isin(list(places))]
        for row in given.sort_values(["segment_id", "code", "coder"]).to_dict("records"):
            start, end = places[row["segment_id"]]
            note = f"{_NOTE}{row['valence']}" if pd.notna(row["valence"]) else ""
            code = make_guid("code", str(row["code"]))
            codings_out.append(QdaCoding(guid, start, end, code, str(row["coder"]), note))
    return QdaProject(name, codes_out(frame, labels), tuple(sources), tuple(codings_out), tuple(cases))


def codings_back(project: QdaProject, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the codings of a project this package wrote, by the segments it was written from.

    Parameters
    ----------
    project
        The project, perhaps coded further in other software.
    segments
        The segments it was written from.

    Returns
    -------
    Columns segment_id, code, valence (absent where other software gave the code) and coder; a row for each
    segment a coding touches, in the order of the project.
    """
    names = {code.guid: code.name for code in project.codes}
    by_name = {source.name: source.guid for source in project.sources}
    places = {}
    for interview, rows in segments.groupby("interview_id", sort=False):
        places[by_name.get(str(interview), "")] = _text(rows)[1]
    found = [
        (segment, names.get(coding.code, ""), _valence(coding.note), coding.user)
        for coding in project.codings
        for segment, (start, end) in places.get(coding.source, {}).items()
        if coding.start < end and start < coding.end
    ]
    return pd.DataFrame(found, columns=list(CODING_COLUMNS)).astype("string")


def _only(values: pd.Series) -> str:
    """Return the value all rows of an interview share, "" where they differ or have none."""
    known = set(values.astype("object").where(values.notna(), ""))
    return str(known.pop()) if len(known) == 1 else ""


def _valence(note: str) -> str | None:
    valence = note.removeprefix(_NOTE)
    return valence if valence in VALENCES else None


def _text(rows: pd.DataFrame) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text of an interview, and where in it the words of each segment stand."""
    text, places = "", {}
    for row in rows.to_dict("records"):
        text += _BETWEEN if text else ""
        speaker = row.get("speaker")
        text += f"{speaker}: " if isinstance(speaker, str) and speaker else ""
        places[str(row["segment_id"])] = (len(text), len(text) + len(str(row["text"])))
        text += str(row["text"])
    return text, places


def code_matrix(
    segments: pd.DataFrame, codings: pd.DataFrame, frame: CodingFrame, *, by: str = "interview"
) -> pd.DataFrame:
    """Return which codes each segment or interview was given.

    Parameters
    ----------
    segments, codings
        As in `project_out`; of the codings only who gave what to whom is used.
    frame
        The coding frame.
    by
        `segment` or `interview`: what a row is.

    Returns
    -------
    Columns segment_id (when a row is a segment), interview_id, partner, role, round ("" where the segments of
    an interview differ), then one per code in use: 1 given, 0 not.
    """
    keys = ["segment_id", "interview_id"] if by == "segment" else ["interview_id"]
    rows = segments[[*keys, *VARIABLES]].drop_duplicates(keys[0]).reset_index(drop=True)
    if by == "interview":
        for name in VARIABLES:
            shared = {str(one): _only(part) for one, part in segments.groupby("interview_id")[name]}
            rows[name] = rows["interview_id"].map(shared)
    given = codings.merge(segments[["segment_id", "interview_id"]], on="segment_id")
    pairs = set(zip(given[keys[0]], given["code"], strict=True))
    for code in frame.active:
        rows[code] = [int((name, code) in pairs) for name in rows[keys[0]]]
    return rows


def value_labels(frame: CodingFrame, labels: Labels) -> pd.DataFrame:
    """Return the labels of a code matrix: columns variable, value ("" for the variable itself) and label."""
    yes, no = {"nl": ("genoemd", "niet genoemd"), "en": ("given", "not given")}[labels.lang]
    names = frame.codes.set_index("code")[f"label_{labels.lang}"]
    rows = [("partner", slug, label) for slug, label in labels.partners.items()]
    rows += [("role", role, role.replace("_", " ")) for role in ROLES]
    rows += [("round", one, one) for one in ROUNDS]
    for code in frame.active:
        rows += [(code, "", str(names[code])), (code, "1", yes), (code, "0", no)]
    return pd.DataFrame(rows, columns=["variable", "value", "label"], dtype="str")
