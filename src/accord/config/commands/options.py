"""Options that commands have in common."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The data folder, unless DATABASE_URL names a database. [default: the user's own]"
    ),
]
"""Read before Django is set up (see `accord.config.main`); declared by each command so that its help says so."""

AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON, for a program to read.")]
