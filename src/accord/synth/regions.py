"""A whole region: organisations, staff, and as many people as wanted, each with their story, told block by block.

Everything is drawn from the seed and from the size: the same call gives the same region, on any machine. People are
told in blocks, each from its own stream of draws, so that a million of them never stand in memory at once.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from accord.domain.people import Gender
from accord.synth import tellings
from accord.synth.dice import Dice
from accord.synth.organisations import Directory, Organisation, found_region
from accord.synth.outlines import World
from accord.synth.people import Person, draw_person
from accord.synth.sizes import Living, sizes
from accord.synth.stories import Story
from accord.synth.traits import Traits, draw
from accord.synth.workforce import SignIn, StaffMember, Workforce, employ, sign_ins

BLOCK = 500
PLANS_A_PERSON = 0.3
"""Of those in the record, how many have a plan: 1,800 of 6,000."""
ONE_BY_ONE = 20_000
"""Beyond so many people, what is slow to load becomes rarer: drafts, paper forms, late admissions, earlier versions."""
AS_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""The moment at which a region stands, where nothing else is asked for; a demo asks for now."""
_WEIGHTS = {Living.NURSING: 2.9, Living.RESIDENTIAL: 0.95, Living.SUPPORTED: 0.25, Living.HOME_CARE: 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that a region is drawn from."""

    people: int
    plans: int
    seed: int
    areas: int
    as_at: datetime

    def region(self) -> Region:
        """Return the region that is drawn from this."""
        directory = found_region(self.seed, self.areas, sizes(self.people, self.areas))
        return Region(recipe=self, directory=directory, workforce=employ(self.seed, directory))


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region, ready to be told."""

    recipe: Recipe
    directory: Directory = field(repr=False)
    workforce: Workforce = field(repr=False)

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.recipe.people

    @property
    def as_at(self) -> datetime:
        """The moment at which the region stands."""
        return self.recipe.as_at

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations."""
        return self.directory.organisations

    @property
    def staff(self) -> tuple[StaffMember, ...]:
        """All staff."""
        return tuple(self.workforce.staff)

    @property
    def sign_ins(self) -> tuple[SignIn, ...]:
        """One member of staff for each role, for somebody trying the software to sign in as."""
        return sign_ins(self.workforce, self.directory)

    @cached_property
    def first_person(self) -> Person:
        """Somebody with no plan yet, for a newcomer to find and to write one with."""
        return next(self.blocks())[0].person

    def stories(self) -> Iterator[Story]:
        """Tell everybody's story, in order."""
        for block in self.blocks():
            yield from block

    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[tuple[Story, ...]]:
        """Tell the stories block by block: all, or those from a multiple of the block's size to before another."""
        if start % BLOCK:
            raise ValueError(f"a block starts at a multiple of {BLOCK}")
        last = self.people if end is None else end
        for first in range(start, last, BLOCK):
            yield self._block(first, min(first + BLOCK, last))

    def _block(self, start: int, end: int) -> tuple[Story, ...]:
        made = self.recipe
        dice = Dice(made.seed, 3, made.people, start // BLOCK)
        people = [self._person(index, dice) for index in range(start, end)]
        share = made.plans * end // made.people - made.plans * start // made.people
        chosen = _with_plans(people, share, dice)
        world = World(workforce=self.workforce, now=self.as_at, rarity=min(1.0, ONE_BY_ONE / self.people))
        tell = (tellings.without_plan, tellings.with_plan)
        return tuple(tell[p.traits.index in chosen](p, world, dice) for p in people)

    def _person(self, index: int, dice: Dice) -> Person:
        traits = draw(index, self.directory, dice)
        traits = _newcomers_first(traits, self.directory) if index == 0 else traits
        return draw_person(traits, people=self.people, seed=self.recipe.seed, today=self.as_at.date(), dice=dice)


def generate(
    *, people: int, seed: int, areas: int = 3, plans: int | None = None, as_at: datetime | None = None
) -> Region:
    """Return a region of so many people over so many areas; the same call returns the same region."""
    wanted = round(people * PLANS_A_PERSON) if plans is None else plans
    return Recipe(people=people, plans=wanted, seed=seed, areas=areas, as_at=as_at or AS_AT).region()


def _with_plans(people: list[Person], share: int, dice: Dice) -> frozenset[int]:
    """Return the indexes of those with a plan: exactly as many as asked for, drawn by how likely each is to have one.

    Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis 2006).
    """
    keyed = [(dice.exponential() / _likelihood(each.traits), each.traits.index) for each in people]
    return frozenset(index for _, index in heapq.nsmallest(share, (key for key in keyed if key[1] > 0)))


def _likelihood(traits: Traits) -> float:
    """Return how likely somebody is to have a plan beside others, by where they live and how ill they are."""
    if traits.living in _WEIGHTS:
        return _WEIGHTS[traits.living] + (0.5 if traits.palliative else 0.0)
    if traits.condition == "steady":
        return 0.03
    frail = 0.12 if (traits.frailty or 0) >= 6 else 0.0
    return 0.12 + frail + (0.7 if traits.palliative else 0.0)


def _newcomers_first(traits: Traits, directory: Directory) -> Traits:
    """Return the first person's traits: an adult with COPD, at home, registered where the demo's doctor works."""
    area = directory.areas[0]
    return replace(
        traits,
        area=area,
        living=Living.OWN_HOME,
        site=None,
        practice=area.practices[0],
        age=79,
        gender=Gender.FEMALE,
        ethnicity="A",
        condition="copd",
        frailty=5,
        dementia=False,
        learning_disability=False,
        downs=False,
        autism=False,
        language="",
        interpreter=False,
        alone=False,
        dead=False,
    )
