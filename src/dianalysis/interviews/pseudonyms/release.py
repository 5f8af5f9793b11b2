"""Release: segments with pseudonyms in place of names, and only when everything is decided."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.pseudonyms.find import Finder, Place
from dianalysis.interviews.pseudonyms.kinds import NAME_KINDS, nameless
from dianalysis.interviews.pseudonyms.leaks import LeakTest
from dianalysis.interviews.pseudonyms.register import Register, nearest_key, value_entry
from dianalysis.interviews.pseudonyms.review import HERE, Candidate, Key, undecided
from dianalysis.interviews.pseudonyms.roster import Entry, entry
from dianalysis.interviews.pseudonyms.text import unbroken
from dianalysis.interviews.pseudonyms.variants import parse_person
from dianalysis.interviews.pseudonyms.words import Words
from dianalysis.interviews.segments import check_segments

_NAMED = 5


def require_decided(candidates: Iterable[Candidate], *, file: str) -> None:
    """Refuse while a candidate is undecided.

    Raises
    ------
    DataProblem
        With how many there are and in which segments; never with what is written.
    """
    left = undecided(candidates)
    if left:
        where = list(dict.fromkeys(one.segment_id for one in left))
        told = ", ".join(where[:_NAMED]) + (f" and {len(where) - _NAMED} more" if len(where) > _NAMED else "")
        raise DataProblem(
            f"{len(left)} candidates are undecided, so nothing is released: {told}",
            where=Where(file=file),
            remedy="Fill in the column decision and run again.",
        )


def release(
    segments: pd.DataFrame,
    places: Sequence[Place],
    candidates: Mapping[Key, Candidate],
    *,
    roster: Sequence[Entry],
    register: Register,
    finder: Finder,
) -> tuple[pd.DataFrame, Register]:
    """Put pseudonyms in place of names.

    Parameters
    ----------
    segments
        Segments as `check_segments` takes them.
    places
        Mentions in them, as `Finder.find_all` gives them.
    candidates
        The candidates among them with their decisions.
    roster, register
        The names that are known, and the pseudonyms there are; neither is changed.
    finder
        What found the mentions; it is asked whether the names of interviews hold a name.

    Returns
    -------
    The segments with speaker, question and text masked (and the partner, when partners are in the
    roster), and the
    register with the new pseudonyms. The same input and register give the same output; released
    segments stay as they are.

    Raises
    ------
    DataProblem
        When a candidate is undecided, the name of an interview holds a name, or a `same_as` does not fit.
    """
    check_segments(segments, file="segments")
    require_decided(candidates.values(), file="review.csv")
    grown = copy.deepcopy(register)
    writer = _Writer({one.key: one for one in roster}, grown, finder.words)
    masked = segments.copy()
    cells: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    texts = segments.set_index("segment_id")
    for place in places:
        m = place.mention
        written = unbroken(str(texts.loc[place.segment_id, place.column])[m.start : m.end])
        stands = writer.stands_for(place, written, candidates.get((place.segment_id, place.column, m.start)))
        if stands:
            cells.setdefault((place.segment_id, place.column), []).append((m.start, m.end, stands))
    rows = {name: row for row, name in zip(masked.index, masked["segment_id"], strict=True)}
    for (name, column), parts in cells.items():
        masked.loc[rows[name], column] = _replaced(str(masked.loc[rows[name], column]), parts)
    masked["partner"] = masked["partner"].map(writer.partner)
    _require_plain_names(segments, finder, grown, partners=any(one.kind == "partner" for one in roster))
    return masked, grown


def _replaced(text: str, parts: list[tuple[int, int, str]]) -> str:
    for start, end, stands in sorted(parts, reverse=True):
        text = text[:start] + stands + text[end:]
    return text


def _require_plain_names(
    segments: pd.DataFrame, finder: Finder, register: Register, *, partners: bool
) -> None:
    """Refuse the name of an interview that holds a name; that of its partner may stand unless partners are
    masked."""
    test = LeakTest.of(register, finder.words)
    named = segments[["interview_id", "partner"]].astype(str).drop_duplicates("interview_id")
    for number, (name, partner) in enumerate(named.itertuples(index=False), start=1):
        said = re.sub("[-_/]", " ", name if partners else name.removeprefix(partner))
        if any(m.certain for m in finder.known(said, cell=True)) or any(test.find(said)):
            raise DataProblem(
                f"the name of interview {number} holds the name of somebody or something that is masked",
                where=Where(column="interview_id"),
                remedy="Put 'interview: ...' with a neutral name in its header and import it again.",
            )


def _is_full_name(written: str) -> bool:
    """Tell whether a name of nobody in the roster says who is meant: first name and surname in full."""
    parts = parse_person(written)
    return bool(parts.given and parts.surname) and all(len(word) > 1 for word in parts.given)


class _Writer:
    """Says what stands in place of a mention, and keeps the register up to date."""

    def __init__(self, roster: dict[str, Entry], register: Register, words: Words) -> None:
        self.roster, self.register, self.words = roster, register, words

    def stands_for(self, place: Place, written: str, candidate: Candidate | None) -> str:
        if place.mention.certain:
            return self._certain(place, written)
        if candidate is None or not candidate.kind:
            return ""
        return self._decided(place, written, candidate)

    def _certain(self, place: Place, written: str) -> str:
        kind, keys = place.mention.kind, place.mention.keys
        if kind not in NAME_KINDS:
            return self.register.admit(value_entry(kind, written)).pseudonym
        if len(keys) != 1:
            stranger = kind == "person" and _is_full_name(written)
            return self._noted(entry(kind, written), written, local=False) if stranger else nameless(kind)
        return self._noted(self.roster[keys[0]], written, local=False)

    def _decided(self, place: Place, written: str, candidate: Candidate) -> str:
        kind = candidate.kind
        local = candidate.applies == HERE and self.words.is_word(candidate.written.casefold())
        if candidate.same_as:
            return self._same_as(candidate, written, local=local)
        if kind not in NAME_KINDS:
            return self.register.admit(value_entry(kind, written)).pseudonym
        of_roster = [self.roster[key] for key in place.mention.keys if self.roster[key].kind == kind]
        key = nearest_key(self.roster.values(), kind, written)
        known = of_roster[0] if len(of_roster) == 1 else self.roster.get(key)
        return self._noted(known or entry(kind, written), written, local=local)

    def _same_as(self, candidate: Candidate, written: str, *, local: bool) -> str:
        one = self.register.by_pseudonym(candidate.same_as)
        if one is None or one.kind != candidate.kind:
            raise DataProblem(
                "a row names a pseudonym that is not in the register or is of another kind",
                where=Where(file="review.csv", column="same_as", value=candidate.candidate_id),
                remedy="Name one such as persoon-03, or leave the cell empty.",
            )
        self.register.note_written(one.entry_key, written, local=local)
        return one.pseudonym

    def _noted(self, one: Entry, written: str, *, local: bool) -> str:
        registered = self.register.admit(one, local=local)
        self.register.note_written(one.key, written, local=local)
        return registered.pseudonym

    @property
    def partner(self) -> Callable[[object], object]:
        """The function that masks the column partner: nothing happens unless partners are in the roster."""
        codes = {
            alias.replace(" ", "_"): one
            for one in self.roster.values()
            if one.kind == "partner"
            for alias in one.names
        }
        return lambda code: self.register.admit(codes[code]).pseudonym if code in codes else code
