"""Numbers and addresses by their pattern, with their check digits."""

from __future__ import annotations

import pytest

from dianalysis.interviews.pseudonyms.patterns import find_patterns, is_iban, passes_elven


def kinds(text: str, *, certain: bool = True) -> list[tuple[str, str]]:
    return [(m.kind, text[m.start : m.end]) for m in find_patterns(text) if m.certain is certain]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("mail a.b-c@bedrijf.nl maar", "email", "a.b-c@bedrijf.nl"),
        (
            "dat is jan punt bos apenstaartje werk punt nl zeg",
            "email",
            "jan punt bos apenstaartje werk punt nl",
        ),
        ("bel 06-12345678 even", "phone", "06-12345678"),
        ("bel 0575 543 210 even", "phone", "0575 543 210"),
        ("bel (038) 421 99 88 even", "phone", "(038) 421 99 88"),
        ("bel +31 6 22334455 even", "phone", "+31 6 22334455"),
        ("bel 0031612345678 even", "phone", "0031612345678"),
        ("zie www.iets.nl/werk, of", "web", "www.iets.nl/werk"),
        ("zie iets.frl of", "web", "iets.frl"),
        ("op NL91 ABNA 0417 1643 00 graag", "iban", "NL91 ABNA 0417 1643 00"),
        ("in 7411 AB dus", "postcode", "7411 AB"),
        ("bsn 111222333 dus", "bsn", "111222333"),
        ("het KvK-nummer is 12345678 hoor", "kvk", "12345678"),
        ("aan de Korte Hofstraat 14 zit", "address", "Korte Hofstraat 14"),
    ],
)
def test_what_follows_a_pattern_is_masked(text: str, kind: str, written: str) -> None:
    assert (kind, written) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "in 2015 en 2016",
        "wel 1250 euro",
        "van 24 naar 36 uur",
        "in 1998 of zo",
        "het kost 12.500 euro",
        "t/m 31-12-2016",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "nummer 12345678 dus",
        "op NL91ABNA0417164301 graag",
        "nul zes twaalf vier vijf",
        "nummer 111222334 dus",
    ],
)
def test_what_only_resembles_a_number_goes_to_review(text: str) -> None:
    assert kinds(text) == [] and kinds(text, certain=False)


def test_check_digits() -> None:
    assert is_iban("NL91ABNA0417164300") and not is_iban("NL91ABNA0417164309") and not is_iban("NL91")
    assert passes_elven("111222333") and not passes_elven("111222334") and not passes_elven("000000000")
