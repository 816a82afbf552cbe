"""Come back to a form that was held when the session ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import held_forms
from accord.access.pages.guards import any_role
from accord.access.pages.presenters import HeldFormPresenter


@any_role
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held_form(request: HttpRequest) -> HttpResponse:
    """Show what was typed, to be read and sent on; or throw it away."""
    held = held_forms.find(request)
    if held is None:
        return render(request, "access/no_held_form.jinja", status=404)
    if request.method == "POST":
        response = redirect("/")
        held_forms.forget(held, response)
        return response
    return render(request, "access/held_form.jinja", {"held": HeldFormPresenter(held), "mark": held_forms.MARK})
