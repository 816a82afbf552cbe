"""A plan as somebody reads it from whom a part is kept: the part is named, with whom to ask, and never looks empty.

`accord.domain.plan.restrictions` says which parts are kept from whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import NEVER_KEPT
from accord.domain.plan.wishes import SharingWishes
from accord.projections.differences import Difference
from accord.projections.labels import LABELS
from accord.projections.sections.rows import Row, RowKind, Section

KEPT = "Kept to some readers at the person’s request."
NOT_ABSENT = "Something may be recorded here that is not shown to you."
NOT_SHOWN = "Not shown: this is a restricted record"
PLACES = "restricted_organisations"
WORDS = "restricted_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Which parts are kept from a reader, each with whom to ask; and whether no place may be named to anybody."""

    ask: Mapping[PartName, str] = field(default_factory=dict)
    hides_places: bool = False

    @property
    def parts(self) -> frozenset[PartName]:
        """The parts that are kept."""
        return frozenset(self.ask)

    def words(self, part: PartName) -> str:
        """Return what is said in the place of a part."""
        return say_kept(self.ask[part])


def say_kept(ask: str) -> str:
    """Say that something is kept to some readers, and whom to ask."""
    return f"{KEPT} {NOT_ABSENT} Ask {ask}." if ask else f"{KEPT} {NOT_ABSENT}"


def say_who(name: str, organisation: str, telephone: str) -> str:
    """Say whom to ask, as one reads it out."""
    return ", ".join(part for part in (name, organisation, telephone) if part)


def whom_to_ask(part: PartName, signature: Signature, *, hides_places: bool) -> str:
    """Return who knows a part of a signed version: whoever signed it after reading it."""
    carried = next((each for each in signature.carried if each.part is part), None)
    known = carried or signature.author
    return say_who(known.name, "" if hides_places else known.organisation_name, known.telephone)


def kept_of(parts: Iterable[PartName], signature: Signature, *, hides_places: bool) -> Kept:
    """Return what is kept of a signed version."""
    asked = {part: whom_to_ask(part, signature, hides_places=hides_places) for part in parts}
    return Kept(ask=asked, hides_places=hides_places)


def as_read(shown: Iterable[Section], kept: Kept) -> tuple[Section, ...]:
    """Return a plan in words as a reader may read it. A kept part that was left out as not filled stays left out."""
    return tuple(_section(each, kept) for each in shown)


def _section(section: Section, kept: Kept) -> Section:
    if section.part is PartName.SHARING:
        return replace(section, rows=tuple(_sharing(row, kept) for row in section.rows if _is_told(row, kept)))
    if section.part not in kept.parts:
        return section
    note = Row(label="", text=kept.words(section.part), kind=RowKind.NOTE)
    never = NEVER_KEPT.get(section.part, frozenset())
    return replace(section, rows=(note, *(row for row in section.rows if row.field in never)))


def _is_told(row: Row, kept: Kept) -> bool:
    """Whether a row about sharing is told: why parts are kept is for those who may read them."""
    return not (row.field == WORDS and kept.parts)


def _sharing(row: Row, kept: Kept) -> Row:
    if row.field == PLACES and kept.hides_places:
        return replace(row, text=NOT_SHOWN, items=())
    return row


def part_as_read(part: PartName, value: Any) -> Any:
    """Return what everybody reads of a kept part, or None where that is nothing."""
    never = NEVER_KEPT.get(part)
    if value is None or never is None:
        return None
    return PART_TYPES[part](**{name: getattr(value, name) for name in never})


def differences_as_read(found: Iterable[Difference], kept: Kept) -> tuple[Difference, ...]:
    """Return what differs, as far as a reader may read it: of a kept part not even that it differs."""
    return tuple(each for each in found if _may_be_told(each, kept))


def _may_be_told(found: Difference, kept: Kept) -> bool:
    if found.part is PartName.SHARING:
        unsaid = {"restricted_at"} | ({PLACES} if kept.hides_places else set()) | ({WORDS} if kept.parts else set())
        return not any(_is_about(found, LABELS[SharingWishes][name]) for name in unsaid)
    if found.part not in kept.parts:
        return True
    never = NEVER_KEPT.get(found.part, frozenset())
    return any(_is_about(found, LABELS[PART_TYPES[found.part]][name]) for name in never)


def _is_about(found: Difference, label: str) -> bool:
    return found.label == label or found.label.startswith(f"{label}: ")
