"""What the emergency screen shows, as FHIR Parameters: the same words, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from accord.domain.legal.binding import Force
from accord.domain.people import Identity
from accord.domain.standing import EffectiveCpr
from accord.projections.emergency import EmergencyView, Group
from accord.projections.fhir.elements import Made
from accord.projections.fhir.people import patient

NO_PLAN_HERE = "no_plan_here"
"""Where no plan was signed here, and something else is known."""


def emergency_summary(view: EmergencyView, person: Identity, now: datetime) -> Made:
    """Return the summary of one person. What is empty is left out, and reads "no" nowhere."""
    return {"resourceType": "Parameters", "parameter": list(_parameters(view, person, now))}


def _parameters(view: EmergencyView, person: Identity, now: datetime) -> Iterator[Made]:
    cpr = view.cpr
    yield {"name": "checked", "valueDateTime": now.isoformat()}
    yield {"name": "patient", "resource": patient(person)}
    yield from _texts("deceased", [view.deceased])
    for each in view.statements:
        said = (("says", each.says), ("words", each.words), ("heard", each.heard))
        yield _group("says-now", *(_texts(name, [text]) for name, text in said))
    yield _group(
        "cpr",
        [{"name": "status", "valueCode": _status(view)}],
        ({"name": "beside", "valueCode": each} for each in _beside_status(view)),
        _texts("heading", [cpr.heading]),
        _texts("words", [cpr.words]),
        _texts("line", cpr.lines),
        _texts("layer", [cpr.layer]),
        _texts("underneath", [cpr.underneath]),
    )
    for bearing in view.binding:
        force = [{"name": "force", "valueCode": bearing.force.value}]
        yield _group("binding", force, _texts("words", [bearing.words]), _texts("detail", bearing.details))
    yield from _texts("conflict", view.conflicts)
    yield from _texts("warning", view.warnings)
    yield from _texts("reminder", view.reminders)
    yield from _groups("treatments", view.treatments)
    yield from _texts("medicine", view.medicines)
    yield from _texts("icd", [view.icd])
    yield from _texts("allergies", [view.allergies])
    yield from _texts("capacity", [view.capacity])
    yield from _people(view)
    yield from _groups("matters", view.matters)
    yield from _texts("place", view.places)
    yield from _beside(view)


def _status(view: EmergencyView) -> str:
    """Return the status; that no plan is known is said only where nothing else is known either."""
    if view.cpr.status is EffectiveCpr.NO_PLAN_KNOWN and any(_beside_status(view)):
        return NO_PLAN_HERE
    return view.cpr.status.value


def _beside_status(view: EmergencyView) -> Iterator[str]:
    """Yield what whoever goes by the status alone would miss."""
    binds = any(each.force is Force.BINDS for each in view.binding)
    known = {
        "died": view.deceased,
        "refusal_binds": binds,
        "to_be_considered": view.binding and not binds,
        "person_says_now": view.statements,
        "reported_elsewhere": view.reported,
        "held_elsewhere": view.elsewhere,
    }
    return (code for code, is_known in known.items() if is_known)


def _people(view: EmergencyView) -> Iterator[Made]:
    for each in view.contacts:
        said = (("name", each.name), ("role", each.role), ("telephone", each.telephone), ("notes", each.notes))
        yield _group("contact", *(_texts(name, [text]) for name, text in said))
    yield from _texts("consult", view.consult)
    yield from _texts("do-not-tell", view.do_not_tell)


def _beside(view: EmergencyView) -> Iterator[Made]:
    for each in view.reported:
        said = (("reported", [each.reported]), ("cpr", [each.cpr]), ("line", each.lines))
        contradictions = _texts("contradiction", each.contradictions)
        yield _group("reported", *(_texts(name, texts) for name, texts in said), contradictions)
    yield from _texts("held-elsewhere", view.elsewhere)
    for plan in view.provenance:
        yield _group("provenance", _texts("title", [plan.title]), _texts("line", plan.lines))
    for name, texts in (("kept", view.kept), ("hidden", view.hidden), ("notice", [view.notice])):
        yield from _texts(name, texts)


def _groups(name: str, groups: Iterable[Group]) -> Iterator[Made]:
    for each in groups:
        yield _group(name, _texts("title", [each.title]), _texts("item", each.items))


def _group(name: str, *parts: Iterable[Made]) -> Made:
    return {"name": name, "part": [each for part in parts for each in part]}


def _texts(name: str, texts: Iterable[str]) -> Iterator[Made]:
    return ({"name": name, "valueString": each} for each in texts if each)
