"""Opening a draft, its task list, bringing it up to date, and discarding it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access.openings import ReasonNeeded
from accord.access.pages.guards import permitted
from accord.access.queries import relationships
from accord.access.submissions import once, token
from accord.domain.authority import Permission
from accord.domain.errors import Conflict
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.people.queries import identities
from accord.plans.actions import drafts as actions
from accord.plans.models import DraftState
from accord.plans.pages.persons import Person, actor_of, whom, whom_shared
from accord.plans.pages.presenters_drafts import TaskList
from accord.plans.queries import drafts as queries
from accord.plans.queries import records, restrictions
from accord.web.pages import render


def draft_or_404(request: HttpRequest, draft_id: UUID, what: str = "draft") -> tuple[Person, queries.DraftView]:
    """Return an open draft and whom it is about; the read is noted. Answers 404 where there is none."""
    held = whose_or_404(request, draft_id)
    # A draft made from a signed plan says what that plan says, so it is shown to those who may see the plan.
    look_up = whom_shared if held.base_version else whom
    person = look_up(request, held.person_id, what)
    return person, as_read_by(request, person, queries.view(draft_id))


def as_read_by(request: HttpRequest, person: Person, draft: queries.DraftView) -> queries.DraftView:
    """Return a draft without the words that are kept from whoever reads."""
    return restrictions.in_draft(draft, records.of(person.id), person.identity, actor_of(request))


def whose_or_404(request: HttpRequest, draft_id: UUID) -> queries.WhoseDraft:
    """Return whose draft it is, once whoever asks may read it. Answers 404 where there is none.

    What is being written is no help in an emergency, and nobody answers for it yet. So beside the organisation that
    opened it, it is for those with a relationship to the person: everybody else gives a reason first, whatever their
    role, and is told who is writing.
    """
    held = queries.whose(draft_id)
    if held is None:
        raise Http404
    actor = actor_of(request)
    if held.organisation_id != actor.organisation_id and not _is_related(request, held.person_id):
        writing = directory.named_by_id(held.organisation_id).name
        messages.info(request, f"{writing} is writing this plan. It is not signed. Say why you need to read it.")
        raise ReasonNeeded(held.person_id)
    return held


def _is_related(request: HttpRequest, person_id: UUID) -> bool:
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    # A record that was merged leads to the one that was kept, where this is asked again.
    is_sending = request.method == "POST"
    return bool(identity.merged_into or relationships.basis_of(identity, actor_of(request), is_sending=is_sending))


@permitted(Permission.EDIT_DRAFT)
@require_POST
@once
def open_draft(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open the one draft of this person and scope, and go to its task list."""
    scope = Scope.EPISODE if request.POST.get("scope") == Scope.EPISODE else Scope.ENDURING
    # A new version begins as a copy of the enduring plan; a plan for an admission begins from nothing.
    look_up = whom_shared if scope is Scope.ENDURING else whom
    look_up(request, person_id, "draft")
    draft_id = actions.open(person_id=person_id, scope=scope, by=actor_of(request))
    return redirect("plans:draft", draft_id)


@permitted(Permission.EDIT_DRAFT)
@require_GET
def show_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show the task list; a draft that has been closed leads to the person."""
    person, draft = draft_or_404(request, draft_id)
    if draft.state is not DraftState.OPEN:
        messages.info(request, f"That draft is closed: {draft.state.words.lower()}.")
        return redirect("plans:person", person.id)
    held = records.of(person.id)
    counts = {
        PartName.CONVERSATIONS: len(held.conversations),
        PartName.LEGAL: len(held.instruments),
        PartName.CONTACTS: len(person.identity.contacts),
    }
    page = TaskList(person, draft, counts)
    return render(request, "plans/draft.jinja", page, crumbs=person.crumbs, submission=token())


@permitted(Permission.EDIT_DRAFT)
@require_POST
def rebase_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Bring the draft onto the version that was signed since, keeping both sides of what differs."""
    draft_or_404(request, draft_id)
    done = actions.rebase(draft_id=draft_id, by=actor_of(request))
    taken = ", ".join(part.words for part in done.taken) or "nothing"
    messages.info(request, f"Brought up to date. Taken from the current plan: {taken}.")
    if done.both:
        both = ", ".join(part.words for part in done.both)
        messages.warning(request, f"Changed on both sides, so please look again: {both}.")
    return redirect("plans:draft", draft_id)


@permitted(Permission.EDIT_DRAFT)
@require_http_methods(["GET", "POST"])
@once
def discard_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask whether to discard the draft, then do so. Conversations and legal documents stay: they are the person's."""
    person, draft = draft_or_404(request, draft_id)
    if request.method == "POST":
        try:
            actions.discard(draft_id=draft_id, by=actor_of(request))
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        else:
            messages.success(request, "The draft was discarded. Conversations, legal documents and contacts are kept.")
        return redirect("plans:person", person.id)
    page = TaskList(person, draft, {})
    return render(request, "plans/draft_discard.jinja", page, crumbs=person.crumbs, submission=token())
