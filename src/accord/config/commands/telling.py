"""One line on the terminal that says what a run is doing, and how far it is where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress as bars
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

from accord.assurance.extracts.watches import Progress


@contextmanager
def telling(*, quiet: bool = False) -> Iterator[Progress]:
    """Show on the terminal what is being done, and how far it is where that is known."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with bars.Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("Opening", total=None)

        def tell(doing: str, done: int, of: int) -> None:
            bar.update(task, description=doing, completed=done, total=of or None)

        yield tell
