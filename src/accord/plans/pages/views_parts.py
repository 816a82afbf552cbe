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
from accord.domain.plan.documents import PART_TYPES, Plan
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.plan.wishes import Setting
from accord.plans.actions import drafts as actions
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.parts.questions import QUESTIONS, question_of
from accord.plans.pages.persons import Person, actor_of
from accord.plans.pages.presenters_drafts import PartScreen, unfilled
from accord.plans.pages.views_drafts import as_read_by, draft_or_404, whose_or_404
from accord.plans.queries import drafts as queries
from accord.plans.queries import records, restrictions
from accord.projections.restricted_parts import Kept, as_read, part_as_read, say_kept
from accord.projections.sections import sections
from accord.web.pages import render

STAYS = (
    "Nothing was changed: the part stays as it was signed. If they now say something else about CPR, record it under "
    "“The person now says …” on their page."
)
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
    view = draft.parts.get(name)
    if view and view.is_kept and not view.is_carried:
        messages.info(request, f"{say_kept(view.ask)} They wrote it in this draft, and it is not signed yet.")
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
    question, may_restrict = _question(request, person, draft, part)
    asked = Asked.resume(question, kept) if kept else Asked.begin(question, view.value if view else None)
    revision = view.revision if view else 0
    screen = PartScreen(person, draft, part, asked, revision, token(), may_restrict=may_restrict)
    if kept:
        messages.info(request, "This is what you had typed here before, and had not saved.")
    if view and view.other is not None:
        screen = replace(screen, theirs=_other_side(request, person, draft, view))
    return render(request, "plans/part.jinja", screen, crumbs=screen.crumbs)


def _save(request: HttpRequest, person: Person, draft: queries.DraftView, part: PartName) -> HttpResponse:
    view = draft.parts.get(part)
    question, may_restrict = _question(request, person, draft, part)
    asked, revision = Asked.posted(question, request.POST), _revision(request)
    screen = PartScreen(person, draft, part, asked, revision, token(), may_restrict=may_restrict)
    if asked.was_pressed or not asked.is_valid():
        return _again(request, screen)
    if view and view.is_kept and not _is_written_anew(view, asked):
        messages.info(request, STAYS)
        return redirect("plans:draft", draft.draft_id)
    try:
        value = asked.read(view.value if view and view.value is not None else beginning(part, draft))
        kept = None if value == unfilled(part, draft) else value  # nothing answered is nothing kept
        actions.save_part(
            draft_id=draft.draft_id, part=part, value=kept, expected_revision=revision, by=actor_of(request)
        )
    except Refused as refused:
        asked.add_refused(refused)
        return _again(request, screen)
    except actions.PartChanged as changed:
        now = as_read_by(request, person, queries.view(draft.draft_id))
        theirs = in_words(part, now.parts[part].value, _kept(request, person, now))
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


def in_words(part: PartName, value: Any, kept: Kept) -> str:
    """Return what the other side says of a part, a line for each answer, as far as the reader may read it."""
    found = as_read(sections(Plan(**{part.value: value})), kept)
    rows = (row for section in found if section.part is part for row in section.rows)
    return "\n".join(f"{row.label}: {row.text}" if row.label else row.text for row in rows)


def _kept(request: HttpRequest, person: Person, draft: queries.DraftView) -> Kept:
    return restrictions.in_its_words(draft, records.of(person.id), person.identity, actor_of(request))


def _other_side(request: HttpRequest, person: Person, draft: queries.DraftView, view: queries.PartView) -> str:
    """Return what the newer version says of a part that was changed here too."""
    assert view.other is not None  # asked only where it waits for an answer
    kept = _kept(request, person, draft)
    hidden = {view.part: view.ask} if view.other.is_kept else {}
    return in_words(view.part, view.other.value, replace(kept, ask={**kept.ask, **hidden}))


def _question(request: HttpRequest, person: Person, draft: queries.DraftView, part: PartName) -> tuple[Question, bool]:
    """Return what is asked for a part, and whether whoever fills it may say which parts are kept to some readers."""
    if part is not PartName.SHARING:
        return QUESTIONS[part], True
    held = records.of(person.id)
    may_restrict = restrictions.may_change(draft, held, person.identity, actor_of(request))
    return question_of(part, may_restrict=may_restrict, names_places=not person.identity.restricted), may_restrict


def _is_written_anew(view: queries.PartView, asked: Asked) -> bool:
    """Whether something was written in the place of what is kept: more than what everybody reads of it."""
    value = asked.read(view.value)
    return value not in (part_as_read(view.part, value), PART_TYPES[view.part]())


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(v) for v in values] for name, values in request.POST.lists() if name not in NOT_TYPED}
