"""The reference of configuration, made from docs/reference/configuration.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from scripts.references.tables import opening, table, text_of

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "configuration.toml"
ABOUT = """
Everything that differs from one installation to another is read from the environment, once, when a process starts. A
value that cannot be taken is named, and the process ends with 2. With nothing set, Accord serves this machine alone
from its own data folder.
"""
BEFORE_IT = """
What stands before Accord ends TLS and redirects to it; Accord does not redirect. Several web processes that do not
share a data folder must share `ACCORD_SECRET_KEY`.
"""
KEYS = """
[Back up](../how-to/back-up-and-restore.md) a running database with `accord backup`. The keys are not in a backup.
"""


def configuration_page() -> str:
    """Return the page of configuration."""
    source: dict[str, list[dict[str, Any]]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    variables = [(f"`{each['name']}`", each["says"], each["otherwise"]) for each in source["variable"]]
    kept = [(f"`{each['name']}`", each["what"]) for each in source["kept"]]
    lines = opening("Configuration", ABOUT)
    lines += table(("Variable", "What it says", "With nothing set"), variables)
    lines += [" ".join(BEFORE_IT.split()), "", "## In the data folder", ""]
    lines += table(("Name", "What it is"), kept)
    return text_of([*lines, " ".join(KEYS.split())])
