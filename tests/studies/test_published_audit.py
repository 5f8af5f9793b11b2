"""Verdicts counted by group of tables."""

import pandas as pd
import pytest

from dianalysis.errors import DataProblem
from dianalysis.studies.published_audit import VERDICTS, estimate, group_of_table


def verdicts(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["table", "verdict"])


def test_counts_and_shares_by_group() -> None:
    results = estimate(
        verdicts(("T6", "reproduced"), ("T8", "lost"), ("T9", "lost"), ("facts", "contradiction"))
    )
    own = results[(results["group_level"] == "typology") & (results["measure"] == "audit_share")]
    assert own.set_index("term")["estimate"].to_dict() == {
        verdict: 0.5 if verdict in ("reproduced", "lost") else 0.0 for verdict in VERDICTS
    }
    assert set(own["n"]) == {2}


def test_all_counts_cells_and_not_claims() -> None:
    results = estimate(verdicts(("T6", "reproduced"), ("facts", "contradiction")))
    whole = results[(results["group_level"] == "all") & (results["measure"] == "audit_n")]
    assert whole["estimate"].sum() == 1
    assert set(results["basis"]) == {"published"}


@pytest.mark.parametrize(
    ("table", "group"),
    [
        ("T0b", "partners"),
        ("T24", "satisfaction"),
        ("Pawvn.2", "profiles"),
        ("facts", "claims"),
        ("X", "other"),
    ],
)
def test_group_of_table(table: str, group: str) -> None:
    assert group_of_table(table) == group


def test_an_unknown_verdict_is_an_error() -> None:
    with pytest.raises(DataProblem, match="verdict"):
        estimate(verdicts(("T6", "fine")))
    with pytest.raises(DataProblem, match="column"):
        estimate(pd.DataFrame({"table": ["T6"]}))
