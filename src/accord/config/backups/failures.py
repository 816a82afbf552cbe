"""What goes wrong with a backup, in words that say what to do."""

from __future__ import annotations


class BackupFailed(RuntimeError):
    """A backup could not be made, read or restored; nothing that looks whole was left behind."""
