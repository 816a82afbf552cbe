"""Holding what a report says of treatments against the plans signed here: by code alone, and what cannot be is named.

A recommendation and its contrary are a conflict, and so is a refusal of what is recommended. A condition is words, and
a treatment that has a name of its own may be any: neither is compared. Silence on a treatment contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.domain.plan.clinical import Advice, Intervention, Treatments
from accord.projections.emergency.sheets import Advised
from accord.projections.words import say_list

ASKS = frozenset({Advice.RECOMMENDED, Advice.NOT_RECOMMENDED, None})
"""What is said without a condition; None is a refusal."""
GIVEN = frozenset({Advice.RECOMMENDED, Advice.CONDITIONAL})
REFUSED = "refused by the person"


def advised(treatments: Treatments | None, refused: Iterable[Intervention] = ()) -> tuple[Advised, ...]:
    """Return what is said of each treatment that has a code, and what is refused."""
    said = (each for each in (treatments.recommendations if treatments else ()) if each.advice is not Advice.UNKNOWN)
    held = (
        Advised(intervention=each.intervention, advice=each.advice, condition=each.condition or each.other_name)
        for each in said
    )
    return (*held, *(Advised(intervention=each) for each in refused))


def conflicts(report: Iterable[Advised], plan: Iterable[Advised], *, whose: str) -> Iterator[str]:
    """Yield in words where a report says the contrary of a plan; both stay in view."""
    ours = tuple(plan)
    for theirs in report:
        for each in (one for one in ours if one.intervention is theirs.intervention):
            if _contradict(theirs, each):
                said = f"{whose}, signed here, says of {_name(each)}: {_words(each)}"
                yield f"{said}. This report says: {_words(theirs)}."


def not_compared(report: Iterable[Advised], plans: Iterable[Iterable[Advised]]) -> str:
    """Say which treatments both speak of without its being certain whether they agree; nothing where there is none."""
    ours = [each for plan in plans for each in plan]
    names = (
        _name(theirs)
        for theirs in report
        if any(each.intervention is theirs.intervention and _is_unsure(theirs, each) for each in ours)
    )
    found = tuple(dict.fromkeys(names))
    return f"Not compared with what is signed here, since it cannot be by code: {say_list(found)}" if found else ""


def _contradict(one: Advised, other: Advised) -> bool:
    if Intervention.OTHER in (one.intervention, other.intervention):
        return False
    if None in (one.advice, other.advice):
        return (other.advice if one.advice is None else one.advice) in GIVEN
    return {one.advice, other.advice} == {Advice.RECOMMENDED, Advice.NOT_RECOMMENDED}


def _is_unsure(one: Advised, other: Advised) -> bool:
    if one == other or _contradict(one, other):
        return False
    return one.intervention is Intervention.OTHER or Advice.CONDITIONAL in (one.advice, other.advice)


def _name(said: Advised) -> str:
    words = said.intervention.words
    return f"{words[0].lower()}{words[1:]}"


def _words(said: Advised) -> str:
    if said.advice is None:
        return REFUSED
    words = f"{said.advice.words} {said.condition}".strip() if said.advice is Advice.CONDITIONAL else said.advice.words
    return f"{words[0].lower()}{words[1:]}"
