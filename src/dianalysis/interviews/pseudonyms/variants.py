"""The forms in which a name may be said: parts of a person's name, and short forms of a company's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dianalysis.interviews.pseudonyms.text import fold
from dianalysis.interviews.pseudonyms.wordlists import INTERFIXES, TITLES, nicknames, trade_of

_SPLIT = re.compile(r"[^\w'’`]+|_")
_DIMINUTIVES = ("je", "tje", "ke")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,4}|[A-Z][a-z]?\.")


@dataclass(frozen=True)
class PersonName:
    """A name of a person in parts, all folded.

    Parameters
    ----------
    given
        First names in full.
    initials
        Initials, of the first names when none are given.
    interfix
        What stands before the surname (van, der).
    surname
        The words of the surname; of a double name both.
    """

    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    interfix: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()

    @property
    def called(self) -> frozenset[str]:
        """Other names somebody with these first names may be called by."""
        others = {other for name in self.given for other in nicknames().get(name, ())}
        joined = {"".join(self.given)} if len(self.given) > 1 else set()
        small = {f"{name}{ending}" for name in self.given for ending in _DIMINUTIVES}
        return frozenset((others | joined | small) - set(self.given))


def parse_person(name: str) -> PersonName:
    """Take a name apart; "Linden, J. van der" and "J. van der Linden" give the same.

    A single word is taken for a first name when it stands alone; who is known by surname only is written with
    a title ("dhr. Bakker") or an interfix.
    """
    surname_first, comma, rest = name.partition(",")
    words = _words(f"{rest} {surname_first}" if comma else name)
    titled = bool(words) and fold(words[0]) in TITLES
    words = [w for w in words if fold(w) not in TITLES and fold(w)]
    position = 0
    initials: list[str] = []
    given: list[str] = []
    last = len(words) - 1
    while position <= last and not is_interfix(words[position]):
        if _INITIALS.fullmatch(words[position]) and (position < last or not given):
            initials += [c.casefold() for c in words[position] if c.isalpha()]
        elif position < last or (position == 0 and not titled):
            given.append(fold(words[position]))
        else:
            break
        position += 1
    interfix = []
    while position <= last and is_interfix(words[position]):
        interfix.append(fold(words[position]))
        position += 1
    return PersonName(
        tuple(given),
        tuple(initials or [g[0] for g in given]),
        tuple(interfix),
        tuple(fold(w) for w in words[position:]),
    )


def is_interfix(written: str) -> bool:
    """Tell whether a word stands between first name and surname; a single capital is an initial (D. Bos)."""
    letters = written.strip(".")
    return fold(written) in INTERFIXES and not (len(letters) == 1 and letters.isupper())


def _words(name: str) -> list[str]:
    spaced = re.sub(r"(?<=\w)\.(?=\w{2})|(?<=[a-z])\.(?=\w)", ". ", name)
    return [word for word in re.split(r"[\s\-–(),]+", spaced) if word]


@dataclass(frozen=True)
class CompanyForm:
    """A form of a company's, place's or partner's name: its folded words, and whether it alone is proof
    enough."""

    words: tuple[str, ...]
    distinct: bool

    @property
    def joined(self) -> str:
        """The words without spaces."""
        return "".join(self.words)


def company_forms(name: str) -> tuple[CompanyForm, ...]:
    """Return the forms of a company's name: in full, without legal form, without trade, without article.

    What is left when legal form and trade are taken off is distinct when it is at least two words; one
    word is
    not, for it may be a word or somebody's name.
    """
    words = tuple(folded for folded in (fold(w) for w in _SPLIT.split(name.replace(".", ""))) if folded)
    spoken = tuple(fold(w) for w in _SPLIT.split(name.replace(".", "").replace("&", " en ")) if fold(w))
    without_legal = tuple(w for w in words if trade_of(w) != "legal") or words
    core = tuple(w for w in without_legal if not trade_of(w))
    while core and core[-1] in ("en", "van"):
        core = core[:-1]
    bare = core[1:] if len(core) > 1 and core[0] in ("de", "het", "t", "den") else core
    forms = {
        form: _is_distinct(form, core, bare)
        for form in (words, spoken, _without_head(spoken, core), without_legal, core, bare)
        if form
    }
    forms |= {
        _without_tail(form, core): True
        for form in (spoken,)
        if core and len(_without_tail(form, core)) > len(core)
    }
    if len(core) == 0:
        forms = {words: len(words) > 1}
    return tuple(CompanyForm(form, distinct) for form, distinct in forms.items())


def _without_head(words: tuple[str, ...], core: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words from the first word of the core on."""
    return words[words.index(core[0]) :] if core else words


def _without_tail(words: tuple[str, ...], core: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words up to and with the last word of the core."""
    return words[: max(n for n, word in enumerate(words, start=1) if word == core[-1])]


def _is_distinct(form: tuple[str, ...], core: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    return len(bare) > 1 or (form not in (core, bare) and len(form) > 1)
