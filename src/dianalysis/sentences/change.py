"""Findings on typology change."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_value, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write, write_p_value

PAIRED = "monitor_3-monitor_1"


def describe_typology_shift(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how the lowest and the middle types changed from start to end.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    """
    shares = {
        f"{group}_{when}": find_row(results, "typology_group_share", wave=wave, term=group)
        for group in ("a_ab", "b_bc")
        for when, wave in (("start", "monitor_1"), ("end", "monitor_3"))
    }
    found = {name: quote(row, page) for name, row in shares.items() if row is not None}
    if len(found) < len(shares):
        return say_nothing(results, page)
    return say(
        page,
        nl="Bij de start was {a_ab_start} van de bedrijven van type A–AB, aan het eind {a_ab_end}; "
        "type B–BC ging van {b_bc_start} naar {b_bc_end}.",
        en="At the start {a_ab_start} of the companies were of type A–AB, at the end {a_ab_end}; "
        "type B–BC went from {b_bc_start} to {b_bc_end}.",
        **found,
    )


def describe_growth(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many companies moved up, stayed and moved down, and by how many steps on average."""
    up = find_row(results, "direction_share", term="vooruitgang")
    same = find_row(results, "direction_share", term="stabiel")
    down = find_row(results, "direction_share", term="achteruitgang")
    mean = find_row(results, "growth_mean")
    if up is None or mean is None:
        return say_nothing(results, page)
    parts = {"up": quote(up, page), "mean": quote(mean, page, unit=say(page, nl="stappen", en="steps"))}
    if same is None or down is None:
        return say(
            page,
            nl="{up} van de bedrijven eindigde hoger dan bij de start; de gemiddelde groei was {mean}.",
            en="{up} of the companies ended higher than they started; mean growth was {mean}.",
            **parts,
        )
    return say(
        page,
        nl="{up} van de bedrijven eindigde hoger dan bij de start, {same} bleef gelijk en {down} ging "
        "achteruit; "
        "de gemiddelde groei was {mean}.",
        en="{up} of the companies ended higher than they started, {same} stayed where they were and "
        "{down} moved "
        "down; mean growth was {mean}.",
        same=write(same, page),
        down=write(down, page),
        **parts,
    )


def describe_net_improvement(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how far moves up outnumber moves down, and whether chance could do that with partners kept
    together."""
    net = find_row(results, "net_improvement", contrast=PAIRED, term="sign_test")
    kept = find_row(results, "net_improvement", contrast=PAIRED, term="sign_flip")
    if net is None:
        return say_nothing(results, page)
    test = net if kept is None else kept
    return say(
        page,
        nl="Het aandeel dat vooruitging min het aandeel dat achteruitging is {net}; {verdict}.",
        en="The share that moved up minus the share that moved down is {net}; {verdict}.",
        net=quote(net, page, kind="points", unit=say(page, nl="procentpunt", en="percentage points")),
        verdict=_verdict(test, page),
    )


def describe_partner_differences(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how much of the differences in growth lies between partners."""
    icc = find_row(results, "growth_icc")
    test = find_row(results, "growth_eta_squared", contrast="partners", term="permutation")
    pooled = select_rows(results, "growth_mean_pooled", group="partner")
    pooled = pooled[pooled["estimate"].notna()]
    if icc is None or len(pooled) < 2:
        return say(
            page,
            nl="Convenantpartners zijn op deze pagina niet te vergelijken: er is er één, of hun cijfers zijn "
            "verborgen.",
            en="Partners cannot be compared on this page: there is one only, or their figures are hidden.",
        )
    ends = [format_value(value, page.lang) for value in (pooled["estimate"].min(), pooled["estimate"].max())]
    return say(
        page,
        nl="Naar elkaar toe getrokken liggen de gemiddelden van de convenantpartners tussen {low} en {high} "
        "stappen; verschillen tussen convenantpartners maken {icc} uit van de spreiding in groei{test}.",
        en="Drawn towards each other, the partner means lie between {low} and {high} steps; differences "
        "between partners make up {icc} of the spread of growth{test}.",
        low=ends[0],
        high=ends[1],
        icc=quote(icc, page, kind="share"),
        test="" if test is None or pd.isna(test["p_value"]) else f" ({write_p_value(test, page)})",
    )


def describe_start_error(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how wrong the ratings at the start would have to be to undo the finding."""
    need = find_row(results, "start_error_share_needed", term="net_worst_case")
    mean = find_row(results, "start_error_share_needed", term="mean_growth")
    rows = select_rows(results, "start_error_share_needed")
    if rows.empty or rows["note"].str.startswith("suppressed").any():
        return say_nothing(results, page)
    if need is None and mean is None:
        return say(
            page,
            nl="Ook als elke startindeling één stap te laag was, bleven de schattingen boven nul{rest}.",
            en="Even with every start rating one step too low the estimates would stay above zero{rest}.",
            rest=_worst_start(results, page),
        )
    parts = []
    if mean is not None:
        nl, en = "om de gemiddelde groei tot nul te brengen", "to bring mean growth to zero"
        parts.append(f"{_share(mean, page)} {say(page, nl=nl, en=en)}")
    if need is not None:
        nl = "om vooruit en achteruit in evenwicht te brengen, in het ongunstigste geval"
        en = "to bring moves up and down into balance, in the worst case"
        parts.append(f"{_share(need, page)} {say(page, nl=nl, en=en)}")
    return say(
        page,
        nl="Zoveel startindelingen moesten een stap te laag zijn om de bevinding op te heffen: {parts}.",
        en="So many start ratings would have to be one step too low to undo the finding: {parts}.",
        parts="; ".join(parts),
    )


def describe_transition(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say what became of the companies that started lowest."""
    stay = find_row(results, "transition_share", wave="change", term="a_to_a")
    if stay is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Van de bedrijven die op A begonnen, stond {stay} daar aan het eind nog.",
        en="Of the companies that started at A, {stay} were still there at the end.",
        stay=quote(stay, page),
    )


def _share(row: pd.Series, page: Page) -> str:
    return quote(row, page, kind="share")


def _worst_start(results: pd.DataFrame, page: Page) -> str:
    """Add net improvement with every start rated too low, and whether its interval reaches zero."""
    row = find_row(results, "net_improvement", contrast="sensitivity", term="start_error_100")
    if row is None or pd.isna(row["conf_low"]):
        return ""
    net = quote(row, page, kind="points", unit=say(page, nl="procentpunt", en="percentage points"))
    if row["conf_low"] > 0:
        nl, en = "ook het interval ligt boven nul", "its interval too lies above zero"
    else:
        nl, en = "maar dat interval bevat nul", "but that interval includes zero"
    return say(
        page,
        nl="; de netto verbetering was dan {net}, {reach}",
        en="; net improvement would then be {net}, {reach}",
        net=net,
        reach=say(page, nl=nl, en=en),
    )


def _verdict(row: pd.Series, page: Page) -> str:
    if pd.isna(row["p_value"]):
        return say(page, nl="er is geen toets bij", en="no test goes with it")
    value = row["p_adjusted"] if pd.notna(row["p_adjusted"]) else row["p_value"]
    level = 0.95 if pd.isna(row["conf_level"]) else float(row["conf_level"])
    if value < 1 - level:
        return say(
            page,
            nl="dat is niet door toeval alleen te verklaren ({p})",
            en="that is not explained by chance alone ({p})",
            p=write_p_value(row, page),
        )
    return say(
        page,
        nl="dat kan ook toeval zijn ({p})",
        en="chance could give that too ({p})",
        p=write_p_value(row, page),
    )
