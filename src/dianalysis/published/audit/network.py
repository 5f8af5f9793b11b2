"""From rules and the names in a figures file to the relations between the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dianalysis.published.audit.patterns import Names, fill, slots_of
from dianalysis.published.audit.relations import Linear, Network, Ratio, Spread, Terms, with_stat
from dianalysis.published.audit.rules import Entry, Rules

Relation = Linear | Ratio | Spread


def build_network(rules: Rules, names: Names) -> Network:
    """Write out every rule for the figures at hand.

    Parameters
    ----------
    rules
        The rules; see `rules`.
    names
        The cells of the figures file.

    Raises
    ------
    ParameterError
        A rule refers to a cell, table or slot that does not exist.
    """
    found: list[Relation] = []
    for kind, builder in BUILDERS.items():
        for entry in rules.of(kind):
            for values in names.choices(entry.get("each") or {}, rule=str(entry["rule"])):
                found += builder(entry, names, values)
    return Network(
        tuple(one for one in found if isinstance(one, Linear)),
        tuple(one for one in found if isinstance(one, Ratio)),
        tuple(one for one in found if isinstance(one, Spread)),
    )


class _Filled:
    """One entry with its slots filled in for one combination of values."""

    def __init__(self, entry: Entry, names: Names, values: Mapping[str, str]) -> None:
        self.entry, self.names, self.values = entry, names, values
        self.rule = fill(str(entry["rule"]), values, rule=str(entry["rule"]))

    def text(self, key: str, extra: Mapping[str, str] | None = None) -> str:
        return fill(str(self.entry[key]), {**(extra or {}), **self.values}, rule=self.rule)

    def one(self, key: str, extra: Mapping[str, str] | None = None) -> str:
        return self.names.one(self.text(key, extra), rule=self.rule)

    def many(self, key: str) -> list[str]:
        raw = self.entry[key]
        patterns = raw if isinstance(raw, list) else [raw]
        filled = [fill(str(one), self.values, rule=self.rule) for one in patterns]
        return list(dict.fromkeys(name for one in filled for name in self.names.find(one, rule=self.rule)))


def _sums(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    total = filled.one("total")
    parts = [name for name in filled.many("parts") if name != total]
    terms = (*((name, 1) for name in parts), (total, -1))
    tables = {name.partition("/")[0] for name in (*parts, total)}
    technique = "totals" if len(tables) == 1 else "partner sums"
    yield Linear(terms, None if entry.get("may_miss") else 0, 0, filled.rule, technique)


def _limits(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    yield Linear(((filled.one("small"), 1), (filled.one("large"), -1)), None, 0, filled.rule, "limits")


def _equals(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    for left in filled.many("left"):
        right = filled.one("right", slots_of(left))
        yield Linear(((left, 1), (right, -1)), 0, 0, filled.rule, "equal figures")


def _shares(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    for name in filled.many("share"):
        count = filled.one("count", slots_of(name)) if "count" in entry else with_stat(name, "n")
        base = filled.one("base", slots_of(name))
        yield Ratio(name, ((count, 100),), (base,), filled.rule, "shares")


def _distributions(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    shares = filled.many("shares")
    base = filled.one("base") if "base" in entry else with_stat(shares[0], "base")
    counts = [with_stat(name, "n") for name in shares]
    yield Spread(tuple(shares), base, filled.one("total") if "total" in entry else "", filled.rule)
    yield Linear((*((name, 1) for name in counts), (base, -1)), 0, 0, filled.rule, "shares")
    for share, count in zip(shares, counts, strict=True):
        yield Ratio(share, ((count, 100),), (base,), filled.rule, "shares")
    if "total" in entry:
        yield Ratio(filled.one("total"), ((base, 100),), (base,), filled.rule, "shares")
    if "at_most" in entry:
        yield Linear(((base, 1), (filled.one("at_most"), -1)), None, 0, filled.rule, "limits")


def _scored(entry: Entry, filled: _Filled, key: str, extra: Mapping[str, str]) -> Terms:
    """Return counts with their scores: `values` names the scores, else they are the numbers 1 to 5."""
    values: Mapping[object, int] = entry.get("values") or {score: score for score in range(1, 6)}
    return tuple(
        (filled.one(key, {**extra, "score": str(label)}), int(score)) for label, score in values.items()
    )


def _means(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    for name in filled.many("mean"):
        terms = _scored(entry, filled, "scores", slots_of(name))
        yield Ratio(name, terms, tuple(count for count, _ in terms), filled.rule, "means from counts")


def _bounds(total: str, base: str, entry: Entry, rule: str) -> list[Linear]:
    low, high = int(entry["low"]), int(entry["high"])
    return [
        Linear(((total, 1), (base, -low)), 0, None, rule, "distributions from mean and n"),
        Linear(((total, 1), (base, -high)), None, 0, rule, "distributions from mean and n"),
    ]


def _grains(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    for name in filled.many("mean"):
        base, total = filled.one("base", slots_of(name)), with_stat(name, "sum")
        yield Ratio(name, ((total, 1),), (base,), filled.rule, "GRIM")
        yield from _bounds(total, base, entry, filled.rule)


def _pooled(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    parts = []
    for base in filled.many("base"):
        total = with_stat(filled.text("mean", slots_of(base)), "sum")
        parts.append(total)
        yield from _bounds(total, base, entry, filled.rule)
    whole = _scored(entry, filled, "scores", {})
    terms = (*((name, 1) for name in parts), *((name, -score) for name, score in whole))
    yield Linear(terms, 0, 0, filled.rule, "profile means against national figures")


def _balances(entry: Entry, names: Names, values: Mapping[str, str]) -> Iterator[Relation]:
    filled = _Filled(entry, names, values)
    terms: list[tuple[str, int]] = []
    for side in entry["sides"]:
        part = _Filled({**side, "rule": entry["rule"]}, names, values)
        times = int(side.get("times", 1))
        terms += [(name, times * score) for name, score in _scored(side, part, "scores", {}) if score]
    yield Linear(tuple(terms), 0, 0, filled.rule, "totals")


Builder = Callable[[Entry, Names, Mapping[str, str]], Iterator[Relation]]
BUILDERS: dict[str, Builder] = {
    "sums": _sums,
    "limits": _limits,
    "equals": _equals,
    "shares": _shares,
    "distributions": _distributions,
    "means": _means,
    "grains": _grains,
    "pooled": _pooled,
    "balances": _balances,
}
