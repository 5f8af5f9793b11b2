"""Every proof of an excluded figure has its Dutch."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dianalysis.errors import ProjectError
from dianalysis.published.proof_words import proof_in_dutch

EXCLUSIONS = Path(__file__).parents[2] / "data" / "published" / "exclusions.csv"


def test_every_stored_proof_has_dutch_with_the_same_numbers() -> None:
    with EXCLUSIONS.open(encoding="utf-8", newline="") as stream:
        proofs = [row["proof"] for row in csv.DictReader(stream)]
    assert len(proofs) > 20
    for proof in proofs:
        dutch = proof_in_dutch(proof)
        assert not re.search(r"\b(the|of|is exactly|printed|no)\b", dutch), dutch
        assert not re.search(r"\d\.\d", dutch), dutch
        assert {n.replace(",", ".") for n in re.findall(r"\d+(?:,\d+)?", dutch)} == set(
            re.findall(r"\d+(?:\.\d+)?", proof)
        )


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        (
            "partners make the total: the parts add up to 490, printed is 492",
            "convenantpartners vormen het totaal: de delen tellen op tot 490, gedrukt is 492",
        ),
        (
            "14 of 27 is 51.9 %, printed is 77.8 %; 21 would, but breaks the row's total",
            "14 van 27 is 51,9 %, gedrukt is 77,8 %; 21 wel, maar dan klopt het totaal van de rij niet",
        ),
        ("no whole sum of 12 scores has mean 3.17", "geen hele som van 12 scores heeft gemiddelde 3,17"),
    ],
)
def test_a_proof_in_dutch(english: str, dutch: str) -> None:
    assert proof_in_dutch(english) == dutch


def test_a_proof_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ProjectError, match="no Dutch"):
        proof_in_dutch("it cannot be")
