"""Making a publication ready, and releasing it as a second person: exactly the bytes that were shown leave."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accord.assurance.models import Publication, PublicationOutcome
from accord.assurance.publications.leaving import Chosen, refuse_unknown
from accord.assurance.publications.packages import About, Package, pack
from accord.assurance.publications.publications import prepare as make_ready
from accord.assurance.queries import publications as queries
from accord.assurance.queries.publications import Held, State
from accord.assurance.queries.published_figures import Counted
from accord.assurance.queries.runs import CurrentRun
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.text_hygiene import clean
from accord.events.actions import record

LONGEST_WORDS = 2_000
MOST_MEASURES = 8
HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def prepare(
    *,
    chosen: Chosen,
    counted: Counted,
    publisher: str,
    run: CurrentRun,
    by: Actor,
    now: datetime | None = None,
    publication_id: UUID | None = None,
) -> UUID:
    """Control and guard what was chosen and counted, keep the files that would leave, and return the publication's id.

    Guarding may take its time, so that the transaction begins after it.
    """
    check_choice(chosen, by)
    now = now or timezone.now()
    earlier = queries.ledger(by.organisation_id)
    prepared = make_ready(counted.rows, chosen, sites=counted.sites, earlier=earlier)
    day = timezone.localdate(now)
    about = About(publisher=publisher, code=by.organisation_code, record=run.identity, prepared_on=day)
    package = pack(prepared, about)
    with transaction.atomic():
        kept = _keep(publication_id or uuid4(), chosen, package, run=run, by=by, now=now)
        _record(EventKind.PUBLICATION_PREPARED, kept.pk, kept.sha256, by)
    return kept.pk


def check_choice(chosen: Chosen, by: Actor) -> None:
    """Raise `Refused` where this is nothing to make ready, and `NotPermitted` where it is not for them to do."""
    by.must(Permission.PREPARE_PUBLICATION)
    refuse_unknown(chosen)
    if len(chosen.measures) > MOST_MEASURES:
        raise Refused.one("measures", "are too many for one publication.", f"Choose {MOST_MEASURES} at most.")


def _keep(
    publication_id: UUID, chosen: Chosen, package: Package, *, run: CurrentRun, by: Actor, now: datetime
) -> Publication:
    return Publication.objects.create(
        id=publication_id,
        organisation_id=by.organisation_id,
        organisation_code=by.organisation_code,
        run_id=run.id,
        since=chosen.period.since,
        until=chosen.period.until,
        measures=list(chosen.measures),
        breakdowns=list(chosen.breakdowns),
        figures=package.figures,
        meaning=package.meaning,
        page=package.page,
        sha256=package.sha256,
        prepared_at=now,
        prepared_by=by.staff_id,
        prepared_role=by.staff_role_id,
        prepared_name=by.name,
    )


@transaction.atomic
def release(*, publication_id: UUID, sha256: str, by: Actor, now: datetime | None = None) -> None:
    """Release the files whose SHA-256 was shown. Never by whoever made them ready, and never other files."""
    held = _waiting(publication_id, by)
    if sha256 != held.sha256 or held.package.sha256 != held.sha256 or not held.package.is_whole:
        raise Conflict("These are not the files that were shown. Nothing was released.")
    # Releases of one organisation wait for each other, so that none is guarded against less than all before it.
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [f"publications {by.organisation_id}"])
    if queries.has_released_since(by.organisation_id, held.prepared_at):
        raise Conflict(
            "Something else was released since this was made ready. Make it ready again, guarded against it."
        )
    _decide(held, released=True, words="", by=by, now=now or timezone.now())
    _record(EventKind.PUBLICATION_RELEASED, held.id, held.sha256, by)


@transaction.atomic
def decline(*, publication_id: UUID, words: str, by: Actor, now: datetime | None = None) -> None:
    """Say that a publication does not leave, and why."""
    held = _waiting(publication_id, by)
    kept = clean(words, "words", limit=LONGEST_WORDS).strip()
    if not kept:
        raise Refused.one("words", "is empty.", "Say why it does not leave.")
    _decide(held, released=False, words=kept, by=by, now=now or timezone.now())
    _record(EventKind.PUBLICATION_DECLINED, held.id, held.sha256, by)


def _waiting(publication_id: UUID, by: Actor) -> Held:
    by.must(Permission.RELEASE_PUBLICATION)
    held = queries.one(publication_id, by.organisation_id)
    if held is None:
        raise Refused.one("publication", "There is no such publication.")
    if held.prepared_by == by.staff_id:
        raise NotPermitted("Nobody releases what they made ready themselves.")
    if held.state is not State.WAITING:
        raise Conflict(f"That is decided already: {held.state.words.lower()}.")
    return held


def _decide(held: Held, *, released: bool, words: str, by: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            PublicationOutcome.objects.create(
                publication_id=held.id,
                released=released,
                sha256=held.sha256,
                words=words,
                decided_at=now,
                decided_by=by.staff_id,
                decided_role=by.staff_role_id,
                decided_name=by.name,
            )
    except IntegrityError as clash:
        raise Conflict("Somebody else has just decided about this publication.") from clash


def _record(kind: EventKind, publication_id: UUID, sha256: str, by: Actor) -> None:
    payload: dict[str, PayloadValue] = {"publication": str(publication_id), "sha256": sha256}
    record(kind=kind, person_id=None, by=by, payload=payload)
