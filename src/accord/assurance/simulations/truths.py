"""The truth about a region, apart from its tables: what was planted, and what only looks like it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from accord.assurance.simulations.courses import WINTER_DAYS, Sketch, winter_day
from accord.assurance.simulations.draws import codes
from accord.assurance.simulations.events import Event
from accord.assurance.simulations.likenesses import Likeness
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Signers, Sites

LASTS = {Likeness.ADMISSION_WAVE: 60, Likeness.REVIEW_ROUND: 10, Likeness.NEW_HOME: 180}
"""For how many days a look-alike lasts; the others are always there."""


def tell_truth(events: list[Event], sites: Sites, signers: Signers, settings: RegionSettings) -> pa.Table:
    """Return one row an event: who, where and when."""
    return pa.table({
        "event": pa.array([each.number for each in events], pa.int64()),
        "kind": pa.array([each.kind.value for each in events], pa.string()),
        "size": pa.array([each.size for each in events], pa.int64()),
        "people": pa.array([each.people for each in events], pa.int64()),
        "begins": pa.array([settings.date_of(each.begins) for each in events], pa.date32()),
        "ends": pa.array([settings.date_of(each.ends) for each in events], pa.date32()),
        "area_code": pa.array([str(sites.area_code[each.area]) for each in events], pa.string()),
        "site_codes": pa.array([[str(sites.code[one]) for one in each.sites] for each in events], _TEXTS),
        "signer_ids": pa.array([[str(signers.code[one]) for one in each.signers] for each in events], _TEXTS),
    })  # fmt: skip


_TEXTS = pa.list_(pa.string())


def tell_planted(sketch: Sketch, events: list[Event]) -> pa.Table:
    """Return which decisions belong to which event."""
    rows = np.flatnonzero(sketch.event >= 0)
    return pa.table({"event": pa.array(sketch.event[rows]), "decision_id": pa.array(codes("D", rows, 8))})


def tell_likenesses(sites: Sites, settings: RegionSettings) -> pa.Table:
    """Return one row a look-alike: a site, or an area in a hard winter."""
    rows: list[tuple[str, str | None, str, int, int]] = []
    for kind in Likeness:
        for site in sites.alike(kind):
            begins = int(sites.likeness_day[site]) if kind in LASTS else 0
            ends = min(begins + LASTS.get(kind, settings.days), settings.days - 1)
            rows.append((kind.value, str(sites.code[site]), str(sites.area_code[sites.area[site]]), begins, ends))
    winter = winter_day(settings)
    rows += [
        (Likeness.WINTER.value, None, str(sites.area_code[area]), winter, winter + WINTER_DAYS)
        for area in range(0, sites.areas, 8)
    ]
    return pa.table({
        "kind": pa.array([row[0] for row in rows], pa.string()),
        "site_code": pa.array([row[1] for row in rows], pa.string()),
        "area_code": pa.array([row[2] for row in rows], pa.string()),
        "begins": pa.array([settings.date_of(row[3]) for row in rows], pa.date32()),
        "ends": pa.array([settings.date_of(row[4]) for row in rows], pa.date32()),
    })  # fmt: skip
