"""Partners as they are kept, and what each said had happened: every number once, and none passed over."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from joserfc.jwk import ECKey

from accord.access.queries import systems
from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.system_scopes import is_covered, read_scope
from accord.events.actions import record
from accord.privileges.claims import acting_as_software
from accord.sharing.boxes import box
from accord.sharing.deliveries.endpoints import read_endpoint
from accord.sharing.deliveries.paces import Pace
from accord.sharing.models import Partner, PartnerNews
from accord.sharing.partners.callers import Caller
from accord.sharing.partners.news import Fresh, Item
from accord.sharing.partners.remotes import Remote, token_address

NEEDED = "system/Bundle.c"
PACE = Pace(first=30.0, longest=3600.0, tries=24)
BOX = "partner"
SUBSCRIPTION = 64
"""The longest name of a subscription that is kept."""
ACCEPTED = "See `accord partners list`."


class State(Choice):
    """What became of an event of a partner."""

    WAITING = "waiting", "Waits"
    MISSING = "missing", "Its number did not come: asked for again"
    NOTHING = "nothing", "Nothing to do"
    REPORTED = "reported", "Reported here"
    WITHDRAWN = "withdrawn", "What was reported was withdrawn"
    FAILED = "failed", "Somebody has to look"


class Before(Choice):
    """Whether the plans that stood before we subscribed have been read."""

    UNASKED = "unasked", "What stood before is not asked for yet"
    MAKING = "making", "What stood before is being gathered there"
    READ = "read", "What stood before was read"
    REFUSED = "refused", "What stood before was not given: it takes the scope system/*.rs there"


BEFORE = "before/"
"""How the subscription of what was never told of begins; the export that named it follows."""


@transaction.atomic
def add(*, name: str, base: str, system_id: UUID) -> tuple[UUID, dict[str, object]]:
    """Keep a partner; return its number, and the public half of the key with which we come to it."""
    registered = systems.find(system_id)
    if registered is None or not is_covered(read_scope(NEEDED), registered.scopes):
        raise Refused.one("--system", f"there is none that is open and has {NEEDED}.", "See `accord clients list`.")
    at = base.rstrip("/")
    read_endpoint(at, may_be_here=settings.ACCORD_DEMO)
    number, key, secret = (
        uuid4(),
        ECKey.generate_key("P-384", {"use": "sig", "alg": "ES384"}),
        secrets.token_urlsafe(32),
    )
    Partner.objects.create(
        id=number,
        name=name,
        base=at,
        system_id=system_id,
        key=box(BOX).encrypt(key.as_pem(private=True)),
        secret=box(BOX).encrypt(secret.encode()),
        hashed=systems.hashed(secret),
    )
    record(kind=EventKind.PARTNER_ADDED, person_id=None, by=None, payload={"partner_id": str(number)})
    return number, {**key.as_dict(private=False), "kid": key.thumbprint()}


@transaction.atomic
def connect(*, partner_id: UUID, client_id: str) -> None:
    """Keep the number that the partner gave us: from now on it is asked."""
    if not Partner.objects.filter(pk=partner_id, closed_at=None).update(client_id=client_id):
        raise Refused.one("partner", "there is none that is open with this number.", ACCEPTED)
    record(kind=EventKind.PARTNER_CONNECTED, person_id=None, by=None, payload={"partner_id": str(partner_id)})


@transaction.atomic
def close(*, partner_id: UUID) -> None:
    """Ask a partner no longer; what it reported stays."""
    if not Partner.objects.filter(pk=partner_id, closed_at=None).update(closed_at=timezone.now()):
        raise Refused.one("partner", "there is none that is open with this number.", ACCEPTED)
    record(kind=EventKind.PARTNER_CLOSED, person_id=None, by=None, payload={"partner_id": str(partner_id)})


@transaction.atomic
def again(*, partner_id: UUID) -> int:
    """Ask again for all that could not be followed, and for what stood before; return how many that is."""
    refused = Partner.objects.filter(pk=partner_id, before=Before.REFUSED.value)
    refused.update(before=Before.UNASKED.value)
    with acting_as_software():
        count = PartnerNews.objects.filter(partner_id=partner_id, state=State.FAILED.value).update(
            state=State.WAITING.value, tries=0, next_try_at=timezone.now()
        )
    payload: dict[str, PayloadValue] = {"partner_id": str(partner_id), "count": count}
    record(kind=EventKind.PARTNER_ASKED_AGAIN, person_id=None, by=None, payload=payload)
    return count


def whose(secret: str) -> UUID | None:
    """Return which partner a secret is of; None where it is nobody's."""
    return Partner.objects.filter(hashed=systems.hashed(secret), closed_at=None).values_list("id", flat=True).first()


def asked_for() -> Sequence[UUID]:
    """Return the partners that are asked."""
    return list(Partner.objects.filter(closed_at=None).exclude(client_id="").values_list("id", flat=True))


def find(partner_id: UUID) -> Partner | None:
    """Return a partner that is asked."""
    return Partner.objects.filter(pk=partner_id, closed_at=None).exclude(client_id="").first()


def remote_of(row: Partner) -> Remote:
    """Return how a partner is asked."""
    key = box(BOX).decrypt(bytes(row.key)).decode()
    return Remote(row.base, Caller(token_address(row.base), row.client_id, key))


def secret_of(row: Partner) -> str:
    """Return with what a partner shows us that it is itself."""
    return box(BOX).decrypt(bytes(row.secret)).decode()


@transaction.atomic
def begin(row: Partner, subscription_id: str) -> None:
    """Count anew, for a new subscription; what was reported is asked for again, since nobody told us meanwhile."""
    row.subscription_id, row.taken, row.before = subscription_id, 0, Before.UNASKED.value
    row.save(update_fields=["subscription_id", "taken", "before"])
    if subscription_id:
        _check_all(row)


@transaction.atomic
def keep(row: Partner, new: Fresh) -> None:
    """Keep what is new, with how far we are: never the one without the other."""
    rows = [_row(row, each, _state(each)) for each in new.items]
    rows += [_row(row, Item(number=number), State.MISSING) for number in new.missing]
    PartnerNews.objects.bulk_create(rows, ignore_conflicts=True)
    row.taken = new.reaches
    row.save(update_fields=["taken"])
    if new.missing:
        _check_all(row)


def note_before(row: Partner, before: Before, export_at: str = "") -> None:
    """Keep how far it is with what stood before."""
    row.before, row.export_at = before.value, export_at
    row.save(update_fields=["before", "export_at"])


@transaction.atomic
def keep_before(row: Partner, versions: Collection[UUID]) -> None:
    """Keep the plans that stood before, to be followed as if they had been told of; those that are known are not."""
    known = PartnerNews.objects.filter(partner=row, state__in=(State.WAITING.value, State.REPORTED.value))
    new = set(versions) - set(known.values_list("version_id", flat=True))
    export = f"{BEFORE}{row.export_at.rpartition('/')[2]}"[:SUBSCRIPTION]
    news = (
        PartnerNews(
            partner=row, subscription_id=export, number=number, version_id=version_id, state=State.WAITING.value
        )
        for number, version_id in enumerate(sorted(new), start=1)
    )
    PartnerNews.objects.bulk_create(news, batch_size=1_000)
    note_before(row, Before.READ)


@transaction.atomic
def fill(row: Partner, items: Iterable[Item]) -> None:
    """Keep what came after all under numbers that were missing."""
    missing = PartnerNews.objects.filter(partner=row, subscription_id=row.subscription_id, state=State.MISSING.value)
    for each in items:
        missing.filter(number=each.number).update(version_id=each.version_id, state=_state(each).value)


def first_missing(row: Partner, *, above: int = 0) -> int | None:
    """Return the lowest number, above one, that did not come."""
    held = PartnerNews.objects.filter(partner=row, subscription_id=row.subscription_id, state=State.MISSING.value)
    return held.filter(number__gt=above).order_by("number").values_list("number", flat=True).first()


def waiting(row: Partner, now: datetime, *, most: int = 500) -> Sequence[PartnerNews]:
    """Return what is to be followed now: what was told of first, then what stood before, then what failed before."""
    held = PartnerNews.objects.filter(partner=row, state=State.WAITING.value, next_try_at__lte=now)
    held = held.alias(has_failed=~Q(error=""), is_before=Q(subscription_id__startswith=BEFORE))
    return list(held.order_by("has_failed", "is_before", "next_try_at", "number")[:most])


@transaction.atomic
def settle(item: PartnerNews, state: State) -> None:
    """Keep what became of an event."""
    item.state, item.error = state.value, ""
    item.save(update_fields=["state", "error", "brought", "person_id", "report_id"])
    payload: dict[str, PayloadValue] = {
        "partner_id": str(item.partner_id),
        "number": item.number,
        "became": state.value,
    }
    record(kind=EventKind.PARTNER_NEWS_SETTLED, person_id=item.person_id, by=None, payload=payload)


def note_failure(item: PartnerNews, words: str, now: datetime) -> None:
    """Keep that an event could not be followed; it is tried again, and in the end somebody has to look."""
    item.tries += 1
    item.error, item.next_try_at = words[:200], now + PACE.wait(item.tries)
    item.state = (State.FAILED if item.tries >= PACE.tries else State.WAITING).value
    item.save(update_fields=["tries", "error", "next_try_at", "state"])


def put_off(item: PartnerNews, words: str, now: datetime) -> None:
    """Keep that a partner answered nothing as it was asked for an event: what else waits comes first the next time."""
    item.error, item.next_try_at = words[:200], now + PACE.wait(max(item.tries, 1))
    item.save(update_fields=["error", "next_try_at"])


def _check_all(row: Partner) -> None:
    """Ask again for each plan that is shown here as reported: what was not heard may have ended it."""
    held = PartnerNews.objects.filter(partner=row, state=State.REPORTED.value)
    held.update(state=State.WAITING.value, tries=0, next_try_at=timezone.now())


def _row(row: Partner, item: Item, state: State) -> PartnerNews:
    return PartnerNews(
        partner=row,
        subscription_id=row.subscription_id,
        number=item.number,
        version_id=item.version_id,
        state=state.value,
    )


def _state(item: Item) -> State:
    return State.WAITING if item.version_id else State.NOTHING
