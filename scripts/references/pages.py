"""Write the pages of documentation that are made from the code: `python -m scripts.references.pages`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.references.commands import commands_page
from scripts.references.confirmations import confirmations_page
from scripts.references.lifecycles import lifecycle_page
from scripts.references.permissions import roles_page
from scripts.references.safety import hazard_page
from scripts.references.standards import standard_page
from scripts.references.variables import configuration_page

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "reference/roles.md": roles_page,
    "reference/lifecycle.md": lifecycle_page,
    "clinical-safety/hazard-log.md": hazard_page,
    "clinical-safety/to-confirm.md": confirmations_page,
    "reference/commands.md": commands_page,
    "reference/configuration.md": configuration_page,
    "reference/asvs.md": standard_page,
}


def write_pages(folder: Path = DOCS) -> list[Path]:
    """Write every page into `folder`."""
    written = []
    for name, page in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write_pages():
        print(path.relative_to(DOCS.parent))
