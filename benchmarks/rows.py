"""What row-level security costs the person page: `python -m benchmarks rows`.

The same page is asked for with the policies in force and, the owner having switched them off, without; in turn.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import connections

from accord.config.commands.stores import close_connections
from benchmarks import regions
from benchmarks.figures import Figure, Spread, median_by_p95
from benchmarks.pages import PERSON, TOGETHER
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.servers import serving
from benchmarks.trials import Trial, sample

AT_MOST = 20.0
"""Per cent that they may cost."""
TABLES = "SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity ORDER BY 1"
COUNT, QUICK_COUNT = 1_600, 160


def measure(settings: Settings) -> Sequence[Figure]:
    """Ask for the page with and without, and return what it costs."""
    regions.load(settings.data, settings.people)
    logging.getLogger("accord.requests").setLevel(logging.WARNING)
    count = QUICK_COUNT if settings.quick else COUNT
    kept: list[Spread] = []
    bare: list[Spread] = []
    with serving(settings.data, settings.workers) as server:
        try:
            people = sample(settings.data)
            cookies = [server.sign_in(PERSON.username, regions.PASSWORD) for _ in range(TOGETHER)]
            trial = Trial(PERSON, server, people, cookies)
            trial.ask(count // 4)
            with connections["owner"].cursor() as cursor:
                cursor.execute(TABLES)
                tables = [table for (table,) in cursor.fetchall()]
            for _ in range(settings.repeat):
                kept.append(trial.ask(count))
                _switch(tables, "DISABLE")
                try:
                    bare.append(trial.ask(count))
                finally:
                    _switch(tables, "ENABLE")
                CONSOLE.print(f"with {kept[-1].p50:.1f} ms, without {bare[-1].p50:.1f} ms")
        finally:
            close_connections()
    return _figures(median_by_p95(kept), median_by_p95(bare), settings.people)


def _switch(tables: Sequence[str], how: str) -> None:
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def _figures(kept: Spread, bare: Spread, people: int) -> Sequence[Figure]:
    cost = 100 * (bare.a_second / kept.a_second - 1)
    return (
        Figure(
            name=f"Person page with row-level security, p95, {TOGETHER} connections",
            unit="ms",
            people=people,
            value=kept.p95,
            spread=kept,
            bound=bare.p95,
            bound_by="the same page without",
        ),
        Figure(name="Row-level security on the person page", unit="%", people=people, value=cost, target=AT_MOST),
    )


if __name__ == "__main__":
    run(measure)
