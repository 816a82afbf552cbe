"""Filling one part of a draft: shown, kept as typed, watched for others' changes, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access.openings import ReasonNeeded
from accord.access.pages.guards import permitted
from accord.access.submissions import FIELD, token
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.plan.documents import Plan
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.plan.wishes import Setting
from accord.plans.actions import drafts as actions
from accord.plans.pages.parts.asked import Asked
from accord.plans.pages.parts.questions import QUESTIONS
from accord.plans.pages.persons import Person, actor_of
from accord.plans.pages.presenters_drafts import PartScreen, unfilled
from accord.plans.pages.views_drafts import draft_or_404, whose_or_404
from accord.plans.queries import drafts as queries
from accord.projections.sections import sections
from accord.web.pages import render

NOT_TYPED = frozenset({"csrfmiddlewaretoken", FIELD, "held_form"})


@permitted(Permission.EDIT_DRAFT)
@require_http_methods(["GET", "POST"])
def edit_part(request: HttpRequest, draft_id: UUID, part: str) -> HttpResponse:
    """Show a part's questions, or save what was answered."""
    name = part_or_404(part)
    person, draft = draft_or_404(request, draft_id, f"draft part {name.value}")
    if not actions.may_fill(by=actor_of(request), part=name):
        messages.info(request, f"“{name.words}” is filled by a clinician. You can read it in the plan.")
        return redirect("plans:draft", draft_id)
    return _save(request, person, draft, name) if request.method == "POST" else _show(request, person, draft, name)


@permitted(Permission.EDIT_DRAFT)
@require_POST
def keep_part(request: HttpRequest, draft_id: UUID, part: str) -> JsonResponse:
    """Keep what is being typed, unchecked, until it is saved."""
    name = part_or_404(part)
    _check_reader(request, draft_id)
    try:
        actions.keep_typing(draft_id=draft_id, part=name, raw=_typed(request), by=actor_of(request))
    except (Conflict, Refused) as problem:
        return JsonResponse({"words": str(problem)}, status=409)
    return JsonResponse({"at": f"{timezone.localtime():%H:%M}"})


@permitted(Permission.EDIT_DRAFT)
@require_GET
def watch_part(request: HttpRequest, draft_id: UUID, part: str) -> JsonResponse:
    """Say whether somebody else saved this part since the page was made."""
    _check_reader(request, draft_id)
    held = queries.saved(draft_id, part_or_404(part))
    seen = request.GET.get("revision", "0")
    changed = held is not None and str(held.revision) != seen and held.name != actor_of(request).name
    words = f"{held.name} saved this part at {timezone.localtime(held.at):%H:%M}." if held and changed else ""
    return JsonResponse({"changed": changed, "words": words})


def _check_reader(request: HttpRequest, draft_id: UUID) -> None:
    """Answer 404 where a script asks for somebody who may not read the draft: a page would be asked for a reason."""
    try:
        whose_or_404(request, draft_id)
    except ReasonNeeded:
        raise Http404 from None


def part_or_404(part: str) -> PartName:
    """Return the part of this name that a draft holds."""
    name = next((each for each in DRAFT_HELD if each.value == part), None)
    if name is None:
        raise Http404
    return name


def _show(request: HttpRequest, person: Person, draft: queries.DraftView, part: PartName) -> HttpResponse:
    view = draft.parts.get(part)
    kept = queries.typing(draft.draft_id, part, actor_of(request).staff_id)
    question = QUESTIONS[part]
    asked = Asked.resume(question, kept) if kept else Asked.begin(question, view.value if view else None)
    screen = PartScreen(person, draft, part, asked, view.revision if view else 0, token())
    if kept:
        messages.info(request, "This is what you had typed here before, and had not saved.")
    if view and view.other is not None:
        screen = replace(screen, theirs=in_words(part, view.other))
    return render(request, "plans/part.jinja", screen, crumbs=screen.crumbs)


def _save(request: HttpRequest, person: Person, draft: queries.DraftView, part: PartName) -> HttpResponse:
    view = draft.parts.get(part)
    asked = Asked.posted(QUESTIONS[part], request.POST)
    revision = _revision(request)
    screen = PartScreen(person, draft, part, asked, revision, token())
    if asked.was_pressed or not asked.is_valid():
        return _again(request, screen)
    try:
        value = asked.read(view.value if view and view.value is not None else beginning(part, draft))
        kept = None if value == unfilled(part, draft) else value  # nothing answered is nothing kept
        actions.save_part(
            draft_id=draft.draft_id, part=part, value=kept, expected_revision=revision, by=actor_of(request)
        )
    except Refused as refused:
        asked.form.add_refused(refused)
        return _again(request, screen)
    except actions.PartChanged as changed:
        theirs = in_words(part, changed.theirs.value)
        messages.warning(request, f"{changed} Yours is below and not lost; read theirs, then save again.")
        return _again(request, replace(screen, revision=changed.theirs.revision, theirs=theirs))
    except (Conflict, NotPermitted) as problem:
        messages.warning(request, str(problem))
        return _again(request, screen)
    if kept is None:
        messages.info(request, f"Nothing is filled in yet: {part.words}.")
    else:
        messages.success(request, f"Saved: {part.words}.")
    return redirect("plans:draft", draft.draft_id)


def _again(request: HttpRequest, screen: PartScreen) -> HttpResponse:
    """Show the page again with everything typed, having kept it, so that closing the page loses nothing."""
    try:
        actions.keep_typing(draft_id=screen.draft.draft_id, part=screen.part, raw=_typed(request), by=actor_of(request))
    except (Conflict, Refused) as problem:
        messages.warning(request, f"What you typed could not be kept as a draft: {problem}")
    status = 200 if screen.asked.was_pressed else 422
    return render(request, "plans/part.jinja", screen, form=screen.asked, crumbs=screen.crumbs, status=status)


def beginning(part: PartName, draft: queries.DraftView) -> object:
    """Return what a part that nobody has saved begins with: the scope was chosen when the draft was opened."""
    return Setting(scope=draft.scope) if part is PartName.SETTING else None


def in_words(part: PartName, value: Any) -> str:
    """Return what a part says, a line for each answer."""
    found = sections(Plan(**{part.value: value}))
    return "\n".join(f"{row.label}: {row.text}" for section in found for row in section.rows)


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(v) for v in values] for name, values in request.POST.lists() if name not in NOT_TYPED}
