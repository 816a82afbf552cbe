"""Opening what waits at a site, because somebody there may be at risk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.submissions import once, token
from accord.assurance.actions import safeguarding
from accord.assurance.pages.follow.forms import SiteForm
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.web.pages import render
from accord.web.words import say_count


@permitted(Permission.FOLLOW_SIGNAL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def open_site(request: HttpRequest) -> HttpResponse:
    """Ask which site and what the risk is, and open what waits there."""
    form = SiteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["site_code"].upper()
        try:
            opened = safeguarding.open_for_safeguarding(
                site_code=code, words=form.cleaned_data["words"], by=actor_of(request)
            )
        except Refused as refused:
            form.add_refused(refused)
        else:
            said = f"{say_count(opened, 'signal')} opened." if opened else "No signal waited there. This is recorded."
            messages.success(request, said)
            return redirect("assurance:signals")
    status = 422 if form.summary_lines() else 200
    return render(request, "assurance/signals_safeguarding.jinja", form=form, submission=token(), status=status)
