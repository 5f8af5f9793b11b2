"""Empty workbooks that fit the contract of an export: one per form, with lists to choose from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.sources import XlsxSheet, write_xlsx

INSTRUCTIONS = {"nl": "Uitleg", "en": "Instructions"}
ANSWERS = {"nl": "Antwoorden", "en": "Answers"}
_HEAD = {
    "nl": ("Kolom", "Vraag", "Soort", "Verplicht", "Mogelijke antwoorden", "Mag ontbreken als"),
    "en": ("Column", "Question", "Type", "Required", "Possible answers", "May be missing as"),
}
_YES_NO = {"nl": ("ja", "nee"), "en": ("yes", "no")}
_HINTS = {
    "nl": {"date": "dag-maand-jaar", "multiple": "Meer antwoorden: scheid ze met een puntkomma."},
    "en": {"date": "day-month-year", "multiple": "Several answers: part them with a semicolon."},
}


def write_templates(folder: Path, codebook: Codebook, *, lang: str) -> list[Path]:
    """Write one empty workbook per form, and return the files.

    The answer sheet has the variable names as header, a list to choose from for every closed question, and
    the question as a hint. The other sheet explains each column.

    Parameters
    ----------
    folder
        Folder of the workbooks; made when absent.
    codebook
        The vocabulary.
    lang
        Language of questions, lists and explanation: nl or en. The headers are the same in both.

    Raises
    ------
    ParameterError
        For another language.
    """
    files = []
    for form in codebook.forms:
        codebook.label("form", form, lang)
        sheets = [_answer_sheet(form, codebook, lang), _instructions(form, codebook, lang)]
        path = folder / f"{form}.xlsx"
        write_xlsx(sheets, path)
        files.append(path)
    return files


def _answer_sheet(form: str, codebook: Codebook, lang: str) -> XlsxSheet:
    variables = codebook.variables(form)
    choices = {v.name: _answers(v, codebook, lang) for v in variables if v.value_set and v.type != "multiple"}
    hints = {v.name: _hint(v, lang) for v in variables}
    frame = pd.DataFrame({v.name: pd.Series(dtype="object") for v in variables})
    return XlsxSheet(ANSWERS[lang], frame, choices=choices, hints=hints)


def _hint(variable: Variable, lang: str) -> str:
    return f"{variable.question(lang)} {_HINTS[lang].get(variable.type, '')}".strip()


def _answers(variable: Variable, codebook: Codebook, lang: str) -> list[str]:
    if variable.type == "score":
        return list(codebook.values(variable.value_set))
    labels = list(codebook.labels(variable.value_set, lang).values()) if variable.value_set else []
    return labels + [codebook.label("missing", reason, lang) for reason in variable.missing_reasons]


def _instructions(form: str, codebook: Codebook, lang: str) -> XlsxSheet:
    yes, no = _YES_NO[lang]
    rows = []
    for variable in codebook.variables(form):
        labels = list(codebook.labels(variable.value_set, lang).values()) if variable.value_set else []
        reasons = [codebook.label("missing", reason, lang) for reason in variable.missing_reasons]
        rows.append(
            (
                variable.name,
                _hint(variable, lang),
                variable.type,
                yes if variable.required else no,
                "; ".join(labels),
                "; ".join(reasons),
            )
        )
    return XlsxSheet(INSTRUCTIONS[lang], pd.DataFrame(rows, columns=list(_HEAD[lang])))
