"""A page in one language: where tables, figures and sentences find the label that belongs to a slug."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.errors import CodebookError, ParameterError, Unreadable, Where
from dianalysis.formats.labels import label_group, label_term, title_of
from dianalysis.formats.numbers import Kind, Lang, check_lang, format_interval, format_percent, format_value
from dianalysis.formats.words import find_word, has_word
from dianalysis.paths import ProjectPaths

MEASURE_COLUMNS = ("measure", "label_nl", "label_en", "unit", "study", "kind")
_KINDS: dict[str, Kind] = {
    "count": "count", "share": "share", "mean": "mean", "difference": "effect", "effect": "effect",
    "p_value": "effect",
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """Labels and number forms of one language.

    Parameters
    ----------
    codebook
        Labels of variables, categories and partners.
    measures
        Labels of measures: the columns of `data/plan/measures.csv`, one row per measure, indexed by it.
    lang
        nl or en.
    """

    codebook: Codebook
    measures: pd.DataFrame
    lang: Lang

    def word(self, key: str) -> str:
        """Return a word of the page itself, such as a column header."""
        return find_word(key, self.lang)

    def has_word(self, key: str) -> bool:
        """Say whether the pages have a word called `key`."""
        return has_word(key)

    def measure(self, measure: str) -> str:
        """Return the label of a measure.

        Raises
        ------
        CodebookError
            When `measures.csv` does not describe it.
        """
        return str(self._measure(measure)[f"label_{self.lang}"])

    def kind(self, measure: str) -> Kind:
        """Return how a measure is written: share, count, mean or effect."""
        return _KINDS.get(str(self._measure(measure)["kind"]), "effect")

    def is_proportion(self, measure: str) -> bool:
        """Tell whether a measure runs from nought to one: a share or a probability."""
        return self._measure(measure)["unit"] in ("share", "probability")

    def value(self, measure: str, value: float | None, *, decimals: int | None = None) -> str:
        """Write an estimate the way its measure is written, with no more decimals than asked for."""
        return format_value(value, self.lang, kind=self.kind(measure), decimals=decimals)

    def interval(self, measure: str, low: float | None, high: float | None) -> str:
        """Write an interval the way its measure is written."""
        return format_interval(low, high, self.lang, kind=self.kind(measure))

    def level(self, conf_level: float | None) -> str:
        """Write a confidence level, without decimals."""
        return format_percent(conf_level, self.lang, decimals=0)

    def term(self, measure: str, term: str) -> str:
        """Return the label of a category of a measure.

        Parameters
        ----------
        measure
            The measure, with or without `_n` or `_share`.
        term
            Its category; combinations of choices are written with their parts joined.
        """
        return label_term(self.codebook, self.lang, measure=measure, term=term)

    def scale_steps(self) -> int:
        """Return the number of steps from the lowest type to the highest."""
        return len(self.codebook.values("typology")) - 1

    def aspect_of(self, indicator: str) -> str:
        """Return the label of the aspect an indicator belongs to.

        Raises
        ------
        CodebookError
            When the codebook has no such indicator.
        """
        known = self.codebook.tables["indicators"].set_index("indicator")["aspect"]
        if indicator not in known.index:
            raise CodebookError(
                f"the indicator {indicator!r} has no aspect", remedy="Add it to data/codebook/indicators.csv."
            )
        return self.term("aspect", str(known[indicator]))

    def group(self, name: str, level: str) -> str:
        """Return the label of a group of companies, such as a partner."""
        return label_group(self.codebook, self.lang, name=name, level=level)

    def group_kind(self, name: str) -> str:
        """Return the header over the labels of groups of one kind."""
        return self.word(name)

    def population(self, population: str, *, count: float | None = None) -> str:
        """Return the name of a population as it stands inside a sentence; singular after a count of one."""
        return self.word(f"population_{population}" + ("_one" if count == 1 else ""))

    def _measure(self, measure: str) -> dict[str, str]:
        if measure not in self.measures.index:
            raise CodebookError(
                f"the measure {measure!r} has no label", remedy="Describe it in data/plan/measures.csv."
            )
        row = self.measures.loc[[measure]].iloc[0]
        return {str(name): str(value) for name, value in row.items()}


def find_title(stems: list[str], page: Page) -> str:
    """Return the title of a distribution: the question it answers, or else the label of its measure."""
    return title_of(stems, page.lang) or page.measure(f"{stems[0]}_n")


def read_measures(path: Path) -> pd.DataFrame:
    """Read the labels of measures.

    Parameters
    ----------
    path
        `measures.csv`.

    Returns
    -------
    DataFrame of texts, indexed by `measure` (kept as a column too).

    Raises
    ------
    Unreadable
        When the file is not there or lacks a column.
    CodebookError
        When a measure is described twice.
    """
    if not path.is_file():
        raise Unreadable("the labels of measures are not there", where=Where(file=str(path)))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    absent = [name for name in MEASURE_COLUMNS if name not in frame.columns]
    if absent:
        raise Unreadable("a column is missing", where=Where(file=path.name, column=absent[0]))
    twice = frame["measure"].duplicated()
    if twice.any():
        first = str(frame.loc[twice, "measure"].iloc[0])
        raise CodebookError("a measure is described twice", where=Where(file=path.name, value=first))
    return frame.set_index("measure", drop=False)


def open_page(lang: str, *, paths: ProjectPaths | None = None) -> Page:
    """Open a page of this project in the language asked for.

    Parameters
    ----------
    lang
        nl or en.
    paths
        The project; found from the working directory when absent.

    Raises
    ------
    ParameterError
        When the language is unknown.
    """
    language = check_lang(lang)
    project = ProjectPaths.find() if paths is None else paths
    return Page(load_codebook(project.codebook), read_measures(project.plan / "measures.csv"), language)


def require_measures(results: pd.DataFrame, measures: tuple[str, ...], page: Page) -> None:
    """Refuse the results of a study in which none of the measures of a table or figure can occur.

    Results of the right study in which the measures are absent pass: some things cannot be estimated for
    every population, and the page then says so.

    Raises
    ------
    ParameterError
        When the results are of other studies than the measures.
    """
    if results.empty or results["measure"].isin(measures).any():
        return
    known = [name for name in measures if name in page.measures.index]
    studies = {study for name in known for study in str(page.measures.loc[name, "study"]).split(";")}
    if not studies & set(results["study"]):
        raise ParameterError(
            f"results of {', '.join(sorted(set(results['study'])))} hold none of the measures "
            f"{', '.join(measures)}",
            remedy=f"Give results of {' or '.join(sorted(studies))}.",
        )
