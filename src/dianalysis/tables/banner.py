"""The banner that says on every page what its numbers rest on."""

from __future__ import annotations

from html import escape

from IPython.display import HTML

from dianalysis.disclosure import find_profile
from dianalysis.errors import ParameterError
from dianalysis.formats import Page

_COLOURS = {
    "reconstructed": ("#fff6e0", "#b77900"),
    "data": ("#e8f4fb", "#0072b2"),
    "published": ("#f2f2f2", "#5a5a5a"),
}


def banner(basis: str, *, profile: str, page: Page) -> HTML:
    """Make the banner of a page.

    Parameters
    ----------
    basis
        `reconstructed` (the demo), `data` (own exports) or `published` (the printed report itself).
    profile
        Name of the disclosure profile the results passed.
    page
        Language.

    Raises
    ------
    ParameterError
        When the basis is none of these, or the profile unknown.
    """
    if basis not in _COLOURS:
        raise ParameterError(f"no banner belongs to basis {basis!r}", remedy=f"Known: {', '.join(_COLOURS)}.")
    rules = find_profile(profile)
    back, edge = _COLOURS[basis]
    look = f"background:{back};border-left:4px solid {edge};color:#222;padding:.6em 1em;margin:.4em 0"
    kept = page.word("banner_protected" if rules.protects else "banner_open").format(
        profile=page.word(f"profile_{rules.name}"),
        source=page.word(f"profile_source_{rules.name}"),
        cell=rules.min_cell,
    )
    head, text = escape(page.word(f"banner_{basis}_head")), escape(page.word(f"banner_{basis}"))
    return HTML(  # type: ignore[no-untyped-call]
        f'<div class="basis-banner" data-basis="{basis}" role="note" style="{look}">'
        f"<strong>{head}</strong> {text} {escape(kept)}</div>"
    )
