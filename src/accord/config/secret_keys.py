"""The secrets of an installation: each made once, in the data folder, where only its owner reads it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from accord.config.embedded import make_data_folder

SECRET_FILE = "secret-key"
"""Signs sessions and cookies."""
FACTOR_FILE = "factor-key"
"""Encrypts the secrets of authenticator apps. Apart from the other, which may be drawn anew without loss."""
LOG_FILE = "log-key"
"""Signs the heads of the access log. Apart as well: whoever reads the database must never hold it."""

COPY_FILE = "copy-key"
"""Signs printed copies. Apart too: it is exchanged where a copy was forged, and nothing else is lost by that."""


def draw_secret() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(48)


def keep_secret(data: Path) -> None:
    """Draw and write the secrets of `data` that it does not have yet."""
    make_data_folder(data)
    for name in (SECRET_FILE, FACTOR_FILE, LOG_FILE, COPY_FILE):
        _keep(data / name)


def _keep(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(draw_secret())


def read_secret(data: Path, name: str = SECRET_FILE) -> str | None:
    """Return a secret of `data`, or None where there is none yet."""
    try:
        return (data / name).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
