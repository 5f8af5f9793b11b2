"""What ties figures together: linear rules between counts, and ratios that a printed figure stands for.

Every count is a whole number that may or may not be printed. A `Linear` rule always holds between counts
(parts make a total). A `Ratio` says which counts a printed share or mean rounds. Whether figures can all be
right is then a question about integers, which `solve` answers.
"""

from __future__ import annotations

from dataclasses import dataclass

Terms = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Linear:
    """A rule between counts that holds whatever was printed: low <= sum of coefficient x count <= high.

    Parameters
    ----------
    terms
        Names of counts (a printed figure, or a count nobody printed) with their coefficients.
    low, high
        Bounds; None where there is none.
    rule
        The rule in words.
    technique
        Which technique of the audit it belongs to.
    """

    terms: Terms
    low: int | None
    high: int | None
    rule: str
    technique: str = "totals"

    @property
    def exact(self) -> bool:
        """Whether it is an equality."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Ratio:
    """What a printed share or mean rounds: a weighted sum of counts over a sum of counts.

    Parameters
    ----------
    figure
        The printed share (weights include the factor 100) or mean.
    over, under
        Numerator with weights; counts of the denominator.
    rule, technique
        The rule in words; the technique of the audit.
    """

    figure: str
    over: Terms
    under: tuple[str, ...]
    rule: str
    technique: str

    @property
    def quantities(self) -> tuple[str, ...]:
        """All counts, each once."""
        return tuple(dict.fromkeys((*(name for name, _ in self.over), *self.under)))


@dataclass(frozen=True)
class Spread:
    """Shares that make one whole without their counts being printed.

    Parameters
    ----------
    shares
        Names of the printed shares.
    base
        Name of the base all of them have, printed or not.
    total
        Name of the printed 100, or empty.
    rule
        The rule in words.
    """

    shares: tuple[str, ...]
    base: str
    total: str
    rule: str


@dataclass(frozen=True)
class Network:
    """All relations of a set of figures."""

    linears: tuple[Linear, ...]
    ratios: tuple[Ratio, ...]
    spreads: tuple[Spread, ...]

    @property
    def relations(self) -> list[Linear | Ratio]:
        """Sums and other rules between counts first, then shares and means."""
        return [*self.linears, *self.ratios]


def with_stat(figure: str, stat: str) -> str:
    """Return the name of a cell's other figure, for instance the count beside a share."""
    return f"{figure.rpartition('/')[0]}/{stat}"
