"""The parts of a load, shared between processes: each draws its part of the region from the seed, and commits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from typing import Any

import django
from django.db import connections

from accord.privileges.claims import acting_as_software
from accord.synth.parts import LoadReport, PartLoader
from accord.synth.regions import Recipe, Region

Part = tuple[int, int]


def load_parts(region: Region, parts: Sequence[Part], processes: int) -> Iterator[LoadReport]:
    """Load the parts and yield what each loaded, as it is done."""
    if processes == 1:
        loader = PartLoader(region)
        for start, end in parts:
            yield loader.load(start, end)
        return
    # Django is set up before anything of ours is read there: models cannot be imported without it.
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as workers:
        database = _database()
        waiting = [workers.submit(_load, region.recipe, part, database) for part in parts]
        for done in as_completed(waiting):
            yield done.result()


def _database() -> dict[str, Any]:
    """Return where the database is, for a process that starts afresh; it needs no pool."""
    held = connections["default"].settings_dict
    options = {name: value for name, value in held["OPTIONS"].items() if name != "pool"}
    return {**held, "OPTIONS": options}


def _load(recipe: Recipe, part: Part, database: Mapping[str, Any]) -> LoadReport:
    connections["default"].settings_dict.update(database)
    with acting_as_software():
        return _loader(recipe).load(*part)


@cache
def _loader(recipe: Recipe) -> PartLoader:
    return PartLoader(recipe.region())
