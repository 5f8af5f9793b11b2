"""The label of a category or a group, found from its slug and the measure it belongs to."""

from __future__ import annotations

from dianalysis.codebook import Codebook
from dianalysis.formats.numbers import NEGATIVE, Lang
from dianalysis.formats.words import find_word, has_word

TOTAL = "totaal"
UNKNOWN = "onbekend"
_JOINED = "+"
_MOVE = "_to_"
_BRACKETED = ("permanent", "male", "age_", "edu_")
_DIRECTIONS = {"achteruitgang": "down", "stabiel": "stable", "vooruitgang": "up"}
# beginning of a measure -> kind of thing its terms are, in the words of Codebook.label
_KINDS = {
    "typology": "typology", "growth_by_start": "typology", "size_class": "size_class", "sector": "sector",
    "subsector": "subsector", "diagnosis": "diagnosis", "advice_form": "advice_form", "grade": "grade",
    "execution_form": "execution_form", "aspect": "aspect", "indicator": "indicator",
    "outcome_mean": "outcome_short", "outcome_top_two": "outcome_short",
    "outcome_pair_difference": "outcome_short",
    "form_complete": "form", "satisfaction": "satisfaction",
    "followup": "yes_no", "support_wanted": "yes_no", "support_wanted_within": "yes_no",
    "followup_kind": "followup_kind", "followup_kind_within": "followup_kind",
    "answer": "followup_certainty", "person_typology": "typology", "person_grade": "grade",
    "person_satisfaction": "satisfaction", "person_indicator": "self_employed_indicator",
    "code": "code", "interview_code": "code", "partner_code": "code", "valence": "code",
    "valence_alpha": "code", "valence_same": "code", "joint_association": "code",
    "joint_top_outcome": "outcome_short",
}  # fmt: skip
# beginning of several measures about the same things -> kind of thing
_FAMILIES = {
    "condition_": "condition_short", "person_condition_": "condition_short", "aspect_": "aspect",
    "person_outcome_": "outcome_short", "indicator_": "indicator", "code_": "code", "agreement_": "code",
}  # fmt: skip
_TABLES = {"code": "coding_frame"}  # where a thing is listed, other than in its plural
_DOSES = ("n_aspects", "n_indicators")
_PART = "."


def label_term(codebook: Codebook, lang: Lang, *, measure: str, term: str) -> str:
    """Return the label of a category of a measure.

    Parameters
    ----------
    codebook
        Labels of what the study asks.
    lang
        Language of the label.
    measure
        The measure, with or without `_n` or `_share`.
    term
        Its category, in the conventions of `data/plan/README.md`: a single slug, choices joined with `+`, or
        a transition `a_to_b`.
    """
    if term in (TOTAL, UNKNOWN):
        return find_word("total" if term == TOTAL else "answer_unknown", lang)
    for mark, sign in ((_MOVE, " → "), (_JOINED, " + ")):
        if mark in term:
            inner = "typology" if mark == _MOVE else measure
            return sign.join(
                label_term(codebook, lang, measure=inner, term=part) for part in term.split(mark)
            )
    if _PART in term and not has_word(f"{measure}_{term}"):
        first, second = term.split(_PART)
        thing = label_term(codebook, lang, measure=measure, term=first)
        return f"{thing}: {label_term(codebook, lang, measure='answer', term=second).lower()}"
    stem = measure.removesuffix("_n").removesuffix("_share").removesuffix("_pooled")
    return (
        _label_change(stem, term, lang)
        or _label_coded(codebook, lang, stem, term)
        or _label_plain(stem, term, lang)
    )


def label_group(codebook: Codebook, lang: Lang, *, name: str, level: str) -> str:
    """Return the label of a group of companies, such as a partner or a size class."""
    if level in ("", TOTAL):
        return find_word("all_partners" if name in ("", "partner") else "total", lang)
    if name in _DOSES:
        return level.replace("_plus", "+").replace("_", "–")
    value_set = "typology" if name == "typology_start" else name
    labels = codebook.labels(value_set, lang) if value_set in codebook.value_sets else {}
    if level not in labels and has_word(f"{name}_{level}"):
        return find_word(f"{name}_{level}", lang)
    return labels.get(level, level)


def title_of(stems: list[str], lang: Lang) -> str:
    """Return the question a distribution answers; empty for a measure that has none."""
    if has_word(f"title_{stems[0]}"):
        return find_word(f"title_{stems[0]}", lang)
    return find_word("title_distribution", lang) if len(stems) > 1 else ""


def _label_change(stem: str, term: str, lang: Lang) -> str:
    stem = stem.removeprefix("person_")
    if stem == "growth" and term.startswith(("min_", "plus_")):
        side, steps = term.split("_")
        return (NEGATIVE if side == "min" else "+") + steps
    if stem in ("growth", "direction") and term in _DIRECTIONS:
        return find_word(_DIRECTIONS[term], lang)
    if stem == "typology_group":
        return "–".join(part.upper() for part in term.split("_"))
    return ""


def _label_coded(codebook: Codebook, lang: Lang, stem: str, term: str) -> str:
    kind = "share" if stem.startswith(_BRACKETED) else _KINDS.get(stem, "")
    if term.startswith("outcome_"):
        kind, term = "outcome_short", term.removeprefix("outcome_")
    kind = kind or next((name for start, name in _FAMILIES.items() if stem.startswith(start)), "")
    if not kind:
        return ""
    if kind in codebook.value_sets:
        return codebook.labels(kind, lang).get(term, "")
    thing = kind.removesuffix("_short")
    known = set(codebook.tables[_TABLES.get(thing, f"{thing}s")][thing])
    return codebook.label(kind, term, lang) if term in known else ""


def _label_plain(stem: str, term: str, lang: Lang) -> str:
    if has_word(f"{stem}_{term}"):
        return find_word(f"{stem}_{term}", lang)
    return find_word(term, lang) if has_word(term) else term.replace("_", " ")
