"""The parameters of a question: each once, each within its bounds, and none that is not known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from accord.access.pages.transparency.problems import Kind, wrong
from accord.domain.transparency.trees import DIGEST

LARGEST = 2**63 - 1
HASH = f"Give the {2 * DIGEST} hexadecimal digits of a SHA-256, as in `leaf` of an inclusion proof."


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a request asks with."""

    given: QueryDict

    @classmethod
    def of(cls, request: HttpRequest, known: Collection[str]) -> Parameters:
        """Return the parameters of a request, or refuse one that is not `known` or is given twice."""
        for name, values in request.GET.lists():
            if name not in known:
                accepted = f"Known here: {', '.join(known)}." if known else "Nothing is asked with here."
                raise wrong(Kind.MALFORMED, name[:40], "it is not known.", accepted)
            if len(values) > 1:
                raise wrong(Kind.MALFORMED, name, "it is given more than once.", "Give it once.")
        return cls(request.GET)

    def number(self, name: str, *, least: int) -> int | None:
        """Return a whole number in decimal digits; None where it was not given."""
        text = self.given.get(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)) and least <= int(text) <= LARGEST):
            accepted = f"Give a whole number from {least} to {LARGEST}."
            raise wrong(Kind.MALFORMED, name, "it is not a number that can be taken.", accepted)
        return int(text)

    def needed_number(self, name: str, *, least: int) -> int:
        """Return a whole number that must be given."""
        found = self.number(name, least=least)
        if found is None:
            raise wrong(Kind.MALFORMED, name, "it is missing.", f"Give a whole number from {least} on.")
        return found

    def needed_hash(self, name: str) -> bytes:
        """Return a SHA-256 that must be given in hexadecimal digits."""
        text = self.given.get(name)
        if text is None:
            raise wrong(Kind.MALFORMED, name, "it is missing.", HASH)
        if len(text) != 2 * DIGEST or not set(text.lower()) <= set("0123456789abcdef"):
            raise wrong(Kind.MALFORMED, name, "it is no hash.", HASH)
        return bytes.fromhex(text)
