"""What a browser would send back from a page that nobody touched."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import QueryDict


class _Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.area: str | None = None
        self.select: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        name = held.get("name", "")
        if tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in held:
            self.sent.append((self.select, held.get("value", "")))
        elif tag == "input" and name and (held.get("type") not in ("radio", "checkbox") or "checked" in held):
            self.sent.append((name, held.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            # A browser drops the line break that stands first in a text area, and sends CRLF.
            self.sent.append((self.area, self.text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = None
        elif tag == "select":
            self.select = None


def sent_back(html: str) -> QueryDict:
    """Return what the browser sends when a page is submitted as it stands."""
    reader = _Inputs()
    reader.feed(html)
    data = QueryDict(mutable=True)
    for name, value in reader.sent:
        data.appendlist(name, value)
    return data
