"""Who came to have a decision, when, and who signed it: the ordinary course, and a sketch that events add to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.assurance.simulations.draws import YEAR, Flags, Floats, Ints, chance, choose, level, logistic, stream, whole
from accord.assurance.simulations.likenesses import Likeness
from accord.assurance.simulations.recipes import BY_NAME, INPATIENT, ORDINARY
from accord.assurance.simulations.services import HOME_CARE, SERVICES
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import CONSULTANTS, GPS, TEAM_SIGNERS, Sites
from accord.assurance.simulations.stays import Stays

NOT_FOR_CPR = 0.965
"""The share of decisions not to attempt CPR: 92% on ReSPECT forms (653 of 706, Hawkes 2022), all of DNACPR forms."""
WINTER_DAYS = 35
_INPATIENT_WEIGHTS = (0.08,) * CONSULTANTS + (0.085,) * 4 + (0.05, 0.05, 0.08)


@dataclass(slots=True)
class Sketch:
    """Decisions in outline, one entry each: whose, on which day, by whom, how, in which event (-1: none).

    `text` numbers the words that several share; `second` is -1 until times of day are drawn.
    """

    stay: Ints
    day: Ints
    signer: Ints
    recipe: Ints
    event: Ints
    text: Ints

    def __len__(self) -> int:
        return len(self.stay)

    def add(self, stay: Ints, day: Ints, signer: Ints, recipe: int, *, event: int = -1, text: int = -1) -> None:
        """Add decisions of one recipe."""
        count = len(stay)
        self.stay = np.concatenate([self.stay, stay])
        self.day = np.concatenate([self.day, day])
        self.signer = np.concatenate([self.signer, signer])
        self.recipe = np.concatenate([self.recipe, np.full(count, recipe)])
        self.event = np.concatenate([self.event, np.full(count, event)])
        self.text = np.concatenate([self.text, np.full(count, text)])

    def keep(self, kept: Flags) -> None:
        """Leave out the decisions that are not kept."""
        for name in ("stay", "day", "signer", "recipe", "event", "text"):
            setattr(self, name, getattr(self, name)[kept])


def draw_courses(sites: Sites, stays: Stays, settings: RegionSettings) -> Sketch:
    """Draw the ordinary decisions, with the rounds, waves and templates of look-alikes among them."""
    source = stream(settings.seed, "courses")
    decided, due = _due(source, sites, stays, settings)
    held = np.flatnonzero(decided & (due < np.minimum(stays.leaves, settings.days)))
    site = stays.site[held]
    signer, by_lead = choose_signers(source, sites, site)
    day = snap_to_visits(source, sites, site, due[held], by_lead)
    day = np.minimum(day, stays.leaves[held] - 1)
    inpatient = _inpatient(sites)[site]
    recipe = np.where(inpatient, INPATIENT, ORDINARY)
    recipe = np.where(np.isin(site, sites.alike(Likeness.TEMPLATE)), BY_NAME["template"], recipe)
    none = np.full(len(held), -1)
    sketch = Sketch(held, day, signer, recipe, none, none.copy())
    _redecide(source, sites, stays, sketch, settings)
    _review_rounds(source, sites, stays, sketch)
    sketch.keep(sketch.day < settings.days)
    return sketch


def _inpatient(sites: Sites) -> Flags:
    return np.array([each.inpatient for each in SERVICES])[sites.service]


def _due(source: np.random.Generator, sites: Sites, stays: Stays, settings: RegionSettings) -> tuple[Flags, Ints]:
    """Return who would come to have a decision, and when; mid-way the rate is the service's."""
    count, of = len(stays.site), sites.service[stays.site]
    early = source.random(count) < np.array([each.early for each in SERVICES])[of]
    means = np.array([(each.late_days, each.early_days) for each in SERVICES])[of, early.astype(np.int64)]
    due = whole(stays.arrives + means * source.exponential(1.0, count))
    odds = (
        0.03 * (stays.age - 80)
        + 0.5 * stays.dementia
        + 0.35 * (stays.frailty - 6)
        + 1.2 * stays.palliative
        + sites.rate[stays.site]
    )
    probability = np.zeros(count)
    middle = settings.days // 2
    for number, service in enumerate(SERVICES):
        own = of == number
        there = own & (stays.arrives <= middle) & (stays.leaves > middle)
        elapsed = middle - stays.arrives[there] + 0.5
        reached = _reached(elapsed, service.early, service.early_days, service.late_days)
        probability[own] = logistic(odds[own] + level(odds[there], reached, service.rate / NOT_FOR_CPR))
    return chance(source, probability, count), _winter(source, sites, stays, due, settings)


def _reached(elapsed: Floats, early: float, early_days: float, late_days: float) -> Floats:
    """Return the chance that a decision, if it is to come, has come by so many days after arrival."""
    soon, late = 1 - np.exp(-elapsed / early_days), 1 - np.exp(-elapsed / late_days)
    return np.asarray(early * soon + (1 - early) * late, dtype=np.float64)


def winter_day(settings: RegionSettings) -> int:
    """Return the day on which the winter that one area in eight has a hard time in begins."""
    return max(settings.watched_from, settings.days - YEAR) + 7


def _winter(source: np.random.Generator, sites: Sites, stays: Stays, due: Ints, settings: RegionSettings) -> Ints:
    """Bring forward what was due in the months after a hard winter's first weeks, in one area in eight."""
    begins = winter_day(settings)
    hard = (sites.area[stays.site] % 8 == 0) & (due >= begins + WINTER_DAYS) & (due < begins + 3 * WINTER_DAYS)
    sooner = hard & (stays.arrives < begins) & (source.random(len(due)) < 0.35)
    return np.where(sooner, begins + source.integers(0, WINTER_DAYS, len(due)), due)


def choose_signers(source: np.random.Generator, sites: Sites, site: Ints) -> tuple[Ints, Flags]:
    """Return who signs at each site, and whether it is the doctor who regularly comes."""
    count = len(site)
    inpatient = _inpatient(sites)[site]
    practice = np.where(sites.service[site] == HOME_CARE, _any_practice(source, sites, site), sites.practice[site])
    who = source.random(count)
    lead = who < 0.70
    colleague = np.where(who < 0.88, source.integers(0, GPS, count), GPS)
    offset = np.where(lead, sites.lead[site], colleague)
    of_practice = sites.first_signer[practice] + offset
    of_team = sites.team_first[sites.area[site]] + source.integers(0, TEAM_SIGNERS, count)
    own = sites.first_signer[site] + choose(source, _INPATIENT_WEIGHTS, count)
    signer = np.where(inpatient, own, np.where(who < 0.95, of_practice, of_team))
    return signer, lead & ~inpatient


def _any_practice(source: np.random.Generator, sites: Sites, site: Ints) -> Ints:
    """Return a practice of the same area for each: people who have care at home keep their own."""
    others = sites.practice[source.permutation(len(sites.area))]
    matches = sites.area[others] == sites.area
    return np.where(matches, others, sites.practice)[site] if len(site) else site


def snap_to_visits(source: np.random.Generator, sites: Sites, site: Ints, day: Ints, by_lead: Flags) -> Ints:
    """Move most decisions of the regular doctor to the next visit, and others off the weekend outside hospitals."""
    cadence = sites.cadence[site]
    visit = day + (sites.phase[site] - day) % cadence
    always = cadence == 28
    on_visit = by_lead & (always | (source.random(len(day)) < 0.8))
    weekend = ~_inpatient(sites)[site] & (day % 7 >= 5) & (source.random(len(day)) < 0.7)
    return np.where(on_visit, visit, np.where(weekend, day + 7 - day % 7, day))


def _redecide(
    source: np.random.Generator, sites: Sites, stays: Stays, sketch: Sketch, settings: RegionSettings
) -> None:
    """Some decisions are made anew later: after a change in health, or on another form."""
    later = sketch.day + 60 + whole(400 * source.exponential(1.0, len(sketch)))
    again = (source.random(len(sketch)) < 0.2) & (later < np.minimum(stays.leaves[sketch.stay], settings.days))
    stay = sketch.stay[again]
    signer, by_lead = choose_signers(source, sites, stays.site[stay])
    day = np.minimum(snap_to_visits(source, sites, stays.site[stay], later[again], by_lead), stays.leaves[stay] - 1)
    before = sketch.recipe[again]
    for recipe in np.unique(before):
        own = before == recipe
        sketch.add(stay[own], day[own], signer[own], int(recipe))


def _review_rounds(source: np.random.Generator, sites: Sites, stays: Stays, sketch: Sketch) -> None:
    """Once a year a doctor goes through all decisions of a home with each person, and writes each one anew."""
    for site in sites.alike(Likeness.REVIEW_ROUND):
        day = int(sites.likeness_day[site])
        there = stays.present(int(site), day)
        held = there[np.isin(there, sketch.stay[sketch.day < day])]
        signer = np.full(len(held), sites.first_signer[sites.practice[site]] + sites.lead[site])
        sketch.add(held, day + np.arange(len(held)) // 12, signer, BY_NAME["review_round"])
    within = sketch.day < stays.leaves[sketch.stay]
    sketch.keep(within)
