"""The draft that confirms a report: filled from what the report says, beside what the current plan says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.codec import from_json, to_json
from accord.domain.errors import Refused
from accord.domain.json_documents import Unplaced, as_text
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, Source
from accord.plans.actions import drafts
from accord.plans.actions.tasking import NOBODY
from accord.plans.models import Draft, DraftPart, DraftState, KeptTyping, Reported
from accord.privileges.openings import read_rows


def readable(parts: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Unplaced, ...]]:
    """Return the parts that read as parts of a plan, and each that does not, with why: none vanishes."""
    taken: dict[str, Any] = {}
    unplaced = []
    for name, content in parts.items():
        try:
            from_json(PART_TYPES[PartName(name)], content, name)
            taken[name] = content
        except (Refused, ValueError, KeyError) as wrong:
            unplaced.append(Unplaced(path=name, value=as_text(content), why=f"It does not read as a part: {wrong}"))
    return taken, tuple(unplaced)


def draft(report: Reported, by: Actor, now: datetime, *, organisation_id: UUID | None = None) -> UUID | None:
    """Open a draft filled from the report and link the two, or return None where a draft is being written already.

    Where a current plan has filled a part otherwise, both stand side by side, and somebody chooses before signing.
    `organisation_id`: where it is to be written, if that is not where `by` works.
    """
    open_drafts = Draft.objects.filter(
        person_id=report.person_id, scope=Scope.ENDURING.value, state=DraftState.OPEN.value
    )
    if open_drafts.exists():
        return None
    at = organisation_id or by.organisation_id
    draft_id = drafts.begin(person_id=report.person_id, scope=Scope.ENDURING, by=by, organisation_id=at)
    held = {row.part: row for row in read_rows(DraftPart, report.person_id, "WHERE draft_id = %s", [draft_id])}
    for name, content in _parts_of(report).items():
        row = held.get(name)
        if row is None:
            filled = _new_part(draft_id, report, name)
            filled.content, filled.saved_at, filled.saved_by = _whole(name, content), now, by.staff_id
            if name in _restricted(report):  # whoever confirms it did not write it, and may not be among its readers
                filled.saved_at, filled.saved_by = report.recorded_at, NOBODY
            filled.save()
        elif name != PartName.SETTING and row.content != _whole(name, content):
            row.other = {"content": content, "name": report.source, "at": report.recorded_at.isoformat()}
            row.save(update_fields=["other"])
    report.draft_id = draft_id
    report.save(update_fields=["draft_id"])
    return draft_id


def put_away_untouched(report: Reported, by: Actor, now: datetime) -> bool:
    """Put away the draft that was made for a report and that nobody has worked on; return whether somebody has."""
    if report.draft_id is None:
        return False
    held = Draft.objects.select_for_update().filter(pk=report.draft_id, state=DraftState.OPEN.value).first()
    if held is None:
        return False
    saved = DraftPart.objects.filter(draft=held, saved_at__gt=held.opened_at).exclude(saved_by=by.staff_id)
    typed = KeptTyping.objects.filter(draft=held)
    if held.opened_by != by.staff_id or saved.exists() or typed.exists():
        return True
    drafts.put_away(held, by, now)
    return False


def _parts_of(report: Reported) -> dict[str, Any]:
    """Return the parts that a draft is filled with: what the report says, marked as coming from it."""
    plan: dict[str, Any] = report.content["plan"]
    said = {part.value: plan[part.value] for part in PART_TYPES if plan.get(part.value) is not None}
    setting = {"source": Source.CONFIRMED_REPORT.value, **said.get(PartName.SETTING.value, {})}
    return said | {PartName.SETTING.value: setting | {"scope": Scope.ENDURING.value}}


def _restricted(report: Reported) -> list[str]:
    return (report.content["plan"].get(PartName.SHARING.value) or {}).get("restricted_parts") or []


def _new_part(draft_id: UUID, report: Reported, name: str) -> DraftPart:
    return DraftPart(draft_id=draft_id, person_id=report.person_id, part=name, saved_name=report.source)


def _whole(name: str, content: Any) -> Any:
    """Return a part's content with every field, as a saved part has it."""
    return to_json(from_json(PART_TYPES[PartName(name)], content, name))
