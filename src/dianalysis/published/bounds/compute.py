"""All bounds, one block after the other, with as many processes as asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from dianalysis.codebook import Codebook
from dianalysis.published.bounds.actions import aspect_block, indicator_block
from dianalysis.published.bounds.answers import followup_block, satisfaction_block
from dianalysis.published.bounds.choices import choice_bounds
from dianalysis.published.bounds.programme import Block, Bound, Solver
from dianalysis.published.bounds.scores import grade_block, outcome_block
from dianalysis.published.bounds.typology import typology_block
from dianalysis.published.figures import Printed
from dianalysis.published.reconstruct.setting import Setting

Progress = Callable[[int, int], None]
CHUNK = 20


@dataclass(frozen=True)
class Facts:
    """What the bounds rest on.

    Parameters
    ----------
    printed
        Settled figures: contradictions out, recovered cells in.
    codebook
        Value sets and slugs.
    text
        Statements of the running text (section `text` of association.yaml).
    start_error
        Shares of start ratings one step too low that the plan looks at.
    """

    printed: Printed
    codebook: Codebook
    text: dict[str, object]
    start_error: tuple[float, ...]

    @property
    def setting(self) -> Setting:
        """The figures as the reconstruction reads them; no assumption but the statements of the text."""
        return Setting(self.printed, self.codebook, {"text": self.text}, draw=0, seed=0)


def make_blocks(facts: Facts) -> tuple[Block, ...]:
    """Return the blocks whose results are bounded by integer programming."""
    setting = facts.setting
    return (
        typology_block(setting, start_error=facts.start_error),
        outcome_block(setting),
        grade_block(setting),
        satisfaction_block(setting),
        followup_block(setting),
        aspect_block(setting),
        indicator_block(setting),
    )


def compute_bounds(facts: Facts, *, jobs: int = 1, progress: Progress | None = None) -> list[Bound]:
    """Bound every linear result over all data sets that fit the figures.

    Parameters
    ----------
    facts
        What the bounds rest on.
    jobs
        Programmes solved at the same time.
    progress
        Called with (sums bounded, sums in all).

    Returns
    -------
    Bounds in the order of the blocks and their targets.

    Raises
    ------
    Impossible
        A block has no table that obeys its figures, or an optimum was not proven.
    """
    places = [(b, t) for b, block in enumerate(make_blocks(facts)) for t in range(len(block.targets))]
    chunks = [places[start : start + CHUNK] for start in range(0, len(places), CHUNK)]
    found: list[Bound] = []
    with ProcessPoolExecutor(
        max_workers=jobs, mp_context=get_context("spawn"), initializer=_prepare, initargs=(facts,)
    ) as pool:
        for number, bounds in enumerate(pool.map(_solve, chunks), start=1):
            found += bounds
            if progress is not None:
                progress(min(number * CHUNK, len(places)), len(places))
    return [*found, *choice_bounds(facts.setting)]


def sample_bounds(facts: Facts, *, number: int, seed: int) -> list[Bound]:
    """Bound the results of a random sample of sums, at least one of every block, and all combinations.

    Parameters
    ----------
    facts
        What the bounds rest on.
    number
        Sums to draw per block, at most.
    seed
        Seed of the sample.
    """
    generator, found = np.random.default_rng(seed), list(choice_bounds(facts.setting))
    for block in make_blocks(facts):
        solver = Solver(block)
        chosen = generator.permutation(len(block.targets))[:number]
        found += [bound for place in sorted(chosen) for bound in solver.bound(block.targets[place])]
    return found


_SOLVERS: dict[int, Solver] = {}
_BLOCKS: list[Block] = []


def _prepare(facts: Facts) -> None:
    _BLOCKS[:] = make_blocks(facts)
    _SOLVERS.clear()


def _solve(places: Sequence[tuple[int, int]]) -> list[Bound]:
    found: list[Bound] = []
    for block, target in places:
        if block not in _SOLVERS:
            _SOLVERS[block] = Solver(_BLOCKS[block])
        found += _SOLVERS[block].bound(_BLOCKS[block].targets[target])
    return found
