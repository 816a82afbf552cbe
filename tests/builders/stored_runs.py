"""A run over a few made-up decisions at three sites of two areas, kept as the pages look at it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from tests.builders.extracts import decisions, row, rows, write_parquet

from accord.assurance.extracts.sources import Sources
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.assurance.runs import making
from accord.assurance.runs.made import Asked

AS_OF = date(2026, 6, 30)
SITES = {"VL901": "QX1", "VL902": "QX1", "VL903": "QX2"}
EVERYWHERE = Scope(site_codes=None)
ONE_AREA = Scope(site_codes=frozenset({"VL901", "VL902", "QX1"}))
OWN = Scope(site_codes=frozenset({"VL901"}), own_code="VL901")


def files(folder: Path) -> Sources:
    """Write thirty decisions, ten a site, one a week; those of each third person say nothing of a conversation."""
    made = decisions(
        *(
            {
                "site_code": site,
                "area_code": SITES[site],
                "signer_org_code": "Y90001",
                "decided_at": f"2026-0{1 + number % 6}-1{number % 10}",
                "sex": "female" if number % 2 else "male",
                "person_involved": None if number % 3 == 0 else "involved",
                "capacity": "has",
            }
            for site in SITES
            for number in range(10)
        )
    )
    stays = rows("population", *({"site_code": site, "area_code": SITES[site]} for site in SITES for _ in range(20)))
    sites = [row("sites", site_code=site, name=f"Home {site}", area_code=area) for site, area in SITES.items()]
    tables = {"decisions": made, "population": stays, "sites": sites}
    folder.mkdir(parents=True, exist_ok=True)
    return Sources(**{name: write_parquet(folder, name, held) for name, held in tables.items()})


def made(folder: Path) -> CurrentRun:
    """Make a run, and return it as the pages have it."""
    making.run(files(folder / "in"), Asked(as_of=AS_OF, stored=True), folder / "out")
    made_at = datetime(2026, 7, 1, 2, 40, tzinfo=UTC)
    return CurrentRun(id=uuid4(), identity="0" * 64, as_of=AS_OF, made_at=made_at, folder=folder / "out")
