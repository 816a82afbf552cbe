"""The text of a resource: plain XHTML, with nothing in it that runs or is fetched (FHIR R4, narrative, txt-1 and 2)."""

from __future__ import annotations

import html
from collections.abc import Iterable
from xml.etree import ElementTree as ET

XHTML = "http://www.w3.org/1999/xhtml"
_ELEMENTS = """
a abbr b blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre
 q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var
"""
_ATTRIBUTES = """
abbr align alt axis border cellhalign cellpadding cellspacing cellvalign char charoff class colspan dir frame
 headers href id lang name rowspan rules scope span src style summary title valign width height
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
SCHEMES = ("http:", "https:", "#", "mailto:")


def narrative(paragraphs: Iterable[str]) -> dict[str, str]:
    """Return a text of paragraphs, of which nothing is read as markup."""
    held = "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs)
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{held}</div>'}


def is_narrative(div: str) -> bool:
    """Return whether this is a <div> that the standard allows. A document type or an entity of its own is refused."""
    if "<!" in div or "<?" in div:
        return False
    try:
        root = ET.fromstring(div)  # noqa: S314  (no document type: no entities that could grow)
    except ET.ParseError:
        return False
    if root.tag != f"{{{XHTML}}}div" or not _says_something(root):
        return False
    return all(_is_plain(each) for each in root.iter())


def _says_something(root: ET.Element) -> bool:
    return bool("".join(root.itertext()).strip()) or any(each.tag == f"{{{XHTML}}}img" for each in root.iter())


def _is_plain(element: ET.Element) -> bool:
    space, _, name = element.tag.rpartition("}")
    if space != f"{{{XHTML}" or name not in ELEMENTS:
        return False
    for attribute, value in element.attrib.items():
        if attribute.startswith("{") or attribute not in ATTRIBUTES:
            return attribute == "{http://www.w3.org/XML/1998/namespace}lang"
        if attribute in ("href", "src") and not value.strip().lower().startswith(SCHEMES):
            return False
    return True
