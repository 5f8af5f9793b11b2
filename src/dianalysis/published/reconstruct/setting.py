"""What every block needs: printed figures, codebook, assumptions, sizes, random streams."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError, Unreadable, Where
from dianalysis.published.figures import Printed
from dianalysis.published.reconstruct.programme import IntArray

SECTIONS = (
    "loadings",
    "text",
    "incomplete",
    "self_employed",
    "calendar",
    "firms_per_adviser",
    "size",
    "sector",
)


@dataclass(frozen=True)
class Setting:
    """The ground a draw stands on.

    Parameters
    ----------
    printed
        Figures that can hold together (contradictions taken out, recovered cells put in).
    codebook
        Value sets and slugs.
    assumptions
        The declared assumptions (`association.yaml`).
    draw, seed
        Which draw of which series.
    """

    printed: Printed
    codebook: Codebook
    assumptions: dict[str, Any]
    draw: int
    seed: int

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Partner slugs in printed order."""
        return tuple(row for row in self.printed.rows("T1") if row != "totaal")

    @cached_property
    def complete(self) -> IntArray:
        """Firms per partner with registration and all monitors (table 1, last column)."""
        return self._sizes("registratie_monitor_1_3")

    @cached_property
    def registered(self) -> IntArray:
        """Registered firms per partner (table 1, final count)."""
        return self._sizes("eindstand")

    def _sizes(self, column: str) -> IntArray:
        counts = [self.printed.count("T1", partner, column) for partner in self.partners]
        for partner, count in zip(self.partners, counts, strict=True):
            if count is None:
                raise ParameterError(
                    "a partner has no printed number of firms",
                    where=Where(file="figures.csv", row=None, column=column, value=f"T1/{partner}"),
                    remedy="enter the cell of table 1",
                )
        return np.array(counts, dtype=np.int64)

    def stream(self, block: str, *, per_draw: bool = True) -> np.random.Generator:
        """Return the random stream of a block; `per_draw=False` gives one stream for all draws of a seed."""
        return np.random.default_rng([self.seed, self.draw if per_draw else 0, zlib.crc32(block.encode())])

    def loading(self, name: str) -> float:
        """Return the declared loading of a variable on the latent factor."""
        return float(self.assumptions["loadings"][name])


def read_assumptions(path: Path) -> dict[str, Any]:
    """Read the declared assumptions.

    Parameters
    ----------
    path
        A YAML file with the sections of `data/demo/association.yaml`.

    Raises
    ------
    Unreadable
        The file is absent, is no YAML mapping, or lacks a section.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Unreadable(
            "the assumptions of the reconstruction cannot be read",
            where=Where(file=str(path)),
            remedy=str(error),
        ) from error
    if not isinstance(content, dict):
        raise Unreadable(
            "the assumptions are no mapping", where=Where(file=str(path)), remedy="use name: value lines"
        )
    for section in SECTIONS:
        if section not in content:
            raise Unreadable(
                "the assumptions lack a section",
                where=Where(file=str(path), value=section),
                remedy=f"add the section {section}",
            )
    return content
