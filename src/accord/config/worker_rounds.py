"""Running jobs until asked to stop: where the database goes away meanwhile, they go on once it is back.

Procrastinate ends its worker, with success, when it can no longer hear the database. Whoever only started it would
never know that nothing is done any more.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

import structlog
from procrastinate import App
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django.django_connector import DjangoConnector

AGAIN_AFTER = 1.0
"""Seconds before the database is asked again."""
_log = structlog.stdlib.get_logger("accord.worker")


def drain(app: App) -> None:
    """Do what is waiting."""
    with app.replace_connector(_connector(app)) as working:
        working.run_worker(wait=False, install_signal_handlers=True)


def work_until_stopped(app: App) -> None:
    """Do what is waiting and what comes, until SIGTERM or SIGINT; a job under way is finished first."""
    asyncio.run(_work_in_rounds(app))


async def _work_in_rounds(app: App) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    while not stopping.is_set():
        await _work(app, stopping)
        if not stopping.is_set():
            _log.warning("the worker lost the database and begins again")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), AGAIN_AFTER)


async def _work(app: App, stopping: asyncio.Event) -> None:
    """Work until asked to stop, or until the database is lost."""
    working, stopped = asyncio.create_task(_work_once(app)), asyncio.create_task(stopping.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopped):
        task.cancel()
    (ended, _) = await asyncio.gather(working, stopped, return_exceptions=True)
    if isinstance(ended, Exception):
        _log.warning("the worker ended", exc_info=ended)


async def _work_once(app: App) -> None:
    with app.replace_connector(_connector(app)) as working:
        async with working.open_async():
            await working.run_worker_async(wait=True, install_signal_handlers=False)


def _connector(app: App) -> BaseAsyncConnector:
    connector = app.connector
    assert isinstance(connector, DjangoConnector), "jobs are kept in our own database"
    return connector.get_worker_connector()
