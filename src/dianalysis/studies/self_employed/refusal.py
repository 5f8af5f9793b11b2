"""Why the self-employed are not compared with companies: the refusal, and the facts it rests on."""

from __future__ import annotations

from dianalysis.errors import ParameterError, Where
from dianalysis.studies.population import select
from dianalysis.studies.self_employed.persons import SelfEmployedTables

REASON = (
    "They answered another questionnaire, about themselves, differ in number and come from some partners "
    "only: a difference would not tell where it came from."
)


class ComparisonRefused(ParameterError):
    """A comparison of the self-employed with companies, which is refused.

    Parameters
    ----------
    population
        The companies the comparison was asked with.
    people, companies
        How many there are of each.
    partners
        From how many partners the self-employed come.
    """

    def __init__(self, population: str, *, people: int, companies: int, partners: int) -> None:
        self.population, self.people, self.companies = population, people, companies
        self.partners = partners
        super().__init__(
            "the self-employed are not compared with companies",
            where=Where(column="compare_with", value=population),
            remedy=REASON,
        )


def refuse_comparison(panel: SelfEmployedTables, population: str) -> ComparisonRefused:
    """Return the refusal of a comparison with a population of companies: the study raises it, a page tells.

    Raises
    ------
    ParameterError
        When there is no such population.
    """
    companies, people = select(panel.companies, population), panel.self_employed
    known = people["partner"].nunique() if "partner" in people else 0
    return ComparisonRefused(population, people=len(people), companies=len(companies), partners=known)
