"""The blocks of questions of the chapters on actions, outcomes, follow-up and satisfaction, in printed order.

The words stand in the codebook; a test holds these slugs to it.
"""

from __future__ import annotations

ASPECTS = {
    "organisatie": (
        "draagvlak_bewustwording", "visie_beleid", "strategisch_hr", "verantwoordelijkheid_flexibiliteit",
        "leiderschap", "dialoog_participatie", "cultuur",
    ),
    "vitaliteit_gezondheid": (
        "leefstijl", "werkdruk_stress", "lichamelijke_belasting", "ergonomie_werkplekinrichting",
        "veiligheid", "agressie_geweld", "pesten",
    ),
    "betrokkenheid_motivatie": (
        "stimulerend_leiderschap", "werkoverleg", "teamontwikkeling", "waardering_stimulatie",
        "transparantie_communicatie",
    ),
    "ontwikkeling_mobiliteit": (
        "opleiding", "talentmanagement", "loopbaanbegeleiding", "taakverbreding", "functieroulatie",
        "combinatiebanen", "coaching", "stagemogelijkheden",
    ),
    "monitoring": ("mto", "feedbacktraining", "functioneringscyclus", "periodieke_check_di"),
}  # fmt: skip
"""Aspect to its indicators."""
FOLLOWUP_TABLES = dict(zip(ASPECTS, ("T17", "T18", "T19", "T20", "T21"), strict=True))
INDICATORS = tuple(indicator for members in ASPECTS.values() for indicator in members)
SHORT_TERM = ("bewustwording", "bekendheid", "beleid", "werkplezier", "kennis", "betrokkenheid")
LONG_TERM = ("verbetering", "flexibel_inzetbaar")
OUTCOMES = (
    "bewustwording", "bekendheid", "beleid", "werkplezier", "verbetering", "kennis", "flexibel_inzetbaar",
    "betrokkenheid",
)  # fmt: skip
CONDITIONS = (
    "noodzaak_investeringen", "prioriteit_aspecten", "betrokkenheid_medewerkers", "maatschappelijk_belang",
    "budget", "cao_aandacht", "rollen_taken_leidinggevenden", "wijze_vormgeven", "deskundigheid",
    "praktische_voorzieningen", "effecten_meten", "ervaringen_anderen",
)  # fmt: skip
PERSON_INDICATORS = ("leefstijl", "werkdruk_stress", "training", "coaching")
PERSON_OUTCOMES = (
    "bewustwording", "bekendheid", "werkplezier", "verbetering", "kennis", "flexibel_inzetbaar",
)  # fmt: skip
PERSON_CONDITIONS = (
    "noodzaak_investeringen", "prioriteit_aspecten", "maatschappelijk_belang", "budget", "wijze_vormgeven",
    "effecten_meten", "ervaringen_anderen",
)  # fmt: skip
SATISFACTION = ("a", "b", "c", "d")
GRADES = tuple(range(1, 11))
SCORES = (1, 2, 3, 4, 5)
YES, MAYBE, NO = "ja", "misschien", "nee"


def columns(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of the clean table that hold a block: `outcome_` and its slugs."""
    return tuple(f"{prefix}{name}" for name in names)
