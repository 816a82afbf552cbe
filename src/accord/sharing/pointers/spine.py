"""What the locator answers: OperationOutcomes with the codes of the Spine (reference/interop.md 3.3).

NRL answers 422 and one code for every rule today; its older versions said more exactly which rule it was, in another
system. An issue here names both: the first coding is today's, the second the older one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from accord.projections.fhir.elements import Made, coding
from accord.sharing.fhir.outcomes import Issue, Refusal

SYSTEM = "https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode"
OLDER_SYSTEM = "https://fhir.nhs.uk/ValueSet/Spine-ErrorOrWarningCode-1"
RESPONSES = "https://fhir.nhs.uk/ValueSet/NRL-ResponseCode"


class Spine(StrEnum):
    """What went wrong, as the Spine names it."""

    ACCESS_DENIED = "ACCESS DENIED"
    INVALID_RESOURCE = "INVALID_RESOURCE"
    NO_RECORD_FOUND = "NO_RECORD_FOUND"
    INVALID_NHS_NUMBER = "INVALID_NHS_NUMBER"
    INVALID_CODE_SYSTEM = "INVALID_CODE_SYSTEM"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"
    BAD_REQUEST = "BAD_REQUEST"
    AUTHOR_CREDENTIALS_ERROR = "AUTHOR_CREDENTIALS_ERROR"
    DUPLICATE_REJECTED = "DUPLICATE_REJECTED"
    INVALID_PARAMETER = "INVALID_PARAMETER"
    MESSAGE_NOT_WELL_FORMED = "MESSAGE_NOT_WELL_FORMED"
    MISSING_OR_INVALID_HEADER = "MISSING_OR_INVALID_HEADER"
    INVALID_IDENTIFIER_SYSTEM = "INVALID_IDENTIFIER_SYSTEM"
    INVALID_IDENTIFIER_VALUE = "INVALID_IDENTIFIER_VALUE"
    INVALID_CODE_VALUE = "INVALID_CODE_VALUE"
    UNPROCESSABLE_ENTITY = "UNPROCESSABLE_ENTITY"


class Done(StrEnum):
    """What was done, as NRL names it."""

    CREATED = "RESOURCE_CREATED"
    SUPERSEDED = "RESOURCE_SUPERSEDED"
    UPDATED = "RESOURCE_UPDATED"
    DELETED = "RESOURCE_DELETED"


DISPLAYS = {
    Spine.ACCESS_DENIED: "Access has been denied to process this request",
    Spine.INVALID_RESOURCE: "Invalid validation of resource",
    Spine.NO_RECORD_FOUND: "No record found",
    Spine.INVALID_NHS_NUMBER: "Invalid NHS number",
    Spine.INVALID_CODE_SYSTEM: "Invalid code system",
    Spine.INTERNAL_SERVER_ERROR: "Unexpected internal server error",
    Spine.BAD_REQUEST: "Bad request",
    Spine.AUTHOR_CREDENTIALS_ERROR: "Author credentials error",
    Spine.DUPLICATE_REJECTED: "Create would lead to creation of a duplicate resource",
    Spine.INVALID_PARAMETER: "Invalid parameter",
    Spine.MESSAGE_NOT_WELL_FORMED: "Message not well formed",
    Spine.MISSING_OR_INVALID_HEADER: "There is a required header missing or invalid",
    Spine.INVALID_IDENTIFIER_SYSTEM: "Invalid identifier system",
    Spine.INVALID_IDENTIFIER_VALUE: "Invalid identifier value",
    Spine.INVALID_CODE_VALUE: "Invalid code value",
    Spine.UNPROCESSABLE_ENTITY: "Unprocessable Entity",
}
DONE = {
    Done.CREATED: (201, "Resource created", "The document has been created"),
    Done.SUPERSEDED: (201, "Resource created and resource(s) deleted", "The document has been superseded by a new one"),
    Done.UPDATED: (200, "Resource updated", "The DocumentReference has been updated"),
    Done.DELETED: (200, "Resource deleted", "The requested DocumentReference has been deleted"),
}
OF_STATUS = {
    401: Spine.ACCESS_DENIED,
    403: Spine.ACCESS_DENIED,
    404: Spine.NO_RECORD_FOUND,
    422: Spine.UNPROCESSABLE_ENTITY,
    500: Spine.INTERNAL_SERVER_ERROR,
}
"""What a refusal is called that comes from below the locator; all others are bad requests."""


def named(*codes: Spine) -> Made:
    """Return these codes as the details of an issue: today's first, the older one after it."""
    systems = (SYSTEM, OLDER_SYSTEM)
    return {"coding": [coding(systems[at], code.value, DISPLAYS[code]) for at, code in enumerate(codes)]}


def broken(finer: Spine, words: str, at: str) -> Issue:
    """Return a rule that a pointer does not keep."""
    return Issue(code="business-rule", words=words, at=at, details=named(Spine.UNPROCESSABLE_ENTITY, finer))


def refusal(status: int, code: str, spine: Spine, words: str, at: str = "") -> Refusal:
    """Return a refusal for one reason."""
    return Refusal(status, (Issue(code=code, words=words, at=at, details=named(spine, spine)),))


def of_rules(issues: Iterable[Issue]) -> Refusal:
    """Return the refusal of a pointer that breaks rules."""
    return Refusal(422, tuple(issues))


def with_details(found: Refusal) -> Refusal:
    """Return a refusal in which each issue has a code of the Spine."""
    spine = OF_STATUS.get(found.status, Spine.BAD_REQUEST)
    issues = (each if each.details else replace(each, details=named(spine, spine)) for each in found.issues)
    return Refusal(found.status, tuple(issues), found.headers)


def said(done: Done) -> Issue:
    """Return what was done."""
    _, display, words = DONE[done]
    details = {"coding": [coding(RESPONSES, done.value, display)]}
    return Issue(severity="information", code="informational", words=words, details=details)
