"""Sphinx and MyST-NB, set up to render executed notebooks without executing and without a network."""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators

from dianalysis.errors import ProjectError
from dianalysis.formats import check_lang, find_word
from dianalysis.publish.formulas import RENDERER
from dianalysis.publish.furniture import FOLDER, translate_fixed, write_catalogue
from dianalysis.publish.words import word

HERE = Path(__file__).parent
_NOT_NEEDED = ("*.map", ".buildinfo*", "*.LICENSE.txt.map", "objects.inv")
_MAX_WARNINGS = 20
_LOG = logging.getLogger(__name__)


def settings(
    *, lang: str, basis: str, data_hash: str, own: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the settings of Sphinx.

    Parameters
    ----------
    lang
        Language of the page furniture and of the search.
    basis
        reconstructed or data; decides the band on the pages.
    data_hash
        Shown in the footer.
    own
        Page -> its own basis, where that is another one.
    """
    known = check_lang(lang)
    own = own or {}
    bands = {
        one: {"head": find_word(f"banner_{one}_head", known), "text": find_word(f"banner_{one}", known)}
        for one in {basis, *own.values()}
    }
    footer = f"{bands[basis]['head']} {word('data_hash', lang)}: <code>{data_hash[:12]}</code>"
    return {
        "project": word("site_title", lang),
        "language": lang,
        "locale_dirs": [FOLDER],
        "extensions": ["myst_nb", "dianalysis.publish.formulas"],
        "html_math_renderer": RENDERER,
        "templates_path": [str(HERE / "templates")],
        "html_static_path": [str(HERE / "static")],
        "html_css_files": ["dianalysis.css", "lessons.css"],
        "html_js_files": ["find.js"],
        "html_theme": "sphinx_book_theme",
        "html_title": word("site_title", lang),
        "html_theme_options": _theme(lang, footer),
        "html_context": {"basis": basis, "own": dict(own), "bands": bands, "default_mode": "light"},
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_show_search_summary": False,
        "html_use_index": False,
        "html_last_updated_fmt": None,
        "nb_execution_mode": "off",
        "nb_ipywidgets_js": {},
        "nb_merge_streams": True,
        "nb_code_prompt_show": word("show_code", lang),
        "nb_code_prompt_hide": word("hide_code", lang),
        "myst_enable_extensions": ["dollarmath", "colon_fence", "deflist"],
        "myst_heading_anchors": 3,
        "exclude_patterns": ["_build", FOLDER],
    }


def _theme(lang: str, footer: str) -> dict[str, Any]:
    return {
        "toc_title": word("page_contents", lang),
        "search_bar_text": word("search", lang),
        "extra_footer": footer,
        "footer_content_items": "extra-footer.html",
        "use_download_button": False,
        "use_fullscreen_button": False,
        "home_page_in_toc": False,
        "show_navbar_depth": 1,
        "max_navbar_depth": 2,
        "pygments_light_style": "a11y-high-contrast-light",
    }


def render(source: Path, target: Path, *, options: dict[str, Any]) -> None:
    """Render a folder of Markdown and notebooks as HTML.

    Parameters
    ----------
    source, target
        Folder with the pages, and an empty folder for the site.
    options
        From `settings`.

    Raises
    ------
    ProjectError
        When Sphinx gives up.
    """
    # An optional checker of jsonschema that costs a second to import and that rendering does not need.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    warnings = io.StringIO()
    build = source / "_build"
    write_catalogue(source, lang=options["language"])
    translators.clear()  # Sphinx would keep the language of an earlier site of this process
    try:
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=target,
            doctreedir=build,
            buildername="html",
            confoverrides=options,
            status=None,
            warning=warnings,
            freshenv=True,
        )
        app.build(force_all=True)
    except SphinxError as error:
        raise ProjectError(f"The site cannot be rendered: {error}") from error
    for line in warnings.getvalue().splitlines()[:_MAX_WARNINGS]:
        _LOG.warning("%s", line.replace(f"{source}/", ""))
    _tidy(target)
    translate_fixed(target, lang=options["language"])


def _tidy(target: Path) -> None:
    for pattern in _NOT_NEEDED:
        for path in target.rglob(pattern):
            path.unlink()
    for name in ("jupyter_execute", "_sources"):
        shutil.rmtree(target / name, ignore_errors=True)
