"""What is wrong with a resource: where, of which kind, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """Kinds of problems, by their codes of the value set issue-type (hl7.org/fhir/R4/valueset-issue-type.html)."""

    STRUCTURE = "structure"
    REQUIRED = "required"
    VALUE = "value"
    CODE = "code-invalid"
    INVARIANT = "invariant"
    EXTENSION = "extension"
    BUSINESS_RULE = "business-rule"
    NOT_SUPPORTED = "not-supported"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `at`: the element, in FHIRPath (`Patient.name[0].family`)."""

    at: str
    wrong: Wrong
    words: str
