"""A page that is one form and does one thing: shown, checked, done once, or shown again with what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from accord.access.submissions import token
from accord.domain.errors import Conflict, Refused
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import Person
from accord.web.pages import render

TEMPLATE = "plans/record_form.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneForm:
    """What the page asks, what it does with the answer, and where it leads."""

    person: Person
    title: str
    question: Question
    back: str
    do: Callable[[Asked], str]
    """Does the one thing, and returns what to say of it. May raise `Refused` or `Conflict`: nothing is done then."""
    value: Any = None
    button: str = "Save"
    warning: bool = False
    guidance: str = ""
    note: Markup | None = None
    """What stands above the form with a link in it."""
    summary: tuple[Mapping[str, object], ...] = ()
    revision: int = 0
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OneFormScreen:
    """What the template prints."""

    asks: OneForm
    asked: Asked
    submission: str

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.asks.person

    @property
    def title(self) -> str:
        """What the page does."""
        return self.asks.title

    @property
    def guidance(self) -> str:
        """What helps to fill it."""
        return self.asks.guidance or self.asked.form.guidance


def answer(request: HttpRequest, asks: OneForm) -> HttpResponse:
    """Show the form, or do what it asks. What was typed stays on the page until it has been done."""
    if request.method != "POST":
        return _show(request, asks, Asked.begin(asks.question, asks.value), 200)
    asked = Asked.posted(asks.question, request.POST)
    if asked.was_pressed:
        return _show(request, asks, asked, 200)
    if asked.is_valid():
        try:
            said = asks.do(asked)
        except Refused as refused:
            asked.add_refused(refused, asks.names)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        else:
            messages.success(request, said)
            return redirect(asks.back)
    return _show(request, asks, asked, 422)


def seen_revision(request: HttpRequest) -> int:
    """Return the revision that the form was made from, so that nobody's later change is overwritten."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _show(request: HttpRequest, asks: OneForm, asked: Asked, status: int) -> HttpResponse:
    screen = OneFormScreen(asks, asked, token())
    return render(request, TEMPLATE, screen, form=asked, crumbs=asks.person.crumbs, status=status)
