"""Writing a draft: opened once for a person and scope, saved part by part, discarded or signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.codec import from_json, to_json
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.moments import Moment
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, Setting, SharingWishes, check_withheld
from accord.events.actions import record
from accord.plans.actions import restricting
from accord.plans.actions.checks import dates_wrong, refuse_strange_text
from accord.plans.actions.locks import hold_kept
from accord.plans.models import Current, Draft, DraftPart, DraftState, KeptTyping, Version
from accord.plans.queries import consents
from accord.plans.queries import drafts as draft_queries
from accord.plans.queries.subjects import subject
from accord.privileges.openings import read_rows

LONGEST_TYPING = 200_000
"""Characters kept of one field as typed: ten times what may be saved, so that nothing pasted by mistake is lost."""
MOST_FIELDS = 500
CARE_STAFF_PARTS = frozenset({PartName.WHAT_MATTERS, PartName.CONVERSATIONS, PartName.CONTACTS})
"""What somebody who may not sign records (clinical-decisions.md, Stopping at signing)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What somebody else saved in the meantime."""

    part: PartName
    value: Any
    revision: int
    saved_name: str
    saved_at: datetime


class PartChanged(Conflict):
    """Somebody else saved the same part first; `theirs` is what they saved. Nothing was overwritten."""

    def __init__(self, theirs: Theirs) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs.saved_name} saved “{theirs.part.words}” in the meantime.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """What bringing a draft onto the current version did: parts taken from it, and parts changed on both sides."""

    taken: tuple[PartName, ...]
    both: tuple[PartName, ...]


def may_fill(*, by: Actor, part: PartName) -> bool:
    """Return whether this actor may save this part. Clinical parts are for those who may sign."""
    return by.may(Permission.EDIT_DRAFT) and (part in CARE_STAFF_PARTS or by.may(Permission.SIGN_PLAN))


@transaction.atomic
def open(*, person_id: UUID, scope: Scope, by: Actor) -> UUID:  # noqa: A001  (read with its module: drafts.open)
    """Return the open draft of this person and scope, made from the current version where there is none yet."""
    by.must(Permission.EDIT_DRAFT)
    return begin(person_id=person_id, scope=scope, by=by, organisation_id=by.organisation_id)


def begin(*, person_id: UUID, scope: Scope, by: Actor, organisation_id: UUID) -> UUID:
    """Do the same for an action that makes a draft for others to write, at their organisation."""
    held = _open_draft(person_id, scope)
    if held is not None:
        return held
    hold_kept(person_id)
    base = _current_version(person_id, scope)
    draft = Draft(
        person_id=person_id,
        scope=scope.value,
        base_version=base.id if base else None,
        organisation_id=organisation_id,
        opened_by=by.staff_id,
        opened_name=by.name,
    )
    # Two people open at the same moment: the second waits for the first, then finds the draft already there.
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    opened = _open_draft(person_id, scope)
    if opened is None:
        raise Conflict("The draft was closed just now. Open it again.")
    if opened == draft.id:
        DraftPart.objects.bulk_create(_parts_of(base, draft) if base else [])
        payload = {"draft_id": str(draft.id), "scope": scope.value}
        record(kind=EventKind.DRAFT_OPENED, person_id=person_id, by=by, payload=payload)
    return opened


@transaction.atomic
def save_part(
    *, draft_id: UUID, part: PartName, value: Any, expected_revision: int, by: Actor, now: datetime | None = None
) -> int:
    """Save one part over the revision that was seen, and return the new revision; `None` empties the part.

    Raises `PartChanged` with what the other person saved when the part has moved on since (0 = was not there).
    """
    if not may_fill(by=by, part=part):
        by.must(Permission.EDIT_DRAFT)
        raise NotPermitted(f"“{part.words}” is filled by a clinician")
    now = now or timezone.now()
    draft = hold(draft_id)
    value = _checked(value, part, draft, now)
    held = next(iter(_parts_held(draft, part)), None)
    if part is PartName.SHARING:
        value = _settled(value, draft, held, by)
    content = None if value is None else to_json(value)
    if held is not None and held.revision != expected_revision:
        if held.content == content and held.other is None:
            return held.revision
        raise PartChanged(_theirs(held))
    row = held or DraftPart(draft=draft, person_id=draft.person_id, part=part.value, revision=0)
    row.content, row.other, row.revision = content, None, row.revision + 1
    row.saved_at, row.saved_by, row.saved_name = now, by.staff_id, by.name
    _save(row)
    KeptTyping.objects.filter(draft_id=draft_id, part=part.value, staff_id=by.staff_id).delete()
    payload: dict[str, PayloadValue] = {"draft_id": str(draft_id), "part": part.value, "revision": row.revision}
    record(kind=EventKind.DRAFT_SAVED, person_id=draft.person_id, by=by, payload=payload)
    return row.revision


@transaction.atomic
def keep_typing(*, draft_id: UUID, part: PartName, raw: Mapping[str, Sequence[str]], by: Actor) -> None:
    """Keep what is being typed, unchecked and as it is, for this person's eyes until the part is saved.

    It changes no state of the record, so it makes no event.
    """
    by.must(Permission.EDIT_DRAFT)
    kept = {name: [_storable(text, name) for text in texts] for name, texts in list(raw.items())[:MOST_FIELDS]}
    draft = hold(draft_id)
    # Not "insert or update": that reads what is there, which nobody may.
    KeptTyping.objects.filter(draft=draft, part=part.value, staff_id=by.staff_id).delete()
    KeptTyping.objects.create(
        draft=draft, person_id=draft.person_id, part=part.value, staff_id=by.staff_id, raw=kept, kept_at=timezone.now()
    )


@transaction.atomic
def discard(*, draft_id: UUID, by: Actor) -> None:
    """Close a draft without signing it. What it held stays in its rows; conversations and the like are kept apart."""
    by.must(Permission.EDIT_DRAFT)
    put_away(hold(draft_id), by, timezone.now())


def put_away(draft: Draft, by: Actor, now: datetime) -> None:
    """Close a draft without signing it, for an action that holds it."""
    close(draft, DraftState.DISCARDED, by, now)
    payload = {"draft_id": str(draft.id), "scope": draft.scope}
    record(kind=EventKind.DRAFT_DISCARDED, person_id=draft.person_id, by=by, payload=payload)


@transaction.atomic
def rebase(*, draft_id: UUID, by: Actor) -> Rebased:
    """Bring a draft onto the version that is current now, part by part.

    A part changed only there is taken from there; one changed only here is kept; one changed on both sides is kept,
    with the other's words beside it, and must be saved again before anybody can sign. Where nothing is current any
    more (it was cancelled, or has ended), the whole draft is kept.
    """
    by.must(Permission.EDIT_DRAFT)
    draft = hold(draft_id)
    new = _current_version(draft.person_id, Scope(draft.scope))
    if (new.id if new else None) == draft.base_version:
        return Rebased(taken=(), both=())
    taken, both = _merge(draft, new) if new else ([], [])
    draft.base_version = new.id if new else None
    draft.save(update_fields=["base_version"])
    payload: dict[str, PayloadValue] = {"draft_id": str(draft_id), "taken": len(taken), "both": len(both)}
    record(kind=EventKind.DRAFT_REBASED, person_id=draft.person_id, by=by, payload=payload)
    return Rebased(taken=tuple(taken), both=tuple(both))


def hold(draft_id: UUID) -> Draft:
    """Return an open draft, held until the transaction ends. Raises `Conflict` when it has been closed."""
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise Refused.one("draft", "There is no such draft.")
    if draft.state != DraftState.OPEN:
        raise Conflict(f"This draft is already closed: {DraftState(draft.state).words.lower()}.")
    return draft


def close(draft: Draft, state: DraftState, by: Actor, now: datetime) -> None:
    """Close a draft that is held, and throw away what was only typed into it."""
    draft.state, draft.closed_at, draft.closed_by = state.value, now, by.staff_id
    draft.save(update_fields=["state", "closed_at", "closed_by"])
    KeptTyping.objects.filter(draft=draft).delete()


def _open_draft(person_id: UUID, scope: Scope) -> UUID | None:
    rows = Draft.objects.filter(person_id=person_id, scope=scope.value, state=DraftState.OPEN.value)
    return rows.values_list("id", flat=True).first()


def _current_version(person_id: UUID, scope: Scope) -> Version | None:
    current = (
        Current.objects.filter(person_id=person_id, scope=scope.value).values_list("version_id", flat=True).first()
    )
    return _version(person_id, current)


def _base(draft: Draft) -> Version | None:
    return _version(draft.person_id, draft.base_version)


def _version(person_id: UUID, version_id: UUID | None) -> Version | None:
    if version_id is None:
        return None
    return next(iter(read_rows(Version, person_id, "WHERE id = %s", [version_id], columns=_SOURCE)), None)


def _parts_held(draft: Draft, *parts: PartName) -> list[DraftPart]:
    which = [part.value for part in parts or PartName]
    return read_rows(DraftPart, draft.person_id, "WHERE draft_id = %s AND part = ANY(%s)", [draft.id, which])


_CHANGED = ("content", "other", "revision", "saved_at", "saved_by", "saved_name")
_SOURCE = ("id", "person_id", "document", "signed_at", "signed_by", "signed_name")


def _contents(version: Version | None) -> dict[PartName, Any]:
    plan = dict(version.document["plan"]) if version else {}
    said = consents.said_since(version.person_id).get(version.id) if version else None
    if said is not None:  # a new version goes on from what the person said last
        plan["sharing"] = to_json(replace(_sharing_of(plan), consent=said))
    return {part: plan.get(part.value) for part in PART_TYPES}


def _sharing_of(plan: Mapping[str, Any]) -> SharingWishes:
    held = plan.get("sharing")
    return from_json(SharingWishes, held, "sharing") if held else SharingWishes()


def _parts_of(base: Version, draft: Draft) -> list[DraftPart]:
    return [_part(draft, part, content, base) for part, content in _contents(base).items() if content is not None]


def _part(draft: Draft, part: PartName, content: Any, source: Version, revision: int = 1) -> DraftPart:
    return DraftPart(
        revision=revision,
        draft=draft,
        person_id=draft.person_id,
        part=part.value,
        content=content,
        saved_at=source.signed_at,
        saved_by=source.signed_by,
        saved_name=source.signed_name,
    )


def _merge(draft: Draft, new: Version) -> tuple[list[PartName], list[PartName]]:
    before, after = _contents(_base(draft)), _contents(new)
    held = {PartName(row.part): row for row in _parts_held(draft)}
    taken: list[PartName] = []
    both: list[PartName] = []
    for part in PART_TYPES:
        row = held.get(part) or _part(draft, part, None, new, revision=0)
        if after[part] in (before[part], row.content):
            continue
        if row.content == before[part]:
            row.content = after[part]
            taken.append(part)
        else:
            row.other = {"content": after[part], "name": new.signed_name, "at": new.signed_at.isoformat()}
            both.append(part)
        row.revision += 1
        _save(row)
    return taken, both


def _save(row: DraftPart) -> None:
    """Save what may change in a part; whose it is and in which draft are no part of that."""
    row.save(update_fields=_CHANGED if row.pk else None)


def _checked(value: Any, part: PartName, draft: Draft, now: datetime) -> Any:
    kind = PART_TYPES.get(part)
    if kind is None:
        raise Refused.one(part.value, "is not kept in a draft.", "It belongs to the person's own records.")
    if value is None:
        return None
    if not isinstance(value, kind):
        raise Refused.one(part.value, f"is a {type(value).__name__}.", f"Give a {kind.__name__}.")
    refuse_strange_text(value, part.value)
    wrong = dates_wrong(value, part.value, now, subject(draft.person_id).birth_date)
    if wrong:
        raise Refused(wrong)
    if isinstance(value, SharingWishes):
        check_withheld(value, Moment.of(now).day)
    if isinstance(value, Setting) and value.scope.value != draft.scope:
        raise Refused.one(
            "setting.scope", "is not what this draft is for.", f"This draft is: {Scope(draft.scope).words}."
        )
    return value


def _settled(value: SharingWishes | None, draft: Draft, held: DraftPart | None, by: Actor) -> SharingWishes | None:
    """Return wishes about sharing as they are saved: what is asked of restricted parts, over the newer side of it."""
    said = (held.other["content"] if held.other else held.content) if held else None
    before = from_json(SharingWishes, said, PartName.SHARING.value) if said else SharingWishes()
    return restricting.settle(value, draft_queries.view(draft.id), before, subject(draft.person_id), by)


def _theirs(row: DraftPart) -> Theirs:
    part = PartName(row.part)
    value = None if row.content is None else from_json(PART_TYPES[part], row.content, part.value)
    return Theirs(part=part, value=value, revision=row.revision, saved_name=row.saved_name, saved_at=row.saved_at)


def _storable(text: str, name: str) -> str:
    if len(text) > LONGEST_TYPING:
        raise Refused.one(name, f"is {len(text):,} characters long.", f"Up to {LONGEST_TYPING:,} are kept as you type.")
    # PostgreSQL cannot store a NUL or half a character; the form shows the mark and asks for the words again.
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
