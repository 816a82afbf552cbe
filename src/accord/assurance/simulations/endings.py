"""When each decision was signed and entered, and what became of it: replaced, cancelled, reviewed, ended by a death."""

from __future__ import annotations

import numpy as np

from accord.assurance.simulations.courses import Sketch
from accord.assurance.simulations.draws import Flags, Ints, choose, stream, whole, words, yes_no
from accord.assurance.simulations.recipes import values
from accord.assurance.simulations.recordings import Columns, moment
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Signers, Sites
from accord.assurance.simulations.stays import Stays

DAY = 86_400
FIRST_HOUR, LAST_HOUR = 8, 21
_REASONS = (
    "not_individual",
    "not_involved",
    "consultee_not_involved",
    "discriminatory",
    "no_rationale",
    "wrong_author",
    "other",
)
_ENDED = ("found_inappropriate", "challenged", "clinical_change", "person_changed_mind", "error", "died", "transfer")


def draw_seconds(sketch: Sketch, settings: RegionSettings) -> Ints:
    """Return the moment of each signature: one after another on a signer's day, as far apart as their recipe says."""
    source = stream(settings.seed, "seconds")
    count = len(sketch)
    order = np.lexsort((source.random(count), sketch.day, sketch.signer))
    signer, day = sketch.signer[order], sketch.day[order]
    begins = np.concatenate([[True], (signer[1:] != signer[:-1]) | (day[1:] != day[:-1])])
    group = np.cumsum(begins) - 1
    gaps = 60 * values("gap")[sketch.recipe[order]] * (0.4 + 0.6 * source.exponential(1.0, count))
    gaps[begins] = 0
    total = np.cumsum(gaps)
    since = total - total[np.flatnonzero(begins)][group]
    start = 3_600 * (FIRST_HOUR + 0.5 + 6 * source.random(int(group[-1]) + 1 if count else 0))[group]
    of_day = np.minimum(start + since, 3_600 * LAST_HOUR - 60 * source.random(count))
    seconds = np.empty(count, dtype=np.int64)
    seconds[order] = whole(day * DAY + of_day)
    return seconds


def draw_endings(
    sketch: Sketch, stays: Stays, sites: Sites, signers: Signers, *, settings: RegionSettings, seconds: Ints
) -> Columns:
    """Return the columns of entry, endorsement, review and end."""
    source = stream(settings.seed, "endings")
    count = len(sketch)
    return {
        **moment("decided_at", seconds, np.zeros(count, np.bool_)),
        **_entry(source, sketch, stays, sites, seconds),
        **_endorsement(source, sketch, signers, seconds),
        **_ends(source, sketch, stays, settings, seconds),
    }


def _entry(source: np.random.Generator, sketch: Sketch, stays: Stays, sites: Sites, seconds: Ints) -> Columns:
    """Return when each was entered: seven in ten on the day, most others within days, some after weeks."""
    count = len(sketch)
    slow = choose(source, (0.7, 0.2, 0.1), count)
    days = np.array([0.0, 1.5, 9.0])[slow] * source.exponential(1.0, count) * sites.lateness[stays.site[sketch.stay]]
    entered = seconds + whole(DAY * np.minimum(days, 60)) + source.integers(60, 3_600, count)
    shared = entered + source.integers(60, 2 * DAY, count)
    return {
        **moment("recorded_at", entered, np.zeros(count, np.bool_)),
        **moment("shared_at", shared, source.random(count) < 0.2),
        **moment("gp_received_at", shared + source.integers(3_600, 9 * DAY, count), source.random(count) < 0.5),
    }


def _endorsement(source: np.random.Generator, sketch: Sketch, signers: Signers, seconds: Ints) -> Columns:
    """Return the endorsement of those who are not senior: 80% by the next day (28 of 35 in Sheffield's audit)."""
    count = len(sketch)
    senior = np.asarray(signers.senior)[sketch.signer]
    never = senior | (source.random(count) < 0.08)
    late = source.random(count) < 0.13
    at = seconds + np.where(late, source.integers(3 * DAY, 20 * DAY, count), source.integers(3_600, DAY, count))
    in_hospital = np.isin(signers.role[sketch.signer], (3, 4))
    return {
        "senior_responsible": yes_no(senior, np.asarray(source.random(count) < 0.95, dtype=np.bool_)),
        **moment("endorsed_at", at, never),
        "endorser_role": words(("gp", "consultant"), in_hospital.astype(np.int64), never),
    }


def _ends(
    source: np.random.Generator, sketch: Sketch, stays: Stays, settings: RegionSettings, seconds: Ints
) -> Columns:
    count = len(sketch)
    replaced = _replaced(sketch, seconds)
    cancelled = source.random(count) < values("reversed")[sketch.recipe]
    after = np.where(cancelled, seconds + DAY * (20 + whole(source.exponential(70.0, count))), np.iinfo(np.int64).max)
    leaves = DAY * stays.leaves[sketch.stay] + 43_200
    dies = stays.dies[sketch.stay]
    at = np.minimum(np.minimum(replaced, after), np.where(dies, leaves, np.iinfo(np.int64).max))
    status = np.select([at == replaced, at == after, at == leaves], [1, 2, 3], 0)
    status = np.where(at == np.iinfo(np.int64).max, 0, status)
    unfit = (status == 2) & (source.random(count) < np.where(sketch.event >= 0, 0.7, 0.15))
    why = np.where(unfit, 0, choose(source, (0, 0.2, 0.4, 0.25, 0.15), count))
    reason = choose(source, (0.4, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05), count)
    still = status == 0
    return {
        **moment("ended_at", np.where(still, 0, at), still),
        "status": words(("active", "superseded", "cancelled", "died"), status),
        "ended_reason": words(_ENDED, np.where(status == 3, 5, why), (status == 0) | (status == 1)),
        "found_inappropriate": yes_no(unfit, unfit | (source.random(count) < 0.2)),
        "inappropriate_reason": words(_REASONS, reason, ~unfit),
        "concern_raised": yes_no(unfit | (why == 1) & (status == 2), np.asarray(source.random(count) < 0.5)),
        **_reviews(source, sketch, at, seconds),
    }


def _replaced(sketch: Sketch, seconds: Ints) -> Ints:
    """Return the moment at which the same person's next decision took each one's place."""
    order = np.lexsort((seconds, sketch.stay))
    stay, at = sketch.stay[order], seconds[order]
    following = np.full(len(order), np.iinfo(np.int64).max)
    same = stay[1:] == stay[:-1]
    following[:-1][same] = at[1:][same]
    replaced = np.empty(len(order), dtype=np.int64)
    replaced[order] = following
    return replaced


def _reviews(source: np.random.Generator, sketch: Sketch, ends: Ints, seconds: Ints) -> Columns:
    """Return the last review of those that were looked at again while they held."""
    count = len(sketch)
    at = seconds + DAY * source.integers(30, 330, count)
    absent: Flags = (source.random(count) > 0.45) | (at >= ends)
    outcome = choose(source, (0.93, 0.05, 0.02), count)
    return {
        **moment("last_reviewed_at", at, absent),
        "review_outcome": words(("confirmed", "changed", "cancelled"), outcome, absent),
    }
