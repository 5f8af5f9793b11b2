"""Words of a text with their places, and one way to write a word for comparison."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dianalysis.interviews.pseudonyms.kinds import PSEUDONYM

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W\d_]+|[-\u00ad]\n[ \t]*(?=[a-zà-ÿ])[^\W\d_]+)*")
"""A word, also with an apostrophe inside, or broken off at the end of a line."""
_SENTENCE_END = re.compile(r"(?:[.!?…:;\n\"“”«»(]|\s[-–—]|\A)\s*['\"“‘(]*\Z")
SPELLED_OUT = re.compile(r"(?<![\w.])[^\W\d_](?:[\s,.-]{1,2}[^\W\d_]){3,}(?!\w)")
"""A word said letter by letter (B-a-k)."""
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.|\b(?:dhr|mw|mevr|drs|ing|ir|dr|mr|ca|bijv|st)\.)\s*\Z", re.IGNORECASE
)
_LOOK_BACK = 12
_LONG_LINE = 40
"""From how many characters on a line is taken to end because it was full."""


@dataclass(frozen=True)
class Token:
    """A word or number: where it stands, as it is written, and as it is compared (`folded`)."""

    start: int
    end: int
    written: str
    folded: str
    opens: bool
    """Whether it opens a sentence, so that its capital says nothing."""

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.written[0].isupper()


@dataclass(frozen=True)
class Mention:
    """A stretch of a text that points at somebody or something.

    Parameters
    ----------
    start, end
        Characters of the text, the end not included.
    kind
        One of `KINDS`.
    source
        What found it: roster, pattern, or for a candidate the reason to look at it.
    keys
        The entries of the roster it can mean; empty when it is none of them.
    certain
        Whether it is masked without review.
    called
        Whether it is only a name somebody of the roster may be called by (Kees for Cornelis): a name, but
        not proof of who is meant.
    """

    start: int
    end: int
    kind: str
    source: str
    keys: tuple[str, ...] = ()
    certain: bool = False
    called: bool = False


def fold(word: str) -> str:
    """Write a word as it is compared: lower case, no accents or apostrophes, ij as y."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]|_", "", plain).replace("ij", "y")


def tokenise(text: str, *, cell: bool = False) -> list[Token]:
    """Return the words and numbers of a text; pseudonyms that already stand in it are passed over.

    Parameters
    ----------
    text
        The text.
    cell
        Whether the text is a label of its own (a speaker), in which no word opens a sentence.
    """
    hidden = [match.span() for match in PSEUDONYM.finditer(text)]
    tokens = []
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in hidden):
            continue
        opens = not cell and _opens_sentence(text, match.start())
        tokens.append(Token(match.start(), match.end(), match.group(), fold(match.group()), opens))
    return tokens


def _opens_sentence(text: str, start: int) -> bool:
    before = one_line(text, max(0, start - _LOOK_BACK), start) if start else ""
    return not before.strip() or bool(_SENTENCE_END.search(before) and not _ABBREVIATION.search(before))


def one_line(text: str, start: int, end: int) -> str:
    """Return a stretch of a text in which the break after a full line is a space, as if unwrapped, and spaces
    of all kinds are one."""
    stretch = text[start:end]
    for match in reversed(list(re.finditer(r"[ \t]*\n[ \t]*", stretch))):
        line_end = start + match.start()
        line_start = text.rfind("\n", 0, line_end) + 1
        if line_end - line_start >= _LONG_LINE:
            space = "" if stretch[: match.start()].endswith("-") else " "
            stretch = stretch[: match.start()] + space + stretch[match.end() :]
    return re.sub(r"[^\S\n]+", " ", stretch)


def unbroken(written: str) -> str:
    """Return a name as it would stand on one line: words broken off at the end of a line made whole."""
    whole = re.sub(r"[-\u00ad]\n[ \t]*(?=[a-zà-ÿ])", "", written)
    return " ".join(re.sub(r"-\n\s*", "-", whole).split())


def adjacent(text: str, left: Token, right: Token) -> bool:
    """Tell whether only a space, full stop, hyphen or ampersand stands between two words."""
    between = one_line(text, left.end, right.start)
    return len(between) <= 3 and not between.strip(" .-–&’'") and "\n" not in between


def without_overlap(mentions: list[Mention]) -> list[Mention]:
    """Keep of mentions that overlap the certain one, then the longest, then the first; sorted by place."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (not m.certain, m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def not_covered(mentions: list[Mention], certain: list[Mention]) -> list[Mention]:
    """Return the mentions of which at least a part lies outside the certain ones."""
    return [m for m in mentions if not any(c.start <= m.start and m.end <= c.end for c in certain)]
