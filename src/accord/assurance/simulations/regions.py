"""A whole region: the canonical tables, the truth about what was planted, and the look-alikes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accord.assurance.simulations.clocks import english_days
from accord.assurance.simulations.courses import Sketch, draw_courses
from accord.assurance.simulations.draws import Column, Ints, codes, numbers, stream, words
from accord.assurance.simulations.endings import draw_endings, draw_seconds
from accord.assurance.simulations.grounds import Ground
from accord.assurance.simulations.happenings import draw_contacts, draw_moves, tell_external
from accord.assurance.simulations.persons import draw_persons
from accord.assurance.simulations.plantings import plant_events
from accord.assurance.simulations.recordings import draw_recordings
from accord.assurance.simulations.services import SITE_TYPES
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import ROLES, Signers, Sites, draw_sites
from accord.assurance.simulations.stays import Stays, draw_stays
from accord.assurance.simulations.truths import tell_likenesses, tell_planted, tell_truth
from accord.assurance.simulations.writings import draw_writings

DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region. `tables` are the canonical ones by name; the truth is apart from them, and no detector is shown it.

    `truth`: one row an event. `planted`: event and decision id. `likenesses`: one row a look-alike.
    """

    settings: RegionSettings
    tables: dict[str, pa.Table]
    truth: pa.Table
    planted: pa.Table
    likenesses: pa.Table


def generate(settings: RegionSettings) -> Region:
    """Draw a region: the same settings always give the same."""
    sites, signers = draw_sites(settings)
    stays = draw_stays(sites, settings)
    sketch = draw_courses(sites, stays, settings)
    ground = Ground(sites, stays, sketch, settings, stream(settings.seed, "events"))
    plant_events(ground)
    events = ground.events
    persons = draw_persons(stays, sites, settings)
    tables = {
        "decisions": _decisions(sketch, stays, sites, signers, settings=settings, persons=persons),
        "population": _population(stays, sites, settings, persons),
        "sites": _sites(sites),
        "moves": draw_moves(stays, sites, settings),
        "contacts": draw_contacts(sketch, stays, events, settings),
        "external_events": tell_external(sites, events, settings),
    }
    return Region(
        settings=settings,
        tables={name: _dated(table, settings) for name, table in tables.items()},
        truth=tell_truth(events, sites, signers, settings),
        planted=tell_planted(sketch, events),
        likenesses=tell_likenesses(sites, settings),
    )


def _decisions(
    sketch: Sketch,
    stays: Stays,
    sites: Sites,
    signers: Signers,
    *,
    settings: RegionSettings,
    persons: dict[str, Column],
) -> pa.Table:
    stay = sketch.stay
    seconds = draw_seconds(sketch, settings)
    _, rationale = draw_writings(sketch, stays, settings)
    columns: dict[str, Column] = {
        "decision_id": pa.array(codes("D", range(len(sketch)), 8)),
        "person_id": pa.array(codes("P", stay, 8)),
        **_place(stays.site[stay], sites),
        "signer_id": pa.array(signers.code[sketch.signer]),
        "signer_org_code": pa.array(signers.organisation[sketch.signer]),
        "signer_role": words(ROLES, signers.role[sketch.signer]),
        **{name: column.take(pa.array(stay)) for name, column in persons.items()},
        **draw_recordings(sketch, stays, sites, settings, seconds),
        "rationale": rationale,
        **draw_endings(sketch, stays, sites, signers, settings=settings, seconds=seconds),
    }
    return pa.table(columns).take(pa.array(np.argsort(seconds, kind="stable")))


def _population(stays: Stays, sites: Sites, settings: RegionSettings, persons: dict[str, Column]) -> pa.Table:
    still = stays.leaves >= settings.days
    return pa.table({
        "person_id": pa.array(codes("P", range(len(stays.site)), 8)),
        **_place(stays.site, sites),
        "start_day": numbers(stays.arrives),
        "end_day": numbers(stays.leaves, still),
        **persons,
    })  # fmt: skip


def _place(site: Ints, sites: Sites) -> dict[str, Column]:
    return {
        "site_code": pa.array(sites.code[site]),
        "site_type": words(SITE_TYPES, sites.service[site]),
        "area_code": pa.array(sites.area_code[sites.area[site]]),
    }


def _sites(sites: Sites) -> pa.Table:
    everyone = np.arange(len(sites.service))
    name = np.char.add("Site ", everyone.astype(str))
    return pa.table({**_place(everyone, sites), "name": pa.array(name), "places": numbers(sites.places)})


def _dated(table: pa.Table, settings: RegionSettings) -> pa.Table:
    """Return the table with its days and seconds counted from 1970-01-01, days as England has them."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    for name, column in columns.items():
        if name.endswith("_second"):
            seconds = pc.add(column, pa.scalar(DAY * settings.offset, pa.int64()))
            absent = np.asarray(pc.is_null(seconds))
            days = english_days(np.asarray(pc.fill_null(seconds, 0), dtype=np.int64))
            columns[name], columns[f"{name.removesuffix('_second')}_day"] = seconds, numbers(days, absent)
        elif name == "day" or (name.endswith("_day") and f"{name.removesuffix('_day')}_second" not in columns):
            columns[name] = pc.add(column, pa.scalar(settings.offset, pa.int64()))
    return pa.table(columns)
