"""Passwords of tests: kept by Argon2 as everybody's are, at a cost that lets a thousand tests sign in."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2, once over 64 KiB."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
