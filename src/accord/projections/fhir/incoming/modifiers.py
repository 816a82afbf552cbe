"""Modifier extensions and rules that change what an item means: none is known here, so each refuses the item, by name.

hl7.org/fhir/R4/extensibility.html: whoever does not know a modifier extension must not act on the element; the Dutch
"yes, but" of a treatment directive is one (interop.md 3.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.said import NotTaken
from accord.projections.fhir.problems import Problem, Wrong

KEY = "modifierExtension"
LONGEST = 200


def refuse_unknown(resource: Made) -> None:
    """Raise `NotTaken`, naming each modifier extension and each set of implicit rules."""
    found = list(_within(resource, str(resource.get("resourceType"))))
    if found:
        raise NotTaken(found)


def _within(value: object, at: str) -> Iterator[Problem]:
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from _within(each, f"{at}[{place}]")
    if not isinstance(value, Mapping):
        return
    for key, held in value.items():
        path = f"{at}.{key}"
        if key == KEY and isinstance(held, list):
            for each in held:
                url = str(each.get("url", ""))[:LONGEST]
                words = f"'{url}' changes what this means, and is not known here. Nothing was saved."
                yield Problem(path, Wrong.EXTENSION, words)
        elif key == "implicitRules":
            words = f"'{str(held)[:LONGEST]}' may change what this means, and is not known here. Nothing was saved."
            yield Problem(path, Wrong.NOT_SUPPORTED, words)
        else:
            yield from _within(held, path)
