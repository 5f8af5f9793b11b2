"""Whether the files of the codebook agree with one another."""

from __future__ import annotations

from collections.abc import Iterable

from dianalysis.codebook.frame_checks import check_codes_of_frame
from dianalysis.codebook.layout import LABELLED_TYPES
from dianalysis.errors import CodebookError, Where

Row = dict[str, str]
Tables = dict[str, list[Row]]

# slugs of a file (with a filter on self_employed) -> the form that must ask for each, under this prefix
_FAMILIES = (
    ("aspects", "aspect", "monitor_2", False),
    ("indicators", "indicator", "monitor_3", False),
    ("outcomes", "outcome", "monitor_3", False),
    ("conditions", "condition", "monitor_3", False),
    ("outcomes", "outcome", "self_employed", True),
    ("conditions", "condition", "self_employed", True),
)


def check_consistency(tables: Tables) -> None:
    """Raise CodebookError at the first reference that leads nowhere or code that means two things.

    Parameters
    ----------
    tables
        Rows of every file as text, each with its line number under `line`.
    """
    _check_references(tables)
    _check_variables(tables)
    _check_codes(tables)
    _check_families(tables)
    check_codes_of_frame(tables)
    _check_same_values(tables, file="partners", column="partner", value_set="partner")
    _check_same_values(tables, file="typology", column="value", value_set="typology")


def _check_references(tables: Tables) -> None:
    forms = {row["form"] for row in tables["forms"]}
    aspects = {row["aspect"] for row in tables["aspects"]}
    reasons = {row["reason"] for row in tables["missing"]}
    sets = {row["value_set"] for row in tables["value_labels"]}
    for row in tables["variables"]:
        _check_known(row, "variables", "form", known=forms, values=[row["form"]])
        _check_known(row, "variables", "value_set", known=sets, values=filter(None, [row["value_set"]]))
        listed = filter(None, row["missing_reasons"].split(";"))
        _check_known(row, "variables", "missing_reasons", known=reasons, values=listed)
    for row in tables["indicators"]:
        _check_known(row, "indicators", "aspect", known=aspects, values=[row["aspect"]])


def _check_known(row: Row, file: str, column: str, *, known: set[str], values: Iterable[str]) -> None:
    for value in values:
        if value not in known:
            raise _fault(
                f"{column} refers to something that does not exist",
                _place(row, file, column, value),
                f"Use one of: {', '.join(sorted(known))}.",
            )


def _check_variables(tables: Tables) -> None:
    for row in tables["variables"]:
        labelled = row["type"] in LABELLED_TYPES
        if labelled != bool(row["value_set"]):
            remedy = "Name its value set." if labelled else "Leave value_set empty for this type."
            message = f"a variable of type {row['type']} does not match its value set"
            raise _fault(message, _place(row, "variables", "value_set", row["value_set"]), remedy)
        if row["minimum"] and row["maximum"] and float(row["minimum"]) > float(row["maximum"]):
            raise _fault(
                "the minimum lies above the maximum",
                _place(row, "variables", "minimum", row["minimum"]),
                "Exchange the two.",
            )


def _check_codes(tables: Tables) -> None:
    taken: dict[tuple[str, str], str] = {}
    reserved = {row["code"] for row in tables["missing"]}
    for row in tables["missing"]:
        _check_free(row, "missing", taken, key=("", row["code"]))
    for row in tables["value_labels"]:
        if row["code"] in reserved:
            raise _fault(
                "the code is that of a missing reason",
                _place(row, "value_labels", "code", row["code"]),
                "Choose another code.",
            )
        _check_free(row, "value_labels", taken, key=(row["value_set"], row["code"]))


def _check_free(row: Row, file: str, taken: dict[tuple[str, str], str], *, key: tuple[str, str]) -> None:
    if key in taken:
        place = _place(row, file, "code", row["code"])
        raise _fault(f"the code is used already in row {taken[key]}", place, "Choose another code.")
    taken[key] = row["line"]


def _check_families(tables: Tables) -> None:
    asked = {(row["form"], row["name"]) for row in tables["variables"]}
    for file, prefix, form, only_self_employed in _FAMILIES:
        for row in tables[file]:
            if only_self_employed and row["self_employed"] != "yes":
                continue
            if (form, f"{prefix}_{row[prefix]}") not in asked:
                raise _fault(
                    f"form {form} does not ask for it",
                    _place(row, file, prefix, row[prefix]),
                    f"Add the variable {prefix}_{row[prefix]} to variables.csv.",
                )


def _check_same_values(tables: Tables, *, file: str, column: str, value_set: str) -> None:
    allowed = [row["value"] for row in tables["value_labels"] if row["value_set"] == value_set]
    for row in tables[file]:
        _check_known(row, file, column, known=set(allowed), values=[row[column]])
    listed = {row[column] for row in tables[file]}
    for row in tables["value_labels"]:
        if row["value_set"] == value_set and row["value"] not in listed:
            place = _place(row, "value_labels", "value", row["value"])
            raise _fault(f"{file}.csv does not describe it", place, f"Add a row to {file}.csv.")


def _place(row: Row, file: str, column: str, value: str) -> Where:
    return Where(file=f"{file}.csv", row=int(row["line"]), column=column, value=value)


def _fault(message: str, where: Where, remedy: str) -> CodebookError:
    return CodebookError(message, where=where, remedy=remedy)
