"""Files given to a command; one that is not there is said before any work begins."""

from pathlib import Path
from typing import Annotated

import typer

IS_THERE = {"exists": True, "dir_okay": False, "readable": True}

File = Annotated[Path, typer.Argument(metavar="FILE", **IS_THERE)]
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", **IS_THERE)]
