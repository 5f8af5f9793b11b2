"""Recall and precision of masking on the synthetic interviews of the tests, by stage and by kind.

Run: python benchmarks/bench_pseudonyms.py [--deduce] [--misses] [--part tuning]. The interviews called tuning
were looked at while the rules were written; those called held_out were marked before and not looked at.
Nothing is asserted here.

A mention counts as found when every letter and digit of it lies inside what was found. An automatic mask
counts as right when every letter and digit of it lies inside marked mentions.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "interviews"))

import corpus

from dianalysis.interviews.pseudonyms.deducer import Deducer, name_lists
from dianalysis.interviews.pseudonyms.find import Finder, Reader
from dianalysis.interviews.pseudonyms.text import Mention
from dianalysis.interviews.pseudonyms.words import Words, load_words

Found = dict[str, list[Mention]]
Stage = Callable[[Mention], bool]
STAGES: dict[str, Stage] = {
    "roster": lambda m: m.certain and m.source == "roster",
    "+ patterns": lambda m: m.certain,
    "+ review of the roster": lambda m: m.certain or m.source in ("roster", "pattern"),
    "+ review of all": lambda m: True,
}


def find(names: Iterable[str], finder: Finder) -> Found:
    """Find everything in interviews; places count from the start of the file."""
    found: Found = {}
    finder.learn(cell.text for name in names for cell in corpus.cells(name))
    for name in names:
        found[name] = [
            Mention(m.start + cell.start, m.end + cell.start, m.kind, m.source, m.keys, m.certain)
            for cell in corpus.cells(name)
            for m in finder.find(cell.text, cell=cell.column == "speaker")
        ]
    return found


def characters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the places of letters and digits inside spans."""
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def recall(found: Found, marked: list[corpus.Gold], stage: Stage) -> tuple[int, list[corpus.Gold]]:
    """Count the mentions found by a stage, and return those it missed."""
    missed = []
    for one in marked:
        text = corpus.text_of(one.interview)
        covered = characters(text, [(m.start, m.end) for m in found[one.interview] if stage(m)])
        if not characters(text, [(one.start, one.end)]) <= covered:
            missed.append(one)
    return len(marked) - len(missed), missed


def wrong_masks(found: Found, marked: list[corpus.Gold]) -> tuple[int, list[tuple[str, Mention]]]:
    """Count the automatic masks, and return those that cover more than was marked."""
    total, wrong = 0, []
    for name, mentions in found.items():
        text = corpus.text_of(name)
        right = characters(text, [(one.start, one.end) for one in marked if one.interview == name])
        for mention in mentions:
            if mention.certain:
                total += 1
                if not characters(text, [(mention.start, mention.end)]) <= right:
                    wrong.append((name, mention))
    return total, wrong


def review_load(found: Found, marked: list[corpus.Gold]) -> tuple[int, int]:
    """Count the candidates, and those among them that touch no marked mention."""
    candidates = [(name, m) for name, mentions in found.items() for m in mentions if not m.certain]
    idle = [
        (name, m)
        for name, m in candidates
        if not any(g.interview == name and g.start < m.end and m.start < g.end for g in marked)
    ]
    return len(candidates), len(idle)


def report(part: str, finder: Finder, *, show_misses: bool) -> None:
    """Print recall by stage and kind, precision, and what is left to review."""
    names, marked = corpus.interviews(part), corpus.gold(part)
    begin = time.perf_counter()
    found = find(names, finder)
    seconds = time.perf_counter() - begin
    print(f"\n{part}: {len(names)} interviews, {len(marked)} mentions, read in {seconds:.1f} s")
    kinds = sorted({one.kind for one in marked}, key=lambda k: -sum(one.kind == k for one in marked))
    print(f"  {'recall after':<24}{'all':>16}" + "".join(f"{kind:>11}" for kind in kinds))
    for title, stage in STAGES.items():
        hits, missed = recall(found, marked, stage)
        by_kind = (recall(found, [g for g in marked if g.kind == k], stage)[0] for k in kinds)
        told = "".join(
            f"{n:>7}/{sum(g.kind == k for g in marked):<3}" for n, k in zip(by_kind, kinds, strict=True)
        )
        print(f"  {title:<24}{hits:>5}/{len(marked)} {hits / len(marked):>6.1%}{told}")
    total, wrong = wrong_masks(found, marked)
    print(
        f"  precision of automatic masking: {total - len(wrong)}/{total} {(total - len(wrong)) / total:.1%}"
    )
    candidates, idle = review_load(found, marked)
    words = sum(len(corpus.text_of(name).split()) for name in names)
    print(
        f"  to review: {candidates} candidates in {words} words ({1000 * candidates / words:.0f} in 1,000), "
        f"{idle} of them no name ({1000 * idle / words:.0f} in 1,000)"
    )
    if show_misses:
        for one in missed:
            print("    missed", one)
        for name, mention in wrong:
            print("    wrong ", name, mention, corpus.text_of(name)[mention.start : mention.end])


def main() -> None:
    """Print both parts, and with --deduce the same with deduce as a further reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deduce", action="store_true", help="with deduce too (slow and large at first use)")
    parser.add_argument("--misses", action="store_true", help="print what was missed (the texts are made up)")
    parser.add_argument("--part", default="", choices=["", *corpus.PARTS], help="only this part")
    asked = parser.parse_args()
    readers: dict[str, tuple[Words, list[Reader]]] = {"without deduce": (load_words(), [])}
    if asked.deduce:
        first_names, places = name_lists()
        readers["with deduce"] = (load_words(first_names=first_names, places=places), [Deducer()])
    for title, (words, further) in readers.items():
        print(f"\n== {title}")
        for part in [asked.part] if asked.part else corpus.PARTS:
            report(part, Finder(corpus.roster(part), words, further), show_misses=asked.misses)


if __name__ == "__main__":
    main()
