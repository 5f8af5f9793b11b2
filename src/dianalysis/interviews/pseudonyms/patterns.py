"""Numbers and addresses that follow a pattern: e-mail, telephone, web, IBAN, postcode, BSN, KvK, street."""

from __future__ import annotations

import re

from dianalysis.interviews.pseudonyms.text import SPELLED_OUT, Mention, fold
from dianalysis.interviews.pseudonyms.wordlists import special_words, trade_of

_SIGN = r"(?:punt|(?:liggend\s)?streepje|min|underscore)"
_SPOKEN = rf"[\w.-]+(?:\s{_SIGN}\s[\w-]+)*"
_EMAIL = re.compile(
    rf"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|{_SPOKEN}\s(?:apen?staart(?:je)?|at)\s[\w-]+(?:\s{_SIGN}\s[\w-]+)*?(?:\s?(?:\.|\spunt\s)\s?[\w-]+)+",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+[^\s<>\"')\].,;:!?]"
    r"|\b(?:[\w-]+\.)+(?:nl|com|eu|org|net|be|nu|info|frl|amsterdam)\b(?:/[^\s<>\"')\],;]*[^\s<>\"')\].,;:!?])?"
    r"|\b(?:www\spunt\s[\w-]+\spunt|(?<=website\s)[\w-]+\spunt)\s(?:nl|com|eu|org)\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"\bNL[ .]?\d{2}[ .]?[A-Z]{4}(?:[ .]?\d){10}\b"
    r"|\b[A-Z]{2}\d{2}(?:[ .]?[A-Z0-9]{4}){2,7}(?:[ .]?[A-Z0-9]{1,3})?\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+|00)31[\s.-]?(?:\(0\)[\s.-]?)?[1-9]|\(?0[1-9])(?:\)?[\s.–/-]{0,3}\(?\d){7,8}\)?(?![\w])"
)
_POSTCODE = re.compile(r"(?<![\w.,])[1-9]\d{3}\s?(?!SA|SD|SS)([A-Z]{2}|[a-z]{2})(?![\w])")
_LONG_NUMBER = re.compile(r"(?<![\w.,€])\d(?:[ .]?\d){5,}(?![\w])")
_STREET = re.compile(
    r"\b[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*?(?:straat|laan|weg|plein|kade|gracht|dijk|steeg|singel|pad|hof|markt|dreef|lei)\b"
    r"(?:\s(?:nummer\s|nr\.?\s)?\d{1,4}(?:\s?[a-z]\b)?)?",
)
_LOWER_STREET = re.compile(
    r"\b[a-zà-ÿ-]{3,}(?:straat|laan|weg|plein|kade|gracht|dijk|steeg|singel|dreef)\s(?:nummer\s|nr\.?\s)?\d{1,4}(?:\s?[a-z]\b)?"
)
_DIGIT_WORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|\w+tien"
    r"|(?:\w+ën|\w+en)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))"
)
_SPELLED = re.compile(rf"\b{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{3,}}\b", re.IGNORECASE)
_SPOKEN_POSTCODE = re.compile(
    rf"\b(?:{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{1,3}}|[1-9](?:\s\d){{3}}|[1-9]\d{{3}}|[1-9]\d\s\d\d)"
    r"[\s,]+(?:[A-Za-z]\s[A-Za-z]|[A-Z]{2})\b"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){2,4}(?![\w])")
_WORDS_OF_TWO = special_words("two_letters")
_KVK_CUE = re.compile(r"\bk\.?v\.?k\b|kamer van koophandel", re.IGNORECASE)
_CUE_REACH = 40


def find_patterns(text: str) -> list[Mention]:
    """Find what follows the pattern of a number or address; what only resembles one is not certain.

    Parameters
    ----------
    text
        The text to look in.

    Returns
    -------
    Mentions with source "pattern". Certain are e-mail, web, a telephone number of ten digits (or +31
    and nine), an IBAN
    with the right check digits (ISO 13616), a postcode, nine digits that pass the elven test of a BSN,
    eight digits after
    "KvK", and a street with a number. Other long numbers, numbers and postcodes said in words, streets
    without a number, initials and names spelled letter by letter are candidates.
    """
    found = [Mention(*m.span(), "email", "pattern", certain=True) for m in _EMAIL.finditer(text)]
    found += [Mention(*m.span(), "web", "pattern", certain=True) for m in _WEB.finditer(text)]
    found += [
        Mention(*m.span(), "iban", "pattern", certain=is_iban(m.group()))
        for m in _IBAN.finditer(text)
        if _like_iban(m.group())
    ]
    found += [Mention(*m.span(), "phone", "pattern", certain=True) for m in _PHONE.finditer(text)]
    found += [_postcode(m) for m in _POSTCODE.finditer(text)]
    found += [_number(text, m) for m in _LONG_NUMBER.finditer(text)]
    for pattern in (_STREET, _LOWER_STREET):
        found += [_street(m) for m in pattern.finditer(text)]
    found += [Mention(*m.span(), "phone", "spelled number") for m in _SPELLED.finditer(text)]
    found += [Mention(*m.span(), "postcode", "spelled postcode") for m in _SPOKEN_POSTCODE.finditer(text)]
    found += [Mention(*m.span(), "other", "spelled letters") for m in SPELLED_OUT.finditer(text)]
    return found + _initials(text)


def is_iban(text: str) -> bool:
    """Tell whether a text is an IBAN: 15 to 34 letters and digits with remainder 1 modulo 97 (ISO 13616)."""
    plain = re.sub(r"[\s.]", "", text).upper()
    if not 15 <= len(plain) <= 34 or not plain.isalnum():
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def passes_elven(digits: str) -> bool:
    """Tell whether nine digits pass the elven test of a BSN: 9a + 8b + … + 2h - i is a multiple of 11."""
    if len(digits) != 9 or not digits.isdigit() or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _like_iban(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= 8


def _initials(text: str) -> list[Mention]:
    spans = [(m.start(), m.start() + len(m.group().rstrip())) for m in _INITIALS.finditer(text)]
    return [Mention(s, e, "person", "initials") for s, e in spans if trade_of(fold(text[s:e])) != "legal"]


def _postcode(match: re.Match[str]) -> Mention:
    certain = match[1].isupper() or match[1] not in _WORDS_OF_TWO
    return Mention(*match.span(), "postcode", "pattern", certain=certain)


def _number(text: str, match: re.Match[str]) -> Mention:
    digits = re.sub(r"\D", "", match.group())
    cue = _KVK_CUE.search(text[max(0, match.start() - _CUE_REACH) : match.start()])
    if len(digits) == 8 and cue:
        return Mention(*match.span(), "kvk", "pattern", certain=True)
    if passes_elven(digits):
        return Mention(*match.span(), "bsn", "pattern", certain=True)
    return Mention(*match.span(), "other", "long number")


def _street(match: re.Match[str]) -> Mention:
    numbered = match.group()[-1].isdigit() or match.group()[-2:-1].isdigit()
    return Mention(*match.span(), "address", "pattern" if numbered else "street", certain=numbered)
