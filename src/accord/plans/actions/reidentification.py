"""Asking who stands behind pseudonyms, deciding about it as a second person, and showing the answer once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.access.actions import reads
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.reaches import Reach
from accord.domain.reidentification import Column, Reason, State, read_pseudonyms
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.people.queries import identities
from accord.plans.actions.attributions import attribute
from accord.plans.models import ReidentificationDecision, ReidentificationRequest, ReidentificationShown
from accord.plans.queries import reidentification as queries
from accord.plans.queries.reidentification import Request
from accord.privileges.claims import reaching

LONGEST_WORDS = 2_000
READ = "re_identification"


@transaction.atomic
def ask(*, column: Column, pseudonyms: str, reason: Reason, words: str, by: Actor, now: datetime | None = None) -> int:
    """Ask to be told who stands behind pseudonyms, and return the request's number. Somebody else decides."""
    by.must(Permission.REQUEST_REIDENTIFICATION)
    row = ReidentificationRequest.objects.create(
        column=column.value,
        pseudonyms=list(read_pseudonyms(pseudonyms)),
        reason=reason.value,
        words=_words(words, "Say why this person must be found, without naming anybody."),
        organisation_id=by.organisation_id,
        **attribute(by, now or timezone.now()),
    )
    _record(EventKind.REIDENTIFICATION_REQUESTED, queries.read(row), by)
    return row.pk


@transaction.atomic
def decide(*, number: int, approved: bool, words: str, by: Actor, now: datetime | None = None) -> None:
    """Approve or refuse a request, saying why. Never one's own, whatever roles one holds."""
    by.must(Permission.APPROVE_REIDENTIFICATION)
    now = now or timezone.now()
    request = _request(number)
    if request.asked_by == by.staff_id:
        raise NotPermitted("Nobody decides about a request of their own.")
    words = _words(words, "Say what you considered.")
    if request.course.state(now) is not State.WAITING:
        raise Conflict(_no_longer(request, now))
    try:
        with transaction.atomic():
            ReidentificationDecision.objects.create(
                request_id=number, approved=approved, words=words, **attribute(by, now)
            )
    except IntegrityError as clash:
        raise Conflict("Somebody else has just decided about this request.") from clash
    _record(EventKind.REIDENTIFICATION_APPROVED if approved else EventKind.REIDENTIFICATION_REFUSED, request, by)


@transaction.atomic
def show(*, number: int, by: Actor, now: datetime | None = None) -> Mapping[str, UUID]:
    """Return the people behind an approved request's pseudonyms, once, to whoever asked. Each is noted as a look."""
    by.must(Permission.REQUEST_REIDENTIFICATION)
    now = now or timezone.now()
    request = _request(number)
    if request.asked_by != by.staff_id:
        raise NotPermitted("The answer is shown to whoever asked.")
    if request.course.state(now) is not State.APPROVED:
        raise Conflict(_no_longer(request, now))
    with reaching(Reach.PLANS):  # whoever asks reaches neither plans nor people: the search is the software's
        behind = queries.people_behind(request.column, request.pseudonyms)
        found = {each: identities.merged_into(person_id) or person_id for each, person_id in behind.items()}
    try:
        with transaction.atomic():
            ReidentificationShown.objects.create(request_id=number, found=len(found), **attribute(by, now))
    except IntegrityError as clash:
        raise Conflict("The answer has just been shown.") from clash
    for person_id in dict.fromkeys(found.values()):
        reads.note(by=by, person_id=person_id, purpose=reads.Purpose.ADMINISTRATION, what=READ, basis=basis_of(number))
    _record(EventKind.REIDENTIFICATION_SHOWN, request, by)
    return found


def basis_of(number: int) -> str:
    """Return what stands in the access log as the basis of a look that came of a request."""
    return f"re-identification {number}"


def _request(number: int) -> Request:
    found = queries.one(number)
    if found is None:
        raise Refused.one("request", "There is no such request.")
    return found


def _no_longer(request: Request, now: datetime) -> str:
    return f"That cannot be done with this request: it is {request.course.state(now).words.split(':')[0].lower()}."


def _words(words: str, advice: str) -> str:
    kept = clean(words, "words", limit=LONGEST_WORDS).strip()
    if not kept:
        raise Refused.one("words", "is empty.", advice)
    return kept


def _record(kind: EventKind, request: Request, by: Actor) -> None:
    payload: dict[str, PayloadValue] = {"request": request.number, "reason": request.reason.value}
    payload["count"] = len(request.pseudonyms)
    record(kind=kind, person_id=None, by=by, payload=payload)
