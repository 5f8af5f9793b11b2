"""Rules that propose codes for a Dutch text, and what they are worth against codes people gave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from dianalysis.codebook import CodingFrame
from dianalysis.errors import CodebookError, DataProblem, Where
from dianalysis.interviews.segments import CODING_COLUMNS, VALENCES
from dianalysis.sources.plainyaml import read_plain_yaml

FILE = "coding_rules.yaml"
PROPOSAL_COLUMNS = ("segment_id", "code", "found", "context", "decision", "valence")
MEASURED_COLUMNS = ("code", "given", "proposed", "right", "precision", "recall")
_KEYS = ("words", "unless")
_CONTEXT = 60  # characters shown at either side of what a rule found
_HYPHEN = re.compile(r"-\s*\n\s*")


@dataclass(frozen=True)
class Rule:
    """What proposes one code: any of `words`, unless any of `unless`."""

    code: str
    words: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def find(self, text: str) -> re.Match[str] | None:
        """Return the first place of a text that proposes the code, or None."""
        if any(pattern.search(text) for pattern in self.unless):
            return None
        places = [match for pattern in self.words if (match := pattern.search(text))]
        return min(places, key=lambda match: match.start()) if places else None


def load_rules(folder: Path, frame: CodingFrame) -> tuple[Rule, ...]:
    """Read the rules of the coding frame.

    Parameters
    ----------
    folder
        data/codebook.
    frame
        The coding frame: rules are for codes in use.

    Raises
    ------
    CodebookError
        When a code is not in use, a key is unknown, or a pattern is not a valid regular expression.
    """
    try:
        content = read_plain_yaml(folder / FILE)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CodebookError("the rules cannot be read", where=Where(file=FILE), remedy=str(error)) from error
    if not isinstance(content, dict):
        raise CodebookError("the rules stand under their codes", where=Where(file=FILE))
    rules = []
    for code, entry in content.items():
        where = Where(file=FILE, column=str(code))
        if code not in frame.active:
            raise CodebookError("a rule is for a code that is not in use", where=where)
        if not isinstance(entry, dict) or set(entry) - set(_KEYS) or not entry.get("words"):
            raise CodebookError(
                "a rule has words and, if need be, unless", where=where, remedy="Both are lists of patterns."
            )
        rules.append(Rule(str(code), *(_compile(entry.get(key, []), str(code)) for key in _KEYS)))
    return tuple(rules)


def propose_codes(segments: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Propose codes for segments, for a person to accept or reject.

    Parameters
    ----------
    segments
        One row per segment with segment_id and text.
    rules
        Rules of the frame.

    Returns
    -------
    One row per proposal with the columns of `PROPOSAL_COLUMNS`: what was found with the words around it, and
    empty cells for the decision (yes or no) and the valence.
    """
    rows = []
    for name, text in zip(segments["segment_id"], segments["text"], strict=True):
        plain = _plain(str(text))
        for rule in rules:
            if match := rule.find(plain.lower()):
                context = plain[max(match.start() - _CONTEXT, 0) : match.end() + _CONTEXT]
                rows.append((name, rule.code, match.group(), context, pd.NA, pd.NA))
    return pd.DataFrame(rows, columns=list(PROPOSAL_COLUMNS))


def keep_decisions(proposals: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return proposals with the decision and valence that were filled in for the same ones before.

    Proposals decided before that the rules no longer make stay, so that no decision is lost.
    """
    key = ["segment_id", "code"]
    decided = earlier[earlier["decision"].notna()]
    fresh = proposals[~pd.MultiIndex.from_frame(proposals[key]).isin(pd.MultiIndex.from_frame(decided[key]))]
    return pd.concat([decided, fresh], ignore_index=True).sort_values(key, ignore_index=True)


def accept_proposals(proposals: pd.DataFrame, coder: str, *, file: str) -> pd.DataFrame:
    """Return the accepted proposals as codings of a coder.

    Parameters
    ----------
    proposals
        As `propose_codes` gives them, with decision yes or no and, for a yes, a valence.
    coder
        Name of who decided.
    file
        Where the proposals stand, for the message of an error.

    Raises
    ------
    DataProblem
        When a proposal is not decided, or accepted without a valence.
    """
    accepted = proposals["decision"].eq("yes").fillna(False).astype(bool)
    undecided = ~proposals["decision"].isin(["yes", "no"])
    unclear = accepted & ~proposals["valence"].isin(VALENCES)
    for wrong, column, remedy in (
        (undecided, "decision", "Write yes or no."),
        (unclear, "valence", f"Write {', '.join(VALENCES)}."),
    ):
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            where = Where(file=file, row=row + 2, column=column, value=proposals["segment_id"].iloc[row])
            raise DataProblem(f"{int(wrong.sum())} proposals have no {column}", where=where, remedy=remedy)
    return proposals.loc[accepted].assign(coder=coder)[list(CODING_COLUMNS)].reset_index(drop=True)


def measure_rules(segments: pd.DataFrame, given: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Hold proposals against the codes people gave the same segments.

    Parameters
    ----------
    segments
        One row per segment with segment_id and text.
    given
        One row per code given, with segment_id and code; other segments are left out.
    rules
        Rules of the frame.

    Returns
    -------
    One row per rule and a last row `all` (proposals of all rules together): segments with the code, segments
    for which it was proposed, both, precision (both / proposed) and recall (both / given); NaN where there is
    nothing to divide by.
    """
    proposed = propose_codes(segments, rules)[["segment_id", "code"]]
    codes = [rule.code for rule in rules]
    wanted = given[given["segment_id"].isin(segments["segment_id"]) & given["code"].isin(codes)]
    right = proposed.merge(wanted[["segment_id", "code"]], on=["segment_id", "code"])
    counts = [
        table["code"].value_counts().reindex(codes, fill_value=0) for table in (wanted, proposed, right)
    ]
    table = pd.DataFrame(dict(zip(("given", "proposed", "right"), counts, strict=True)))
    table.loc["all"] = table.sum()
    table["precision"] = (table["right"] / table["proposed"]).where(table["proposed"] > 0)
    table["recall"] = (table["right"] / table["given"]).where(table["given"] > 0)
    return table.rename_axis("code").reset_index()[list(MEASURED_COLUMNS)]


def text_of_lines(segments: pd.DataFrame, lines: Sequence[str]) -> pd.DataFrame:
    """Return segments with the text of their lines, words broken over a line joined again.

    Parameters
    ----------
    segments
        One row per segment with segment_id, source_line and last_line (counted from 1).
    lines
        Lines of the source; these are not stored anywhere.
    """
    texts = [
        _HYPHEN.sub("", "\n".join(line.strip() for line in lines[first - 1 : last]))
        for first, last in zip(segments["source_line"], segments["last_line"], strict=True)
    ]
    return segments[["segment_id"]].assign(text=texts)


def _plain(text: str) -> str:
    return " ".join(_HYPHEN.sub("", text).split())


def _compile(patterns: object, code: str) -> tuple[re.Pattern[str], ...]:
    if not isinstance(patterns, list):
        raise CodebookError("patterns stand in a list", where=Where(file=FILE, column=code))
    try:
        return tuple(re.compile(str(pattern)) for pattern in patterns)
    except re.error as error:
        raise CodebookError(
            f"a pattern cannot be read: {error}", where=Where(file=FILE, column=code, value=error.pattern)
        ) from error
