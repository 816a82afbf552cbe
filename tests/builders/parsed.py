"""A page as a tree of elements, for tests of how it is made."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col"})


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = ET.TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parse(page: str) -> ET.Element:
    """Return the root of a page; names of tags and attributes in small letters."""
    reader = _Tree()
    reader.feed(page.partition("<!DOCTYPE html>")[2].strip())
    reader.close()
    return reader.builder.close()


def text_of(element: ET.Element) -> str:
    """Return the words of an element and all within it, with single spaces between."""
    return " ".join("".join(element.itertext()).split())
