"""Whether anybody is in the index at all."""

from __future__ import annotations

from accord.people.models import Person


def is_empty() -> bool:
    """Return whether nobody is in the index."""
    return not Person.objects.exists()
