"""A record with so many people and a quarter as many plans: told by the synthetic region, then copied."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path

import psycopg
from django.db import connections
from rich.progress import Progress

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.synth import loading, regions
from benchmarks.copies import copy_people
from benchmarks.runs import CONSOLE

TOLD = 10_000
"""So many people have a story of their own; more are copies of them."""
PASSWORD = "a-benchmark-and-nobody-else"
SEED = 20_261


def load(data: Path, people: int) -> None:
    """Load a region into an empty data folder, unless it was kept from an earlier run."""
    kept = data / "loaded.json"
    if kept.exists():
        return
    server = embedded.start(data)
    try:
        migrate()
        started = time.perf_counter()
        told = min(TOLD, people)
        region = regions.generate(people=told, seed=SEED, plans=told // 4)
        loading.load(region)
        loading.open_sign_ins(region, PASSWORD)
        if people > told:
            _copy(server, people)
        kept.write_text(json.dumps({"people": people, "seconds": round(time.perf_counter() - started)}))
    finally:
        close_connections()
        server.stop()


def _copy(server: embedded.EmbeddedServer, people: int) -> None:
    # keys and triggers held when the rows were first written; a copy needs not pay for them again
    options = "-c session_replication_role=replica"
    conninfo = psycopg.conninfo.make_conninfo(server.conninfo(user=embedded.SUPERUSER), options=options)
    with closing(psycopg.connect(conninfo, autocommit=True)) as connection, Progress(console=CONSOLE) as progress:
        task = progress.add_task(f"{people:,} people", total=people)
        for held in copy_people(connection, people):
            progress.update(task, completed=held)
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")
    connections.close_all()
