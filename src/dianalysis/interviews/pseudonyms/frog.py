"""The program Frog as a further reader of names, when it is on the path."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

from dianalysis.errors import ParameterError
from dianalysis.interviews.pseudonyms.text import Mention

PROGRAM = "frog"
TIMEOUT = 600
_WORD, _ENTITY = 1, 6
KINDS_OF_ENTITIES = {"PER": "person", "ORG": "company", "LOC": "place", "PRO": "other", "MISC": "other"}


def is_installed() -> bool:
    """Tell whether the program is on the path."""
    return shutil.which(PROGRAM) is not None


@dataclass(frozen=True)
class Frog:
    """Reads texts with Frog; whatever it takes for a name is a candidate, never certain."""

    program: str = PROGRAM

    def find(self, text: str) -> list[Mention]:
        """Find the named entities of a text.

        Raises
        ------
        ParameterError
            When the program is absent, fails, or takes longer than `TIMEOUT` seconds. The text is not shown.
        """
        try:
            done = subprocess.run(
                [self.program, "--skip=mp"],
                input=text,
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ParameterError(
                f"Frog did not read the text ({type(error).__name__})",
                remedy="Go on without it: leave out --frog.",
            ) from None
        return read_entities(done.stdout, text)


def read_entities(columns: str, text: str) -> list[Mention]:
    """Place the named entities of Frog's columns (tab-delimited, one word a line, entity as B-PER,
    I-PER) in the text."""
    found: list[Mention] = []
    cursor = 0
    for line in columns.splitlines():
        cells = line.split("\t")
        if len(cells) <= _ENTITY:
            continue
        word = cells[_WORD].replace("_", " ")
        start = text.find(word, cursor)
        if start < 0:
            continue
        cursor = start + len(word)
        _add(found, cells[_ENTITY], start, cursor)
    return found


def _add(found: list[Mention], entity: str, start: int, end: int) -> None:
    position, _, tag = entity.upper().partition("-")
    kind = KINDS_OF_ENTITIES.get(tag.split("_")[0])
    if kind is None:
        return
    if position == "I" and found and found[-1].kind == kind:
        found[-1] = Mention(found[-1].start, end, kind, "frog")
    else:
        found.append(Mention(start, end, kind, "frog"))
