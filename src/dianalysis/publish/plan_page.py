"""The page of the analysis plan: its families, and what became of every hypothesis in this run."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from dianalysis.formats import check_lang, format_count, format_percent
from dianalysis.publish.content import Chapter, PlanContent
from dianalysis.publish.lessons.links import page_of
from dianalysis.publish.markdown import escape, link, table
from dianalysis.publish.words import word
from dianalysis.studies.hypotheses import Family, Lesson, NamedTest, SmallestEffect
from dianalysis.studies.plan_outcome import DECISIONS, exploratory_tests, outcome_of_plan
from dianalysis.tables import table_hypotheses

_RULES = DECISIONS[:-1]


def plan_page(
    results: pd.DataFrame,
    content: PlanContent | None,
    chapters: Sequence[Chapter],
    *,
    basis: str,
    lang: str,
    lessons: Collection[str] = (),
) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    results
        Released results of the run.
    content
        The plan and the labels of the language; None gives a page that says it is not there.
    chapters
        Executions of the catalogue: a question is linked to the page of its study.
    basis
        reconstructed or data; what concerns the reconstruction is left out for own data.
    lang
        Language.
    lessons
        Lessons that have a page of their own.
    """
    heading = f"# {word('analysis_plan', lang)}\n\n"
    if content is None:
        return heading + word("plan_absent", lang) + "\n"
    outcomes = outcome_of_plan(results, content.plan)
    families = [(family, outcomes[outcomes["family"] == family.id]) for family in content.plan.families]
    parts = [word("plan_known", lang)]
    parts += [word("plan_known_own", lang)] if basis == "data" else []
    parts += [f"## {word('plan_rule', lang)}", *_rule(content, basis, lang)]
    parts += [f"## {word('plan_short', lang)}", _overview(families, content, lang)]
    for family, rows in families:
        parts += [
            f"## {_of(family, 'description', lang)}",
            *_family(family, rows, content, chapters, lang=lang, lessons=lessons),
        ]
    parts += [f"## {word('plan_smallest', lang)}", _smallest(content, lang)]
    parts += [f"## {word('plan_exploratory', lang)}", *_exploratory(results, content, chapters, lang)]
    return heading + "\n\n".join(parts) + "\n"


def _rule(content: PlanContent, basis: str, lang: str) -> list[str]:
    level = content.plan.facts.conf_level
    numbers = {
        "level": format_percent(level, check_lang(lang), decimals=0),
        "alpha": format_percent(1 - level, check_lang(lang), decimals=0),
    }
    lines = [
        f"- **{content.page.word(f'decision_{name}')}**: {word(f'plan_rule_{name}', lang).format(**numbers)}"
        for name in _RULES
    ]
    parts = [word("plan_rule_intro", lang), "\n".join(lines), word("plan_rule_adjusted", lang)]
    return parts + ([word("plan_rule_range", lang)] if basis != "data" else [])


def _overview(families: Sequence[tuple[Family, pd.DataFrame]], content: PlanContent, lang: str) -> str:
    shown = [name for name in DECISIONS if any((rows["decision"] == name).any() for _, rows in families)]
    head = [word("plan_family", lang), word("plan_number", lang)]
    head += [content.page.word(f"decision_{name}") for name in shown]
    lines = []
    for family, rows in families:
        counts = [len(rows), *(int((rows["decision"] == name).sum()) for name in shown)]
        name = escape(_of(family, "description", lang))
        numbers = [format_count(count, check_lang(lang)) for count in counts]
        lines.append([name, *numbers])
    return table(head, lines, numbers_from=1)


def _family(
    family: Family,
    rows: pd.DataFrame,
    content: PlanContent,
    chapters: Sequence[Chapter],
    *,
    lang: str,
    lessons: Collection[str],
) -> list[str]:
    plan = content.plan
    named = [
        link(_of(lesson, "title", lang), page_of(lesson.id))
        if lesson.id in lessons
        else f"{escape(_of(lesson, 'title', lang))} (`{lesson.id}`)"
        for lesson in plan.lessons
        if lesson.id in set(rows["lesson"])
    ]
    made = table_hypotheses(
        rows,
        page=content.page,
        family=_of(family, "description", lang),
        tests={test.id: _of(test, "name", lang) for test in plan.tests},
        links={chapter.name: f"{chapter.name}.html" for chapter in chapters if chapter.page},
    )
    return [
        f"{word(f'plan_{family.correction}_why', lang)} {word('plan_lessons', lang)}: {'; '.join(named)}.",
        f'```{{raw}} html\n<div class="wide">\n{made.as_raw_html()}\n</div>\n```',
    ]


def _smallest(content: PlanContent, lang: str) -> str:
    plan, page = content.plan, content.page
    entries = {name: entry for entry in plan.smallest_effects for name in entry.measures}
    sizes = {item.measure: item.smallest_effect for item in plan.hypotheses}
    lines = []
    for measure, size in sizes.items():
        entry = entries[measure]
        written = word("plan_none", lang) if size is None else page.value(measure, size).lstrip("+")
        unit, reason = _of(entry, "unit", lang), _of(entry, "reason", lang)
        lines.append([escape(text) for text in (page.measure(measure), written, unit, reason)])
    head = [word(name, lang) for name in ("plan_measure", "plan_size", "plan_unit", "plan_why")]
    return table(head, lines)


def _exploratory(
    results: pd.DataFrame, content: PlanContent, chapters: Sequence[Chapter], lang: str
) -> list[str]:
    found = exploratory_tests(results)
    if found.empty:
        return [word("plan_exploratory_none", lang)]
    total = format_count(int(found["number"].sum()), check_lang(lang))
    head = [word(name, lang) for name in ("plan_study", "plan_measure", "plan_p_values")]
    lines = [
        [
            _chapter(str(row["study"]), chapters, lang),
            escape(content.page.measure(str(row["measure"]))),
            format_count(row["number"], check_lang(lang)),
        ]
        for _, row in found.iterrows()
    ]
    text = word("plan_exploratory_some", lang).format(number=total)
    return [text, table(head, lines, numbers_from=2)]


def _chapter(study: str, chapters: Sequence[Chapter], lang: str) -> str:
    if study in {chapter.name for chapter in chapters if chapter.page}:
        return link(_titles(chapters, lang)[study], f"{study}.ipynb")
    return escape(_titles(chapters, lang).get(study, study))


def _titles(chapters: Sequence[Chapter], lang: str) -> dict[str, str]:
    return {chapter.execution.entry.id: chapter.execution.entry.title[lang] for chapter in chapters}


def _of(entry: Family | Lesson | NamedTest | SmallestEffect, part: str, lang: str) -> str:
    return str(getattr(entry, f"{part}_{check_lang(lang)}"))
