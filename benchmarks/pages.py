"""The emergency page, the person page and finding somebody by number, with so many people in the record.

The real `accord serve` answers signed-in sessions; each request is about another person who has a plan (somebody
without one costs less). Beside each page stands pgbench, sending the statements that the page sends.
"""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from accord.config.commands.stores import close_connections
from benchmarks import regions
from benchmarks.figures import Figure, Spread, median_by_p95
from benchmarks.runs import Settings, run
from benchmarks.servers import Request, serving
from benchmarks.trials import Page, Trial, sample

TOGETHER = 16
TARGET = 100.0
"""Milliseconds within which 95 of 100 pages are there."""
EMERGENCY = Page(
    name="Emergency page", username="paramedic", ask=lambda person: Request(path=f"/emergency/{person[0]}")
)
PERSON = Page(name="Person page", username="doctor", ask=lambda person: Request(path=f"/people/{person[0]}"))
FIND = Page(
    name="Find by NHS number",
    username="paramedic",
    ask=lambda person: Request(path="/emergency", body=urlencode({"by": "number", "nhs_number": person[1]})),
    expected=302,
)


def measure(settings: Settings) -> list[Figure]:
    """Load, serve, and measure each page; finding somebody also one at a time, to see what it costs by itself."""
    regions.load(settings.data, settings.people)
    figures = []
    # taking down a page's statements answers it in this process, and its log lines would stand among the figures
    logging.getLogger("accord.requests").setLevel(logging.WARNING)
    with serving(settings.data, settings.workers) as server:
        try:
            people = sample(settings.data)
            for page, connections in ((EMERGENCY, TOGETHER), (PERSON, TOGETHER), (FIND, TOGETHER), (FIND, 1)):
                cookies = [server.sign_in(page.username, regions.PASSWORD) for _ in range(connections)]
                ours, bound = _try(Trial(page, server, people, cookies), settings)
                figures.append(_figure(page, connections, settings.people, ours, bound))
        finally:
            close_connections()
    return figures


def _try(trial: Trial, settings: Settings) -> tuple[Spread, Spread]:
    """Return the middle one of several measurements, ours and pgbench's in turn."""
    count = 160 if settings.quick else 1600
    trial.ask(count // 4)
    trial.bound(count // 4, settings.data)
    pairs = [(trial.ask(count), trial.bound(count * 2, settings.data)) for _ in range(settings.repeat)]
    return median_by_p95([ours for ours, _ in pairs]), median_by_p95([bound for _, bound in pairs])


def _figure(page: Page, connections: int, people: int, ours: Spread, bound: Spread) -> Figure:
    alone = connections == 1
    return Figure(
        name=f"{page.name}, p50, one at a time" if alone else f"{page.name}, p95, {connections} connections",
        unit="ms",
        people=people,
        value=ours.p50 if alone else ours.p95,
        spread=ours,
        bound=bound.p50 if alone else bound.p95,
        bound_by="pgbench, same statements",
        target=None if alone else TARGET,
    )


if __name__ == "__main__":
    run(measure)
