"""One person's emergency screen as words alone, in its own order: what a pack and a telephone can keep. Pure.

No markup is kept, so that what shows it can print nothing but text. What some readers alone may read is named as kept,
as it is on paper: whoever has the envelope may be anybody who works there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

from accord.domain.legal.binding import Force
from accord.domain.plan.restrictions import Reader
from accord.domain.standing import EffectiveCpr
from accord.projections.emergency import EmergencyView, Group, Telephone

DIED = "died"
ANYBODY = Reader(organisation_code="")
"""Who reads what is kept: whoever knows the least, so that what some readers alone may read is named, and not kept."""


class Tone(StrEnum):
    """How a section is set off."""

    PLAIN = "plain"
    SAYS = "says"
    BINDS = "binds"
    WARNING = "warning"
    REPORTED = "reported"
    SCREEN = "screen"
    """For staff at a screen: it is not printed."""


def in_words(person_id: UUID, view: EmergencyView) -> dict[str, Any]:
    """Return what the emergency screen says of a person."""
    who = view.identity
    return {
        "id": str(person_id),
        "name": who.name,
        "others": list(who.other_names),
        "born": ", ".join(each for each in (who.born, who.age) if each),
        "number": f"{who.nhs_number} ({who.number_words})",
        "address": who.address,
        "status": _status(view),
        "sections": [each for each in _sections(view) if each["lines"]],
    }


def as_text(person: dict[str, Any]) -> list[str]:
    """Return the same as lines for a terminal."""
    status = person["status"]
    head = [person["name"], *person["others"], f"Born {person['born']}", f"NHS number {person['number']}"]
    said = [f"*** {status['heading']} ***", *status["lines"]]
    body = (
        line for each in person["sections"] for line in ("", each["title"], *(f"  {line}" for line in each["lines"]))
    )
    return [*head, *([person["address"]] if person["address"] else []), "", *said, *body]


def _status(view: EmergencyView) -> dict[str, Any]:
    cpr = view.cpr
    is_died = view.deceased and cpr.status is EffectiveCpr.NO_PLAN_KNOWN
    said = (cpr.words, *cpr.lines, cpr.layer, cpr.underneath, *view.reminders)
    lines = [each for each in said if each.rstrip(".") not in ("", cpr.heading)]
    heading = cpr.heading or cpr.words
    return {"kind": DIED if is_died else cpr.status.value, "heading": heading, "lines": list(map(_whole, lines))}


def _sections(view: EmergencyView) -> Iterator[dict[str, Any]]:
    yield _section("Recorded as having died", [view.deceased], Tone.WARNING)
    for said in view.statements:
        yield _section(f"The person now says: {said.says}", [said.words, said.heard], Tone.SAYS)
    yield _section("Sharing", [view.notice], Tone.WARNING)
    for bearing in view.binding:
        if bearing.force is not Force.NO_POWER:
            yield _section(bearing.force.words, [bearing.words, *bearing.details], Tone.BINDS)
    yield _section("Conflicts to settle", view.conflicts, Tone.WARNING)
    yield _section("Look out: the plan contradicts itself", view.warnings, Tone.WARNING)
    yield _section("Why", [view.cpr.basis, view.cpr.rationale])
    yield _section("Treatments", [view.treatments_from, *_grouped(view.treatments)] if view.treatments else [])
    yield _section("Anticipatory medicines", view.medicines)
    yield _section("Implanted defibrillator (ICD)", [view.icd])
    yield _section("Allergies", [view.allergies])
    yield _section("Capacity", [view.capacity])
    yield _section("Who to call", map(_call, view.contacts))
    yield _section("The person asks that these are consulted", view.consult)
    for bearing in view.binding:
        if bearing.force is Force.NO_POWER:
            yield _section(bearing.words, bearing.details)
    yield _section("Do not tell", view.do_not_tell, Tone.SCREEN)
    yield _section("Kept to some readers", view.kept)
    yield _section("What matters to the person", _grouped(view.matters))
    yield _section("Where they would want to be", view.places)
    yield _section("Advance statement (not binding; it must be considered)", [view.advance_statement])
    for report in view.reported:
        lines = (f"It says: {report.cpr}", *report.lines, *report.contradictions)
        yield _section(report.reported, lines, Tone.REPORTED)
    yield _section("Held elsewhere: not kept here, and not checked", view.elsewhere, Tone.REPORTED)
    for each in view.provenance:
        yield _section(each.title, each.lines)
    yield _section("Kept back from where you work", view.hidden, Tone.WARNING)


def _section(title: str, lines: Iterable[str], tone: Tone = Tone.PLAIN) -> dict[str, Any]:
    return {"title": title, "tone": tone.value, "lines": [each for each in lines if each]}


def _grouped(groups: Iterable[Group]) -> list[str]:
    return [f"{group.title}: {'; '.join(group.items)}" for group in groups]


def _call(each: Telephone) -> str:
    called = ", ".join(part for part in (each.name, each.role, each.telephone) if part)
    return f"{called} ({each.notes})" if each.notes else called


def _whole(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."
