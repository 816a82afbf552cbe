"""What a FHIR request answers where it cannot be done: always an OperationOutcome, and never content of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.projections.fhir.elements import Made, without_gaps
from accord.projections.fhir.problems import Problem

TOO_LARGE = "What was sent is too large. Nothing of it was saved."

UNREACHABLE = (
    "Records cannot be reached at the moment. This says nothing about any plan. What was sent may or may not have been"
    " kept: read before you send it again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing to be said. `code`: of the value set issue-type; `at`: an element in FHIRPath, or a parameter.

    `details`: a concept of a system in which others name the same thing.
    """

    code: str
    words: str
    at: str = ""
    severity: str = "error"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Refusal(Exception):
    """A request that is refused, with the status of HTTP and what to say of it."""

    status: int
    issues: tuple[Issue, ...]
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def one(cls, status: int, code: str, words: str, at: str = "", **headers: str) -> Refusal:
        """Return a refusal for one reason. Headers are given with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, (Issue(code=code, words=words, at=at),), named)

    @classmethod
    def of_problems(cls, problems: Iterable[Problem], *, status: int = 422) -> Refusal:
        """Return the refusal of a resource, with each place at which it is wrong."""
        return cls(status, tuple(Issue(code=each.wrong.value, words=each.words, at=each.at) for each in problems))


def refusal_of(failed: Exception) -> Refusal | None:
    """Return the refusal that an error stands for; None where something went wrong here."""
    match failed:
        case Refusal():
            return failed
        case Refused():
            issues = (
                Issue(code="invalid", words=f"{each.wrong} {each.accepted}", at=each.field) for each in failed.errors
            )
            return Refusal(400, tuple(issues))
        case Conflict():
            return Refusal.one(409, "conflict", "Somebody else changed this first. Nothing was changed; read it again.")
        case NotPermitted():
            return Refusal.one(403, "forbidden", "The role of a system does not allow this.")
        case RequestDataTooBig():
            return Refusal.one(413, "too-long", TOO_LARGE)
        case SuspiciousOperation() | MultiPartParserError() | UnreadablePostError():
            return Refusal.one(400, "structure", "What was sent cannot be read.")
        case _:
            return None


def outcome(issues: Iterable[Issue]) -> Made:
    """Return an OperationOutcome."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            without_gaps(
                {
                    "severity": each.severity,
                    "code": each.code,
                    "details": dict(each.details),
                    "diagnostics": _whole(each),
                    "expression": [each.at] if each.at else [],
                }
            )
            for each in issues
        ],
    }


def _whole(issue: Issue) -> str:
    """Return the words as a sentence: where they begin with what is wrong, after the name of that at which it is."""
    return f"{issue.at} {issue.words}" if issue.at and issue.words[:1].islower() else issue.words
