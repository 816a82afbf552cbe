"""A snapshot and a run as the nightly round leaves them, and those who publish from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.builders import who
from tests.builders.extracts import decisions, row, rows, write_parquet
from tests.builders.followers import HEAD, named
from tests.builders.publications import Record
from tests.builders.publications import rows as rows_of

from accord.assurance import folders
from accord.assurance.actions import publishing
from accord.assurance.models import Run, Snapshot
from accord.assurance.publications.leaving import Chosen
from accord.assurance.publications.periods import whole_months
from accord.assurance.queries import publications, runs
from accord.assurance.queries.publications import Held
from accord.assurance.queries.published_figures import Counted
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.runs import stored
from accord.domain.authority import Actor
from accord.organisations.actions import load_csv

AS_OF = date(2026, 6, 30)
AREA = "Q9902"
STAFF = f"""s-fen,Lee Fen,,,{AREA},assurance_lead,other,2022-07-01,
s-duty,Dr Con Duty,gmc,7000011,{AREA},responsible_officer,consultant,2020-01-01,
s-other,Dr Al Other,gmc,7000012,R9901,responsible_officer,consultant,2020-01-01,
"""


def load(folder: Path) -> None:
    """Add to the small region those who publish: a lead and an officer of one area, and an officer of elsewhere."""
    path = folder / "publishers.csv"
    path.write_text(HEAD + STAFF)
    load_csv(organisations=None, relationships=None, staff=path, rejects=folder / "publishers-rejects.csv", by=None)


def lead() -> Actor:
    """Return the area's assurance lead."""
    return named(AREA, "Lee Fen")


def officer() -> Actor:
    """Return the area's responsible officer."""
    return named(AREA, "Dr Con Duty")


def other_officer() -> Actor:
    """Return the responsible officer of another organisation."""
    return named("R9901", "Dr Al Other")


def record(number: int = 40) -> Iterator[dict[str, object]]:
    """Yield decisions of the home, a few a month; one in ten is made of somebody whose sex is not recorded."""
    for each in range(number):
        yield {
            "site_code": "VL901",
            "area_code": AREA,
            "decided_at": f"2026-0{1 + each % 6}-1{each % 10}",
            "sex": (None, *["female"] * 6, *["male"] * 3)[each % 10],
            "personalised_plan": "no" if each % 4 == 0 else "yes",
            "information_given": None if each % 3 == 0 else "yes",
        }


def keep_run(identity: str = "0" * 64) -> Run:
    """Keep a snapshot and a run over it, where the pages look for them; of the run, no more than that it is there."""
    snapshot = Snapshot.objects.create(identity=identity, as_of=AS_OF, rows={"decisions": 40})
    run = Run.objects.create(snapshot=snapshot, version="0", seed=1)
    (folders.folder_of_run(run.pk) / stored.FOLDER).mkdir(parents=True)
    return run


def write_snapshot(folder: Path) -> None:
    """Write a snapshot of that record."""
    tables: Mapping[str, list[dict[str, object]]] = {
        "decisions": decisions(*record()),
        "population": rows("population", *({"site_code": "VL901", "area_code": AREA} for _ in range(60))),
        "sites": [row("sites", area_code=AREA)],
    }
    for name, held in tables.items():
        write_parquet(folder, name, held)


def choose(first: str = "2026-01", last: str = "2026-06", **changed: Any) -> Chosen:
    """Return a choice of one measure by sex."""
    usual: dict[str, Any] = {"measures": ("M02",), "breakdowns": ("sex",)}
    return Chosen(**{**usual, **changed}, period=whole_months(first, last, as_of=AS_OF))


def counted(chosen: Chosen) -> Counted:
    """Return the same decisions, counted: forty, spread over six months."""
    months = range(chosen.period.since.month, chosen.period.until.month + 1)
    found = [
        Record(1 + number % 6, sex=sex, found=(says,))
        for number, sex in zip(range(40), cycle(["not_recorded", *["female"] * 6, *["male"] * 3]), strict=False)
        for says in ["not_so" if number % 4 == 0 else "so"]
    ]
    inside = [each for each in found if each.month in months]
    return Counted(rows=tuple(rows_of(inside, measures=("M02",))), sites={"nursing_home": 3})


def prepared(chosen: Chosen | None = None, by: Actor | None = None, run: CurrentRun | None = None) -> Held:
    """Make a publication ready."""
    chosen, run = chosen or choose(), run or runs.newest()
    assert run
    made = publishing.prepare(chosen=chosen, counted=counted(chosen), publisher="Fen ICB", run=run, by=by or lead())
    return held(made)


def held(publication_id: UUID) -> Held:
    """Return a publication as it stands."""
    found = publications.one(publication_id, who.site(AREA))
    assert found
    return found


def released(chosen: Chosen | None = None) -> Held:
    """Make a publication ready, and release it."""
    ready = prepared(chosen)
    publishing.release(publication_id=ready.id, sha256=ready.sha256, by=officer())
    return held(ready.id)
