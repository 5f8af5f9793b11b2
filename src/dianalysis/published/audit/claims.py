"""The claims of the running text against the printed figures and against each other.

The last word of a measure says how exact a claim is: `nearly` is just below the value, `about` near it,
`more_than` above, `at_least` and `at_most` as they say. Words are round: "nearly" and "about" allow a tenth
of the value, and a plain fraction of the text that misses by less than a tenth differs by rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from dianalysis.errors import ParameterError, Where
from dianalysis.published.audit.rules import Entry
from dianalysis.published.audit.system import System
from dianalysis.published.figures import decimals_of

Told = Mapping[str, tuple[str, str, str, str]]
Row = tuple[str, str, str, str, str, str, str, str, str]
QUALIFIERS = ("nearly", "about", "more_than", "at_least", "at_most")
TENTH = Decimal("0.1")
HOW = (
    "sum",
    "min",
    "max",
    "count",
    "rank",
    "top",
    "bottom",
    "below",
    "share_of",
    "positive",
    "facts",
    "lost",
)


def claim_verdicts(facts: pd.DataFrame, system: System, told: Told, claims: Mapping[str, Entry]) -> list[Row]:
    """Give every claim a verdict.

    Parameters
    ----------
    facts
        fact_id, measure, value, unit, figure (names joined by ;).
    system, told
        The figures, and the verdicts on them.
    claims
        fact_id -> how to check it: `how` with `figures` or `facts`, see the rules file.

    Raises
    ------
    ParameterError
        A claim's rule names a fact or figure that does not exist, or a way of checking that is not known.
    """
    values = dict(zip(facts["fact_id"].astype(str), facts["value"].astype(str), strict=True))
    for name in claims:
        _known(name, values, "fact")
    rows: list[Row] = []
    for fact in facts.fillna("").itertuples(index=False):
        entry = dict(claims.get(str(fact.fact_id), {}))
        linked = [name for name in str(fact.figure).split(";") if name]
        names = [_known(str(name), told, "figure") for name in entry.get("figures", linked)]
        verdict = _verdict(str(fact.value), str(fact.measure), names, entry, system, told, values)
        rows.append(
            ("facts", str(fact.fact_id), str(fact.measure), str(fact.unit), str(fact.value), *verdict)
        )
    return rows


def _known(name: str, known: Mapping[str, object], kind: str) -> str:
    if name not in known:
        raise ParameterError(
            f"a rule on a claim names an unknown {kind}", where=Where(value=name), remedy="correct the rules"
        )
    return name


def _verdict(
    value: str, measure: str, names: list[str], entry: Entry, system: System, told: Told,
    values: Mapping[str, str],
) -> tuple[str, str, str, str]:  # fmt: skip
    how = str(entry.get("how", "sum"))
    if how not in HOW:
        raise ParameterError("a claim's rule asks for an unknown check", where=Where(value=how))
    if how == "facts":
        return _against_facts(value, entry, values)
    if how == "lost":
        return "", "lost", str(entry.get("why", "the figures it speaks of are lost in print")), ""
    if not names:
        return "", "not_derivable", "no printed figure speaks of it", ""
    if any(name not in system.known for name in names):
        return (
            "",
            "lost",
            f"{sum(name not in system.known for name in names)} figures it rests on are lost",
            "",
        )
    numbers = [Decimal(system.known[name]) for name in names]
    computed = _computed(how, entry, names, numbers, system)
    word = str(entry.get("is", next((one for one in QUALIFIERS if measure.endswith(one)), "")))
    number = value.replace(",", ".")
    verdict, words = compare(Decimal(number), computed, word, decimals_of(number))
    wrong = [name for name in names if told[name][1] == "contradiction" and told[name][0]]
    if verdict != "contradiction" and wrong and how == "sum":
        why = f"repeats {wrong[0]}, which cannot be right"
        return told[wrong[0]][0], "contradiction", why, "the repair of that figure"
    proof = f"{how} of {', '.join(names[:6])}{' …' if len(names) > 6 else ''}: {words}"
    repair = f"the claim would have to say {computed.normalize():f}" if verdict == "contradiction" else ""
    return f"{computed.normalize():f}", verdict, proof, repair


def _computed(how: str, entry: Entry, names: list[str], numbers: list[Decimal], system: System) -> Decimal:
    others = [Decimal(system.known[name]) for name in entry.get("among", []) if name in system.known]
    whole = [
        Decimal(system.known[_known(str(name), system.known, "figure")]) for name in entry.get("whole", [])
    ]
    limit = Decimal(str(entry.get("limit", 0)))
    count = Decimal(len(numbers))
    if how == "rank":
        return Decimal(1 + sum(one > numbers[0] for one in others))
    if how in ("top", "bottom"):
        edge = min(numbers) if how == "top" else max(numbers)
        return (
            count
            + sum((one > edge) if how == "top" else (one < edge) for one in others)
            - sum((one > edge) if how == "top" else (one < edge) for one in numbers)
        )
    ways = {
        "sum": sum(numbers, Decimal(0)), "min": min(numbers), "max": max(numbers), "count": count,
        "below": 100 * sum(one < limit for one in numbers) / count,
        "share_of": 100 * sum(numbers, Decimal(0)) / sum(whole, Decimal(0)) if whole else Decimal(0),
        "positive": Decimal(sum(one > 0 for one in numbers)),
    }  # fmt: skip
    return round(Decimal(ways[how]), 2)


def compare(claim: Decimal, computed: Decimal, word: str, decimals: int) -> tuple[str, str]:
    """Compare a claim with what the figures say; return verdict and words.

    Parameters
    ----------
    claim, computed
        The number of the text and of the figures.
    word
        One of `QUALIFIERS`, or empty for a plain number.
    decimals
        Decimals of the claim as it is written.
    """
    words = (
        f"the figures give {computed.normalize():f}, the text says {word.replace('_', ' ')} {claim}".replace(
            "  ", " "
        )
    )
    width = abs(claim) * TENTH
    fits = {
        "nearly": claim - width <= computed <= claim,
        "about": abs(computed - claim) <= width,
        "more_than": computed > claim,
        "at_least": computed >= claim,
        "at_most": computed <= claim,
        "": computed.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) == claim,
    }[word]
    if fits:
        return "reproduced", words
    round_words = word == "" and (decimals > 0 or claim in (25, 50, 75))
    if round_words and abs(computed - claim) <= width:
        return "rounding", f"{words}; a round fraction within a tenth"
    return "contradiction", words


def _against_facts(value: str, entry: Entry, values: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Hold a claim against other claims: equal to one of them, or to their sum."""
    names = [_known(str(name), values, "fact") for name in entry["facts"]]
    texts = [values[name] for name in names]
    minus = [values[_known(str(name), values, "fact")] for name in entry.get("minus", [])]
    if len(texts) == 1 and not minus:
        computed, repair = texts[0], "one of the two has to give way"
    else:
        whole = sum((Decimal(text) for text in texts), Decimal(0)) - sum(
            (Decimal(text) for text in minus), Decimal(0)
        )
        computed, repair = f"{whole.normalize():f}", "one of these claims has to give way"
    proof = f"claims {', '.join(names)} say {computed}"
    if computed == value:
        return computed, "reproduced", proof, ""
    return computed, "contradiction", f"{proof}, this one {value}", repair
