"""How long what runs wrote is kept: some nights, and longer where somebody still works with it. Rows always stay."""

from __future__ import annotations

from django.conf import settings

from accord.assurance import folders
from accord.assurance.actions import whole_folders
from accord.assurance.models import Run
from accord.assurance.queries.followed import runs_needed


def forget_old() -> int:
    """Take away the files of all but the newest runs and those of open follow-ups, and return how many went.

    So go the files of a run or a snapshot that no row tells of: whatever should have written it did not end.
    """
    needed = runs_needed()
    rows = Run.objects.order_by("-made_at", "-id").values_list("id", "snapshot__identity")
    kept = [row for number, row in enumerate(rows) if number < settings.ACCORD_ASSURANCE_NIGHTS or row[0] in needed]
    runs, snapshots = {str(run_id) for run_id, _ in kept}, {identity for _, identity in kept}
    gone = 0
    for parent, names in ((folders.runs(), runs), (folders.snapshots(), snapshots)):
        whole_folders.sweep(parent)
        for folder in sorted(parent.iterdir() if parent.is_dir() else ()):
            if folder.name not in names:
                whole_folders.take_away(folder)
                gone += 1
    return gone
