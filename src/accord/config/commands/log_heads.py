"""`accord export heads`: the signed heads of the access log, for somebody else to keep."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from accord.access.queries.log_heads import stored_heads
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date

Out = Annotated[Path, typer.Option(metavar="FILE", dir_okay=False, help="The file to write: one head a line, as JSON.")]


def heads(out: Out, data: Data = None, as_json: AsJson = False) -> None:
    """Write the signed heads of the access log: whoever keeps them can tell whether it was rewritten."""
    count = size = 0
    with up_to_date(), out.open("w", encoding="utf-8") as file:
        for head in stored_heads():
            file.write(json.dumps(head.as_json()) + "\n")
            count, size = count + 1, head.size
    words = [f"{count:,} signed heads were written to {out}; the last counts {size:,} rows."]
    say(words, {"out": out, "heads": count, "size": size}, as_json=as_json)
