"""Every resource that is served, by its kind."""

from __future__ import annotations

from accord.sharing.fhir.incoming.receiving import alone, taking
from accord.sharing.fhir.registry import Resource
from accord.sharing.fhir.resources.audits import AUDIT_EVENT
from accord.sharing.fhir.resources.binaries import BINARY
from accord.sharing.fhir.resources.directory import ORGANIZATION, PRACTITIONER, PRACTITIONER_ROLE
from accord.sharing.fhir.resources.documents import DOCUMENT_REFERENCE
from accord.sharing.fhir.resources.encounters import ENCOUNTER
from accord.sharing.fhir.resources.forms import QUESTIONNAIRE
from accord.sharing.fhir.resources.patients import PATIENT
from accord.sharing.fhir.resources.plans import PLANS
from accord.sharing.fhir.resources.related_persons import RELATED_PERSON
from accord.sharing.fhir.resources.subscriptions import SUBSCRIPTION

RESOURCES: tuple[Resource, ...] = (
    AUDIT_EVENT,
    *(taking(each) for each in PLANS),
    BINARY,
    taking(DOCUMENT_REFERENCE),
    ENCOUNTER,
    ORGANIZATION,
    PATIENT,
    PRACTITIONER,
    PRACTITIONER_ROLE,
    QUESTIONNAIRE,
    RELATED_PERSON,
    alone("ServiceRequest", "An order about CPR, or to do without it."),
    SUBSCRIPTION,
)
