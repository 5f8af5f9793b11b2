"""`dianalysis interviews agreement`, `settle`, `propose`, `accept` and `rules`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import typer

from dianalysis.cli.folder import written
from dianalysis.cli.interviews_in import private_folder
from dianalysis.codebook import Codebook, coding_frame, load_codebook
from dianalysis.errors import Unreadable, Where
from dianalysis.interviews.coding import (
    CODINGS,
    COLUMNS,
    DECISION_COLUMNS,
    PROPOSAL_COLUMNS,
    SEGMENTS,
    SETTLED,
    SETTLEMENT,
    CodedInterviews,
    accept_proposals,
    codes_given,
    keep_decisions,
    list_disagreements,
    load_rules,
    measure_rules,
    propose_codes,
    read_codings,
    read_published,
    read_texts,
    segments_read,
    settle_codings,
    text_of_lines,
    with_codes,
)
from dianalysis.interviews.transcripts.store import read_segments
from dianalysis.paths import ProjectPaths
from dianalysis.results import make_results
from dianalysis.sources import write_csv
from dianalysis.studies.interviews import NAME
from dianalysis.studies.interviews.agreement import LEAST_ALPHA, agreement_rows
from dianalysis.studies.interviews.presence import OWN, Presence
from dianalysis.studies.rows import Settings

FOLDER = "interviews"
PROPOSALS = "proposals.csv"
RULE_PARTNERS = 9  # partners, in the order of the report, whose segments the rules were written from
_SEED = 1
_LEVEL = 0.95


def compare_coders(files: Sequence[Path], *, segments: Path | None, out: Path, n_resamples: int) -> int:
    """Print alpha of every code, write the agreement and the disagreements; 1 when a code falls short."""
    folder, codebook = _corpus()
    table = read_texts(segments or folder / SEGMENTS, ["segment_id", "interview_id"], more=True)
    codings = read_codings(files or [folder / CODINGS], table["segment_id"], codebook)
    codings = codings[codings["coder"] != SETTLED]
    apart = list_disagreements(codings)
    coded = CodedInterviews(
        table.assign(partner=""), codes_given(codings), segments_read(codings), len(apart),
        coding_frame(codebook).active, basis="data",
    )  # fmt: skip
    presence = Presence(coded, Settings(OWN, None, _LEVEL, n_resamples, _SEED))
    rows = make_results([{**row, "basis": "data"} for row in agreement_rows(presence)], study=NAME)
    alphas = rows[rows["measure"] == "agreement_alpha"]
    for _, row in alphas.iterrows():
        low, high = (f"{row[end]:.2f}" if pd.notna(row[end]) else "-" for end in ("conf_low", "conf_high"))
        typer.echo(f"{row['term']:<22} alpha {row['estimate']:.2f} ({low} to {high})")
    short = alphas[(alphas["estimate"] < LEAST_ALPHA).fillna(False).astype(bool)]
    typer.echo(f"{len(apart)} disagreements; below {LEAST_ALPHA}: {', '.join(short['term']) or 'none'}")
    with written(out):
        out.mkdir(parents=True, exist_ok=True)
        write_csv(rows[["measure", "term", "estimate", "conf_low", "conf_high", "n"]], out / "agreement.csv")
        blank = apart.assign(**dict.fromkeys(DECISION_COLUMNS[4:], ""))
        write_csv(blank[list(DECISION_COLUMNS)], out / SETTLEMENT)
    return int(len(short) > 0)


def write_settled() -> int:
    """Write the settled codings of the published corpus and the codes of its segments; 1 if some are open."""
    folder, codebook = _corpus()
    segments = read_texts(folder / SEGMENTS, COLUMNS)
    codings = read_codings([folder / CODINGS], segments["segment_id"], codebook)
    own = codings[codings["coder"] != SETTLED]
    decisions = read_texts(folder / SETTLEMENT, DECISION_COLUMNS)
    settled, open_ = settle_codings(own, decisions)
    with written(folder):
        write_csv(pd.concat([own, settled], ignore_index=True), folder / CODINGS)
        write_csv(with_codes(segments, settled, decisions)[list(COLUMNS)], folder / SEGMENTS)
    read_published(folder, codebook)
    typer.echo(f"{len(codes_given(settled))} codes settled, {len(open_)} disagreements open")
    return int(len(open_) > 0)


def write_proposals(private: Path | None) -> int:
    """Write proposals.csv to the private folder, decisions of an earlier one kept."""
    paths = ProjectPaths.find()
    folder = private_folder(paths, private)
    frame = coding_frame(load_codebook(paths.codebook))
    proposals = propose_codes(read_segments(folder), load_rules(paths.codebook, frame))
    path = folder / PROPOSALS
    if path.is_file():
        proposals = keep_decisions(proposals, read_texts(path, PROPOSAL_COLUMNS))
    with written(folder):
        write_csv(proposals, path)
    left = int(proposals["decision"].isna().sum())
    typer.echo(f"{len(proposals)} proposals, {left} to decide: {path}")
    return 0


def write_accepted(private: Path | None, *, coder: str, out: Path) -> int:
    """Write the accepted proposals as codings."""
    path = private_folder(ProjectPaths.find(), private) / PROPOSALS
    if not path.is_file():
        remedy = "Run `dianalysis interviews propose` first."
        raise Unreadable("there are no proposals", where=Where(file=str(path)), remedy=remedy)
    codings = accept_proposals(read_texts(path, PROPOSAL_COLUMNS), coder, file=PROPOSALS)
    with written(out.parent):
        write_csv(codings, out)
    typer.echo(f"{len(codings)} codings: {out}")
    return 0


def measure_corpus(text: Path | None, *, out: Path | None) -> int:
    """Print precision and recall of every rule, on the partners it was written from and on the others."""
    folder, codebook = _corpus()
    corpus = read_published(folder, codebook)
    rules = load_rules(ProjectPaths.find().codebook, coding_frame(codebook))
    texts = _texts(corpus.segments, text)
    given = corpus.codings[corpus.codings["coder"] == SETTLED]
    first = list(dict.fromkeys(corpus.segments["partner"]))[:RULE_PARTNERS]
    known = corpus.segments["partner"].isin(first)
    parts = {"written_from": known, "held_out": ~known}
    measured = {
        name: measure_rules(texts[mask], given, rules).set_index("code") for name, mask in parts.items()
    }
    typer.echo(f"{'':<22}{'written from':>24}{'held out':>24}")
    typer.echo(f"{'code':<22}" + 2 * f"{'n':>8}{'precision':>9}{'recall':>7}")
    for code in measured["held_out"].index:
        cells = [measured[name].loc[code] for name in parts]
        typer.echo(f"{code:<22}" + "".join(_shown_line(one) for one in cells))
    if out is not None:
        with written(out.parent):
            write_csv(pd.concat(measured, names=["part"]).reset_index(), out)
    return 0


def _shown_line(measured: pd.Series) -> str:
    shares = [measured[name] for name in ("precision", "recall")]
    precision, recall = ("-" if pd.isna(share) else f"{share:.2f}" for share in shares)
    return f"{measured['given']:>8.0f}{precision:>9}{recall:>7}"


def _texts(segments: pd.DataFrame, text: Path | None) -> pd.DataFrame:
    if text is None:
        return segments[["segment_id"]].assign(text=segments["summary_nl"])
    try:
        lines = text.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("the text cannot be read", where=Where(file=str(text))) from error
    if len(lines) < int(segments["last_line"].max()):
        raise Unreadable(
            f"the text has {len(lines)} lines, fewer than the segments refer to",
            where=Where(file=str(text)),
            remedy="Give the text of the report with its blank lines left out.",
        )
    return text_of_lines(segments, lines)


def _corpus() -> tuple[Path, Codebook]:
    paths = ProjectPaths.find()
    return paths.data / FOLDER, load_codebook(paths.codebook)
