"""Answers of the locator: outcomes, pointers and bundles; whatever goes wrong is named as the Spine names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accord.access.pages.systems.guards import NotLetIn, system_permitted
from accord.domain.errors import Refused
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.outcomes import Issue, Refusal, outcome
from accord.sharing.fhir.registry import Asker
from accord.sharing.fhir.responses import refuse, send
from accord.sharing.fhir.views import NOT_LET_IN, asker_of, exempt, failure, only
from accord.sharing.pointers.held import HeldPointer
from accord.sharing.pointers.spine import DONE, Done, Spine, refusal, said, with_details

ORGANISATION = "NHSD-End-User-Organisation-ODS"
NONE_KNOWN = (
    "No pointer that your organisation may find is registered here for this NHS number, asked at {at}. This says"
    " nothing about whether there is a plan, and is no answer about CPR."
)
View = Callable[..., HttpResponseBase]
Answering = Callable[..., HttpResponseBase]


def answered(scope: str, **by_method: Answering) -> View:
    """Return a view that answers each method by its own function, for a system whose token allows what it needs.

    `scope` holds the letter of what each method needs, in their order.
    """
    guarded = {
        method: _guarded(answering, f"system/DocumentReference.{letter}")
        for (method, answering), letter in zip(by_method.items(), scope, strict=True)
    }

    @wraps(next(iter(by_method.values())))
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            only(request, *guarded)
        except Refusal as refused:
            return refuse(with_details(refused))
        return guarded[request.method or ""](request, *args, **kwargs)

    return exempt(view)


def outcome_of(done: Done, **headers: str) -> HttpResponseBase:
    """Say what was done."""
    return send(outcome([said(done)]), status=DONE[done][0], headers=headers)


def bundle(found: Sequence[HeldPointer], address: str, *, is_count_alone: bool) -> HttpResponseBase:
    """Send what was found; nothing found is said to be no answer."""
    entries: list[Made] = [] if is_count_alone else [{"resource": each.document} for each in found]
    if not found and not is_count_alone:
        words = NONE_KNOWN.format(at=timezone.localtime().isoformat(timespec="minutes"))
        entries = [{"resource": _information(words), "search": {"mode": "outcome"}}]
    made: Made = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": [{"relation": "self", "url": address}],
    }
    return send({**made, "entry": entries} if entries else made)


def not_found() -> Refusal:
    """Return the refusal of an id that is not known."""
    words = "The requested DocumentReference could not be found"
    return refusal(404, "not-found", Spine.NO_RECORD_FOUND, words)


def _information(words: str) -> Made:
    return outcome([Issue(severity="information", code="informational", words=words)])


def _guarded(answering: Answering, scope: str) -> View:
    """Let in a system with the scope, acting for its own organisation, and name what goes wrong."""

    @system_permitted(scope, refusing=_not_let_in)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asker = asker_of(request)
        try:
            _check_organisation(asker)
            return answering(asker, *args, **kwargs)
        except Refusal as refused:
            return refuse(with_details(refused))
        except Refused as refused:
            issues = (Issue(code="invalid", words=f"{each.wrong} {each.accepted}") for each in refused.errors)
            return refuse(with_details(Refusal(400, tuple(issues))))
        except Exception as failed:
            return refuse(with_details(failure(asker.request, failed)))

    return guarded


def _check_organisation(asker: Asker) -> None:
    named = asker.request.headers.get(ORGANISATION)
    if named is not None and named.strip().upper() != asker.actor.organisation_code:
        words = f"{ORGANISATION} is not the organisation of this token"
        raise refusal(400, "invalid", Spine.MISSING_OR_INVALID_HEADER, words)


def _not_let_in(why: NotLetIn) -> HttpResponseBase:
    code, otherwise = NOT_LET_IN[why.status]
    words = f"This needs a token with {why.scope}." if why.scope else otherwise
    return refuse(with_details(Refusal.one(why.status, code, words)))
