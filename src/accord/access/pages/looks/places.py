"""From where in the log a page of looks goes on."""

from __future__ import annotations

from django.http import Http404, HttpRequest


def read_before(request: HttpRequest) -> int | None:
    """Return the id before which looks are asked for, or None. Answers 404 to what is no id."""
    asked = request.GET.get("before", "")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdigit() or len(asked) > len(str(2**62)):
        raise Http404
    return int(asked)
