"""What lies in a data folder beside the database and belongs to it. Secrets stay behind."""

from __future__ import annotations

import shutil
from pathlib import Path

from accord.config.configurations import SYNTHETIC_NOTE


def copy_notes(source: Path, target: Path) -> None:
    """Copy the note that everybody is made up; without it, a restored demo would take its people for real ones."""
    if (source / SYNTHETIC_NOTE).is_file():
        shutil.copyfile(source / SYNTHETIC_NOTE, target / SYNTHETIC_NOTE)
