"""Parse XML from strangers: no entities, no document types, nothing fetched, nothing huge."""

from __future__ import annotations

from typing import Any

from lxml import etree

from dianalysis.errors import Unreadable, Where

_RESAVE = "Export it again from the program it was made with."


def parse_xml(data: bytes, *, file: str, part: str = "") -> Any:
    """Return the root element of a document.

    Parameters
    ----------
    data
        The bytes of the document.
    file, part
        What the bytes came from, for the message of an error.

    Raises
    ------
    Unreadable
        When it is no XML, or declares a document type (by which entities could be smuggled in).
    """
    where = Where(file=file, sheet=part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        at = Where(file=file, sheet=part, row=line)
        raise Unreadable("this is not XML, or it is damaged", where=at, remedy=_RESAVE) from error
    if root.getroottree().docinfo.doctype:
        remedy = "Remove the DOCTYPE; the standard has none."
        raise Unreadable("the document declares a type of its own (DOCTYPE)", where=where, remedy=remedy)
    return root


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    """Return the children of an element of one name, whatever their namespace."""
    return [child for child in element if local_name(child) == name]


def child_text(element: Any, name: str) -> str:
    """Return the text of the first child of one name, "" when there is none."""
    found = children(element, name)
    return "".join(found[0].itertext()) if found else ""
