"""Each form as a Table Schema (Frictionless Data), so that other tools can validate a clean table.

Source: Table Schema, https://specs.frictionlessdata.io/table-schema/ (fields, constraints, missingValues).
"""

from __future__ import annotations

from typing import Any

from dianalysis.codebook.model import Codebook, Variable

_TYPES = {"date": "date", "score": "integer", "integer": "integer", "decimal": "number"}


def table_schema(codebook: Codebook, form: str, *, lang: str) -> dict[str, Any]:
    """Describe the clean table of one form as a Table Schema.

    Parameters
    ----------
    codebook
        Where the form is described.
    form
        Slug of the form.
    lang
        nl or en: the language of titles and descriptions.

    Returns
    -------
    A dictionary of plain values, ready for JSON. A variable is `required` in the schema when its cell may
    not be empty and no reason for a missing answer is allowed, for a reason counts as missing there.

    Raises
    ------
    ParameterError
        For an unknown form or language.
    """
    variables = codebook.variables(form)
    return {
        "name": form,
        "title": codebook.label("form", form, lang),
        "fields": [_field(codebook, variable, lang) for variable in variables],
        "missingValues": _missing_values(codebook, variables, lang),
        "primaryKey": ["firm_id"],
    }


def _field(codebook: Codebook, variable: Variable, lang: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": variable.name,
        "title": variable.question(lang),
        "type": _TYPES.get(variable.type, "string"),
    }
    description = _description(codebook, variable, lang)
    if description:
        field["description"] = description
    constraints = _constraints(codebook, variable)
    if constraints:
        field["constraints"] = constraints
    if variable.personal:
        field["personal"] = True
    return field


def _description(codebook: Codebook, variable: Variable, lang: str) -> str:
    if not variable.value_set:
        return variable.unit
    labels = codebook.labels(variable.value_set, lang)
    return "; ".join(value if value == label else f"{value} = {label}" for value, label in labels.items())


def _constraints(codebook: Codebook, variable: Variable) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if variable.required and not variable.missing_reasons:
        constraints["required"] = True
    if variable.type in {"category", "yes_no"}:
        constraints["enum"] = list(codebook.values(variable.value_set))
    if variable.type == "multiple":
        constraints["pattern"] = _joined(codebook.values(variable.value_set))
    if variable.pattern:
        constraints["pattern"] = f"^(?:{variable.pattern})$"
    for name, bound in (("minimum", variable.minimum), ("maximum", variable.maximum)):
        if bound is not None:
            constraints[name] = bound if variable.type == "decimal" else int(bound)
    return constraints


def _joined(values: tuple[str, ...]) -> str:
    """Return the pattern of one or more of `values`, in their order, joined by plus signs."""
    starts = []
    for position, value in enumerate(values):
        later = "".join(f"(?:[+]{other})?" for other in values[position + 1 :])
        starts.append(value + later)
    return f"^(?:{'|'.join(starts)})$"


def _missing_values(codebook: Codebook, variables: tuple[Variable, ...], lang: str) -> list[str]:
    used = {reason for variable in variables for reason in variable.missing_reasons}
    reasons = [reason for reason in codebook.missing_codes() if reason in used]
    return ["", *reasons, *(codebook.label("missing", reason, lang) for reason in reasons)]
