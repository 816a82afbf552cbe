"""Every resource that is served, by its kind."""

from __future__ import annotations

from accord.sharing.fhir.registry import Resource
from accord.sharing.fhir.resources.directory import ORGANIZATION, PRACTITIONER, PRACTITIONER_ROLE
from accord.sharing.fhir.resources.forms import QUESTIONNAIRE
from accord.sharing.fhir.resources.patients import PATIENT
from accord.sharing.fhir.resources.plans import PLANS
from accord.sharing.fhir.resources.related_persons import RELATED_PERSON

RESOURCES: tuple[Resource, ...] = (
    *PLANS,
    ORGANIZATION,
    PATIENT,
    PRACTITIONER,
    PRACTITIONER_ROLE,
    QUESTIONNAIRE,
    RELATED_PERSON,
)
