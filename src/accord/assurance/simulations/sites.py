"""The sites of a region, who looks after each, and on which days they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from accord.assurance.simulations.draws import Floats, Ints, choose, codes, stream
from accord.assurance.simulations.likenesses import Likeness, choose_sites
from accord.assurance.simulations.services import HOMES, PRACTICE, SERVICES
from accord.assurance.simulations.settings import RegionSettings

SITES_AN_AREA = 120
GPS, PRACTICE_SIGNERS = 5, 6
CONSULTANTS, INPATIENT_SIGNERS = 6, 13
TEAM_SIGNERS = 4
ROLES = ("gp", "advanced_practitioner", "consultant", "registrar", "junior_doctor", "senior_nurse")
_PRACTICE_ROLES = (0,) * GPS + (1,)
_INPATIENT_ROLES = (2,) * CONSULTANTS + (3, 3, 3, 3, 4, 4, 1)
_TEAM_ROLES = (1, 1, 5, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Every site, in order of its service. `practice` and the signers are positions; -1 where there is none."""

    code: Any
    service: Ints
    area: Ints
    areas: int
    places: Ints
    likeness: Ints
    likeness_day: Ints
    practice: Ints
    lead: Ints
    cadence: Ints
    phase: Ints
    first_signer: Ints
    team_first: Ints
    rate: Floats
    talk: Floats
    lateness: Floats

    @property
    def area_code(self) -> Any:
        """The code of each area."""
        return codes("QX", range(self.areas), 3)

    def alike(self, likeness: Likeness) -> Ints:
        """Return the sites that were chosen for a kind of look-alike."""
        return np.flatnonzero(self.likeness == list(Likeness).index(likeness))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Everybody who signs: their code, the organisation they act for, their grade."""

    code: Any
    organisation: Any
    role: Ints

    @property
    def senior(self) -> Any:
        """Whether each is a senior responsible clinician."""
        return np.isin(self.role, (0, 2))


def draw_sites(settings: RegionSettings) -> tuple[Sites, Signers]:
    """Draw the sites and the people who sign at them."""
    source = stream(settings.seed, "sites")
    service = _services(settings.sites)
    count = len(service)
    areas = int(np.clip(round(settings.sites / SITES_AN_AREA), 2, 106))
    area = (np.arange(count) + np.repeat(source.integers(0, areas, len(SERVICES)), np.bincount(service))) % areas
    median = np.array([each.places for each in SERVICES])[service]
    spread = np.array([each.spread for each in SERVICES])[service]
    places = np.clip(np.round(median * np.exp(spread * source.standard_normal(count))), 3, 130).astype(np.int64)
    practice = _practices(source, service, area, areas)
    likeness, likeness_day = choose_sites(stream(settings.seed, "likenesses"), service, places, settings)
    rounds = likeness == list(Likeness).index(Likeness.WARD_ROUND)
    cadence = np.where(rounds, 28, np.array((7, 14, 28))[choose(source, (0.7, 0.2, 0.1), count)])
    first_signer, team_first, signers = _signers(service, area, areas)
    of_practice = 0.25 * source.standard_normal(count)
    own = 0.45 * source.standard_normal(count)
    sites = Sites(
        code=codes("ZS", range(count), 5),
        service=service,
        area=area,
        areas=areas,
        places=places,
        likeness=likeness,
        likeness_day=likeness_day,
        practice=practice,
        lead=source.integers(0, GPS, count),
        cadence=cadence,
        phase=source.integers(0, 5, count) + 7 * source.integers(0, 4, count),
        first_signer=first_signer,
        team_first=team_first,
        rate=own + of_practice[practice],
        talk=0.5 * source.standard_normal(count),
        lateness=np.exp(0.5 * source.standard_normal(count)),
    )
    return sites, signers


def _services(count: int) -> Ints:
    """Return the service of each site: so many of each as its share says, at least one, and practices for all areas."""
    exact = np.array([each.share for each in SERVICES]) * count
    wanted = np.maximum(np.round(exact).astype(np.int64), 1)
    wanted[PRACTICE] = max(wanted[PRACTICE], 4)
    return np.repeat(np.arange(len(SERVICES)), wanted)


def _practices(source: np.random.Generator, service: Ints, area: Ints, areas: int) -> Ints:
    """Return the practice that looks after each site: one of its area's; a practice looks after itself."""
    held = np.flatnonzero(service == PRACTICE)
    held = held[np.argsort(area[held], kind="stable")]
    counts = np.bincount(area[held], minlength=areas)
    starts = np.cumsum(counts) - counts
    drawn: Ints = held[starts[area] + (source.random(len(service)) * counts[area]).astype(np.int64)]
    drawn[held] = held
    return drawn


def _signers(service: Ints, area: Ints, areas: int) -> tuple[Ints, Ints, Signers]:
    """Number the signers: those of practices, of inpatient services, then one community team an area."""
    inpatient = np.array([each.inpatient for each in SERVICES])[service]
    sizes = np.where(service == PRACTICE, PRACTICE_SIGNERS, np.where(inpatient, INPATIENT_SIGNERS, 0))
    first = np.where(sizes > 0, np.cumsum(sizes) - sizes, -1)
    team_first = int(sizes.sum()) + TEAM_SIGNERS * np.arange(areas)
    roles = [np.array(_PRACTICE_ROLES), np.array(_INPATIENT_ROLES)]
    role = np.concatenate([roles[1 if inpatient[site] else 0] for site in np.flatnonzero(sizes)])
    role = np.concatenate([role, np.tile(_TEAM_ROLES, areas)])
    trusts = codes("RX", range(areas), 3)
    own = codes("ZS", range(len(service)), 5)
    organisation = np.where(inpatient, trusts[area], own)
    organisations = np.concatenate([np.repeat(organisation, sizes), np.repeat(trusts, TEAM_SIGNERS)])
    signers = Signers(code=codes("C", range(len(role)), 6), organisation=organisations, role=role)
    return first, team_first, signers


def is_home(sites: Sites) -> Any:
    """Return whether each site is a nursing or residential home."""
    return np.isin(sites.service, HOMES)
