"""The folder of a run: written whole beside where it will stand, then put there at once; never half.

It is for whoever may read the extract, and for nobody else on the machine (mode 0700).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accord.domain.errors import Refused

FINDINGS = "findings.parquet"
FINDINGS_CSV = "findings.csv"
MEASURES = "measures.csv"
SIGNALS = "signals.json"
REJECTS = "rejects.csv"
REPORT = "report.html"
WRITTEN = frozenset({FINDINGS, FINDINGS_CSV, MEASURES, SIGNALS, REJECTS, REPORT})
"""All that a run writes (design/dataset.md)."""


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Yield a folder to write into, and put it in the place of `out` when all of it is written.

    What an earlier run wrote there is replaced. Raises Refused where `out` holds anything else: it would be lost.
    """
    target = out.absolute()
    refuse_other_files(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield folder
        _put(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_other_files(out: Path) -> None:
    """Raise Refused where a folder holds what no run writes."""
    if out.is_file():
        raise Refused.one("out", f"{out} is a file.", "Give a folder that is new, empty, or of an earlier run.")
    others = sorted(each.name for each in out.iterdir() if each.name not in WRITTEN) if out.is_dir() else []
    if others:
        wrong = f"{out} holds {others[0]}, which is of no run: it would be lost."
        raise Refused.one("out", wrong, "Give a folder that is new, empty, or of an earlier run.")


def _put(folder: Path, target: Path) -> None:
    earlier = folder.with_name(f"{folder.name}-earlier")
    if target.exists():
        target.rename(earlier)
    folder.rename(target)
    shutil.rmtree(earlier, ignore_errors=True)
