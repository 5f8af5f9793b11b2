"""The empty Word document lessons are written on: A4, styles, language, head and foot, no clock, no person.

python-docx, an optional package, makes it; it is imported here only.
"""

from __future__ import annotations

from typing import Any

from dianalysis.errors import ParameterError
from dianalysis.sources import FIXED_CREATED

AUTHOR = "dianalysis"
SMALL, CELL, CELL_HEAD, CELL_BULLET = "Small Text", "Table Text", "Table Head", "Table Bullet"
WIDTH_CM = 17.0
_MARGIN_CM, _HEIGHT_CM, _PAPER_CM = 2.0, 29.7, 21.0
_OF_TEMPLATE = ("/thumbnail", "/extended-properties")  # what the template says of itself
_WORD_2013 = "15"  # an older mode is opened as an old document
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_FONT, _INK = "Calibri", "1F3A4D"
_SIZES = {"Normal": 10.5, "Title": 24, "Heading 1": 16, "Heading 2": 12.5, "List Bullet": 10.5}
_OWN = {
    SMALL: ("Normal", 9.0),
    CELL: ("Normal", 8.5),
    CELL_HEAD: (CELL, 8.0),
    CELL_BULLET: ("List Bullet", 8.5),
}
_SPACE_AFTER = {"Normal": 5, "List Bullet": 2, "Heading 2": 3, **dict.fromkeys(_OWN, 1)}


def require_office() -> Any:
    """Return the module that writes Word documents.

    Raises
    ------
    ParameterError
        When it is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ParameterError(
            "python-docx is not installed, so no Word document can be written",
            remedy="Install the extra: pip install 'dianalysis[office]'.",
        ) from error
    return docx


def open_document(title: str, *, lang: str, page_text: str) -> Any:
    """Return an empty document with its styles.

    Parameters
    ----------
    title
        Its title, in its properties and at the top of every page.
    lang
        nl or en.
    page_text
        Text at the foot, with `{page}` and `{pages}`.

    Raises
    ------
    ParameterError
        When python-docx is not installed.
    """
    docx = require_office()
    document = docx.Document()
    _set_properties(document, title, _LANGUAGES[lang])
    _set_settings(docx.oxml.ns.qn, document.settings.element, _LANGUAGES[lang])
    _set_styles(docx, document, _LANGUAGES[lang])
    _set_page(docx, document, title)
    _set_foot(docx, document, page_text)
    return document


def make_element(tag: str, /, **attributes: str) -> Any:
    """Return an element of a Word document, such as `w:tblHeader`, with attributes named without `w:`."""
    docx = require_office()
    made = docx.oxml.OxmlElement(tag)
    for key, value in attributes.items():
        made.set(docx.oxml.ns.qn(f"w:{key}"), value)
    return made


def _set_properties(document: Any, title: str, language: str) -> None:
    core = document.core_properties
    core.title, core.language, core.author, core.last_modified_by = title, language, AUTHOR, AUTHOR
    core.created = core.modified = FIXED_CREATED
    core.comments, core.keywords, core.revision = "", "", 1
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith(_OF_TEMPLATE)]:
        relations.pop(key)


def _set_settings(qn: Any, settings: Any, language: str) -> None:
    for mark in settings.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), language)
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _WORD_2013)


def _set_styles(docx: Any, document: Any, language: str) -> None:
    styles, points = document.styles, docx.shared.Pt
    for name, (base, size) in _OWN.items():
        style = styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles[base], points(size)
    styles[CELL_HEAD].font.bold = True
    for name, size in _SIZES.items():
        styles[name].font.size = points(size)
    for name, space in _SPACE_AFTER.items():
        styles[name].paragraph_format.space_after = points(space)
        styles[name].paragraph_format.line_spacing = 1.0 if name in _OWN else 1.1
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = docx.shared.RGBColor.from_string(_INK)
    _set_letters(docx.oxml.ns.qn, styles.element, language)


def _set_letters(qn: Any, sheet: Any, language: str) -> None:
    """Give every style one typeface, and the document one language."""
    for fonts in sheet.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for mark in sheet.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)


def _set_page(docx: Any, document: Any, title: str) -> None:
    section, centimetres = document.sections[0], docx.shared.Cm
    section.page_width, section.page_height = centimetres(_PAPER_CM), centimetres(_HEIGHT_CM)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", centimetres(_MARGIN_CM))
    head = section.header.paragraphs[0]
    head.text, head.style = title, document.styles[SMALL]


def _set_foot(docx: Any, document: Any, page_text: str) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles[SMALL]
    foot.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    before, _, rest = page_text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if field:
            number = make_element("w:fldSimple", instr=field)
            number.append(foot.add_run("1")._r)  # until the reader's program counts
            foot._p.append(number)
