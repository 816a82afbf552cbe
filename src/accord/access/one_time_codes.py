"""The codes of authenticator apps: RFC 6238 with SHA-1, six digits and thirty seconds, which every app knows."""

from __future__ import annotations

from datetime import datetime

import pyotp
from django.utils.crypto import constant_time_compare

DIGITS, SECONDS = 6, 30
DRIFT = 1
"""How many steps a phone's clock may be before or behind ours (RFC 6238, 5.2 and 6)."""
ISSUER = "Accord"


def draw_secret() -> str:
    """Return a new secret of 160 bits (RFC 4226, requirement 6), in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step that `code` is for, or None where it is of none near `now`. Each is compared."""
    here = int(now.timestamp()) // SECONDS
    app = pyotp.HOTP(secret, digits=DIGITS)
    fits = [step for step in range(here - DRIFT, here + DRIFT + 1) if constant_time_compare(app.at(step), code)]
    return fits[-1] if fits else None


def address(secret: str, username: str) -> str:
    """Return the `otpauth:` address that an app reads from a QR code, or takes when it is followed on a phone."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS).provisioning_uri(name=username, issuer_name=ISSUER)


def in_groups(secret: str) -> str:
    """Return a secret, or a recovery code, in groups of four: that is how people copy one."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
