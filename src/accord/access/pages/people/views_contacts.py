"""The people to call, consult or tell."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_contacts import ContactForm
from accord.access.pages.people.presenters import ContactsScreen
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.people import Contact, Identity
from accord.people.actions import contacts

GUIDANCE = (
    "Whom the person does not want told is recorded in their plan, not here.",
    "An attorney or deputy is recorded among the legal documents too: here it is only what they say they are.",
)


@permitted(Permission.RECORD_CONVERSATION)
@never_cache
@require_safe
def show_contacts(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show everybody there is to call, consult or tell."""
    identity = look_at(request, person_id, "contacts")
    return render(request, "people/contacts.jinja", {"page": ContactsScreen(identity, actor_of(request))})


@permitted(Permission.RECORD_CONVERSATION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def add_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add somebody."""
    identity = look_at(request, person_id, "contacts")
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            contacts.add(person_id=person_id, contact=form.contact(), by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "The contact is added.")
            return redirect("people:contacts", person_id)
    return _show(request, identity, form, "Add a contact")


@permitted(Permission.RECORD_CONVERSATION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def change_contact(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """Change somebody."""
    identity = look_at(request, person_id, "contacts")
    held = _held(identity, contact_id)
    form = ContactForm(request.POST if request.method == "POST" else None, initial=asdict(held))
    if request.method == "POST" and form.is_valid():
        try:
            contacts.change(person_id=person_id, contact_id=contact_id, to=form.contact(), by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "The contact is saved.")
            return redirect("people:contacts", person_id)
    return _show(request, identity, form, "Change a contact")


@permitted(Permission.RECORD_CONVERSATION)
@require_POST
@submissions.once
def end_contact(request: HttpRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """End a contact: nobody calls them any more; that they were one is kept."""
    look_at(request, person_id, "contacts")
    try:
        contacts.end(person_id=person_id, contact_id=contact_id, by=actor_of(request))
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, "The contact is no longer shown.")
    return redirect("people:contacts", person_id)


def _held(identity: Identity, contact_id: UUID) -> Contact:
    found = next((contact for contact in identity.contacts if contact.id == contact_id), None)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, identity: Identity, form: ContactForm, title: str) -> HttpResponse:
    back = f"/people/{identity.person_id}/contacts"
    return show(request, FormScreen(title=title, form=form, back=back, name=identity.display_name, guidance=GUIDANCE))
