"""A region loaded by two processes is the region that one would have loaded."""

from __future__ import annotations

import pytest

from accord.people.queries import find
from accord.synth.loading import load
from accord.synth.regions import generate

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("committed", "own_database")
def test_two_processes_load_the_same_people_as_one() -> None:
    region = generate(people=620, seed=977, plans=60)
    loaded = load(region, chunk=500, processes=2)
    told = list(region.stories())
    assert (loaded.people, loaded.with_plans) == (620, 60)
    assert loaded.versions == sum(len(story.versions) for story in told)
    assert loaded.first_person is not None
    assert find.by_number(str(told[-1].person.record.nhs_number))
