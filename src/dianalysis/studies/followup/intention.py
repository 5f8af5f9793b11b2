"""Whether companies go on, how, and whether they want support (table 16).

The printed table nests: how to go on was asked after a yes, support after that, yet every printed percentage
is of all companies. Both bases are given: of all (`_share`), and of those that answered (`_within_share`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dianalysis.studies.instrument import NO, YES
from dianalysis.studies.rows import TOTAL, Record, row
from dianalysis.studies.units import Units

WAVE = "monitor_3"
QUESTIONS = {
    "followup": ("vervolg", (YES, NO)),
    "followup_kind": ("vormgeving_vervolg", ("doorgaan", "nieuwe_activiteiten")),
    "support_wanted": ("ondersteuning", (YES, NO)),
}
"""Column to its printed column and its answers."""


def intention_records(units: Units) -> Iterator[Record]:
    """Give the rows of table 16, and the share that goes on by partner."""
    yield units.base("followup", "T16/caption/n_basis/N")
    for question, (column, answers) in QUESTIONS.items():
        answered = units.answered(question)
        members = {answer: units.answers(question, answer) for answer in answers} | {TOTAL: answered}
        for term, member in members.items():
            cell = f"T16/{term}/{column}"
            yield from units.counted(question, member, units.everyone, cell=cell, term=term, wave=WAVE)
            if question != "followup" and term != TOTAL:
                named = {"term": term, "wave": WAVE, **units.naming}
                yield row(f"{question}_within_share", units.share(member, answered), **named)
    for part in units.partners:
        member, answered = part.answers("followup", YES), part.answered("followup")
        yield from part.counted("followup", member, answered, term=YES, wave=WAVE)
