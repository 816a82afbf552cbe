"""Subscription: what a system asks to be told of plans; each system sees its own alone."""

from __future__ import annotations

from django.utils import timezone

from accord.projections.fhir.elements import Made
from accord.projections.fhir.notifications import NotificationType, Numbered, notification, status_of
from accord.sharing.deliveries import subscribing
from accord.sharing.deliveries.resources import subscriber, subscription_resource
from accord.sharing.deliveries.sights import Sights
from accord.sharing.deliveries.wanted import read_wanted
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Inquiry, Resource
from accord.sharing.fhir.resources.acknowledgements import ACKNOWLEDGE
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.versions import held_of
from accord.sharing.models import Delivery, Subscription
from accord.web.addresses import absolute

DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription"
HIGHEST = 10**15
SEARCHED_BY = {"status": "status", "url": "endpoint"}


def _create(asker: Asker, made: Made) -> Held:
    base = absolute(asker.request, BASE)
    row = subscribing.request(wanted=read_wanted(made), base=base, by=asker.actor)
    return held_of(subscription_resource(row))


def _update(asker: Asker, number: str, made: Made) -> Held | None:
    """Turn a subscription off: all else of it stays as it was asked for."""
    row = _find(asker, number)
    if row is None:
        return None
    if made["status"] != "off":
        words = "can only become 'off'. To hear something else, delete this subscription and create another."
        raise Refusal.one(422, "not-supported", words, "Subscription.status")
    subscribing.turn_off(subscription_id=row.id, by=asker.actor)
    return _read(asker, number)


def _delete(asker: Asker, number: str) -> bool:
    found = id_of(number)
    return found is not None and subscribing.turn_off(subscription_id=found, by=asker.actor)


def _find(asker: Asker, number: str) -> Subscription | None:
    found = id_of(number)
    return subscribing.find(found, asker.actor) if found else None


def _read(asker: Asker, number: str) -> Held | None:
    row = _find(asker, number)
    return held_of(subscription_resource(row)) if row else None


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    rows = subscribing.of_system(asker.actor)
    if "_id" in query:
        found = id_of(query.one("_id") or "")
        rows = rows.filter(pk=found) if found else rows.none()
    for name, field in SEARCHED_BY.items():
        if name in query:
            rows = rows.filter(**{field: query.one(name)})
    page = [held_of(subscription_resource(row)) for row in rows[skip : skip + most]]
    return Found(page=page, total=rows.count())


def _status(asker: Asker, number: str, query: Query) -> Made | None:
    del query
    row = _find(asker, number)
    if row is None:
        return None
    made = status_of(subscriber(row), NotificationType.STATUS)
    address = absolute(asker.request, f"{BASE}/Subscription/{row.id}/$status")
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": timezone.now().isoformat(timespec="milliseconds"),
        "total": 1,
        "link": [{"relation": "self", "url": address}],
        "entry": [{"fullUrl": f"urn:uuid:{made['id']}", "resource": made, "search": {"mode": "match"}}],
    }


def _events(asker: Asker, number: str, query: Query) -> Made | None:
    """Return events again: of people whom the organisation may not see now, the number alone."""
    row = _find(asker, number)
    if row is None:
        return None
    since, until = _number(query, "eventsSinceNumber", 1), _number(query, "eventsUntilNumber", HIGHEST)
    if query.one("content") not in (None, "id-only"):
        raise Refusal.one(400, "not-supported", "is id-only here.", "content")
    sights = Sights()
    numbered = [_numbered(sights, row, each) for each in subscribing.events(row, since, until)]
    return notification(subscriber(row), NotificationType.EVENTS, numbered, now=timezone.now())


def _numbered(sights: Sights, row: Subscription, held: Delivery) -> Numbered:
    if not sights.may_hear(row, held.person_id, held.version_id):
        return Numbered(number=held.number, at=held.happened_at)
    return Numbered(number=held.number, at=held.happened_at, person_id=held.person_id, version_id=held.version_id)


def _number(query: Query, name: str, otherwise: int) -> int:
    said = query.one(name)
    if said is None:
        return otherwise
    if not said.isascii() or not said.isdigit() or int(said) > HIGHEST:
        raise Refusal.one(400, "value", "is a whole number.", name)
    return int(said)


def _token(name: str, says: str) -> SearchParameter:
    return SearchParameter(name=name, type=SearchType.TOKEN, says=says)


SUBSCRIPTION = Resource(
    type="Subscription",
    says="What a system asks to be told of plans: topic-based, rest-hook, id-only. Each system sees its own.",
    read=_read,
    search=_search,
    create=_create,
    update=_update,
    delete=_delete,
    operations=(ACKNOWLEDGE,),
    parameters=(
        _token("status", "requested, active, error or off"),
        SearchParameter(name="url", type=SearchType.URI, says="Where its system is told, exact"),
    ),
    inquiries=(
        Inquiry(name="status", says="How a subscription stands", definition=f"{DEFINITIONS}-status", run=_status),
        Inquiry(
            name="events",
            says="Events again, by the subscriber's own numbers: 1,000 at most",
            definition=f"{DEFINITIONS}-events",
            run=_events,
            takes=(
                _token("eventsSinceNumber", "The first number"),
                _token("eventsUntilNumber", "The last number"),
                _token("content", "id-only"),
            ),
        ),
    ),
)
