"""A page that is one form about one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.access.submissions import token
from accord.web.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class FormScreen:
    """What the page prints: its title, whom it is about, the form, and the way back."""

    title: str
    form: Form
    back: str
    name: str = ""
    button: str = "Save"
    warning: bool = False
    guidance: Sequence[str] = ()
    revision: int = 0
    links: Sequence[tuple[str, str]] = ()
    submission: str = field(default_factory=token)


def show(request: HttpRequest, screen: FormScreen) -> HttpResponse:
    """Show the form, with what is wrong in it."""
    wrong = bool(screen.form.summary_lines())
    return render(request, "people/form.jinja", {"page": screen, "form": screen.form}, status=422 if wrong else 200)
