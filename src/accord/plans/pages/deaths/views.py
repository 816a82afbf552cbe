"""Recording a death, with the plans that it closes; taking it back, with the plans that open again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.domain.lifecycle import Status
from accord.domain.people import DeathStatus
from accord.plans.actions import deaths as actions
from accord.plans.pages.deaths.forms import DeathForm, WithdrawForm
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import Person, actor_of, whom
from accord.plans.queries import history
from accord.plans.queries.versions import VersionLine
from accord.web.words import say_date

KNOWN = {DeathStatus.INFORMAL: "Not registered yet", DeathStatus.FORMAL: "Registered"}


@permitted(Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
@once
def record_death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a death, or what has since become known of one."""
    person = whom(request, person_id, "death")

    def do(asked: Asked) -> str:
        actions.record(person_id=person_id, by=actor_of(request), **asked.form.cleaned_data)
        return "The death was recorded. No plan of this person is current any more."

    closing = [each for each in _versions(request, person_id) if each.is_current]
    asks = OneForm(
        person=person,
        title="Record a death",
        question=Question(DeathForm),
        back=person.href,
        do=do,
        button="Record the death",
        warning=True,
        summary=(*known_rows(person, may_withdraw=True), *_version_rows("Closes", closing)),
        names={"death_date": "on", "death_status": "status"},
    )
    return answer(request, asks)


@permitted(Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
@once
def withdraw_death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take a recorded death back."""
    person = whom(request, person_id, "death")
    if not person.identity.has_died:
        messages.info(request, "No death is recorded here for this person.")
        return redirect(person.href)

    def do(asked: Asked) -> str:
        actions.withdraw(person_id=person_id, by=actor_of(request))
        return "The notice of death was taken back."

    closed = [each for each in _versions(request, person_id) if each.status is Status.DIED]
    asks = OneForm(
        person=person,
        title="Take back a notice of death",
        question=Question(WithdrawForm),
        back=person.href,
        do=do,
        button="Take it back",
        warning=True,
        summary=(*known_rows(person), *_version_rows("Is current again", closed)),
    )
    return answer(request, asks)


def known_rows(person: Person, *, may_withdraw: bool = False) -> tuple[dict[str, object], ...]:
    """Return what is known of a death already, with the way to take it back."""
    death = person.identity.death
    if death is None or not person.identity.has_died:
        return ()
    known: dict[str, object] = {"key": "Recorded already", "value": KNOWN[death.status]}
    if may_withdraw:
        href = reverse("plans:death_withdraw", args=[person.id])
        known |= {"href": href, "change": "Take it back", "hidden": "the notice of death"}
    return (known, {"key": "Date of death", "value": say_date(death.on)})


def _versions(request: HttpRequest, person_id: UUID) -> tuple[VersionLine, ...]:
    """Return the versions that are named on the page: none to a role that does not see plans."""
    return history.of(person_id) if actor_of(request).may(Permission.VIEW_PLAN) else ()


def _version_rows(key: str, versions: list[VersionLine]) -> tuple[dict[str, object], ...]:
    return tuple({"key": key, "value": f"{each.scope.words} (version {each.number})"} for each in versions)
