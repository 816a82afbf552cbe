"""Asking a partner what has happened, and taking in what stands: a notification is a bell, and brings nothing itself.

Whatever is told, late, twice or never, the events are asked for by number and the plan as it stands now, at its source.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import timezone

from accord.access.actions.reads import Purpose
from accord.access.openings import open_as_system
from accord.access.queries import systems
from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.plans.actions import receiving as reports
from accord.privileges.claims import acting_as, acting_as_software
from accord.projections.fhir.checking import check
from accord.projections.fhir.documents import is_suspended
from accord.projections.fhir.elements import Made
from accord.sharing.deliveries.telling import session
from accord.sharing.fhir.incoming.receiving import WHAT, take
from accord.sharing.fhir.outcomes import Issue, Refusal
from accord.sharing.models import Partner, PartnerNews
from accord.sharing.partners import keeping
from accord.sharing.partners.callers import NotTaken
from accord.sharing.partners.keeping import BEFORE, Before, State
from accord.sharing.partners.news import fresh
from accord.sharing.partners.remotes import Gone, Remote, Unsubscribed

TOLD_AT = "/notifications"
MOST_PAGES = 50
LONGEST = 30.0
TURN = 0x50617274  # of the advisory lock: "Part"
SUSPENDED = "Its sender says that the plan is suspended."
NO_ADDRESS = "ACCORD_ADDRESS is not set: the partner would not know where to tell us"
NO_SYSTEM = "the system that it is here is closed"
_log = structlog.stdlib.get_logger("accord.partners")


def ask(partner_id: UUID, *, longest: float = LONGEST) -> bool:
    """Ask one partner: keep what is new, then follow what waits. What goes wrong is said, and tried again.

    After `longest` seconds the rest waits until it is asked again: the worker does one job at a time.

    Return False where another worker asks it now. That is known by a lock that the database frees as a worker goes,
    however it goes: the queue's own locks outlast a worker that was killed.
    """
    with acting_as_software(), session() as turn:
        held = turn.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [TURN, str(partner_id)])
        if held.fetchone() != (True,):
            return False
        row = keeping.find(partner_id)
        if row is None:
            return True
        error = ""
        try:
            _ask(row, time.monotonic() + longest)
        except NotTaken as failed:
            error = str(failed)
        except Exception as failed:
            _log.exception("a partner could not be asked", exc_info=failed)
            error = f"could not be asked ({type(failed).__name__})"
        Partner.objects.filter(pk=row.pk).update(asked_at=timezone.now(), error=error[:200])
    return True


def _ask(row: Partner, until: float) -> None:
    actor = systems.actor_of(row.system_id)
    if actor is None:
        raise NotTaken(NO_SYSTEM)
    remote = keeping.remote_of(row)
    if not row.subscription_id:
        if not settings.ACCORD_ADDRESS:
            raise NotTaken(NO_ADDRESS)
        keeping.begin(row, remote.subscribe(f"{settings.ACCORD_ADDRESS}{TOLD_AT}", keeping.secret_of(row)))
    _read_before(row, remote)
    try:
        _fetch(row, remote, until)
    except Unsubscribed as gone:
        keeping.begin(row, "")
        raise NotTaken("knows our subscription no longer: it is asked for anew") from gone
    for each in keeping.waiting(row, timezone.now()):
        _follow_or_note(each, row, remote, actor)
        if time.monotonic() > until:
            return


def _read_before(row: Partner, remote: Remote) -> None:
    """Read once what stood before we subscribed. That it is not given holds up nothing that is told."""
    try:
        if row.before == Before.UNASKED:
            keeping.note_before(row, Before.MAKING, remote.begin_export())
        elif row.before == Before.MAKING and (versions := remote.exported(row.export_at)) is not None:
            export_at = row.export_at
            keeping.keep_before(row, versions)
            with suppress(NotTaken):  # it goes by itself in the end
                remote.let_go(export_at)
    except NotTaken as failed:
        if failed.at_all:
            raise
        keeping.note_before(row, Before.REFUSED)


def _fetch(row: Partner, remote: Remote, until: float) -> None:
    """Keep each event that is new, and each that was missing and comes now."""
    _fetch_missing(row, remote, until)
    for _ in range(MOST_PAGES):
        news = remote.events(row.subscription_id, since=row.taken + 1)
        if news.status == "off":
            raise Unsubscribed
        try:
            new = fresh(news.items, taken=row.taken)
        except Refused as refused:
            raise NotTaken("left out more events than can be asked for") from refused
        if not new.items:
            return
        keeping.keep(row, new)
        if time.monotonic() > until:
            return


def _fetch_missing(row: Partner, remote: Remote, until: float) -> None:
    """Ask for what was missing, a page after the other: a number that never comes hides none above it."""
    missing = keeping.first_missing(row)
    while missing is not None:
        found = remote.events(row.subscription_id, since=missing, until=row.taken).items
        keeping.fill(row, found)
        reached = max((each.number for each in found), default=row.taken)
        missing = (
            keeping.first_missing(row, above=reached) if reached < row.taken and time.monotonic() < until else None
        )


def _follow_or_note(item: PartnerNews, row: Partner, remote: Remote, actor: Actor) -> None:
    """Follow one event. What fails for one holds up no other, unless the partner answers nothing at all."""
    try:
        _follow(item, row, remote, actor)
    except NotTaken as failed:
        if failed.at_all:
            keeping.put_off(item, str(failed), timezone.now())
            raise
        keeping.note_failure(item, str(failed), timezone.now())
    except Refusal as refused:
        keeping.note_failure(item, _wrong_with(refused.issues[0]), timezone.now())
    except Exception as failed:
        _log.exception("an event of a partner could not be followed", number=item.number, exc_info=failed)
        keeping.note_failure(item, f"could not be followed here ({type(failed).__name__})", timezone.now())


def _wrong_with(issue: Issue) -> str:
    """Return what was wrong with what a partner gave. The first sentence says it; the others are for one that posts."""
    return f"gave a document that is not taken: {issue.at} {issue.words.partition('. ')[0].rstrip('.')}."


def _follow(item: PartnerNews, row: Partner, remote: Remote, actor: Actor) -> None:
    version_id = item.version_id
    assert version_id is not None  # what leads nowhere is not followed
    found = remote.current(version_id)
    if isinstance(found, Gone):
        is_withdrawn = _withdraw(item, row, actor, [version_id], f"Its sender says: {found.words}")
        if not item.subscription_id.startswith(BEFORE):
            remote.acknowledge(item.subscription_id, item.number)
        keeping.settle(item, State.WITHDRAWN if is_withdrawn else State.NOTHING)
        return
    brought = UUID(str(found.get("id")))
    if is_suspended(found):
        is_withdrawn = _withdraw(item, row, actor, [version_id, brought], SUSPENDED)
        keeping.settle(item, State.WITHDRAWN if is_withdrawn else State.NOTHING)
        return
    item.person_id, item.report_id = _take(found, actor)
    item.brought = brought
    keeping.settle(item, State.REPORTED)


def _take(made: Made, actor: Actor) -> tuple[UUID, UUID]:
    """Take in a document, exactly as if it had been posted here."""
    if wrong := check(made, kind="Bundle"):
        raise NotTaken(f"gave a document that FHIR does not allow, at {wrong[0].at}")
    opening = partial(open_as_system, actor, what=WHAT, purpose=Purpose.CARE)
    with acting_as(actor):
        person, received = take(made, by=actor, opening=opening)
    return person.person_id, received.report_id


def _withdraw(item: PartnerNews, row: Partner, actor: Actor, versions: list[UUID], words: str) -> bool:
    """Withdraw what was reported of plans that stand no longer; again, it changes nothing."""
    held = PartnerNews.objects.filter(partner=row, brought__in=versions)
    named = set(held.values_list("person_id", "report_id"))
    reported = {(person, report) for person, report in named if person and report}
    for person_id, report_id in reported:
        with acting_as(actor):
            reports.withdraw(report_id=report_id, person_id=person_id, by=actor, words=words)
        item.person_id = person_id
    return bool(reported)
