"""How sure the evidence on a lesson is: components one by one, and evidence by agreement.

The four components are those of GRADE-CERQual (Lewin and others 2018, Implementation Science 13 Suppl 1,
2). They are asked for one by one, each by a rule that can be computed, and never put together into one
mark: an overall CERQual assessment is a judgement of people (paper 2 of the series, 13 Suppl 1, 10), and
these rules are ours, not theirs. Evidence and agreement are graded apart from statistical certainty, as
Mastrandrea and others (2010), Guidance note on consistent treatment of uncertainties, IPCC.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

CONCERNS = ("none_or_very_minor", "minor", "moderate", "serious", "not_assessed")
COMPONENTS = ("limitations", "coherence", "adequacy", "relevance")
EVIDENCE = ("none", "one_in_part", "one_strand", "two_strands")
AGREEMENT = ("none", "low", "medium", "high")
STATISTICAL = ("interval", "test", "all_data_sets", "estimate_only", "none")

RELIABLE_ALPHA, TENTATIVE_ALPHA = 0.8, 0.667  # Krippendorff (2004), Content Analysis, ch. 11
SECOND_HAND = ("sketch",)  # told by the researchers, not by the person
_SAME = {"reserved": "in_part"}  # a reservation and support in part say as much
HALF, THIRD, SIXTH, TENTH = Fraction(1, 2), Fraction(1, 3), Fraction(1, 6), Fraction(1, 10)


@dataclass(frozen=True)
class Corpus:
    """Where segments come from.

    Parameters
    ----------
    n_partners
        Partners in the whole corpus.
    n_scopes
        Kinds of partner there are: by sector, national, regional.
    is_selected
        Whether the text was chosen for print, so that others chose what is told.
    is_automated
        Whether the coders are automated readings alike in kind, whose agreement says how consistently they
        read and not that they read well.
    """

    n_partners: int
    n_scopes: int
    is_selected: bool
    is_automated: bool = False


def limitations(told: pd.DataFrame, *, alpha: float, corpus: Corpus) -> str:
    """Grade the concern about how the interviews were held, chosen and coded.

    Parameters
    ----------
    told
        Segments with `kind`.
    alpha
        Lowest agreement of the coders over the codes, before settlement; NaN = not known.
    corpus
        Where they come from.

    Returns
    -------
    serious: agreement not known or below 0.667; moderate: below 0.8, or more than half of
    the segments told by the researchers instead of by the person, or text selected for print, or coders
    that are automated readings alike in kind; none or very minor: else.

    Notes
    -----
    Concern about design and conduct: Munthe-Kaas and others (2018), Implementation Science 13 Suppl 1, 9.
    """
    if told.empty:
        return "not_assessed"
    if math.isnan(alpha) or alpha < TENTATIVE_ALPHA:
        return "serious"
    if corpus.is_selected or corpus.is_automated:
        return "moderate"
    is_doubtful = alpha < RELIABLE_ALPHA or _share(told["kind"].isin(SECOND_HAND)) > HALF
    return "moderate" if is_doubtful else "none_or_very_minor"


def coherence(told: pd.DataFrame) -> str:
    """Grade the concern that the segments do not fit the lesson, by the share not simply for it.

    Returns
    -------
    none or very minor: no segment qualifies or speaks against it; minor: up to a tenth;
    moderate: up to a third; serious: more. For a lesson they contradict, the other side is counted.

    Notes
    -----
    Fit between data and finding: Colvin and others (2018), Implementation Science 13 Suppl 1, 13.
    """
    if told.empty:
        return "not_assessed"
    apart = 1 - max(_share(told["side"].eq(side)) for side in ("for", "against"))
    if apart == 0:
        return "none_or_very_minor"
    return "minor" if apart <= TENTH else "moderate" if apart <= THIRD else "serious"


def adequacy(told: pd.DataFrame, *, corpus: Corpus) -> str:
    """Grade the concern about richness and quantity, by the partners and roles that are heard.

    Returns
    -------
    none or very minor: at least half of the partners, and three roles; minor: a third of
    the partners and two roles; moderate: a sixth of the partners; serious: fewer.

    Notes
    -----
    Richness and quantity of data: Glenton and others (2018), Implementation Science 13 Suppl 1, 14.
    """
    if told.empty:
        return "not_assessed"
    share, roles = Fraction(told["partner"].nunique(), corpus.n_partners), told["role"].nunique()
    if share >= HALF and roles >= 3:
        return "none_or_very_minor"
    if share >= THIRD and roles >= 2:
        return "minor"
    return "moderate" if share >= SIXTH else "serious"


def relevance(told: pd.DataFrame, *, voices: Sequence[str], corpus: Corpus) -> str:
    """Grade the concern that the segments are about others than the lesson is for.

    Parameters
    ----------
    told
        Segments with `role` and `scope` (kind of partner).
    voices
        Roles of those who act on the lesson.
    corpus
        Where they come from.

    Returns
    -------
    Starts at none or very minor; one step for each: fewer than half of the segments come
    from those who act on it; not every kind of partner is heard; and one more when nobody who acts on it is
    heard at all.

    Notes
    -----
    Applicability to the context of the question: Noyes and others (2018), Implementation
    Science 13 Suppl 1, 4.
    """
    if told.empty:
        return "not_assessed"
    own = _share(told["role"].isin(list(voices)))
    steps = int(own < HALF) + int(own == 0) + int(told["scope"].nunique() < corpus.n_scopes)
    return CONCERNS[steps]


def evidence_level(*, quantitative: str, qualitative: str) -> str:
    """Say how much evidence there is: two strands that speak, one, one that speaks in part only, or none.

    A strand that is divided speaks too, and two strands may speak against each other.
    """
    speaking = [strand for strand in (quantitative, qualitative) if strand != "none"]
    if len(speaking) == 2:
        return "two_strands"
    if not speaking:
        return "none"
    return "one_in_part" if speaking in (["in_part"], ["reserved"]) else "one_strand"


def agreement_level(stances: Sequence[str]) -> str:
    """Grade how far links agree: high when all that speak say the same, medium when two thirds do, else low.

    Parameters
    ----------
    stances
        `for`, `in_part`, `mixed` or `against` of each link; `open`, `none` and `near` do not speak.
    """
    speaking = [_SAME.get(stance, stance) for stance in stances if stance not in ("open", "none", "near")]
    if not speaking:
        return "none"
    most = max(speaking.count(side) for side in ("for", "in_part", "against"))
    if most == len(speaking):
        return "high"
    return "medium" if most >= 2 * len(speaking) / 3 else "low"


def statistical_certainty(grounds: Sequence[str]) -> str:
    """Say on what the results that speak were decided: the weakest ground of them.

    Parameters
    ----------
    grounds
        Ground of each link to a result that speaks: `interval`, `test`, `all_data_sets`, `estimate`.

    Returns
    -------
    `estimate_only` when one has neither interval nor test; `all_data_sets` when one holds for all data sets
    that fit the printed figures, which is certain of these firms and silent on others; `test` when one has
    only a p-value; `interval` when all have an interval; `none` without.
    """
    if not grounds:
        return "none"
    if "estimate" in grounds:
        return "estimate_only"
    return next(ground for ground in ("all_data_sets", "test", "interval") if ground in grounds)


def _share(held: pd.Series) -> Fraction:
    return Fraction(int(held.sum()), len(held))
