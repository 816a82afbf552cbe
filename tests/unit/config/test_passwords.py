"""What a stolen table of passwords would cost to try."""

from __future__ import annotations

from django.utils.module_loading import import_string

from accord.config import settings


def test_passwords_are_kept_by_argon2_at_no_less_than_is_advised() -> None:
    """Advised: OWASP, Password Storage Cheat Sheet (19 MiB, twice over)."""
    hasher = import_string(settings.PASSWORD_HASHERS[0])()
    assert hasher.encode("try-accord-today", hasher.salt()).startswith("argon2$argon2id$")
    assert hasher.params().memory_cost >= 19 * 1024
    assert hasher.params().time_cost >= 2
