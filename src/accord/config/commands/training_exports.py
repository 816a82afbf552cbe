"""`accord export training`: training cover by provider, as a CSV file of counts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.errors import Refused
from accord.organisations.queries import directory, training_cover
from accord.organisations.queries.training_cover import AreaCover

Out = Annotated[Path, typer.Option(metavar="FILE", dir_okay=False, help="The CSV file to write.")]
Area = Annotated[
    str, typer.Option(metavar="CODE", help="Only the providers for which this area answers. [default: all]")
]
AsAt = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is of. [default: today]")]


def training(out: Out, area: Area = "", as_at: AsAt = None, data: Data = None, as_json: AsJson = False) -> None:
    """Write how many staff are current in what is expected of them, by provider: counts alone, small ones hidden."""
    with up_to_date():
        cover = _cover(area, as_at)
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = training_cover.write_cover(file, cover)
    report = {"out": out, "rows": rows, "providers": len(cover.providers)}
    say([f"{rows} rows of {len(cover.providers)} providers are in {out}"], report, as_json=as_json)


def _cover(area: str, as_at: datetime | None) -> AreaCover:
    day = as_at.date() if as_at else timezone.localdate()
    if not area:
        return training_cover.of_all(day)
    found = directory.by_code(area)
    if found is None:
        raise Refused.one("--area", f"'{area}' is not an organisation that is known here.")
    return training_cover.of_area(found.id, day)
