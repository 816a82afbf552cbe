"""The secret that signs sessions: made once, in the data folder, where only its owner reads it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from accord.config.embedded import make_data_folder

SECRET_FILE = "secret-key"


def draw_secret() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(48)


def keep_secret(data: Path) -> None:
    """Draw and write the secret of `data` unless it has one."""
    make_data_folder(data)
    try:
        descriptor = os.open(data / SECRET_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(draw_secret())


def read_secret(data: Path) -> str | None:
    """Return the secret of `data`, or None where there is none yet."""
    try:
        return (data / SECRET_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
