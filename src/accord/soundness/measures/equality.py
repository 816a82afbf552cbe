"""M23: how much of who people are is recorded, without which no difference between groups can be seen."""

from __future__ import annotations

from accord.domain.expressions import Expression, equals, every, known
from accord.domain.facts import BY_NAME
from accord.domain.facts.people import PERSON
from accord.soundness.measures.definitions import Measure, Missing
from accord.soundness.measures.terms import DICTIONARY, DNACPR, MADE

COLUMNS = tuple(fact.name for fact in PERSON)
_SOURCE = f"{DICTIONARY}; Equality Act 2010 s 149 (REG-149)"
_AMONG = "DNACPR decisions made in the period"


def _is_recorded(name: str) -> Expression:
    # Z is "not stated": somebody was asked, and the record still does not say.
    return known(name) & ~equals(name, "Z") if name == "ethnicity" else known(name)


M23 = Measure(
    id="M23",
    name="Equality columns recorded, all of them",
    counts="decisions on which every column about who the person is holds an answer",
    among=_AMONG,
    source=_SOURCE,
    applies=MADE & DNACPR,
    recorded=every(_is_recorded(name) for name in COLUMNS),
    met=every(_is_recorded(name) for name in COLUMNS),
    missing=Missing.WITHIN,
)


def _recorded(name: str) -> Measure:
    words = name.replace("_", " ").replace("imd", "IMD")
    return Measure(
        id=f"M23.{name}",
        name=f"Equality columns recorded: {words}",
        counts=f"decisions on which this holds an answer: {BY_NAME[name].says.rstrip('.')}",
        among=_AMONG,
        source=_SOURCE,
        applies=MADE & DNACPR,
        recorded=_is_recorded(name),
        met=_is_recorded(name),
        missing=Missing.WITHIN,
    )


MEASURES = (M23, *(_recorded(name) for name in COLUMNS))
