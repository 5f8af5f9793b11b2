"""Printed shares and means that no rounding of halves upward gives, but another known way does.

Shares at printed precision: half-up is the rule here. Where only halves to even, cutting off, or adding up
parts that were already rounded gives the printed number, it differs by rounding. Rounding twice (3.248 to
3.25 to 3.3) is named where it would explain a number, but does not excuse it: the number is wrong.
Source: IEEE 754-2019, section 4.3, names the directions; on sums of rounded shares Mosteller, Youtz & Zahn
1967, "The distribution of sums of rounded percentages", Demography 4(2).
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from dianalysis.published.audit.relations import Ratio, with_stat
from dianalysis.published.audit.system import System
from dianalysis.published.figures import decimals_of

HALF_UP = "halves upward"
CUT_OFF = "digits are cut off"
SUMMED = "the parts were rounded before they were added"


def ratio_of(system: System, ratio: Ratio) -> tuple[int, int] | None:
    """Return numerator and denominator of a printed ratio, or None when a count is not printed."""
    if any(name not in system.known for name in ratio.quantities):
        return None
    values = {name: int(float(system.known[name])) for name in ratio.quantities}
    over = sum(weight * values[name] for name, weight in ratio.over)
    under = sum(values[name] for name in ratio.under)
    return (over, under) if under > 0 else None


def rounded(over: int, under: int, *, decimals: int, way: str) -> str:
    """Write an exact ratio in one of the decimal module's ways of rounding."""
    with localcontext() as context:
        context.prec = 60
        return str((Decimal(over) / Decimal(under)).quantize(Decimal(1).scaleb(-decimals), rounding=way))


def way_of_rounding(system: System, ratio: Ratio) -> str:
    """Say how the printed value comes from its counts: a way of rounding in words, or nothing.

    Returns
    -------
    `HALF_UP`, another way that excuses a difference, or an empty string.
    """
    exact, text = ratio_of(system, ratio), system.known[ratio.figure]
    if exact is None:
        return ""
    decimals = decimals_of(text)
    for way, words in (
        (ROUND_HALF_UP, HALF_UP),
        (ROUND_HALF_EVEN, "halves go to the even digit"),
    ):
        if Decimal(rounded(*exact, decimals=decimals, way=way)) == Decimal(text):
            return words
    if sum_of_parts(system, ratio) == Decimal(text):
        return SUMMED
    return CUT_OFF if Decimal(rounded(*exact, decimals=decimals, way=ROUND_DOWN)) == Decimal(text) else ""


def twice_rounded(system: System, ratio: Ratio) -> bool:
    """Say whether rounding first to one more decimal and then again gives the printed value."""
    exact, text = ratio_of(system, ratio), system.known[ratio.figure]
    if exact is None:
        return False
    first = Decimal(rounded(*exact, decimals=decimals_of(text) + 1, way=ROUND_HALF_UP))
    again = first.quantize(Decimal(1).scaleb(-decimals_of(text)), rounding=ROUND_HALF_UP)
    return again == Decimal(text)


def sum_of_parts(system: System, ratio: Ratio) -> Decimal | None:
    """Add up the printed shares of the parts of the count a share stands for; None where one is missing."""
    count = ratio.over[0][0]
    for linear in system.linears.get(count, []):
        weights = dict(linear.terms)
        if not linear.exact or weights[count] != -1 or len(ratio.over) != 1:
            continue
        shares = [with_stat(name, "pct") for name, weight in linear.terms if weight == 1]
        if shares and all(name in system.known for name in shares):
            return sum((Decimal(system.known[name]) for name in shares), Decimal(0))
    return None
