"""Actors without rows behind them."""

from __future__ import annotations

from uuid import UUID

from accord.domain.authority import Actor, Grade, Role


def actor_in(role: Role) -> Actor:
    """Return somebody acting in a role."""
    return Actor(
        staff_id=UUID(int=1),
        staff_role_id=UUID(int=2),
        role=role,
        grade=Grade.NURSE,
        organisation_id=UUID(int=3),
        organisation_code="Y90001",
        name="Nia Reed",
    )
