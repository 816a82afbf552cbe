"""The answers of a QuestionnaireResponse, one by one, each with the question and the group in which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accord.domain.json_documents import as_text
from accord.domain.moments import Moment
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.concepts import words_of
from accord.projections.fhir.incoming.elements import moment_of, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. `group`: which instance of the group around it; `value`: as it stands, under its name in FHIR."""

    link: str
    question: str
    group: int
    name: str
    value: Any
    among: Mapping[str, Made]

    @property
    def path(self) -> str:
        """Where it stands, for those who look for it."""
        return f"{self.question} ({self.link})" if self.question else self.link

    @property
    def concept(self) -> Made | None:
        """A coded answer as a concept; None for any other."""
        return {"coding": [self.value]} if self.name == "valueCoding" else None

    @property
    def code(self) -> str:
        """The code of a coded answer."""
        return str(self.value.get("code", "")) if self.name == "valueCoding" else ""

    @property
    def words(self) -> str:
        """The answer in words."""
        if self.concept is not None:
            return words_of(self.concept)
        if self.name == "valueReference":
            return name_of(self.value, self.among) or _said_by(self.among.get(str(self.value.get("reference")), {}))
        if self.name == "valueBoolean":
            return "Yes" if self.value else "No"
        return as_text(self.value)

    @property
    def moment(self) -> Moment | None:
        """The day or time that was answered."""
        return moment_of(self.value)


def answers_of(response: Made, among: Mapping[str, Made]) -> Iterator[Answer]:
    """Yield every answer of a form, in its order."""
    counted = [0]
    yield from _within(response, 0, counted, among)


def _within(item: Made, group: int, counted: list[int], among: Mapping[str, Made]) -> Iterator[Answer]:
    for each in item.get("item", ()):
        counted[0] += 1
        inside = counted[0]
        for answer in each.get("answer", ()):
            for name, value in answer.items():
                if name.startswith("value"):
                    yield Answer(
                        link=str(each["linkId"]),
                        question=str(each.get("text", "")),
                        group=group,
                        name=name,
                        value=value,
                        among=among,
                    )
            yield from _within(answer, inside, counted, among)
        yield from _within(each, inside, counted, among)


def _said_by(resource: Made) -> str:
    """Return what a resource that an answer leads to says of itself in a few words."""
    for name in ("code", "type", "category"):
        held = resource.get(name)
        concept = held[0] if isinstance(held, list) and held else held
        if isinstance(concept, Mapping) and words_of(dict(concept)):
            return words_of(dict(concept))
    return str(resource.get("title") or resource.get("description") or "")
