"""The panel: the clean tables, who belongs to which population, and how many took part up to where."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError
from dianalysis.monitor.derive import is_there
from dianalysis.monitor.relations import MONITORS

POPULATIONS = ("registered", "started", "complete", "self_employed")
BASES = ("reconstructed", "data")
FLOW_COLUMNS = ("stage", "partner", "reason", "n")
HASH_LENGTH = 16


@dataclass(frozen=True)
class Panel:
    """The clean data of one source.

    Parameters
    ----------
    companies, self_employed
        One row per registered firm; one row per self-employed person.
    missing_reasons
        One row per answer that is missing for a stated reason: firm_id, form, variable, reason.
    flow
        Participant flow: stage, partner, reason, n.
    problems
        What the checks flagged, with the decision.
    basis
        "reconstructed" for the demo, "data" for a researcher's own exports.
    data_hash
        Fingerprint of `companies` and `self_employed`.
    draws, self_employed_draws
        The draws of the reconstruction as clean tables; empty for own data.
    bounds
        Lowest and highest value of results over all data sets that fit the printed figures, by the part of
        the identifier after the study; empty for own data.
    counts, rejected
        Rows in, rejected and out per form; the rejected rows with their reason.
    """

    companies: pd.DataFrame
    self_employed: pd.DataFrame
    missing_reasons: pd.DataFrame
    flow: pd.DataFrame
    problems: pd.DataFrame
    basis: str
    data_hash: str
    draws: tuple[pd.DataFrame, ...] = ()
    self_employed_draws: tuple[pd.DataFrame, ...] = ()
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    counts: pd.DataFrame = field(default_factory=pd.DataFrame)
    rejected: pd.DataFrame = field(default_factory=pd.DataFrame)

    def population(self, name: str) -> pd.DataFrame:
        """Return the rows of one population.

        Parameters
        ----------
        name
            `registered` (every registered firm), `started` (monitor 1 is there), `complete` (all forms there
            by the cut-off) or `self_employed`.

        Raises
        ------
        ParameterError
            For any other name.
        """
        return select_population(self.companies, self.self_employed, name)


def select_population(companies: pd.DataFrame, self_employed: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows of one population, as `Panel.population` does; draws pass here too."""
    if name == "registered":
        return companies.copy()
    if name == "started":
        return companies[companies["started"]].reset_index(drop=True)
    if name == "complete":
        return companies[companies["complete"]].reset_index(drop=True)
    if name == "self_employed":
        return self_employed.copy()
    raise ParameterError(f"there is no population {name!r}", remedy=f"Use one of {', '.join(POPULATIONS)}.")


def build_panel(  # noqa: PLR0913 - the parts of a panel, all named
    companies: pd.DataFrame,
    self_employed: pd.DataFrame,
    *,
    missing_reasons: pd.DataFrame,
    problems: pd.DataFrame,
    counts: pd.DataFrame,
    rejected: pd.DataFrame,
    basis: str,
    codebook: Codebook,
    draws: Sequence[pd.DataFrame] = (),
    self_employed_draws: Sequence[pd.DataFrame] = (),
) -> Panel:
    """Put the clean tables together, with the participant flow and the fingerprint.

    Raises
    ------
    ParameterError
        For an unknown basis.
    """
    if basis not in BASES:
        raise ParameterError(f"there is no basis {basis!r}", remedy=f"Use one of {', '.join(BASES)}.")
    return Panel(
        companies=companies,
        self_employed=self_employed,
        missing_reasons=missing_reasons.drop(columns="_record", errors="ignore").reset_index(drop=True),
        flow=participant_flow(companies, self_employed, codebook),
        problems=problems,
        basis=basis,
        data_hash=hash_tables(companies, self_employed),
        draws=tuple(draws),
        self_employed_draws=tuple(self_employed_draws),
        counts=counts,
        rejected=rejected,
    )


def participant_flow(
    companies: pd.DataFrame, self_employed: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Count the firms at every stage, per partner.

    Returns
    -------
    `stage` (registered, monitor_1, monitor_2, monitor_3, complete, not_complete, self_employed), `partner`,
    `reason` (of not_complete: stopped or late; else NA) and `n`. Stages of one partner with no firm are 0;
    sums over the partners are the totals. Firms whose partner is missing have partner NA.
    """
    stages = {"registered": pd.Series(True, index=companies.index)}
    stages |= {form: is_there(companies, form, codebook) for form in MONITORS}
    stages["complete"] = companies["complete"]
    rows: list[tuple[str, object, object, int]] = []
    partners = [p for p in codebook.values("partner") if (companies["partner"] == p).any()]
    groups = [(p, companies["partner"] == p) for p in partners] + [(pd.NA, companies["partner"].isna())]
    for stage, member in stages.items():
        rows += [(stage, p, pd.NA, int((member & of).sum())) for p, of in groups if of.any()]
    lost = companies[~companies["complete"]].groupby(["partner", "incomplete_reason"], dropna=False).size()
    counts = lost.reset_index(name="n")
    rows += [("not_complete", p, r, int(n)) for p, r, n in counts.itertuples(index=False)]
    persons = self_employed.groupby("partner", dropna=False).size()
    rows += [("self_employed", p, pd.NA, int(n)) for p, n in persons.items()]
    flow = pd.DataFrame(rows, columns=list(FLOW_COLUMNS))
    return flow.astype({"stage": "str", "partner": "str", "reason": "str", "n": "Int64"})


def hash_tables(*tables: pd.DataFrame) -> str:
    """Return a fingerprint of clean tables: the same values give the same text on every machine."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(table.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n").encode())
    return digest.hexdigest()[:HASH_LENGTH]


def read_cut_off(text: object) -> dt.date | None:
    """Read the cut-off of the plan: a date, its text, or empty for none; ParameterError otherwise."""
    if text is None or text == "":
        return None
    if isinstance(text, dt.date):
        return text
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError as error:
        raise ParameterError(f"{text!r} is not a cut-off date", remedy="Write it as yyyy-mm-dd.") from error
