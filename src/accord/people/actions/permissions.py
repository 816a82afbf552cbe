"""Whether somebody may change what is known of people: asked here too, and not only at the page."""

from __future__ import annotations

from accord.domain.authority import Actor, Permission


def must(by: Actor | None, permission: Permission) -> None:
    """Raise `NotPermitted` unless `by` may; a command that is run by nobody in particular may."""
    if by is not None:
        by.must(permission)
