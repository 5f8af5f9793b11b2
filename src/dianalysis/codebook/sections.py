"""The codebook as plain tables of text, shared by the page and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dianalysis.codebook.model import Codebook, Variable, check_lang
from dianalysis.codebook.words import word


@dataclass(frozen=True)
class Section:
    """One titled table: an anchor of letters and underscores, a title, headers, rows and an optional note."""

    anchor: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def codebook_sections(codebook: Codebook, *, lang: str) -> tuple[Section, ...]:
    """Return every section of the codebook in `lang`: the forms first, then labels, scales and terms.

    Raises
    ------
    ParameterError
        For a language other than nl or en.
    """
    check_lang(lang)
    forms = tuple(_form(codebook, form, lang) for form in codebook.forms)
    return (
        *forms,
        _value_labels(codebook, lang),
        _missing(codebook, lang),
        _typology(codebook, lang),
        _aspects(codebook, lang),
        _statements(codebook, lang, kind="outcomes"),
        _statements(codebook, lang, kind="conditions"),
        _partners(codebook, lang),
        _codes(codebook, lang),
        _code_history(codebook, lang),
        _glossary(codebook, lang),
    )


def _header(lang: str, *keys: str) -> tuple[str, ...]:
    return tuple(word(key, lang) for key in keys)


def _form(codebook: Codebook, form: str, lang: str) -> Section:
    header = _header(
        lang, "name", "question", "type", "unit", "allowed", "required", "missing", "personal"
    )  # fmt: skip
    rows = tuple(_variable(codebook, variable, lang) for variable in codebook.variables(form))
    title = codebook.label("form", form, lang)
    return Section(f"form_{form}", title, header, rows, note=word("required_note", lang))


def _variable(codebook: Codebook, variable: Variable, lang: str) -> tuple[str, ...]:
    reasons = ", ".join(codebook.label("missing", reason, lang) for reason in variable.missing_reasons)
    return (
        variable.name,
        variable.question(lang),
        word(variable.type, lang),
        word(variable.unit, lang),
        _allowed(variable),
        word("yes" if variable.required else "no", lang),
        reasons,
        word("yes" if variable.personal else "no", lang),
    )


def _allowed(variable: Variable) -> str:
    if variable.pattern:
        return variable.pattern
    if variable.minimum is not None and variable.maximum is not None:
        return f"{variable.minimum:g}–{variable.maximum:g}"
    return variable.value_set


def _value_labels(codebook: Codebook, lang: str) -> Section:
    rows = tuple(
        (name, value, str(codebook.codes(name)[value]), label)
        for name in codebook.value_sets
        for value, label in codebook.labels(name, lang).items()
    )
    header = _header(lang, "value_set", "value", "code", "label")
    return Section("value_labels", word("value_labels", lang), header, rows)


def _missing(codebook: Codebook, lang: str) -> Section:
    rows = _cells(codebook, "missing", "reason", "code", f"label_{lang}", f"description_{lang}")
    header = _header(lang, "name", "code", "label", "description")
    return Section("missing", word("missing", lang), header, rows)


def _typology(codebook: Codebook, lang: str) -> Section:
    rows = _cells(codebook, "typology", "step", "label", f"company_{lang}", f"self_employed_{lang}")
    header = _header(lang, "step", "label", "company", "self_employed")
    return Section("typology", word("typology", lang), header, rows)


def _aspects(codebook: Codebook, lang: str) -> Section:
    rows = tuple(
        (codebook.label("aspect", aspect, lang), label, slug)
        for aspect, label, slug in _cells(codebook, "indicators", "aspect", f"label_{lang}", "indicator")
    )
    return Section("aspects", word("aspects", lang), _header(lang, "aspect", "indicator", "name"), rows)


def _statements(codebook: Codebook, lang: str, *, kind: str) -> Section:
    columns = (kind.removesuffix("s"), f"label_{lang}", f"short_{lang}", "self_employed")
    header = _header(lang, "name", "statement", "short", "self_employed")
    rows = _cells(codebook, kind, *columns)
    rows = tuple((*texts, word(asked, lang)) for *texts, asked in rows)
    if kind == "outcomes":
        terms = (word(f"{term}_term", lang) for (term,) in _cells(codebook, kind, "term"))
        rows = tuple((*row, term) for row, term in zip(rows, terms, strict=True))
        header = (*header, word("term", lang))
    return Section(kind, word(kind, lang), header, rows)


def _partners(codebook: Codebook, lang: str) -> Section:
    columns = ("partner", "label", f"full_name_{lang}", "scope", f"scope_note_{lang}", f"name_note_{lang}")
    rows = tuple(
        (slug, label, full, word(scope, lang), " ".join(note for note in notes if note))
        for slug, label, full, scope, *notes in _cells(codebook, "partners", *columns)
    )
    header = _header(lang, "name", "label", "full_name", "scope", "note")
    return Section("partners", word("partners", lang), header, rows)


def _codes(codebook: Codebook, lang: str) -> Section:
    columns = (
        "theme", "code", f"label_{lang}", f"claim_{lang}", f"definition_{lang}", f"include_{lang}",
        f"exclude_{lang}", f"example_{lang}", "status", "replaced_by",
    )  # fmt: skip
    rows = tuple(
        (codebook.label("theme", theme, lang), *texts, _standing(codebook, status, later, lang))
        for theme, *texts, status, later in _cells(codebook, "coding_frame", *columns)
    )
    header = _header(
        lang, "theme", "name", "label", "claim", "definition", "include", "exclude", "example", "status"
    )  # fmt: skip
    return Section("codes", word("codes", lang), header, rows)


def _standing(codebook: Codebook, status: str, later: str, lang: str) -> str:
    successor = codebook.label("topic", later, lang) if later else ""
    return " → ".join(filter(None, [word(status, lang), successor]))


def _code_history(codebook: Codebook, lang: str) -> Section:
    columns = ("version", "code", "change", f"why_{lang}")
    rows = tuple(
        (version, code, word(change, lang), why)
        for version, code, change, why in _cells(codebook, "coding_frame_history", *columns)
    )
    header = _header(lang, "version", "name", "change", "why")
    return Section("code_history", word("code_history", lang), header, rows)


def _glossary(codebook: Codebook, lang: str) -> Section:
    other = "en" if lang == "nl" else "nl"
    rows = _cells(codebook, "glossary", f"term_{lang}", f"term_{other}", f"definition_{lang}")
    header = (f"{word('word', lang)} ({lang})", f"{word('word', lang)} ({other})", word("definition", lang))
    return Section("glossary", word("glossary", lang), header, rows)


def _cells(codebook: Codebook, table: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    frame = codebook.tables[table]
    picked: Sequence[list[str]] = [[str(value) for value in frame[column]] for column in columns]
    return tuple(zip(*picked, strict=True))
