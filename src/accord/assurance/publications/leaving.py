"""Which figures may leave at all: of an area or a larger whole, and never of one site, one practice or one signer.

No text leaves, whatever it is about and from however many people: a publication has counts, shares and days alone, so
that the words of a reason can never be told from one, from a home with few residents or from any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.assurance.publications.figures import Exact, Period, Place
from accord.domain.errors import Refused
from accord.soundness.measures.breakdowns import ALL, BREAKDOWNS
from accord.soundness.measures.catalogue import BY_ID

NEVER = frozenset({"site", "signer_org", "signer"})
"""Breakdowns that name a site, a practice or trust, or a signer: they never leave."""
NESTED = frozenset({"imd_decile"})
"""Deciles are parts of the quintiles beside them: both together would tell either too closely."""
MAY_LEAVE = tuple(
    dict.fromkeys(each.name for each in BREAKDOWNS if each.name not in NEVER | NESTED and each.name != ALL)
)
FEWEST_SITES = 3
"""A kind of site with fewer in the area is one or two homes by another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What somebody chose to publish."""

    measures: tuple[str, ...]
    breakdowns: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A breakdown of a measure that was chosen and does not leave, and why."""

    measure_id: str
    breakdown: str
    why: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """The figures that may leave, as they are, and what was left out."""

    figures: Mapping[Place, Exact]
    left_out: tuple[LeftOut, ...]


def refuse_unknown(chosen: Chosen) -> None:
    """Raise Refused where something is chosen that is no measure, or a breakdown that may not leave."""
    if not chosen.measures:
        raise Refused.one("measures", "no measure is chosen.", "Choose at least one measure.")
    for each in chosen.measures:
        if each not in BY_ID:
            raise Refused.one("measures", f"{each} is no measure.", "Choose measures of the list.")
    for each in chosen.breakdowns:
        if each not in MAY_LEAVE:
            raise Refused.one("breakdowns", f"figures by {each} do not leave the area.", "Choose from the list.")


def take(rows: Iterable[Mapping[str, object]], chosen: Chosen) -> Leaving:
    """Return what was chosen of the rows of `measures.csv`. Raises Refused where there is nothing."""
    refuse_unknown(chosen)
    arms = _arms(rows, chosen)
    figures: dict[Place, Exact] = {}
    left_out: list[LeftOut] = []
    for measure_id in chosen.measures:
        whole = arms.get((measure_id, ALL))
        if not whole:
            left_out.append(LeftOut(measure_id, ALL, "nothing in this period is counted by it"))
            continue
        figures.update(whole)
        for breakdown in chosen.breakdowns:
            arm = arms.get((measure_id, breakdown), {})
            if why := _why_not(next(iter(whole.values())), arm):
                left_out.append(LeftOut(measure_id, breakdown, why))
            else:
                figures.update(arm)
    if not figures:
        raise Refused.one("measures", "nothing that was chosen is counted in this period.", "Choose other measures.")
    return Leaving(figures, tuple(left_out))


def _arms(rows: Iterable[Mapping[str, object]], chosen: Chosen) -> dict[tuple[str, str], dict[Place, Exact]]:
    arms: dict[tuple[str, str], dict[Place, Exact]] = defaultdict(dict)
    wanted = {ALL, *chosen.breakdowns}
    for row in rows:
        place = Place(str(row["measure_id"]), str(row["breakdown"]), str(row["value"]))
        if place.measure_id in chosen.measures and place.breakdown in wanted:
            counts = (int(str(row[name])) for name in ("numerator", "denominator", "not_recorded"))
            arms[place.measure_id, place.breakdown][place] = Exact(*counts)
    return arms


def _why_not(whole: Exact, arm: Mapping[Place, Exact]) -> str:
    if not arm:
        return "the figures are not broken down by it"
    if any(place.is_quantile for place in arm):
        sums = [whole.numerator]
    else:
        sums = [sum(each.numerator for each in arm.values())]
    sums += [sum(each.denominator for each in arm.values()), sum(each.not_recorded for each in arm.values())]
    if sums != [whole.numerator, whole.denominator, whole.not_recorded]:
        return "its groups do not add up to the whole, so that what is small could not be guarded"
    return ""


def of_few_sites(figures: Collection[Place], sites: Mapping[str, int]) -> frozenset[Place]:
    """Return the figures by kind of site that are of too few sites, and of others, so that no remainder is of few."""
    arms: dict[str, list[Place]] = defaultdict(list)
    for place in figures:
        if place.breakdown == "site_type":
            arms[place.measure_id].append(place)
    return frozenset(place for arm in arms.values() for place in _few(arm, sites))


def _few(arm: Sequence[Place], sites: Mapping[str, int]) -> Iterator[Place]:
    together = 0
    for place in sorted(arm, key=lambda each: (sites.get(each.value, 0), each)):
        number = sites.get(place.value, 0)
        if number >= FEWEST_SITES and (together == 0 or together >= FEWEST_SITES):
            return
        together += number or 1
        yield place
