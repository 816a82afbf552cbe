"""How each kind of event is planted: among people who had no decision, or in how ordinary decisions were written.

Nothing but what the event is about differs from the ordinary course. Where a region holds no place for a kind of such
a size (few homes have forty residents without a decision) it is left out; the truth says what was planted.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from accord.assurance.simulations.courses import choose_signers, snap_to_visits
from accord.assurance.simulations.draws import Ints
from accord.assurance.simulations.events import PLANTED, EventKind
from accord.assurance.simulations.grounds import Ground
from accord.assurance.simulations.recipes import BY_NAME, INPATIENT, ORDINARY
from accord.assurance.simulations.services import HOME_CARE, NURSING, RESIDENTIAL, SUPPORTED

LETTER_DAYS, COPYING_DAYS, DRIFT_DAYS, POLICY_DAYS, WITHHOLDING_DAYS, RUN_DAYS = 21, 120, 240, 42, 60, 28
ONE_SITE = 5
"""Up to so many people with a learning disability are looked for at one site, more over an area."""
STRAYS = 0.02
"""Of the decisions of people with a learning disability, so many rest on it alone without being part of any event."""
Planter = Callable[[Ground, int], bool]


def plant_events(ground: Ground) -> None:
    """Plant each kind and size as often as was asked, the largest first, and then a few strays beside them."""
    for size in sorted(ground.settings.sizes, reverse=True):
        for _ in range(ground.settings.repeats):
            for kind in PLANTED:
                PLANTERS[kind](ground, size)
    if ground.settings.repeats:
        _strays(ground)


def _blanket(ground: Ground, size: int) -> bool:
    """One doctor of the home's practice signs for everybody who has none, within two days."""
    begins = ground.begin()
    for site in ground.homes():
        found = ground.undecided(int(site), begins)
        if size <= len(found) <= 2 * size + 2:
            stays = ground.some(found, size)
            days = begins + np.sort(ground.source.integers(0, 1 + (size > 8), size))
            ground.plant(EventKind.BLANKET, size, stays, days, signers=_of_practice(ground, site))
            return True
    return False


def _whole_group(ground: Ground, size: int) -> bool:
    """Everyone over 80 with dementia in a home has a decision after one week."""
    begins = ground.begin(7)
    for site in ground.homes():
        found = ground.undecided(int(site), begins)
        group = found[(ground.stays.age[found] > 80) & ground.stays.dementia[found]]
        if size <= len(group) <= size + max(1, size // 5):
            days = begins + ground.source.integers(0, 5, len(group))
            by = _of_practice(ground, site)
            ground.plant(EventKind.WHOLE_GROUP, size, group, days, signers=by, begins=begins)
            return True
    return False


def _practice_letter(ground: Ground, size: int) -> bool:
    """A practice writes to its patients in several homes; its doctors sign within three weeks."""
    begins = ground.begin(LETTER_DAYS)
    for practice in ground.source.permutation(np.unique(ground.sites.practice)):
        homes = ground.social_care(practice=int(practice))
        found = [ground.undecided(int(site), begins) for site in homes]
        if len(homes) < 2 or sum(map(len, found)) < size:
            continue
        stays = ground.some(np.concatenate(found), size)
        days = begins + ground.source.integers(0, LETTER_DAYS, size)
        days = np.minimum(days, ground.stays.leaves[stays] - 1)
        by = ground.sites.first_signer[practice] + ground.source.integers(0, 3, size)
        ground.plant(EventKind.PRACTICE_LETTER, size, stays, days, signers=by, begins=begins)
        return True
    return False


def _copied_text(ground: Ground, size: int) -> bool:
    """One clinician writes the same reason for one ordinary decision after another."""
    begins = ground.begin(COPYING_DAYS)
    sketch = ground.sketch
    ordinary = np.isin(sketch.recipe, (ORDINARY, INPATIENT)) & (sketch.event < 0)
    within = ordinary & (sketch.day >= begins) & (sketch.day < begins + COPYING_DAYS)
    rows = np.flatnonzero(within & ground.free[ground.stays.site[sketch.stay]])
    rows = rows[np.unique(sketch.stay[rows], return_index=True)[1]]
    counts = np.bincount(sketch.signer[rows])
    able = np.flatnonzero((counts >= size) & (counts <= 4 * size))
    if not len(able):
        return False
    signer = int(ground.source.choice(able))
    own = rows[sketch.signer[rows] == signer]
    own = own[np.argsort(sketch.day[own], kind="stable")][:size]
    _mark(ground, own, BY_NAME["copied_text"])
    ground.tell(EventKind.COPIED_TEXT, size, sketch.stay[own], sketch.day[own], np.array([signer]))
    return True


def _slow_drift(ground: Ground, size: int) -> bool:
    """Over eight months ever more residents of a home have one, on ordinary visits, with fewer conversations."""
    begins = ground.begin(DRIFT_DAYS)
    for site in ground.homes():
        held = np.arange(*ground.stays.at(int(site)).indices(len(ground.stays.site))[:2])
        day = begins + np.floor(DRIFT_DAYS * np.sqrt(ground.source.random(len(held)))).astype(np.int64)
        there = (ground.stays.arrives[held] <= day) & (ground.stays.leaves[held] > day) & (ground.first[held] > day)
        if size <= there.sum() <= 3 * size + 4:
            chosen = ground.source.permutation(np.flatnonzero(there))[:size]
            stays, at = held[chosen], np.full(size, site)
            by, lead = choose_signers(ground.source, ground.sites, at)
            days = snap_to_visits(ground.source, ground.sites, at, day[chosen], lead)
            days = np.minimum(days, ground.stays.leaves[stays] - 1)
            ground.plant(EventKind.SLOW_DRIFT, size, stays, days, signers=by)
            return True
    return False


def _remote_round(ground: Ground, size: int) -> bool:
    """Somebody of another area signs for residents whom they meet by telephone or video, within two days."""
    begins = ground.begin()
    for site in ground.homes(NURSING, RESIDENTIAL, HOME_CARE):
        found = ground.undecided(int(site), begins)
        if size <= len(found) <= 4 * size + 4:
            stays = ground.some(found, size)
            elsewhere = (int(ground.sites.area[site]) + 1) % ground.sites.areas
            days = begins + np.sort(ground.source.integers(0, 2, size))
            by = int(ground.sites.team_first[elsewhere])
            ground.plant(EventKind.REMOTE_ROUND, size, stays, days, signers=by)
            return True
    return False


def _area_policy(ground: Ground, size: int) -> bool:
    """From a named day more people have one, over all of an area's social care, by whoever signs there."""
    begins = ground.begin(POLICY_DAYS)
    area = int(ground.source.integers(0, ground.sites.areas))
    found = [ground.undecided(int(site), begins) for site in ground.social_care(area=area)]
    if sum(map(len, found)) < size:
        return False
    stays = ground.some(np.concatenate(found), size)
    days = begins + ground.source.integers(0, POLICY_DAYS, size)
    days = np.minimum(days, ground.stays.leaves[stays] - 1)
    by, _ = choose_signers(ground.source, ground.sites, ground.stays.site[stays])
    ground.plant(EventKind.AREA_POLICY, size, stays, days, signers=by, begins=begins, exclusive=False)
    return True


def _care_withheld(ground: Ground, size: int) -> bool:
    """People of a home who have a decision are, again and again, not taken to hospital or not treated."""
    begins = ground.begin(WITHHOLDING_DAYS)
    sketch, stays = ground.sketch, ground.stays
    touched = sketch.stay[sketch.event >= 0]
    for site in ground.homes(NURSING, RESIDENTIAL):
        there = stays.present(int(site), begins)
        lasting = there[(ground.first[there] < begins) & (stays.leaves[there] > begins + 7)]
        lasting = lasting[~np.isin(lasting, touched)]
        if size <= len(lasting) <= 4 * size + 4:
            chosen = ground.some(lasting, size)
            rows = np.flatnonzero(np.isin(sketch.stay, chosen) & (sketch.day < begins))
            rows = rows[np.argsort(-sketch.day[rows], kind="stable")]
            latest = rows[np.unique(sketch.stay[rows], return_index=True)[1]]
            sketch.event[latest] = ground.number
            days = np.array([begins, begins + WITHHOLDING_DAYS])
            ground.tell(EventKind.CARE_WITHHELD, size, chosen, days, np.empty(0, np.int64))
            return True
    return False


def _learning_disability_run(ground: Ground, size: int) -> bool:
    """One clinician signs for people whose reasons rest on their learning disability."""
    begins = ground.begin(RUN_DAYS)
    areas = ground.source.permutation(ground.sites.areas)
    places = (
        [np.array([site]) for site in ground.homes(SUPPORTED, RESIDENTIAL)]
        if size <= ONE_SITE
        else [ground.social_care(area=int(area)) for area in areas]
    )
    for held in places:
        found = np.concatenate([ground.undecided(int(site), begins) for site in held] or [np.empty(0, np.int64)])
        found = found[ground.stays.learning_disability[found]]
        if len(found) >= size:
            stays = ground.some(found, size)
            days = begins + ground.source.integers(0, RUN_DAYS, size)
            days = np.minimum(days, ground.stays.leaves[stays] - 1)
            by = int(ground.sites.team_first[ground.sites.area[held[0]]]) + 2
            ground.plant(EventKind.LEARNING_DISABILITY_RUN, size, stays, days, signers=by)
            return True
    return False


def _strays(ground: Ground) -> None:
    """A few ordinary decisions rest on a learning disability: LeDeR 2018 found 19 such reasons."""
    sketch, stays = ground.sketch, ground.stays
    ordinary = (sketch.event < 0) & (ground.sites.likeness[stays.site[sketch.stay]] < 0)
    able = ordinary & stays.learning_disability[sketch.stay]
    for row in np.flatnonzero(able & (ground.source.random(len(sketch)) < STRAYS)):
        one = np.array([row])
        _mark(ground, one, BY_NAME["stray"])
        by = sketch.signer[one]
        ground.tell(EventKind.STRAY, 1, sketch.stay[one], sketch.day[one], by, exclusive=False)


def _mark(ground: Ground, rows: Ints, recipe: int) -> None:
    ground.sketch.recipe[rows] = recipe
    ground.sketch.event[rows] = ground.number
    ground.sketch.text[rows] = ground.number


def _of_practice(ground: Ground, site: int) -> int:
    """Return a doctor of the practice that looks after a site."""
    return int(ground.sites.first_signer[ground.sites.practice[site]] + ground.source.integers(0, 3))


PLANTERS: dict[EventKind, Planter] = {
    EventKind.BLANKET: _blanket,
    EventKind.WHOLE_GROUP: _whole_group,
    EventKind.PRACTICE_LETTER: _practice_letter,
    EventKind.COPIED_TEXT: _copied_text,
    EventKind.SLOW_DRIFT: _slow_drift,
    EventKind.REMOTE_ROUND: _remote_round,
    EventKind.AREA_POLICY: _area_policy,
    EventKind.CARE_WITHHELD: _care_withheld,
    EventKind.LEARNING_DISABILITY_RUN: _learning_disability_run,
}
