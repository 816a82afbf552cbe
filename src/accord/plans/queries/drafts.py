"""A draft as it stands: its parts, who saved each and when, and whether it can still be signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.codec import from_json
from accord.domain.errors import Refused
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.plans.models import Current, Draft, DraftPart, DraftState, KeptTyping
from accord.privileges.openings import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSide:
    """What the newer version says about a part that was changed here too; `value` None means that it emptied it."""

    value: Any
    signed_name: str
    signed_at: datetime
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part: its value (None = not filled), revision, and who saved it. `other` waits for an answer.

    Of a part that `is_kept` from the reader, `value` is what everybody reads; it `is_carried` where it says what was
    signed before, and `ask` is whom to ask.
    """

    part: PartName
    value: Any
    revision: int
    saved_name: str
    saved_at: datetime
    saved_by: UUID
    other: OtherSide | None = None
    is_kept: bool = False
    is_carried: bool = False
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft with its parts. `is_stale`: a newer version has been signed since, so it must be rebased first."""

    draft_id: UUID
    person_id: UUID
    scope: Scope
    state: DraftState
    base_version: UUID | None
    is_stale: bool
    opened_name: str
    opened_at: datetime
    parts: Mapping[PartName, PartView]

    @property
    def seen(self) -> str:
        """A hash of every revision, so that nobody signs what they did not see."""
        return seen_of((part.part.value, part.revision) for part in self.parts.values())

    @property
    def kept(self) -> tuple[PartView, ...]:
        """Parts whose words are kept from the reader."""
        return tuple(part for part in self.parts.values() if part.is_kept)

    @property
    def conflicts(self) -> tuple[PartName, ...]:
        """Parts that were changed on both sides and wait for an answer."""
        return tuple(part.part for part in self.parts.values() if part.other is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that is being written, in a line."""

    draft_id: UUID
    person_id: UUID
    scope: Scope
    opened_name: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoseDraft:
    """Whom a draft is about, and which organisation opened it: what may be known before anybody may read it."""

    person_id: UUID
    organisation_id: UUID
    base_version: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Which revision of a part is saved, by whom and when; what it says is not read."""

    revision: int
    name: str
    at: datetime


def whose(draft_id: UUID) -> WhoseDraft | None:
    """Return whose a draft is, or None where there is none; nothing that was written in it is read."""
    row = Draft.objects.filter(pk=draft_id).values("person_id", "organisation_id", "base_version").first()
    return WhoseDraft(**row) if row else None


def saved(draft_id: UUID, part: PartName) -> Saved | None:
    """Return what is saved of a part, without what it says; None where it was never saved."""
    rows = DraftPart.objects.filter(draft_id=draft_id, part=part.value)
    row = rows.values_list("revision", "saved_name", "saved_at").first()
    return Saved(revision=row[0], name=row[1], at=row[2]) if row else None


def seen_of(revisions: Iterable[tuple[str, int]]) -> str:
    """Return the hash that stands for what somebody saw: each part with its revision."""
    text = ";".join(f"{part}={revision}" for part, revision in sorted(revisions))
    return hashlib.sha256(text.encode()).hexdigest()


def view(draft_id: UUID) -> DraftView:
    """Return a draft with its parts. Raises `Refused` when there is none."""
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise Refused.one("draft", "There is no such draft.")
    rows = read_rows(DraftPart, draft.person_id, "WHERE draft_id = %s", [draft_id])
    current = Current.objects.filter(person_id=draft.person_id, scope=draft.scope).values_list("version_id", flat=True)
    return DraftView(
        draft_id=draft.id,
        person_id=draft.person_id,
        scope=Scope(draft.scope),
        state=DraftState(draft.state),
        base_version=draft.base_version,
        is_stale=draft.state == DraftState.OPEN and current.first() != draft.base_version,
        opened_name=draft.opened_name,
        opened_at=draft.opened_at,
        parts={PartName(row.part): _part(row) for row in rows},
    )


def open_for(person_id: UUID) -> tuple[OpenDraft, ...]:
    """Return the person's open drafts: at most one for each scope."""
    rows = Draft.objects.filter(person_id=person_id, state=DraftState.OPEN.value).order_by("scope")
    return tuple(
        OpenDraft(
            draft_id=row.id,
            person_id=row.person_id,
            scope=Scope(row.scope),
            opened_name=row.opened_name,
            opened_at=row.opened_at,
        )
        for row in rows
    )


def typing(draft_id: UUID, part: PartName, staff_id: UUID) -> dict[str, list[str]] | None:
    """Return what this member of staff had typed into a part and not saved yet."""
    kept = (
        KeptTyping.objects.filter(draft_id=draft_id, part=part.value, staff_id=staff_id).only("id", "person_id").first()
    )
    if kept is None:
        return None
    raw: dict[str, list[str]] = read_rows(KeptTyping, kept.person_id, "WHERE id = %s", [kept.id])[0].raw
    return raw


def _part(row: DraftPart) -> PartView:
    part = PartName(row.part)
    return PartView(
        part=part,
        value=_value(part, row.content),
        revision=row.revision,
        saved_name=row.saved_name,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        other=_other(part, row.other),
    )


def _other(part: PartName, held: Mapping[str, Any] | None) -> OtherSide | None:
    if held is None:
        return None
    return OtherSide(
        value=_value(part, held["content"]),
        signed_name=held["name"],
        signed_at=datetime.fromisoformat(held["at"]),
    )


def _value(part: PartName, content: Any) -> Any:
    return None if content is None else from_json(PART_TYPES[part], content, part.value)
