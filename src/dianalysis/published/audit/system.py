"""Figures as conditions on whole numbers: what each printed figure says, and the rules between counts.

A printed count says what the count is. A printed share or mean p with d decimals says that the exact ratio
rounds to p, halves upward: (2u - 1) B <= 2 * 10^d * A < (2u + 1) B, where u is p without its point and A/B
is the ratio (for means of whole scores this is the GRIM test of Brown & Heathers 2017, "The GRIM test",
Social Psychological and Personality Science 8(4)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dianalysis.published.audit.relations import Linear, Network, Ratio
from dianalysis.published.audit.solve import Box, Row
from dianalysis.published.figures import decimals_of

NEVER = Row((), 1, 1)  # zero is not one: what says that a figure cannot be right on its own


class System:
    """All conditions of a set of figures.

    Parameters
    ----------
    known
        Printed value by figure, with a decimal point.
    network
        The relations.
    loose
        Figures that differ by rounding only: they are held to one unit of their last decimal.
    """

    def __init__(self, known: Mapping[str, str], network: Network, *, loose: Collection[str] = ()) -> None:
        self.known, self.network, self.loose = dict(known), network, frozenset(loose)
        self.ratios: dict[str, list[Ratio]] = {}
        for ratio in network.ratios:
            self.ratios.setdefault(ratio.figure, []).append(ratio)
        self.linears: dict[str, list[Linear]] = {}
        for linear in network.linears:
            for name in dict.fromkeys(name for name, _ in linear.terms):
                self.linears.setdefault(name, []).append(linear)
        self.totals = {
            linear.terms[-1][0]
            for linear in network.linears
            if len(linear.terms) > 2 and [weight for _, weight in linear.terms if weight < 0] == [-1]
        }
        self.users = self._find_users()
        self._said = {name: tuple(self._say(name)) for name in self.known}
        self._rows = {linear: as_row(linear) for linear in network.linears}
        self.box = self._find_box()

    def variant(self, *, loose: Collection[str] = (), aside: Collection[Linear] = ()) -> System:
        """Return the same figures with more of them held loosely, or with some rules set aside."""
        linears = tuple(one for one in self.network.linears if one not in set(aside))
        network = Network(linears, self.network.ratios, self.network.spreads)
        return System(self.known, network, loose=self.loose | frozenset(loose))

    def _find_users(self) -> dict[str, list[str]]:
        """Return for every count the printed figures that say something about it."""
        users: dict[str, list[str]] = {}
        for name in self.known:
            for quantity in self.quantities(name):
                users.setdefault(quantity, []).append(name)
        return users

    def _find_box(self) -> Box:
        counts = [
            int(float(text)) for name, text in self.known.items() if name.rpartition("/")[2] in ("n", "N")
        ]
        top = 4 * max(counts, default=1000) + 100
        names = {name for linear in self.network.linears for name, _ in linear.terms}
        names |= {name for ratio in self.network.ratios for name in ratio.quantities} | set(self.known)
        bases = {ratio.under[0] for ratio in self.network.ratios if len(ratio.under) == 1}
        return {name: (int(name in bases), top * (10 if name.endswith("/sum") else 1)) for name in names}

    def quantities(self, figure: str) -> tuple[str, ...]:
        """Return the counts a figure says something about; none when no rule speaks of it."""
        if figure.rpartition("/")[2] in ("n", "N"):
            return (figure,)
        ratios = self.ratios.get(figure, [])
        return tuple(dict.fromkeys(name for ratio in ratios for name in ratio.quantities))

    def says(self, figure: str) -> tuple[Row, ...]:
        """Return what a printed figure says, as conditions."""
        return self._said[figure]

    def _say(self, figure: str) -> list[Row]:
        text = self.known[figure]
        if figure.rpartition("/")[2] not in ("n", "N"):
            return [row for ratio in self.ratios.get(figure, []) for row in self._rounds(ratio, text)]
        whole, _, rest = text.partition(".")
        if rest.strip("0"):
            return [NEVER]
        return [Row(((figure, 1),), int(whole), int(whole))]

    def _rounds(self, ratio: Ratio, text: str) -> list[Row]:
        units, scale = int(text.replace(".", "")), 10 ** decimals_of(text)
        slack = 2 if ratio.figure in self.loose else 0
        low, high = 2 * units - 1 - slack, 2 * units + 1 + slack
        rows = [Row(tuple((name, 1) for name in ratio.under), 1, None)]
        for bound, least, most in ((low, 0, None), (high, None, -1)):
            terms: dict[str, int] = {}
            for name, weight in ratio.over:
                terms[name] = terms.get(name, 0) + 2 * scale * weight
            for name in ratio.under:
                terms[name] = terms.get(name, 0) - bound
            rows.append(Row(tuple((name, weight) for name, weight in terms.items() if weight), least, most))
        return rows

    def tightest(self, count: str) -> int:
        """Return the largest value the printed limits of a count allow."""
        tops = [self.box[count][1]]
        for linear in self.linears.get(count, []):
            others = [name for name, weight in linear.terms if weight < 0]
            if linear.high == 0 and len(linear.terms) == 2 and others and others[0] in self.known:
                tops.append(int(float(self.known[others[0]])))
        return min(tops)

    def conditions(self, figures: Iterable[str], *, everything: bool = False) -> list[Row]:
        """Return what figures say together with the rules that touch their counts (or all rules)."""
        chosen = list(figures)
        rows = [row for name in chosen for row in self.says(name)]
        if everything:
            return rows + list(self._rows.values())
        touched = dict.fromkeys(quantity for name in chosen for quantity in self.quantities(name))
        linears = dict.fromkeys(linear for name in touched for linear in self.linears.get(name, []))
        return rows + [self._rows[linear] for linear in linears]


def as_row(linear: Linear) -> Row:
    """Return a rule as a condition, the same count taken together."""
    terms: dict[str, int] = {}
    for name, weight in linear.terms:
        terms[name] = terms.get(name, 0) + weight
    return Row(tuple((name, weight) for name, weight in terms.items() if weight), linear.low, linear.high)
