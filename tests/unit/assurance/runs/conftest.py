"""One small extract, worked out once for the tests of runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from tests.unit.assurance.runs.drawn import AS_OF, SINCE, Draws, Rows, write_extract

from accord.assurance.runs import findings, measuring
from accord.assurance.runs.engines import Engine, open_duckdb
from accord.assurance.runs.workings import Working
from accord.domain.facts import day_of
from accord.soundness.answering import Answer


@dataclass(frozen=True)
class Ran:
    """What was drawn, and what the run gave."""

    database: Path
    drawn: dict[str, Rows]
    engine: Engine
    asked: tuple[Answer, ...]
    workings: list[Working]
    measured: pa.Table


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    draws = Draws()
    drawn = {
        "decisions": draws.decisions(120),
        "population": draws.stays(100, 60),
        "moves": draws.moves(60, 60),
        "contacts": draws.contacts(120, 60),
    }
    database = write_extract(tmp_path_factory.mktemp("run") / "extract.duckdb", drawn)
    with open_duckdb(database, as_of=day_of(AS_OF), since=day_of(SINCE)) as engine:
        asked = findings.open_answers(engine)
        workings = measuring.workings(engine, asked)
        yield Ran(database, drawn, engine, asked, workings, measuring.measured(workings))
