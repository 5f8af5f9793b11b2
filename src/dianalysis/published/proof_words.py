"""The proofs of `exclusions.csv` in Dutch: they are written in English where the contradiction is found."""

from __future__ import annotations

import re

from dianalysis.errors import ProjectError, Where

_PAIRS = (
    (
        r"(?P<rule>.+): the parts add up to (?P<sum>\d+), printed is (?P<printed>\d+)",
        "{rule}: de delen tellen op tot {sum}, gedrukt is {printed}",
    ),
    (r"(?P<proof>.+); the difference is exactly (?P<cell>\S+)", "{proof}; het verschil is precies {cell}"),
    (
        r"(?P<count>\d+) of (?P<base>\d+) is (?P<share>\S+) %, printed is (?P<printed>\S+) %; (?P<why>.+)",
        "{count} van {base} is {share} %, gedrukt is {printed} %; {why}",
    ),
    (
        r"(?P<count>\d+) would, but breaks the row's total",
        "{count} wel, maar dan klopt het totaal van de rij niet",
    ),
    (r"no count of (?P<base>\d+) gives that", "geen enkel aantal van {base} geeft dat"),
    (
        r"the five printed counts have mean (?P<mean>\S+), printed is (?P<printed>\S+); "
        "counts and base agree",
        "de vijf gedrukte aantallen hebben gemiddelde {mean}, gedrukt is {printed}; "
        "aantallen en basis kloppen",
    ),
    (
        r"no whole sum of (?P<size>\d+) scores has mean (?P<mean>\S+)",
        "geen hele som van {size} scores heeft gemiddelde {mean}",
    ),
    (
        r"base (?P<base>\d+) is larger than the (?P<limit>\d+) registered firms; "
        r"no count of \d+ gives (?P<odd>.+) %",
        "basis {base} is groter dan de {limit} geregistreerde bedrijven; "
        "geen enkel aantal van {base} geeft {odd} %",
    ),
    (
        r"the four shares add up to (?P<total>\S+) %; no base up to (?P<limit>\d+) has whole counts "
        r"that give all four \(every base was tried\); with this cell left out base (?P<base>\d+) fits",
        "de vier aandelen tellen op tot {total} %; geen basis tot {limit} heeft hele aantallen "
        "die alle vier geven (elke basis is geprobeerd); zonder deze cel past basis {base}",
    ),
    (r"partners make the total", "convenantpartners vormen het totaal"),
    (r"categories make the total", "categorieën vormen het totaal"),
    (r"the indicators make the total", "de indicatoren vormen het totaal"),
    (
        r"the profile's base is the firms of table 1",
        "de basis van het profiel is het aantal bedrijven in tabel 1",
    ),
    (r"the scores of (?P<row>\S+) make the base", "de scores van {row} vormen de basis"),
    (r"the 18 profiles make table 9", "de 18 profielen vormen tabel 9"),
)
_NUMBERS = re.compile(r"\d+\.\d+(?:, \d+\.\d+)*")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


def proof_in_dutch(proof: str) -> str:
    """Return a proof of an excluded figure in Dutch, with its numbers written the Dutch way.

    Raises
    ------
    ProjectError
        When it is of a kind that has no Dutch here.
    """
    for english, dutch in _PAIRS:
        if found := re.fullmatch(english, proof):
            return dutch.format(**{name: _part(text) for name, text in found.groupdict().items()})
    remedy = "Add its pattern to published/proof_words.py."
    raise ProjectError("A proof has no Dutch", where=Where(file="exclusions.csv", value=proof), remedy=remedy)


def _part(text: str) -> str:
    """Return what was filled in: numbers and sentences in Dutch, names as they are."""
    if _NUMBERS.fullmatch(text):
        return _DECIMAL.sub(",", text.replace(", ", "; "))
    return proof_in_dutch(text) if " " in text else text
