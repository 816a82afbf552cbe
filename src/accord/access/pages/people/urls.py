"""Addresses of the pages about people. A person is named by their uuid; an NHS number never stands in an address."""

from __future__ import annotations

from django.urls import path

from accord.access.pages.people import (
    views_contacts,
    views_details,
    views_find,
    views_held,
    views_needs,
    views_record,
)

app_name = "people"
urlpatterns = [
    path("people/find", views_find.find_person, name="find"),
    path("people/new", views_record.record_person, name="record"),
    path("people/held", views_held.show_held, name="held"),
    path("people/<uuid:person_id>/details", views_details.change_details, name="details"),
    path("people/<uuid:person_id>/needs", views_needs.change_needs, name="needs"),
    path("people/<uuid:person_id>/monitoring", views_needs.change_characteristics, name="characteristics"),
    path("people/<uuid:person_id>/contacts", views_contacts.show_contacts, name="contacts"),
    path("people/<uuid:person_id>/contacts/new", views_contacts.add_contact, name="contact_add"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>", views_contacts.change_contact, name="contact"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>/end", views_contacts.end_contact, name="contact_end"),
]
