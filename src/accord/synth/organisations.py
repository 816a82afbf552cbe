"""The organisations of a region: what each is, where it is, and to what it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from accord.domain.organisations import RelationshipKind, SiteType
from accord.domain.people import Address
from accord.synth import codes, places
from accord.synth.areas import AreaKind, area_kind
from accord.synth.dice import Dice
from accord.synth.sizes import Sizes

OPENED = date(2013, 4, 1)
AREAS_BEGAN = date(2022, 7, 1)
"""Integrated care boards and their sub-locations began on this day (interop 4.3)."""


TOWNS = 15
"""Towns of an area: one main one, two with a site of the community trust, twelve more."""
MOST_AREAS = 42
"""As many as there are integrated care boards in England, and counties in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One dated relationship of an organisation to another, by code."""

    kind: RelationshipKind
    target: str
    start: date = OPENED


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One generated organisation. `roles` are the RO codes beside the primary one."""

    code: str
    name: str
    site_type: SiteType
    primary_role: str
    area: int
    roles: tuple[str, ...] = ()
    places: int | None = None
    ties: tuple[Tie, ...] = ()
    address: Address | None = None
    start: date = OPENED


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One local area: its board, its sub-location, and what lies in it."""

    index: int
    kind: AreaKind
    town: str
    board: str
    location: str
    practices: tuple[Organisation, ...]
    hospitals: tuple[Organisation, ...]
    community_hospital: Organisation
    hospice: Organisation
    mental_health: Organisation
    homes: dict[SiteType, tuple[Organisation, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All organisations of the region, and the areas that they make up."""

    organisations: tuple[Organisation, ...]
    areas: tuple[Area, ...]
    ambulance: Organisation

    @property
    def examples(self) -> dict[str, Organisation]:
        """One of each kind that the guides speak of, by what it is; all but the ambulance service in the first area."""
        area = self.areas[0]
        return {
            "hospital": area.hospitals[0],
            "GP practice": area.practices[0],
            "care home": area.homes[SiteType.NURSING_HOME][0],
            "ambulance service": self.ambulance,
        }


class Founder:
    """Founds organisations one after another, giving each its code and name and keeping them all."""

    def __init__(self, seed: int) -> None:
        """Start with nothing founded."""
        self.dice = Dice(seed, 1)
        self.founded: list[Organisation] = []
        self.towns = places.shuffled(places.towns(), self.dice)
        self.home_names = places.home_names(self.dice)
        self._next = count()
        self._providers: dict[str, str] = {}

    def found(
        self,
        name: str,
        kind: SiteType,
        primary: str,
        area: int,
        *,
        roles: tuple[str, ...] = (),
        holds: int | None = None,
        ties: tuple[Tie, ...] = (),
        address: Address | None = None,
        start: date = OPENED,
    ) -> Organisation:
        """Found one organisation and return it."""
        made = Organisation(
            code=codes.organisation_code(next(self._next)),
            name=name,
            site_type=kind,
            primary_role=primary,
            area=area,
            roles=roles,
            places=holds,
            ties=ties,
            address=address,
            start=start,
        )
        self.founded.append(made)
        return made

    def provider(self, area: int) -> str:
        """Return the code of a company that runs homes (RO104), founding it when it is first asked for."""
        name = self.dice.pick(places.words("providers"))
        if name not in self._providers:
            self._providers[name] = self.found(f"{name} Limited", SiteType.OTHER, "RO104", area).code
        return self._providers[name]


def found_region(seed: int, areas: int, sizes: Sizes) -> Directory:
    """Return the directory of a region of so many areas."""
    founder = Founder(seed)
    ambulance = founder.found(
        f"{places.counties()[0]} and {places.counties()[1]} Ambulance Service NHS Trust",
        SiteType.AMBULANCE,
        "RO197",
        0,
    )
    made = tuple(_area(founder, index, sizes) for index in range(areas))
    return Directory(organisations=tuple(founder.founded), areas=made, ambulance=ambulance)


def _area(founder: Founder, index: int, sizes: Sizes) -> Area:
    county = places.counties()[index]
    town, second, third, *towns = founder.towns[index * TOWNS : (index + 1) * TOWNS]
    board = founder.found(
        f"NHS {county} Integrated Care Board", SiteType.OTHER, "RO261", index, roles=("RO318",), start=AREAS_BEGAN
    )
    part_of = Tie(kind=RelationshipKind.PART_OF, target=board.code, start=AREAS_BEGAN)
    location = founder.found(
        f"NHS {county} ICB - {town}", SiteType.OTHER, "RO319", index, ties=(part_of,), start=AREAS_BEGAN
    )
    within = _Within(founder, index, (town, *towns), location.code)
    acute = within.found(f"{town} University Hospitals NHS Trust", SiteType.ACUTE_HOSPITAL, "RO197")
    community = within.found(f"{county} Community and Mental Health NHS Trust", SiteType.MENTAL_HEALTH, "RO197")
    return Area(
        index=index,
        kind=area_kind(index),
        town=town,
        board=board.code,
        location=location.code,
        practices=tuple(within.practices(sizes.practices)),
        hospitals=tuple(within.hospitals(acute.code)),
        community_hospital=within.site(
            f"{second} Community Hospital", SiteType.COMMUNITY_HOSPITAL, community.code, second
        ),
        hospice=within.found(f"{places.words('saints')[index % 10]} Hospice, {town}", SiteType.HOSPICE, "RO7"),
        mental_health=within.site(f"{third} Unit", SiteType.MENTAL_HEALTH, community.code, third),
        homes={kind: tuple(within.homes(kind, number)) for kind, number in sizes.homes.items()},
    )


class _Within:
    """Founds what lies in one area, with the tie that says so."""

    def __init__(self, founder: Founder, index: int, towns: Sequence[str], location: str) -> None:
        self._founder, self._index, self._location = founder, index, location
        self._town, *self._towns = towns

    def found(
        self,
        name: str,
        kind: SiteType,
        primary: str,
        *ties: Tie,
        town: str = "",
        roles: tuple[str, ...] = (),
        holds: int | None = None,
    ) -> Organisation:
        """Found an organisation that stands in a town of the area (the main one, where none is named)."""
        here = Tie(kind=RelationshipKind.IN_AREA_OF, target=self._location, start=AREAS_BEGAN)
        address = places.address(self._index, town or self._town, self._founder.dice, name.partition(",")[0])
        return self._founder.found(
            name, kind, primary, self._index, roles=roles, holds=holds, ties=(*ties, here), address=address
        )

    def site(self, name: str, kind: SiteType, trust: str, town: str = "") -> Organisation:
        """Found a site of a trust."""
        return self.found(name, kind, "RO198", Tie(kind=RelationshipKind.PART_OF, target=trust), town=town)

    def hospitals(self, trust: str) -> Iterator[Organisation]:
        """Found the trust's two hospitals."""
        saint, second = places.words("saints")[(self._index + 3) % 10], self._towns[0]
        yield self.site(f"{saint} Hospital, {self._town}", SiteType.ACUTE_HOSPITAL, trust)
        yield self.site(f"{second} General Hospital", SiteType.ACUTE_HOSPITAL, trust, second)

    def practices(self, number: int) -> Iterator[Organisation]:
        """Found general practices: one a town first, then several named after trees and flowers."""
        kinds, rest = places.words("surgery_kinds"), (*places.words("trees"), *places.words("flowers"))
        commissioned = Tie(kind=RelationshipKind.COMMISSIONED_BY, target=self._location, start=AREAS_BEGAN)
        for turn in range(number):
            town = self._towns[turn % len(self._towns)]
            street = f"{rest[turn % len(rest)]} {places.words('streets')[turn % 12]}"
            first = town if turn < len(self._towns) else street
            name = f"{first} {kinds[turn % len(kinds)]}" + (f", {town}" if first != town else "")
            yield self.found(name, SiteType.GP_PRACTICE, "RO177", commissioned, town=town, roles=("RO76",))

    def homes(self, kind: SiteType, number: int) -> Iterator[Organisation]:
        """Found homes and agencies of a kind, each run by one of the region's companies."""
        for _ in range(number):
            run_by = Tie(kind=RelationshipKind.OPERATED_BY, target=self._founder.provider(self._index))
            role = "RO270" if kind is SiteType.HOME_CARE else "RO269"
            town = self._founder.dice.pick(self._towns)
            name = f"{self._home_name(kind)}, {town}"
            yield self.found(name, kind, "RO101", run_by, town=town, roles=(role,), holds=self._holds(kind))

    def _home_name(self, kind: SiteType) -> str:
        name = next(self._founder.home_names)
        endings = {
            SiteType.HOME_CARE: self._founder.dice.pick(places.words("agency_kinds")),
            SiteType.SUPPORTED_LIVING: "Supported Living",
            SiteType.NURSING_HOME: "Nursing Home",
            SiteType.RESIDENTIAL_HOME: "Residential Home",
        }
        return f"{name} {endings[kind]}"

    def _holds(self, kind: SiteType) -> int | None:
        ranges = {
            SiteType.NURSING_HOME: (46, 72),
            SiteType.RESIDENTIAL_HOME: (32, 48),
            SiteType.SUPPORTED_LIVING: (10, 16),
        }
        return self._founder.dice.number(*ranges[kind]) if kind in ranges else None
