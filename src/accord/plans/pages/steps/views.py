"""The steps of a plan's life, each on one page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accord.access.pages.confirmations import confirmed
from accord.access.pages.guards import permitted
from accord.access.pages.proofs import confirmation_of
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.plans.actions import cancellations, consents, endorsements, reviews, suspensions
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import Person, actor_of, whom_shared
from accord.plans.pages.steps import forms
from accord.plans.pages.steps.presenters import look_back_note
from accord.plans.queries import versions, work
from accord.web.words import say_datetime


def _about(request: HttpRequest, version_id: UUID, what: str) -> tuple[Person, tuple[dict[str, object], ...]]:
    """Return whom a version is about, and the version in three lines, read once it is known that they may be."""
    try:
        person_id = versions.person_of(version_id)
    except Refused:
        raise Http404 from None
    person, version = whom_shared(request, person_id, what), versions.version(version_id)
    summary: tuple[dict[str, object], ...] = (
        {"key": "Plan", "value": f"{version.scope.words} (version {version.number})"},
        {"key": "About CPR", "value": version.cpr.words},
        {"key": "Signed", "value": f"{version.signed_name}, {say_datetime(version.signed_at)}"},
    )
    return person, summary


@permitted(Permission.REVIEW_PLAN)
@require_http_methods(["GET", "POST"])
@once
def review(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Record a review."""
    person, summary = _about(request, version_id, "review")

    def do(asked: Asked) -> str:
        reviews.record(version_id=version_id, by=actor_of(request), **asked.form.cleaned_data)
        return "The review was recorded."

    asks = OneForm(
        person=person,
        title="Review this plan",
        question=Question(forms.ReviewForm),
        back=person.href,
        do=do,
        button="Record the review",
        summary=summary,
        note=look_back_note(work.for_person(person.id), version_id),
    )
    return answer(request, asks)


@permitted(Permission.ENDORSE_PLAN)
@confirmed(Permission.ENDORSE_PLAN)
@require_http_methods(["GET", "POST"])
@once
def endorse(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Endorse a plan that somebody else signed."""
    person, summary = _about(request, version_id, "endorsement")

    def do(asked: Asked) -> str:
        endorsements.endorse(
            version_id=version_id,
            by=actor_of(request),
            words=asked.form.cleaned_data["words"],
            confirmation=confirmation_of(request),
        )
        return "You have endorsed this plan."

    asks = OneForm(
        person=person,
        title="Endorse this plan",
        question=Question(forms.EndorseForm),
        back=person.href,
        do=do,
        button="Endorse",
        summary=summary,
        names={"endorsement": "words"},
    )
    return answer(request, asks)


@permitted(Permission.SUSPEND_PLAN)
@require_http_methods(["GET", "POST"])
@once
def suspend(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Suspend a plan from one time until another."""
    person, summary = _about(request, version_id, "suspension")

    def do(asked: Asked) -> str:
        given = asked.form.cleaned_data
        from_at = forms.read_time(given["from_at"])
        assert from_at is not None  # the field asks for it
        suspensions.suspend(
            version_id=version_id,
            from_at=from_at,
            until=forms.read_time(given["until"]),
            why=given["why"],
            by=actor_of(request),
        )
        return "The plan is suspended for that time: attempt CPR."

    asks = OneForm(
        person=person,
        title="Suspend this plan for a time",
        question=Question(forms.SuspendForm),
        back=person.href,
        do=do,
        button="Suspend",
        summary=summary,
    )
    return answer(request, asks)


@permitted(Permission.SUSPEND_PLAN)
@require_http_methods(["GET", "POST"])
@once
def reinstate(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """End a suspension."""
    person, summary = _about(request, version_id, "reinstatement")

    def do(asked: Asked) -> str:
        suspensions.reinstate(version_id=version_id, by=actor_of(request), words=asked.form.cleaned_data["words"])
        return "The suspension has ended: the plan is current again."

    asks = OneForm(
        person=person,
        title="End the suspension",
        question=Question(forms.ReinstateForm),
        back=person.href,
        do=do,
        button="End the suspension",
        summary=summary,
        names={"status": "words"},
    )
    return answer(request, asks)


@permitted(Permission.CANCEL_PLAN)
@require_http_methods(["GET", "POST"])
@once
def cancel(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Cancel a plan."""
    person, summary = _about(request, version_id, "cancellation")

    def do(asked: Asked) -> str:
        cancellations.cancel(version_id=version_id, by=actor_of(request), **asked.form.cleaned_data)
        return "The plan is cancelled. See below who may hold a copy."

    asks = OneForm(
        person=person,
        title="Cancel this plan",
        question=Question(forms.CancelForm),
        back=reverse(settings.ACCORD_AFTER_CANCELLING, args=[person.id]),
        do=do,
        button="Cancel the plan",
        warning=True,
        summary=summary,
    )
    return answer(request, asks)


@permitted(Permission.POST_STATEMENT)
@require_http_methods(["GET", "POST"])
@once
def change_sharing(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Record that the person objects to sharing a plan, or agrees again."""
    person, summary = _about(request, version_id, "sharing")
    decides = actor_of(request).may(Permission.REVIEW_PLAN)

    def do(asked: Asked) -> str:
        consents.change(version_id=version_id, by=actor_of(request), **asked.form.cleaned_data)
        return "What the person says about sharing is recorded, and holds from now on."

    asks = OneForm(
        person=person,
        title="May this plan be shared?",
        question=Question(forms.SharingByClinicianForm if decides else forms.SharingForm),
        back=person.href,
        do=do,
        button="Record what they say",
        summary=summary,
    )
    return answer(request, asks)
