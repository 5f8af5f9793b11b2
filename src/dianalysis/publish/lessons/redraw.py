"""Which cell of a notebook shows a result: change the result, draw the cells again, see which one changes."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from dianalysis.errors import ParameterError, Where
from dianalysis.runner.parameters import TAG, read_notebook

COLUMNS = ("result_id", "notebook", "cell")
DRAWN = ("output", "robustness")
TOLD = ("finding",)
SHIFT = 0.2
"""How far a result is moved: too far to be rounded away, and a share stays one."""
_MOVED = ("estimate", "conf_low", "conf_high", "range_low", "range_high")
_BEFORE = (TAG, "setup", "data")
Names = dict[str, Any]


class Redrawn:
    """The cells of a notebook that show something, to be drawn again from other results.

    Parameters
    ----------
    file
        The notebook as it is kept, not executed.
    results
        Released results of a run of it.
    given
        Parameters to change, such as `source` and `lang`; those that the notebook does not have are passed
        over.
    """

    def __init__(self, file: Path, results: pd.DataFrame, given: Mapping[str, object]) -> None:
        cells = [cell for cell in read_notebook(file)["cells"] if cell["cell_type"] == "code"]
        self._results = results
        self._names: Names = {}
        for name in _BEFORE:
            for cell in _tagged(cells, (name,)):
                _run(cell, self._names)
            self._names |= {key: value for key, value in given.items() if key in self._names}
        self._names["results"] = results
        self._cells = {cell["id"]: cell for part in (DRAWN, TOLD) for cell in _tagged(cells, part)}
        self._shown: dict[str, str] = {}
        for cell in _tagged(cells, (*DRAWN, *TOLD)):
            self._shown[cell["id"]] = _run(cell, self._names)

    @property
    def cells(self) -> tuple[str, ...]:
        """Identifiers of the cells: tables and figures in their order, then sentences."""
        return tuple(self._cells)

    def shows(self, cell: str, result_id: str) -> bool:
        """Say whether a cell changes when a result does.

        Raises
        ------
        ParameterError
            When the notebook has no such cell that shows something, or the results no such result.
        """
        if cell not in self._cells:
            raise ParameterError(f"no cell {cell} shows anything", where=Where(column="cell", value=cell))
        names = self._names | {"results": moved(self._results, result_id)}
        return _run(self._cells[cell], names) != self._shown[cell]

    def find(self, result_id: str) -> str:
        """Return the first cell that shows a result, a table or figure before a sentence; empty if none."""
        return next((cell for cell in self.cells if self.shows(cell, result_id)), "")


def find_cells(
    notebooks: Mapping[str, Path], results: pd.DataFrame, ids: Iterable[str], given: Mapping[str, object]
) -> pd.DataFrame:
    """Find for every result the cell that shows it.

    Parameters
    ----------
    notebooks
        File of the notebook of every study.
    results
        Released results of a run.
    ids
        Results to look for; one that the run does not have is an error.
    given
        As for `Redrawn`.

    Returns
    -------
    One row per result, by notebook and result, with the columns of `COLUMNS`; `cell` is empty for a result
    that no cell shows.

    Raises
    ------
    ParameterError
        When a result is not in the run, or its study has no notebook.
    """
    rows = []
    wanted = sorted(set(ids))
    for study in sorted({name.partition("/")[0] for name in wanted}):
        if study not in notebooks:
            raise ParameterError(f"no notebook makes the results of {study}", where=Where(value=study))
        redrawn = Redrawn(notebooks[study], results[results["study"] == study], given)
        for name in (one for one in wanted if one.partition("/")[0] == study):
            rows.append({"result_id": name, "notebook": study, "cell": redrawn.find(name)})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def moved(results: pd.DataFrame, result_id: str) -> pd.DataFrame:
    """Return results of which one has another estimate, with its interval and range moved along.

    Raises
    ------
    ParameterError
        When there is no such result.
    """
    place = results.index[results["result_id"] == result_id]
    if not len(place):
        raise ParameterError(
            "the run has no such result", where=Where(column="result_id", value=result_id),
            remedy="Run its notebook first: `dianalysis run --only NOTEBOOK`.",
        )  # fmt: skip
    changed = results.copy()
    by = -SHIFT if float(changed.loc[place[0], "estimate"]) > SHIFT else SHIFT
    for name in _MOVED:
        changed.loc[place, name] = changed.loc[place, name] + by
    return changed


def _tagged(cells: Iterable[dict[str, Any]], tags: Iterable[str]) -> Iterator[dict[str, Any]]:
    wanted = set(tags)
    return (cell for cell in cells if wanted & set(cell["metadata"].get("tags", [])))


def _run(cell: Mapping[str, Any], names: Names) -> str:
    """Run a cell and return all that it shows: what it draws, and the value of its last line."""
    body = ast.parse("".join(cell["source"])).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    before = set(plt.get_fignums())
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), str(cell["id"]), "exec"), names)
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), str(cell["id"]), "eval"), names)
    drawn = [number for number in plt.get_fignums() if number not in before]
    parts = [printed.getvalue(), _told(value), *(_drawn(plt.figure(number)) for number in drawn)]
    for number in drawn:
        plt.close(number)
    return "\n".join(parts)


def _told(value: object) -> str:
    if isinstance(value, Figure):
        return ""
    for name in ("as_raw_html", "_repr_html_", "_repr_markdown_"):
        if hasattr(value, name):
            return str(getattr(value, name)())
    return "" if value is None else str(value)


def _drawn(figure: Figure) -> str:
    return "\n".join(_trace(artist) for artist in figure.findobj() if artist.get_visible())


def _trace(artist: Artist) -> str:
    """Return what can be seen of a part of a drawing, as text."""
    if isinstance(artist, Text):
        return f"{artist.get_text()} {artist.get_position()}"
    if isinstance(artist, Line2D):
        return str(np.asarray(artist.get_xydata()).tolist())
    if isinstance(artist, Patch):
        corners = np.asarray(artist.get_path().vertices).tolist()
        return f"{corners} {artist.get_patch_transform().get_matrix().tolist()}"
    if isinstance(artist, Collection):
        offsets = np.ma.getdata(artist.get_offsets())
        paths = [np.asarray(path.vertices).tolist() for path in artist.get_paths()]
        return f"{offsets.tolist()} {paths} {artist.get_array()}"
    return ""
