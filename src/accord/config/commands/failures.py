"""Saying in plain words, on stderr and with status 2, why a command could not do what was asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from accord.config.backups.failures import BackupFailed
from accord.config.bootstraps import BootstrapFailed
from accord.config.configuration_errors import ConfigurationError
from accord.config.embedded import FolderHeld, ServerFailed
from accord.domain.errors import Conflict, NotPermitted, Refused

STATUS = 2


PLAIN = (
    BackupFailed,
    BootstrapFailed,
    ConfigurationError,
    Conflict,
    FolderHeld,
    ImproperlyConfigured,
    NotPermitted,
    OSError,
    ServerFailed,
)


@contextmanager
def say_plainly() -> Iterator[None]:
    """Turn what can be expected to go wrong into words and an exit status."""
    try:
        yield
    except Refused as refused:
        _leave("\n".join(str(error) for error in refused.errors))
    except OperationalError as unreachable:
        _leave(f"the database cannot be reached: {str(unreachable).strip()}")
    except PLAIN as wrong:
        _leave(_words(wrong))
    except KeyboardInterrupt:
        _leave("stopped", status=130)


def _words(wrong: BaseException) -> str:
    if isinstance(wrong, OSError) and wrong.strerror:
        return f"{wrong.filename}: {wrong.strerror}" if wrong.filename else wrong.strerror
    return str(wrong)


def _leave(words: str, *, status: int = STATUS) -> None:
    sys.stderr.write("".join(f"accord: {line}\n" for line in words.splitlines()))
    raise SystemExit(status)
