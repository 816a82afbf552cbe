"""Legal documents, as the person's own records: typed in, read from the LPA Store, revised; never overwritten.

Whoever fills the clinical parts records them. The emergency screen reads them as they are now, so each change makes the
standing anew, and asks that a current plan be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.choices import Answer
from accord.domain.codec import from_json, to_json
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.json_documents import Unplaced
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.donors import compare_donor
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.lpa_documents import read_lpa_text
from accord.domain.legal.lpa_updates import apply_update_text
from accord.domain.people import Identity
from accord.domain.plan.parts import PartName
from accord.events.actions import record
from accord.plans.actions import standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.checks import dates_wrong, refuse_strange_text
from accord.plans.actions.drafts import may_fill
from accord.plans.actions.locks import hold_kept
from accord.plans.actions.tasking import ask_of_every_plan
from accord.plans.models import InstrumentKind, InstrumentSource, LegalInstrument, TaskKind
from accord.plans.queries.subjects import subject
from accord.privileges.openings import read_rows

Value = AdvanceDecision | LastingPower | Deputy
T = TypeVar("T", bound=Value)
EMPTY = "is empty."


@dataclass(frozen=True, slots=True, kw_only=True)
class LpaRead:
    """What came of reading an LPA: where it is kept, how it was understood, and each field that has no place here."""

    instrument_id: UUID
    power: LastingPower
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Revision:
    """A revision about to be recorded."""

    kind: InstrumentKind
    value: Value
    source: InstrumentSource
    uid: str = ""
    instrument_id: UUID | None = None
    expected_revision: int | None = None


@transaction.atomic
def record_adrt(
    *,
    person_id: UUID,
    decision: AdvanceDecision,
    by: Actor,
    instrument_id: UUID | None = None,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> UUID:
    """Record an advance decision, or a new revision of one (`expected_revision` = the one that was seen).

    It names what it refuses. One that is held already without that can still be marked as withdrawn.
    """
    named = any(each.words.strip() or each.code for each in decision.refusals)
    if not named and not (instrument_id and decision.withdrawn is Answer.YES):
        raise Refused.one("refusals", EMPTY, "Name at least one treatment that the advance decision refuses")
    revision = _Revision(
        kind=InstrumentKind.ADRT,
        value=decision,
        source=InstrumentSource.TYPED,
        instrument_id=instrument_id,
        expected_revision=expected_revision,
    )
    return _append(person_id, revision, by, now or timezone.now())


@transaction.atomic
def record_lpa(
    *,
    person_id: UUID,
    power: LastingPower,
    by: Actor,
    instrument_id: UUID | None = None,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> UUID:
    """Record a lasting power of attorney as somebody saw it, or a new revision of one.

    It is known by its reference number, or by whom it appoints.
    """
    names = (power.uid, *(each.name for each in power.attorneys), *(each.name for each in power.trust_corporations))
    if not any(name.strip() for name in names):
        raise Refused.one("attorneys", EMPTY, "Name an attorney, or give the reference number")
    revision = _Revision(
        kind=InstrumentKind.LPA,
        value=power,
        source=InstrumentSource.TYPED,
        uid=power.uid,
        instrument_id=instrument_id,
        expected_revision=expected_revision,
    )
    return _append(person_id, revision, by, now or timezone.now())


@transaction.atomic
def record_deputy(
    *,
    person_id: UUID,
    deputy: Deputy,
    by: Actor,
    instrument_id: UUID | None = None,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> UUID:
    """Record a deputy, or a new revision of one."""
    if not deputy.name.strip():
        raise Refused.one("name", EMPTY, "Enter the name of the deputy")
    revision = _Revision(
        kind=InstrumentKind.DEPUTY,
        value=deputy,
        source=InstrumentSource.TYPED,
        instrument_id=instrument_id,
        expected_revision=expected_revision,
    )
    return _append(person_id, revision, by, now or timezone.now())


@transaction.atomic
def import_lpa(*, person_id: UUID, document: Path | bytes | str, by: Actor, now: datetime | None = None) -> LpaRead:
    """Read an LPA as the LPA Store publishes it. One with the same reference becomes a new revision of the same."""
    power, unplaced = read_lpa_text(_text(document))
    power = _compared(power, subject(person_id))
    held = _by_uid(person_id, power.uid) if power.uid else None
    revision = _Revision(
        kind=InstrumentKind.LPA,
        value=power,
        source=InstrumentSource.LPA_STORE,
        uid=power.uid,
        instrument_id=held.instrument_id if held else None,
        expected_revision=held.revision if held else None,
    )
    instrument_id = _append(person_id, revision, by, now or timezone.now())
    return LpaRead(instrument_id=instrument_id, power=power, unplaced=unplaced)


@transaction.atomic
def apply_update(
    *, person_id: UUID, instrument_id: UUID, document: Path | bytes | str, by: Actor, now: datetime | None = None
) -> LastingPower:
    """Apply an update of the LPA Store to an LPA that is held, as its next revision, and return it as it now stands."""
    held = _latest(person_id, instrument_id)
    if held is None or held.kind != InstrumentKind.LPA:
        raise Refused.one("instrument", "There is no such LPA.", "Read the LPA itself first.")
    power = apply_update_text(from_json(LastingPower, held.content, "lpa"), _text(document))
    revision = _Revision(
        kind=InstrumentKind.LPA,
        value=power,
        source=InstrumentSource.LPA_STORE,
        uid=held.uid,
        instrument_id=instrument_id,
        expected_revision=held.revision,
    )
    _append(person_id, revision, by, now or timezone.now())
    return power


def withdraw_adrts(*, person_id: UUID, on: datetime, words: str, by: Actor, now: datetime) -> None:
    """Mark every advance decision of a person as withdrawn, as its next revision. Called within a transaction."""
    latest = "WHERE kind = %s ORDER BY instrument_id, revision DESC"
    revisions = read_rows(LegalInstrument, person_id, latest, [InstrumentKind.ADRT.value])
    for held in {row.instrument_id: row for row in reversed(revisions)}.values():
        decision = from_json(AdvanceDecision, held.content, "adrt")
        if decision.withdrawn is Answer.YES:
            continue
        withdrawn = replace(decision, withdrawn=Answer.YES, withdrawn_on=timezone.localdate(on), withdrawal_words=words)
        revision = _Revision(
            kind=InstrumentKind.ADRT,
            value=withdrawn,
            source=InstrumentSource.TYPED,
            instrument_id=held.instrument_id,
            expected_revision=held.revision,
        )
        _append(person_id, revision, by, now)


def _append(person_id: UUID, new: _Revision, by: Actor, now: datetime) -> UUID:
    if not may_fill(by=by, part=PartName.LEGAL):
        raise NotPermitted("Legal documents are recorded by a clinician")
    refuse_strange_text(new.value, new.kind.value)
    person = subject(person_id)
    if new.source is InstrumentSource.TYPED:
        wrong = dates_wrong(new.value, new.kind.value, now, person.birth_date)
        if wrong:
            raise Refused(wrong)
    hold_kept(person_id)
    held = _latest(person_id, new.instrument_id) if new.instrument_id else None
    if new.instrument_id and (held is None or held.revision != new.expected_revision):
        raise Conflict("Somebody else has changed this legal document. Look at theirs first.")
    row = LegalInstrument.objects.create(
        person_id=person_id,
        instrument_id=new.instrument_id or uuid4(),
        kind=new.kind.value,
        revision=held.revision + 1 if held else 1,
        uid=new.uid,
        source=new.source.value,
        content=to_json(_compared(new.value, person)),
        **attribute(by, now),
    )
    kind = EventKind.LEGAL_INSTRUMENT_CHANGED if held else EventKind.LEGAL_INSTRUMENT_RECORDED
    payload: dict[str, PayloadValue] = {
        "instrument_id": str(row.instrument_id),
        "kind": new.kind.value,
        "revision": row.revision,
    }
    record(kind=kind, person_id=person_id, by=by, payload=payload)
    ask_of_every_plan(person_id=person_id, kind=TaskKind.LEGAL_CHANGED, subject_id=row.instrument_id, now=now)
    standings.refresh(person_id, now)
    return row.instrument_id


def _compared(value: T, person: Identity) -> T:
    """Return a lasting power with what speaks against this person's being its donor; anything else as it is."""
    if not isinstance(value, LastingPower):
        return value
    return replace(value, problems=compare_donor(value, person.names, person.birth_date))


def _latest(person_id: UUID, instrument_id: UUID) -> LegalInstrument | None:
    latest = "WHERE instrument_id = %s ORDER BY revision DESC LIMIT 1"
    return next(iter(read_rows(LegalInstrument, person_id, latest, [instrument_id])), None)


def _by_uid(person_id: UUID, uid: str) -> LegalInstrument | None:
    latest = "WHERE uid = %s AND kind = %s ORDER BY revision DESC LIMIT 1"
    return next(iter(read_rows(LegalInstrument, person_id, latest, [uid, InstrumentKind.LPA.value])), None)


def _text(document: Path | bytes | str) -> bytes | str:
    return document.read_bytes() if isinstance(document, Path) else document
