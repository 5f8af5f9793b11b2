"""`dianalysis interviews mask`, `review` and `leaks`: from names to segments that may be read."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import typer

from dianalysis import pipeline
from dianalysis.cli.folder import written
from dianalysis.cli.interviews_in import private_folder
from dianalysis.codebook import load_codebook
from dianalysis.errors import DataProblem, ParameterError, Where
from dianalysis.interviews import pseudonyms as masking
from dianalysis.interviews.pseudonyms.deducer import ABSENT, Deducer, is_installed, name_lists
from dianalysis.interviews.pseudonyms.find import Reader
from dianalysis.interviews.pseudonyms.frog import Frog
from dianalysis.interviews.pseudonyms.leaks import POSSIBLE, SURE
from dianalysis.interviews.pseudonyms.review import UNDECIDED, undecided
from dianalysis.interviews.pseudonyms.roster import Entry
from dianalysis.interviews.pseudonyms.words import Words
from dianalysis.interviews.released import seal
from dianalysis.interviews.transcripts.store import read_segments
from dianalysis.monitor import load_mapping, read_forms
from dianalysis.paths import ProjectPaths
from dianalysis.sources import write_csv, write_parquet

PASSPHRASE = "DIANALYSIS_REGISTER_KEY"
REGISTER, REVIEW = "register.json", "review.csv"
RELEASED = "segments"


@dataclass(frozen=True)
class MaskRequest:
    """What `mask` was asked: where the segments are, who is known, which further readers, where to
    release."""

    private: Path | None
    registration: str | None
    roster: Path | None
    word_list: Path | None
    partners: bool
    deduce: bool
    frog: bool
    out: Path | None


def mask_segments(request: MaskRequest) -> int:
    """Find names, write the review file, and release when everything is decided; return the exit code."""
    paths = ProjectPaths.find()
    folder = private_folder(paths, request.private)
    segments = read_segments(folder)
    passphrase = _passphrase(new=not (folder / REGISTER).exists())
    register = masking.read_register(folder / REGISTER, passphrase)
    roster = masking.merge([*_known(request, paths), *register.roster()])
    typer.echo(f"roster    {_counted(Counter(one.kind for one in roster))}")
    words, readers = _readers(request)
    finder = masking.Finder(roster, words, readers)
    places = finder.find_all(segments)
    listed, gone = masking.carry_over(
        masking.list_candidates(segments, places), masking.read_review(folder / REVIEW)
    )
    with written(folder):
        masking.write_review(folder / REVIEW, listed.values(), gone)
    certain = sum(place.mention.certain for place in places)
    typer.echo(f"found     {certain} masked without review, {len(listed)} to review: {folder / REVIEW}")
    masking.require_decided(listed.values(), file=REVIEW)
    masked, grown = masking.release(segments, places, listed, roster=roster, register=register, finder=finder)
    allowed = () if request.partners else _partner_names(paths)
    if left := masking.leaks_in_segments(masked, grown, words=words, allowed=allowed):
        raise DataProblem(
            f"{len(left)} segments would still hold a name of the register: {', '.join(left[:5])}",
            where=Where(file=REVIEW),
            remedy="Nothing was released. Decide the same in review.csv wherever that name stands.",
        )
    with written(folder):
        masking.write_register(grown, folder / REGISTER, passphrase)
    out = request.out if request.out is not None else paths.outputs / "interviews"
    with written(out):
        write_parquet(masked, out / f"{RELEASED}.parquet")
        write_csv(masked, out / f"{RELEASED}.csv")
        seal(out, [f"{RELEASED}.parquet", f"{RELEASED}.csv"])
    typer.echo(f"register  {_counted(Counter(one.kind for one in grown.entries.values()))}")
    typer.echo(f"released  {len(masked)} segments: {out}")
    return 0


def show_review(private: Path | None) -> int:
    """Say how far the review is, by reason and by interview, without a name. Exit code: 0 all decided,
    1 not."""
    folder = private_folder(ProjectPaths.find(), private)
    rows = [one for one in masking.read_review(folder / REVIEW) if one.found == "yes"]
    if not (folder / REVIEW).exists():
        raise ParameterError(
            "there is no review file yet", where=Where(file=str(folder)), remedy="Run mask first."
        )
    left = undecided(rows)
    typer.echo(f"review    {len(rows)} candidates, {len(left)} {UNDECIDED}: {folder / REVIEW}")
    for reason, count in Counter(one.reason for one in left).most_common():
        typer.echo(f"  {count:>5}  {reason}")
    for interview, count in sorted(Counter(one.segment_id.rpartition("/")[0] for one in left).items()):
        typer.echo(f"  {count:>5}  {interview}")
    return 1 if left else 0


def search_leaks(folder: Path, *, private: Path | None, strict: bool, partners: bool) -> int:
    """Look for the register in the files of a run. Exit code: 0 nothing, 1 a leak (with --strict also a
    possible one)."""
    paths = ProjectPaths.find()
    kept = private_folder(paths, private) / REGISTER
    if not kept.exists():
        raise ParameterError(
            "there is no register to test with", where=Where(file=str(kept)), remedy="Run mask first."
        )
    register = masking.read_register(kept, _passphrase(new=False))
    allowed = () if partners else _partner_names(paths)
    found = masking.find_leaks(folder, register, words=masking.load_words(), allowed=allowed)
    for row in found.to_dict("records"):
        place = f", {row['place']}" if row["place"] else ""
        told = "leak" if row["sure"] == SURE else row["sure"]
        typer.echo(f"{told:<10}{row['file']}{place} {row['pseudonym']}".rstrip())
    counts = found["sure"].value_counts().to_dict()
    sure, possible = counts.get(SURE, 0), counts.get(POSSIBLE, 0)
    typer.echo(
        f"tested    {len(register.entries)} pseudonyms: {sure} leaks, {possible} possible, "
        f"{len(found) - sure - possible} files not read"
    )
    return 1 if sure or (strict and possible) else 0


def _passphrase(*, new: bool) -> str:
    given = os.environ.get(PASSPHRASE)
    if given is None:
        given = str(
            typer.prompt("Passphrase of the register", hide_input=True, confirmation_prompt=new, err=True)
        )
    if not given:
        raise ParameterError(
            "the passphrase is empty", remedy=f"Set the variable {PASSPHRASE}, or type it when asked."
        )
    return given


def _known(request: MaskRequest, paths: ProjectPaths) -> list[Entry]:
    known: list[Entry] = []
    if request.registration is not None:
        codebook = load_codebook(paths.codebook)
        source = pipeline.find_source(paths, request.registration)
        raw = read_forms(source.address, load_mapping(source.mapping, codebook), codebook).require()
        known += masking.roster_of_registration(form.frame for form in raw.forms.values())
    if request.roster is not None:
        known += masking.read_roster(request.roster)
    if request.partners:
        known += masking.roster_of_partners(load_codebook(paths.codebook).partners)
    return known


def _partner_names(paths: ProjectPaths) -> tuple[str, ...]:
    partners = load_codebook(paths.codebook).partners
    return tuple(
        str(name) for column in ("label", "full_name_nl", "full_name_en") for name in partners[column]
    )


def _readers(request: MaskRequest) -> tuple[Words, list[Reader]]:
    readers: list[Reader] = []
    first_names, places = name_lists() if request.deduce else ([], [])
    if request.deduce and is_installed():
        typer.echo("deduce    reading with it too; the first time takes one to two minutes", err=True)
        readers.append(Deducer())
    elif request.deduce:
        typer.echo(f"note      {ABSENT}", err=True)
    if request.frog:
        readers.append(Frog())
    return masking.load_words(request.word_list, first_names=first_names, places=places), readers


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nobody"
