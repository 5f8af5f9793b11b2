"""Findings on interviews: what was told, by whom, how surely it was coded, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dianalysis.disclosure import release_count
from dianalysis.formats import Page, format_count, format_number, format_p_value, format_percent, select_rows
from dianalysis.interviews.coding import CodedInterviews
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write
from dianalysis.studies.interviews.agreement import LEAST_ALPHA
from dianalysis.studies.interviews.patterns import REPORT_ORDER

_WHOLE = "totaal"
_MOST = 3
_CHANCE = 0.05


def describe_interviews(interviews: CodedInterviews, *, profile: str, page: Page) -> Finding:
    """Say what was coded: segments, interviews, partners, coders, and how many codes are not settled yet.

    Parameters
    ----------
    interviews
        Coded segments.
    profile
        Disclosure profile by which numbers are shown.
    page
        Labels and language.
    """
    if interviews.is_empty:
        return Finding(page.word("no_interviews"))
    counts = {
        "segments": len(interviews.segments),
        "pieces": interviews.segments["interview_id"].nunique(),
        "partners": interviews.segments["partner"].nunique(),
    }
    shown = {name: _shown(count, profile, page) for name, count in counts.items()}
    first = say(
        page,
        nl="Deze pagina gaat over {segments} segmenten uit {pieces} stukken bij {partners} "
        "convenantpartners, gecodeerd door {coders} lezers. Elk segment staat in de gegevens als "
        "samenvatting in eigen woorden; er is niets geciteerd.",
        en="This page is about {segments} segments from {pieces} pieces at {partners} partners, coded by "
        "{coders} readers. The data hold every segment as a summary in our own words; nothing is quoted.",
        coders=format_count(len(interviews.coders), page.lang),
        **shown,
    )
    if interviews.basis == "data":
        first = say(
            page,
            nl="Deze pagina gaat over {segments} segmenten van {pieces} eigen gesprekken bij {partners} "
            "convenantpartners. De tekst zelf is niet gelezen.",
            en="This page is about {segments} segments of {pieces} own interviews at {partners} partners. "
            "The text itself was not read.",
            **shown,
        )
    if not interviews.undecided:
        return first
    second = say(
        page,
        nl="Over {open} codes verschillen de lezers nog; die tellen niet mee.",
        en="On {open} codes the readers still differ; these are not counted.",
        open=_shown(interviews.undecided, profile, page),
    )
    return Finding(f"{first} {second}")


def describe_codes(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which codes are most frequent, how many segments have none, and which codes are nearly absent."""
    rows = select_rows(results, "code_share")
    rows = rows[rows["estimate"].notna()]
    bare = find_row(results, "corpus_n", term="without_code")
    if rows.empty or bare is None:
        return say_nothing(results, page)
    rows = rows.sort_values("estimate", ascending=False, kind="stable")
    partners = select_rows(results, "partner_code_n").set_index("term")["estimate"]
    few = [code for code in rows["term"] if pd.notna(partners[code]) and partners[code] <= 2]
    named = [f"{_code(row, page)}, {quote(row, page)}" for _, row in rows.head(_MOST).iterrows()]
    return say(
        page,
        nl="Het vaakst komen voor, als aandeel van de segmenten: {most}. Geen code kregen {bare} van de {n} "
        "segmenten. "
        "Bij hooguit twee convenantpartners kwamen ter sprake: {few}.",
        en="Most frequent, as a share of the segments: {most}. No code was given to {bare} of the {n} "
        "segments. "
        "Spoken of at two partners at most: {few}.",
        most="; ".join(named),
        bare=write(bare, page),
        n=format_count(bare["n"], page.lang),
        few=_listed((_label(code, page) for code in few), page) or page.word("none"),
    )


def describe_valences(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how much of what was told supports a claim, and which claims are supported least."""
    rows = select_rows(results, "valence_n")
    if rows.empty or rows["estimate"].isna().any():
        return say_nothing(results, page)
    parts = rows["term"].str.split(".", n=1)
    table = rows.assign(code=parts.str[0], valence=parts.str[1]).pivot_table(
        index="code", columns="valence", values="estimate", aggfunc="sum", sort=False
    )
    whole = table.sum()
    base = table.sum(axis=1)
    shares = (table["supports"] / base).astype(float)
    weak = shares.sort_values(kind="stable").head(_MOST)
    return say(
        page,
        nl="Van de {n} gegeven codes steunen er {yes} ({share}) de stelling, nuanceren er {half} haar en "
        "spreken er {no} haar tegen. Het minst gesteund zijn {weak}.",
        en="Of the {n} codes given {yes} ({share}) support the claim, {half} qualify it and {no} contradict "
        "it. Supported least are {weak}.",
        n=format_count(float(whole.sum()), page.lang),
        yes=format_count(float(whole["supports"]), page.lang),
        share=format_percent(float(whole["supports"] / whole.sum()), page.lang),
        half=format_count(float(whole["qualifies"]), page.lang),
        no=format_count(float(whole["contradicts"]), page.lang),
        weak=_listed(
            (
                f"{_label(str(code), page)} ({_of(table['supports'][code], base[code], page)})"
                for code in weak.index
            ),
            page,
        ),
    )


def describe_saturation(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say after how many pieces most codes had turned up, and when the last new one did."""
    reached = find_row(results, "saturation_reached", term="codes")
    rows = select_rows(results, "saturation", group="interviews_read", contrast=REPORT_ORDER, terms=["codes"])
    rows = rows[rows["estimate"].notna()]
    if reached is None or rows.empty:
        return say_nothing(results, page)
    counts = rows["estimate"].astype(float).to_numpy()
    last = rows["group_level"].astype(int).to_numpy()[int((counts == counts.max()).argmax())]
    return say(
        page,
        nl="In willekeurige volgorde zijn {middle} van de {n} stukken genoeg voor negen van de tien codes "
        "({low} tot {high} in {level} van de volgordes). In de volgorde van het bestand komt de laatste "
        "nieuwe code bij stuk {last}.",
        en="In random order {middle} of the {n} pieces are enough for nine codes in ten ({low} to {high} in "
        "{level} of the orders). In the order of the file the last new code comes with piece {last}.",
        middle=write(reached, page),
        n=format_count(reached["n"], page.lang),
        low=format_count(reached["conf_low"], page.lang),
        high=format_count(reached["conf_high"], page.lang),
        level=page.level(reached["conf_level"]),
        last=format_count(float(last), page.lang),
    )


def describe_code_pairs(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which two codes go together most."""
    rows = select_rows(results, "code_pair_phi")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    first = rows.iloc[int(rows["estimate"].astype(float).to_numpy().argmax())]
    return say(
        page,
        nl="Het sterkst gaan {pair} samen: phi {phi}.",
        en="Going together most are {pair}: phi {phi}.",
        pair=_listed((_label(code, page) for code in str(first["term"]).split("+")), page),
        phi=quote(first, page),
    )


def describe_agreement(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how far coders agreed over all codes, and on which codes they agreed too little."""
    whole = find_row(results, "agreement_alpha", term=_WHOLE)
    if whole is None:
        return say_nothing(results, page)
    rows = select_rows(results, "agreement_alpha")
    rows = rows[rows["estimate"].notna() & (rows["term"] != _WHOLE)]
    low = rows[(rows["estimate"] < LEAST_ALPHA).to_numpy(dtype=bool)]
    valence = find_row(results, "valence_alpha", term=_WHOLE)
    text = say(
        page,
        nl="Over alle codes samen is alpha {whole}. Het aantal codes onder de ondergrens is {k} van de "
        "{n}{low}.",
        en="Over all codes together alpha is {whole}. The number of codes below the limit is {k} of "
        "{n}{low}.",
        whole=quote(whole, page),
        n=format_count(len(rows), page.lang),
        k=format_count(len(low), page.lang),
        low=_after_colon((_code(row, page) for _, row in low.iterrows()), page),
    )
    if valence is None:
        return text
    second = say(
        page,
        nl="Waar beiden een code gaven, is alpha van de valentie {valence}.",
        en="Where both gave a code, alpha of the valence is {valence}.",
        valence=quote(valence, page),
    )
    return Finding(f"{text} {second}")


def describe_joint(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which association with the monitor is largest, and how many small p-values chance alone gives."""
    rows = select_rows(results, "joint_association")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    first = rows.iloc[int(rows["estimate"].astype(float).abs().to_numpy().argmax())]
    code, _, outcome = str(first["term"]).partition(".")
    tested = rows[rows["p_value"].notna()]
    small = int((tested["p_value"].astype(float) < _CHANCE).sum())
    text = say(
        page,
        nl="Van de {n} samenhangen over {partners} convenantpartners is die van {code} met {outcome} het "
        "grootst: {value}.",
        en="Of the {n} associations over {partners} partners that of {code} with {outcome} is largest: "
        "{value}.",
        n=format_count(len(rows), page.lang),
        partners=format_count(rows["n"].max(), page.lang),
        code=_label(code, page),
        outcome=page.word(f"joint_{outcome}_name"),
        value=quote(first, page),
    )
    holm = find_row(results, "joint_smallest_p")
    if tested.empty or holm is None:
        return text
    second = say(
        page,
        nl="Een p-waarde onder {limit} hebben er {small}; door toeval alleen waren dat er ongeveer {chance} "
        "geweest. De kleinste is p {least}, en na correctie voor hun aantal p {holm}.",
        en="Of these {small} have a p-value below {limit}; chance alone would give about {chance}. The "
        "smallest is p {least}, and after correction for their number p {holm}.",
        limit=format_number(_CHANCE, page.lang),
        small=format_count(small, page.lang),
        chance=format_count(_CHANCE * len(tested), page.lang),
        least=_p_value(float(tested["p_value"].min()), page),
        holm=_p_value(float(holm["estimate"]), page),
    )
    return Finding(f"{text} {second}")


def _shown(count: int, profile: str, page: Page) -> str:
    number = release_count(count, profile=profile)
    return page.word("suppressed") if number is None else format_count(number, page.lang)


def _label(code: str, page: Page) -> str:
    label = page.term("code", code)
    return f"“{label}”"


def _code(row: pd.Series, page: Page) -> str:
    return _label(str(row["term"]), page)


def _of(part: float, whole: float, page: Page) -> str:
    return say(
        page,
        nl="{a} van {b}",
        en="{a} of {b}",
        a=format_count(part, page.lang),
        b=format_count(whole, page.lang),
    )


def _p_value(value: float, page: Page) -> str:
    text = format_p_value(value, page.lang)
    return f"< {text[1:].strip()}" if text.startswith("<") else f"= {text}"


def _listed(names: Iterable[str], page: Page) -> str:
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {say(page, nl='en', en='and')} {found[-1]}"


def _after_colon(names: Iterable[str], page: Page) -> str:
    text = _listed(names, page)
    return f": {text}" if text else ""
