"""A run over made-up decisions of a small region, as the pages of assurance find it: its files, and its rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from tests.builders.extracts import decisions, row, rows, write_parquet
from tests.builders.who import bare_actor

from accord.assurance.extracts import readings
from accord.assurance.extracts.sources import Sources
from accord.assurance.models import Run, Snapshot
from accord.assurance.pages.looks import Look
from accord.assurance.queries import runs
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.assurance.runs import measuring, stored
from accord.assurance.runs.engines import open_duckdb
from accord.assurance.runs.findings import open_answers
from accord.domain.authority import Role

ID = UUID(int=77)
AS_OF = datetime(2026, 9, 30, tzinfo=UTC).date()
AREA, OTHER_AREA = "Q9902", "Q9901"
HOMES = tuple(f"VL90{number}" for number in range(1, 9))
PRACTICE = "Y90001"
EVERYWHERE = Scope(site_codes=None)
ONE_AREA = Scope(site_codes=frozenset({*HOMES, AREA}))
OWN = Scope(site_codes=frozenset({"VL901"}), own_code="VL901")


def make(folder: Path) -> Path:
    """Write what pages look at, of thirty-six decisions at each site over nine months; return where runs are kept.

    The signals of a run, which take most of its time, are not looked for.
    """
    out = folder / "runs" / str(ID)
    for each in (folder / "read", out):
        each.mkdir(parents=True)
    extract = readings.read(_files(folder / "in"), folder / "read", as_of=AS_OF)
    with open_duckdb(extract.database, as_of=AS_OF) as engine:
        asked = open_answers(engine)
        workings = measuring.workings(engine, asked)
        stored.write_counts(workings, asked, measuring.write_measures(engine, workings, out / "m.csv"), out / "stored")
    stored.write_days(extract.database, out / "stored")
    return folder


def keep(age: timedelta = timedelta(hours=2)) -> CurrentRun:
    """Write the rows of the run, made so long ago, and return it."""
    snapshot = Snapshot.objects.create(identity="0" * 64, as_of=AS_OF, rows={})
    Run.objects.create(id=ID, snapshot=snapshot, made_at=timezone.now() - age, version="0", seed=1)
    found = runs.newest()
    assert found
    return found


def kept_at(folder: Path) -> CurrentRun:
    """Return the run as the pages have it, without its rows."""
    made_at = datetime(2026, 9, 30, 2, 40, tzinfo=UTC)
    return CurrentRun(id=ID, identity="0" * 64, as_of=AS_OF, made_at=made_at, folder=folder / "runs" / str(ID))


def look(run: CurrentRun, scope: Scope) -> Look:
    """Return a look at a run by somebody who may see so much."""
    by = bare_actor(Role.PROVIDER_MANAGER if scope.is_own else Role.ASSURANCE_LEAD)
    return Look(by=by, scope=scope, place="Ash House", now=timezone.now(), run=run)


def _files(folder: Path) -> Sources:
    folder.mkdir(parents=True)
    sites = {**dict.fromkeys(HOMES, AREA), PRACTICE: OTHER_AREA}
    made = decisions(*(each for site, area in sites.items() for each in _decisions(site, area)))
    stays = [_stay(site, area, number) for site, area in sites.items() for number in range(50)]
    named = [row("sites", site_code=site, name=_name(site), area_code=area) for site, area in sites.items()]
    happened = [
        row("external_events", date="2026-05-04", area_code=AREA, text="A letter to all homes."),
        row("external_events", date="2026-06-01", area_code=OTHER_AREA, text="An outbreak elsewhere."),
    ]
    tables = {
        "decisions": made,
        "population": rows("population", *stays),
        "sites": named,
        "external_events": happened,
    }
    return Sources(**{name: write_parquet(folder, name, held) for name, held in tables.items()})


def _decisions(site: str, area: str) -> list[dict[str, object]]:
    return [
        {
            "person_id": f"{site}-{number}",
            "site_code": site,
            "area_code": area,
            "signer_org_code": PRACTICE,
            "decided_at": f"2026-0{1 + number % 9}-1{number % 10}",
            "sex": _sex(number),
            "capacity": "has",
            "person_involved": ("involved", "no", "involved")[number % 3] if number % 7 else None,
            "person_involved_at": f"2026-0{1 + number % 9}-1{number % 10}" if number % 3 != 1 else None,
        }
        for number in range(36)
    ]


def _stay(site: str, area: str, number: int) -> dict[str, object]:
    return {"person_id": f"{site}-{number}", "site_code": site, "area_code": area, "sex": _sex(number)}


def _sex(number: int) -> str | None:
    return None if number % 12 == 0 else ("female", "male")[number % 2]


def _name(site: str) -> str:
    return "Elm Surgery" if site == PRACTICE else f"Home {HOMES.index(site) + 1}"
