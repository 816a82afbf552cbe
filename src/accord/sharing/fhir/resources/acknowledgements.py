"""`Subscription/$acknowledge`: a system says that it has taken what it was told, and acted on it."""

from __future__ import annotations

from accord.projections.fhir.elements import Made
from accord.sharing.actions import answering
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Issue, Refusal, outcome
from accord.sharing.fhir.registry import Asker, Operation
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType

LONGEST = 15
KEPT = "It is noted that you have taken the cancellation."
NOTHING_TO_DO = "What you were told under this number is no cancellation that is followed: nothing waits for it."


def _run(asker: Asker, query: Query) -> Made:
    subscription_id, number = id_of(query.one("subscription") or ""), query.one("eventNumber") or ""
    if subscription_id is None:
        raise Refusal.one(400, "value", "is no id of a subscription.", "subscription")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST):
        raise Refusal.one(400, "value", "is a whole number.", "eventNumber")
    is_kept = answering.acknowledge(subscription_id=subscription_id, number=int(number), by=asker.actor)
    words = KEPT if is_kept else NOTHING_TO_DO
    return outcome([Issue(code="informational", words=words, severity="information")])


ACKNOWLEDGE = Operation(
    name="acknowledge",
    says="Say that you have taken a cancellation, by the number under which you were told. Again, it changes nothing.",
    needs="c",
    takes=(
        SearchParameter(
            name="subscription", type=SearchType.TOKEN, says="The id of your subscription", is_required=True
        ),
        SearchParameter(name="eventNumber", type=SearchType.TOKEN, says="Your number of it", is_required=True),
    ),
    run=_run,
)
