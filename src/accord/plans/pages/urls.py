"""Addresses of the plans room. A person, draft or version stands in them by its id; a number or name never does."""

from __future__ import annotations

from django.urls import include, path

from accord.plans.pages import views_drafts, views_parts, views_person
from accord.plans.pages.emergency import views as emergency
from accord.plans.pages.records import views_conversations, views_legal
from accord.plans.pages.signing import views as signing
from accord.plans.pages.steps import views as steps
from accord.plans.pages.steps import views_statements

app_name = "plans"

drafting = [
    path("people/<uuid:person_id>/drafts", views_drafts.open_draft, name="draft_open"),
    path("drafts/<uuid:draft_id>", views_drafts.show_draft, name="draft"),
    path("drafts/<uuid:draft_id>/discard", views_drafts.discard_draft, name="draft_discard"),
    path("drafts/<uuid:draft_id>/bring-up-to-date", views_drafts.rebase_draft, name="draft_rebase"),
    path("drafts/<uuid:draft_id>/sign", signing.sign, name="sign"),
    path("drafts/<uuid:draft_id>/parts/<slug:part>", views_parts.edit_part, name="part"),
    path("drafts/<uuid:draft_id>/parts/<slug:part>/keep", views_parts.keep_part, name="part_keep"),
    path("drafts/<uuid:draft_id>/parts/<slug:part>/watch", views_parts.watch_part, name="part_watch"),
]
recording = [
    path("people/<uuid:person_id>/conversations", views_conversations.list_conversations, name="conversations"),
    path(
        "people/<uuid:person_id>/conversations/record",
        views_conversations.record_conversation,
        name="conversation_record",
    ),
    path("people/<uuid:person_id>/legal", views_legal.list_legal, name="legal"),
    path("people/<uuid:person_id>/legal/from-the-lpa-store", views_legal.import_lpa, name="lpa_import"),
    path("people/<uuid:person_id>/legal/<uuid:instrument_id>/update", views_legal.update_lpa, name="lpa_update"),
    path("people/<uuid:person_id>/legal/<slug:kind>/record", views_legal.record_legal, name="legal_record"),
    path("people/<uuid:person_id>/says", views_statements.post_statement, name="statement_post"),
    path(
        "people/<uuid:person_id>/says/<uuid:statement_id>", views_statements.answer_statement, name="statement_answer"
    ),
]
stepping = [
    path("plans/<uuid:version_id>/review", steps.review, name="review"),
    path("plans/<uuid:version_id>/endorse", steps.endorse, name="endorse"),
    path("plans/<uuid:version_id>/suspend", steps.suspend, name="suspend"),
    path("plans/<uuid:version_id>/reinstate", steps.reinstate, name="reinstate"),
    path("plans/<uuid:version_id>/cancel", steps.cancel, name="cancel"),
    path("plans/<uuid:version_id>/sharing", steps.change_sharing, name="sharing"),
    path("tasks/<uuid:task_id>", views_statements.finish_task, name="task"),
]
urlpatterns = [
    path("people/<uuid:person_id>", views_person.show_person, name="person"),
    path("people/<uuid:person_id>/plan", views_person.show_plan, name="plan"),
    path("people/<uuid:person_id>/call", views_person.show_contacts, name="contacts"),
    path("emergency", emergency.search, name="emergency"),
    path("emergency/<uuid:person_id>", emergency.screen, name="emergency_person"),
    *drafting,
    *recording,
    *stepping,
    path("", include("accord.plans.pages.work.urls")),
    path("", include("accord.plans.pages.history.urls")),
    path("", include("accord.plans.pages.moves.urls")),
    path("", include("accord.plans.pages.reports.urls")),
    path("", include("accord.plans.pages.deaths.urls")),
    path("", include("accord.plans.pages.reidentification.urls")),
]
