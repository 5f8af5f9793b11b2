"""The leak test: every name, way of writing and number of the register, looked for in every file of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from dianalysis.errors import ParameterError, Where
from dianalysis.interviews.pseudonyms.context import is_link
from dianalysis.interviews.pseudonyms.find import SEARCHED
from dianalysis.interviews.pseudonyms.leakfiles import NotRead, texts_of
from dianalysis.interviews.pseudonyms.register import VALUE_KINDS, Register, Registered, plain_value
from dianalysis.interviews.pseudonyms.text import SPELLED_OUT, Token, tokenise
from dianalysis.interviews.pseudonyms.variants import company_forms, parse_person
from dianalysis.interviews.pseudonyms.wordlists import INTERFIXES
from dianalysis.interviews.pseudonyms.words import Words

LEAK_COLUMNS = ("file", "place", "pseudonym", "kind", "sure")
SURE, POSSIBLE, NOT_READ = "yes", "possible", "not read"
_SHORT_WORD, _SHORT_DERIVED, _SHORT_VALUE = 3, 4, 5
_GLUED = 6
"""From how many letters on a name is looked for inside longer words."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    pseudonym: str
    kind: str
    sure: bool

    def is_said(self, said: Sequence[str]) -> bool:
        """Tell whether folded words are this form, the last perhaps with a genitive s."""
        if len(said) != len(self.words):
            return False
        return tuple(said[:-1]) == self.words[:-1] and said[-1] in (self.words[-1], f"{self.words[-1]}s")


@dataclass
class LeakTest:
    """What must not occur: forms of names by their first word, and numbers without spaces."""

    forms: dict[str, list[_Form]] = field(default_factory=dict)
    values: list[tuple[re.Pattern[str], str, str]] = field(default_factory=list)
    allowed: tuple[tuple[str, ...], ...] = ()
    inside: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, words: Words, *, allowed: Iterable[str] = ()) -> LeakTest:
        """Prepare the test of a register.

        Parameters
        ----------
        register
            The pseudonyms. Ways of writing that are local (an ordinary word elsewhere) are not looked for.
        words
            What is an ordinary word: a form of a single such word, or of up to three letters,
            is only ever a possible leak.
        allowed
            Texts that may stand although they hold a name (a partner called after its town).
        """
        test = cls(allowed=tuple(tuple(t.folded for t in tokenise(text)) for text in allowed))
        for one in register.entries.values():
            for written in one.written:
                test._add(one, written, words)
        return test

    def _add(self, one: Registered, written: str, words: Words) -> None:
        plain = plain_value(one.kind, written)
        if one.kind in VALUE_KINDS and len(plain) > _SHORT_VALUE:
            self.values.append((_spaced(one.kind, plain), one.pseudonym, one.kind))
            return
        said = tuple(t.folded for t in tokenise(written, cell=True))
        self._add_form(one, said, words, own=True)
        for form in _derived(one.kind, written):
            self._add_form(one, form, words, own=False)

    def _add_form(self, one: Registered, said: tuple[str, ...], words: Words, *, own: bool) -> None:
        telling = [word for word in said if word not in INTERFIXES]
        if not telling:
            return
        long_enough = len(telling[0]) > (_SHORT_WORD if own else _SHORT_DERIVED)
        given = not own and telling[0] in words.first_names
        linked = is_link([word for word in said[:-1] if word in INTERFIXES])
        sure = len(telling) > 1 or linked or (long_enough and not given and not words.is_word(telling[0]))
        self._keep(_Form(said, one.pseudonym, one.kind, sure))
        glued = "".join(said)
        if sure and len(glued) >= _GLUED:
            self.inside.setdefault(glued, (one.pseudonym, one.kind))
            if len(said) > 1:
                self._keep(_Form((glued,), one.pseudonym, one.kind, sure))

    def _keep(self, form: _Form) -> None:
        known = self.forms.setdefault(form.words[0], [])
        if form not in known:
            known.append(form)

    @cached_property
    def _any_inside(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.inside)))

    def find(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield pseudonym, kind and sureness of what a text gives away, each once."""
        plain = _UNSEEN.sub("", text)
        spelled = (re.sub(r"\W", "", match.group()) for match in SPELLED_OUT.finditer(plain))
        plain = "\n".join([plain, *spelled])
        seen: set[tuple[str, str, str]] = set()
        for one in [*self._names(plain), *self._numbers(plain), *self._glued(plain)]:
            if one not in seen:
                seen.add(one)
                yield one

    def _names(self, text: str) -> Iterator[tuple[str, str, str]]:
        tokens = tokenise(text)
        folded = [token.folded for token in tokens]
        spared = self._spared(folded)
        for position, word in enumerate(folded):
            for form in (*self.forms.get(word, ()), *self._genitives(word)):
                end = position + len(form.words)
                if not form.is_said(folded[position:end]) or spared & set(range(position, end)):
                    continue
                if form.sure:
                    yield form.pseudonym, form.kind, SURE
                elif _shown(tokens[position:end]):
                    yield form.pseudonym, form.kind, POSSIBLE

    def _genitives(self, word: str) -> list[_Form]:
        stem = word.removesuffix("s")
        return [form for form in self.forms.get(stem, ()) if len(form.words) == 1] if stem != word else []

    def _glued(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield the names that stand inside longer words (zwaluwstramethode)."""
        longer = {t.folded for t in tokenise(text) if len(t.folded) > _GLUED}
        for word in sorted(longer):
            for match in self._any_inside.finditer(word) if self.inside else ():
                if word.removesuffix("s") != match.group() != word:
                    yield *self.inside[match.group()], POSSIBLE

    def _spared(self, folded: Sequence[str]) -> set[int]:
        spared: set[int] = set()
        for words in self.allowed:
            for position in range(len(folded) - len(words) + 1):
                if folded[position] == words[0] and tuple(folded[position : position + len(words)]) == words:
                    spared.update(range(position, position + len(words)))
        return spared

    def _numbers(self, text: str) -> Iterator[tuple[str, str, str]]:
        for pattern, name, kind in self.values:
            if pattern.search(text):
                yield name, kind, SURE


def _derived(kind: str, written: str) -> list[tuple[str, ...]]:
    """Return the forms that follow from a name: surname, with its interfixes too, first name, a company
    without trade."""
    if kind == "person":
        parts = parse_person(written)
        borne = [(*parts.interfix, *parts.surname)] if parts.interfix and parts.surname else []
        return [*borne, *((word,) for word in (*parts.surname, *parts.given))]
    return [form.words for form in company_forms(written)] if kind in ("company", "place", "partner") else []


def _spaced(kind: str, plain: str) -> re.Pattern[str]:
    """Return the pattern of a number however it is spaced; a telephone number with 0, 0031 or +31."""
    start, rest = (r"(?:\+31|0031|0)", plain[1:]) if kind == "phone" else ("", plain)
    between = r"[\s.()/–-]{0,3}" if kind not in ("email", "web") else r"\s?"
    spaced = between.join(re.escape(letter) for letter in rest)
    return re.compile(rf"(?<!\w){start}{between if start else ''}{spaced}(?!\w)", re.IGNORECASE)


def _shown(tokens: list[Token]) -> bool:
    return any(token.capital and not token.opens for token in tokens)


def find_leaks(
    folder: Path, register: Register, *, words: Words, allowed: Iterable[str] = ()
) -> pd.DataFrame:
    """Look for everything the register holds in every file under a folder, and in the names of the files.

    Parameters
    ----------
    folder
        The folder of a run.
    register, words, allowed
        As `LeakTest.of` takes them.

    Returns
    -------
    One row per file, place in it and pseudonym (`LEAK_COLUMNS`); `sure` is "yes", "possible" (a single
    ordinary word with a capital, or a name inside a longer word), or "not read" for a file whose text could
    not be searched. Never a name. Pictures are skipped.

    Raises
    ------
    ParameterError
        When the folder does not exist.
    """
    if not folder.is_dir():
        raise ParameterError("the folder to test does not exist", where=Where(file=str(folder)))
    test = LeakTest.of(register, words, allowed=allowed)
    rows: list[tuple[str, str, str, str, str]] = []
    for number, path in enumerate(sorted(p for p in folder.rglob("*") if p.is_file()), start=1):
        name = path.relative_to(folder).as_posix()
        in_name = list(test.find(_apart(name)))
        shown = f"file {number} (a name stands in its path)" if in_name else name
        rows += [(shown, "name of the file", *found) for found in in_name]
        rows += _leaks_of(path, shown, test)
    return pd.DataFrame(rows, columns=list(LEAK_COLUMNS)).drop_duplicates(ignore_index=True)


def _leaks_of(path: Path, shown: str, test: LeakTest) -> list[tuple[str, str, str, str, str]]:
    try:
        return [
            (shown, _safe(place, test), *found) for place, text in texts_of(path) for found in test.find(text)
        ]
    except NotRead as reason:
        return [(shown, str(reason), "", "", NOT_READ)]


def _apart(name: str) -> str:
    """Return the name of a file with its words apart (gesprekJan_2.txt as gesprek Jan 2 txt)."""
    return _HUMP.sub(" ", re.sub(r"[_/.-]", " ", name))


def _safe(place: str, test: LeakTest) -> str:
    """Return a place inside a file, unless it is itself a name."""
    given_away = any(test.find(_apart(place)))
    return "(a name)" if given_away else place


def leaks_in_segments(
    segments: pd.DataFrame, register: Register, *, words: Words, allowed: Iterable[str] = ()
) -> list[str]:
    """Return the segments in which something of the register still stands for sure."""
    test = LeakTest.of(register, words, allowed=allowed)
    return [
        str(row["segment_id"])
        for row in segments.to_dict("records")
        if any(
            sure == SURE
            for column in SEARCHED
            if isinstance(row[column], str)
            for *_, sure in test.find(row[column])
        )
    ]
