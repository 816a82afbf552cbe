"""What could not be answered, said as a problem document (RFC 9457) with the error types of RFC 9162, section 5."""

from __future__ import annotations

from enum import StrEnum

from django.http import JsonResponse

from accord.domain.errors import FieldError

URN = "urn:ietf:params:trans:error:"


class Kind(StrEnum):
    """What was wrong with what was asked for."""

    MALFORMED = "malformed"
    FIRST_UNKNOWN = "firstUnknown"
    SECOND_UNKNOWN = "secondUnknown"
    SECOND_BEFORE_FIRST = "secondBeforeFirst"
    HASH_UNKNOWN = "hashUnknown"
    TREE_SIZE_UNKNOWN = "treeSizeUnknown"


class Problem(Exception):
    """Something that is said instead of an answer."""

    def __init__(self, status: int, detail: str, *, kind: Kind | None = None, error: FieldError | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind, self.error = status, detail, kind, error
        self.after: int | None = None

    def again_after(self, seconds: int) -> Problem:
        """Return it with the word that it is worth asking again after so many seconds."""
        self.after = seconds
        return self

    def answer(self) -> JsonResponse:
        """Return the document."""
        told: dict[str, object] = {"type": f"{URN}{self.kind}" if self.kind else "about:blank"}
        told |= {"status": self.status, "detail": self.detail}
        if self.error is not None:
            told["errors"] = [{"field": self.error.field, "wrong": self.error.wrong, "accepted": self.error.accepted}]
        response = JsonResponse(told, status=self.status, content_type="application/problem+json")
        if self.after is not None:
            response["Retry-After"] = str(self.after)
        return response


def wrong(kind: Kind, field: str, what: str, accepted: str) -> Problem:
    """Return the problem with one parameter: malformed where it could never be taken, else not known here."""
    error = FieldError(field=field, wrong=what, accepted=accepted)
    is_asked_wrong = kind in {Kind.MALFORMED, Kind.SECOND_BEFORE_FIRST}
    return Problem(400 if is_asked_wrong else 404, str(error), kind=kind, error=error)


def not_there_yet() -> Problem:
    """Return what is said while nothing is sealed."""
    return Problem(503, "No head was signed yet. Rows are sealed while a worker runs.").again_after(60)
