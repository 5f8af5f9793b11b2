"""The label of a verdict on a lesson, the same in tables, figures and documents."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from dianalysis.formats.page import Page


def say_verdict(row: Mapping[Hashable, Any], page: Page) -> str:
    """Return the label of the verdict on a lesson.

    A lesson on what people met says that it is supported by what was told; one that cannot be tested says
    whether it waits for data on what is linked, or was not measured at all.

    Parameters
    ----------
    row
        A lesson of the register: verdict, kind, is_measured.
    page
        Language.
    """
    verdict = str(row["verdict"])
    if verdict == "not_testable":
        return page.word("verdict_waits" if row["is_measured"] else "verdict_not_measured")
    is_told = row["kind"] == "experience" and verdict in ("supported", "supported_in_part")
    return page.word(f"verdict_{verdict}{'_told' if is_told else ''}")
