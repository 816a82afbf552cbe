"""One small synthetic region, told once for all the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import SignedDocument
from accord.synth.regions import Region, generate
from accord.synth.stories import SignedVersion, Story

PEOPLE = 3000


@cache
def region() -> Region:
    """Return the region."""
    return generate(people=PEOPLE, seed=11)


@cache
def stories() -> tuple[Story, ...]:
    """Return everybody's story."""
    return tuple(region().stories())


def versions() -> Iterator[SignedVersion]:
    """Yield every signed version."""
    for story in stories():
        yield from story.versions


def documents() -> Iterator[SignedDocument]:
    """Yield every signed document."""
    return (version.document for version in versions())


def decisions_not_for_cpr() -> list[SignedDocument]:
    """Return the documents that recommend against attempting CPR."""
    return [doc for doc in documents() if doc.plan.cpr and doc.plan.cpr.recommendation is CprRecommendation.NOT_FOR_CPR]


def share(part: int, whole: int) -> float:
    """Return a proportion."""
    return part / max(1, whole)
