"""What a codebook is: its variables, labels, scales and partners, and how to ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import pandas as pd

from dianalysis.codebook.layout import LANGUAGES
from dianalysis.errors import ParameterError

T = TypeVar("T")

# kind of thing -> (table, column of the slug, column of the label without the language)
_LABELLED = {
    "form": ("forms", "form", "label"),
    "aspect": ("aspects", "aspect", "label"),
    "indicator": ("indicators", "indicator", "label"),
    "outcome": ("outcomes", "outcome", "label"),
    "outcome_short": ("outcomes", "outcome", "short"),
    "condition": ("conditions", "condition", "label"),
    "condition_short": ("conditions", "condition", "short"),
    "missing": ("missing", "reason", "label"),
    "partner_full_name": ("partners", "partner", "full_name"),
    "topic": ("coding_frame", "code", "label"),
    "code": ("coding_frame", "code", "label"),
    "theme": ("coding_themes", "theme", "label"),
}


@dataclass(frozen=True)
class Variable:
    """One question of one form.

    `required` means that a cell may not be left empty: it holds an answer or one of `missing_reasons`.
    `pattern` is a regular expression a whole identifier must match, or empty. `minimum` and `maximum` are in
    `unit`. `value_set` names the allowed values of a category, multiple choice, yes/no or score, else empty.
    """

    form: str
    name: str
    order: int
    question_nl: str
    question_en: str
    type: str
    unit: str
    value_set: str
    required: bool
    minimum: float | None
    maximum: float | None
    missing_reasons: tuple[str, ...]
    personal: bool
    pattern: str = ""

    def question(self, lang: str) -> str:
        """Return the question in `lang` (nl or en)."""
        return {"nl": self.question_nl, "en": self.question_en}[check_lang(lang)]


@dataclass(frozen=True, eq=False)
class Codebook:
    """The vocabulary of the monitor: every form, variable, value label, scale and partner.

    Parameters
    ----------
    tables
        The files of `data/codebook` by name, rows in their declared order.
    by_form
        The variables of each form, in order.
    """

    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    by_form: Mapping[str, tuple[Variable, ...]] = field(repr=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """Slugs of the forms, in order."""
        return tuple(self.by_form)

    @property
    def form_table(self) -> pd.DataFrame:
        """One row per form: form, order, label_nl, label_en, table (file stem of an export)."""
        return self.tables["forms"].copy()

    @property
    def missing(self) -> pd.DataFrame:
        """One row per reason an answer is missing: reason, code, labels, descriptions."""
        return self.tables["missing"].copy()

    @property
    def partners(self) -> pd.DataFrame:
        """One row per partner: partner, order, label, full names, scope, notes."""
        return self.tables["partners"].copy()

    @property
    def aspects(self) -> pd.DataFrame:
        """One row per aspect: aspect, order, labels."""
        return self.tables["aspects"].copy()

    @property
    def indicators(self) -> pd.DataFrame:
        """One row per indicator: aspect, indicator, order, labels, printed table."""
        return self.tables["indicators"].copy()

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per outcome: outcome, order, labels, short labels, term, self_employed."""
        return self.tables["outcomes"].copy()

    @property
    def conditions(self) -> pd.DataFrame:
        """One row per condition: condition, order, labels, short labels, self_employed."""
        return self.tables["conditions"].copy()

    @property
    def value_sets(self) -> tuple[str, ...]:
        """Names of all value sets."""
        return tuple(self._sets)

    def variables(self, form: str) -> tuple[Variable, ...]:
        """Return the variables of `form`, in order; ParameterError for an unknown form."""
        return _ask(self.by_form, form, "form")

    def variable(self, form: str, name: str) -> Variable:
        """Return the variable called `name` on `form`; ParameterError when there is none."""
        return _ask({v.name: v for v in self.variables(form)}, name, f"variable of form {form}")

    def values(self, value_set: str) -> tuple[str, ...]:
        """Return the values of `value_set` in order."""
        return tuple(self._set(value_set)["value"])

    def labels(self, value_set: str, lang: str) -> dict[str, str]:
        """Return value -> label of `value_set` in `lang` (nl or en), in order."""
        rows = self._set(value_set)
        return dict(zip(rows["value"], rows[f"label_{check_lang(lang)}"], strict=True))

    def codes(self, value_set: str) -> dict[str, int]:
        """Return value -> integer code, as used in exports with value labels."""
        rows = self._set(value_set)
        return {str(value): int(code) for value, code in zip(rows["value"], rows["code"], strict=True)}

    def missing_codes(self) -> dict[str, int]:
        """Return reason -> integer code of every missing reason."""
        rows = self.tables["missing"]
        return {str(reason): int(code) for reason, code in zip(rows["reason"], rows["code"], strict=True)}

    def step(self, value: str) -> int:
        """Return the step (1 to 7) of a typology value such as `bc`."""
        rows = self.tables["typology"]
        return int(_ask(dict(zip(rows["value"], rows["step"], strict=True)), value, "typology value"))

    def partner_label(self, slug: str) -> str:
        """Return the short name of a partner, which is the same in both languages."""
        return self.label("partner", slug, "nl")

    def label(self, kind: str, slug: str, lang: str) -> str:
        """Return the label of one thing.

        Parameters
        ----------
        kind
            form, aspect, indicator, outcome, outcome_short, condition, condition_short, missing,
            partner_full_name, topic or code (the same, of the
            coding frame), theme, or the name of any value set (partner, sector, typology, ...).
        slug
            The thing asked for. The indicators of the self-employed that companies do not have
            (training) are found too.
        lang
            nl or en.

        Raises
        ------
        ParameterError
            For an unknown kind, slug or language.
        """
        check_lang(lang)
        if kind in self._sets:
            return _ask(self.labels(kind, lang), slug, kind)
        table, column, text = _ask(_LABELLED, kind, "kind of label")
        rows = self.tables[table]
        known = dict(zip(rows[column], rows[f"{text}_{lang}"], strict=True))
        if kind == "indicator":
            known = self.labels("self_employed_indicator", lang) | known
        return str(_ask(known, slug, kind))

    @cached_property
    def _sets(self) -> dict[str, pd.DataFrame]:
        grouped = self.tables["value_labels"].groupby("value_set", sort=False)
        return {str(name): rows for name, rows in grouped}

    def _set(self, value_set: str) -> pd.DataFrame:
        return _ask(self._sets, value_set, "value set")


def check_lang(lang: str) -> str:
    """Return `lang`, or raise ParameterError when it is neither nl nor en."""
    if lang not in LANGUAGES:
        raise ParameterError(f"{lang!r} is not a language of the codebook", remedy="Use nl or en.")
    return lang


def _ask(known: Mapping[str, T], name: str, what: str) -> T:
    if name in known:
        return known[name]
    raise ParameterError(
        f"the codebook has no {what} {name!r}", remedy=f"Known: {', '.join(sorted(map(str, known)))}."
    )
