"""What happened beside decisions: contacts with urgent care, moves between sites, and dated things from outside."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from accord.assurance.simulations.courses import Sketch, winter_day
from accord.assurance.simulations.draws import YEAR, Ints, choose, codes, numbers, stream, words, yes_no
from accord.assurance.simulations.events import Event, EventKind
from accord.assurance.simulations.plantings import WITHHOLDING_DAYS
from accord.assurance.simulations.recordings import moment
from accord.assurance.simulations.services import ACUTE
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Sites
from accord.assurance.simulations.stays import Stays

DAY = 86_400
CONTACTS_A_YEAR = 0.8
WITHHELD = 0.003
"""Of contacts, so many have care held back without being part of any event."""
_KINDS = ("999_call", "ambulance_attended", "conveyed", "ed", "admission", "gp_visit")
_HELD_BACK = ("none", "ambulance", "doctor", "hospital", "medicine", "other")
_PLACES = ("home", "care_home", "hospital", "hospice")


def draw_contacts(sketch: Sketch, stays: Stays, events: list[Event], settings: RegionSettings) -> pa.Table:
    """Draw contacts of everybody in proportion to their days, and those of events in which care was held back."""
    source = stream(settings.seed, "contacts")
    begins, ends = np.maximum(stays.arrives, 0), np.minimum(stays.leaves, settings.days)
    days = np.maximum(ends - begins, 0)
    stay = np.repeat(np.arange(len(days)), source.poisson(CONTACTS_A_YEAR * np.minimum(days, YEAR * 3) / YEAR))
    at = begins[stay] + np.floor(source.random(len(stay)) * days[stay]).astype(np.int64)
    usual = np.where(source.random(len(stay)) < WITHHELD, 1 + choose(source, (3, 2, 3, 1, 1), len(stay)), 0)
    planted, when = _withheld(source, sketch, stays, events)
    held = 1 + choose(source, (3, 2, 4, 1, 1), len(planted))
    return _contacts(source, np.concatenate([stay, planted]), np.concatenate([at, when]), np.concatenate([usual, held]))


def _withheld(source: np.random.Generator, sketch: Sketch, stays: Stays, events: list[Event]) -> tuple[Ints, Ints]:
    """Return whose care was held back, and when: within two months, while they were there."""
    numbered = np.array([each.number for each in events if each.kind is EventKind.CARE_WITHHELD], dtype=np.int64)
    begins = np.array([each.begins for each in events if each.kind is EventKind.CARE_WITHHELD], dtype=np.int64)
    rows = np.flatnonzero(np.isin(sketch.event, numbered))
    stay = sketch.stay[rows]
    first = begins[np.searchsorted(numbered, sketch.event[rows])]
    last = np.minimum(first + WITHHOLDING_DAYS, stays.leaves[stay] - 1)
    return stay, first + np.floor(source.random(len(stay)) * (last - first)).astype(np.int64)


def _contacts(source: np.random.Generator, stay: Ints, day: Ints, withheld: Ints) -> pa.Table:
    order = np.argsort(day, kind="stable")
    stay, day, withheld = stay[order], day[order], withheld[order]
    count = len(stay)
    seconds = DAY * day + source.integers(0, DAY - 3_600, count)
    asked = source.random(count)
    return pa.table({
        "person_id": pa.array(codes("P", stay, 8)),
        **moment("at", seconds, np.zeros(count, np.bool_)),
        "kind": words(_KINDS, choose(source, (0.25, 0.25, 0.15, 0.1, 0.1, 0.15), count)),
        **moment("plan_viewed_at", seconds + source.integers(-900, 1_800, count), source.random(count) > 0.35),
        "cpr_attempted": yes_no(asked < 0.01, asked < 0.85),
        "withheld": words(_HELD_BACK, withheld, (withheld == 0) & (source.random(count) < 0.15)),
        "preferred_place": words(_PLACES, choose(source, (4, 5, 1, 1), count), source.random(count) < 0.5),
        "actual_place": words(_PLACES, choose(source, (3, 4, 3, 1), count), source.random(count) < 0.27),
    })  # fmt: skip


def draw_moves(stays: Stays, sites: Sites, settings: RegionSettings) -> pa.Table:
    """Draw where people came from: for most arrivals a hospital of the area, looked at again afterwards or not."""
    source = stream(settings.seed, "moves")
    hospitals = np.flatnonzero(sites.service == ACUTE)
    came = (stays.arrives >= 0) & (sites.service[stays.site] != ACUTE)
    stay = np.flatnonzero(came & (source.random(len(stays.site)) < 0.6))
    count = len(stay)
    seconds = DAY * stays.arrives[stay] + source.integers(9 * 3_600, 18 * 3_600, count)
    near = hospitals[(sites.area[stays.site[stay]] + source.integers(0, 2, count)) % len(hospitals)]
    return pa.table({
        "person_id": pa.array(codes("P", stay, 8)),
        "from_site_code": pa.array(sites.code[near]),
        "to_site_code": pa.array(sites.code[stays.site[stay]]),
        **moment("moved_at", seconds, np.zeros(count, np.bool_)),
        **moment("reviewed_at", seconds + source.integers(3_600, 21 * DAY, count), source.random(count) < 0.5),
    })  # fmt: skip


def tell_external(sites: Sites, events: list[Event], settings: RegionSettings) -> pa.Table:
    """Return what came from outside: each area's policy on its day, as many that changed nothing, and hard winters."""
    source = stream(settings.seed, "external")
    policies = [each for each in events if each.kind is EventKind.AREA_POLICY]
    days = [each.begins for each in policies]
    areas = [each.area for each in policies]
    idle = max(2, len(policies))
    days += [int(day) for day in source.integers(0, settings.days, idle)]
    areas += [int(area) for area in source.integers(0, sites.areas, idle)]
    winters = [int(area) for area in range(0, sites.areas, 8)]
    days += [winter_day(settings)] * len(winters)
    kinds = ["policy"] * (len(policies) + idle) + ["winter"] * len(winters)
    texts = {"policy": "Guidance on planning ahead sent to services.", "winter": "Many people ill this winter."}
    return pa.table({
        "day": numbers(np.array(days, dtype=np.int64)),
        "area_code": pa.array(sites.area_code[np.array(areas + winters, dtype=np.int64)]),
        "site_code": pa.nulls(len(days), pa.string()),
        "kind": pa.array(kinds),
        "text": pa.array([texts[kind] for kind in kinds]),
    })  # fmt: skip
