"""DocumentReference: where a current plan is had. Its address gives what is current, and never an old copy.

A plan that was replaced leads to the one that replaced it; one that was cancelled, or ended, answers 410 and says so.
What is kept back is said to be so, and is never "no plan".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accord.domain.errors import Refused
from accord.domain.lifecycle import Status
from accord.domain.people import Identity
from accord.plans.queries import shared_plans, versions
from accord.plans.queries.shared_plans import Shared
from accord.plans.queries.versions import VersionLine
from accord.projections.fhir.elements import Made
from accord.projections.fhir.pointers import PlanPointed, document_reference
from accord.projections.fhir.systems import CANONICAL
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Found, Held, Inquiry, Resource, a_part, none_found
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType, Token
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.versions import held_of
from accord.web.addresses import absolute

WHAT = "fhir_plan"
CURRENT = "current"
KEPT_BACK = "A plan is current, and is kept back from this organisation."


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was opened: who it is of, what is current, and what of it the asker may see."""

    person: Identity
    lines: Sequence[VersionLine]
    shared: Shared

    @property
    def seen(self) -> list[VersionLine]:
        """The current plans that the asker may see."""
        shown = {plan.version_id for plan in self.shared.plans}
        return [line for line in self.lines if line.version_id in shown]

    def document(self, version_id: UUID) -> Made:
        """Return a current plan as it may be read; raises Refusal where it is kept back."""
        found = next((plan for plan in self.shared.plans if plan.version_id == version_id), None)
        if found is None:
            raise Refusal.one(403, "suppressed", " ".join((KEPT_BACK, *self.shared.said)))
        return dict(found.document)


def address_of(base: str, version_id: UUID) -> str:
    """Return the address under a base at which whatever is current in a plan's place is had."""
    return f"{base}/DocumentReference/{version_id}/${CURRENT}"


def _search(asker: Asker, query: Query, skip: int, most: int) -> Found:
    person_id = query.id_of("patient", "Patient")
    held = _open(asker, person_id) if person_id else None
    if held is None:
        return none_found()
    made = (_made(asker, line, held.person) for line in held.seen)
    wanted = [held_of(each) for each in made if _is_wanted(each, query)]
    return Found(page=a_part(wanted, skip, most).page, total=len(wanted), said=held.shared.said)


def _read(asker: Asker, number: str) -> Held | None:
    line, held = _named(asker, number)
    if line is None or held is None:
        return None
    if not line.is_current:
        raise _gone(line, held)
    held.document(line.version_id)
    return held_of(_made(asker, line, held.person))


def _current(asker: Asker, number: str, query: Query) -> Made | None:
    """Return the document that is current in the place of a plan: it, or what replaced it."""
    del query
    line, held = _named(asker, number)
    if line is None or held is None:
        return None
    if line.is_current:
        return held.document(line.version_id)
    after = next((each for each in held.lines if each.scope is line.scope), None)
    if after is None or line.status is not Status.SUPERSEDED:
        raise _gone(line, held)
    return held.document(after.version_id)


def _gone(line: VersionLine, held: Opened) -> Refusal:
    words = f"This plan is not current: {line.status.words[0].lower()}{line.status.words[1:]}."
    return Refusal.one(410, "deleted", " ".join((words, *held.shared.said)))


def pointers(asker: Asker, person: Identity, shared: Shared) -> list[Made]:
    """Return where the current plans are had that somebody who opened a record sees."""
    held = Opened(person, versions.current(person.person_id), shared)
    return [held_of(_made(asker, line, person)).made for line in held.seen]


def _named(asker: Asker, number: str) -> tuple[VersionLine | None, Opened | None]:
    version_id = id_of(number)
    try:
        person_id = versions.person_of(version_id) if version_id else None
    except Refused:
        person_id = None
    held = _open(asker, person_id) if person_id else None
    return (versions.version(version_id), held) if version_id and held else (None, None)


def _open(asker: Asker, person_id: UUID) -> Opened | None:
    person = opened(asker, person_id, WHAT)
    if person is None:
        return None
    return Opened(person, versions.current(person_id), shared_plans.of(person, asker.actor, timezone.now()))


def _made(asker: Asker, line: VersionLine, person: Identity) -> Made:
    pointed = PlanPointed(
        version_id=line.version_id,
        scope=line.scope,
        organisation_code=line.organisation_code,
        signed_at=line.signed_at,
        address=address_of(absolute(asker.request, BASE), line.version_id),
    )
    return document_reference(pointed, person)


def _is_wanted(made: Made, query: Query) -> bool:
    codings = {"type": made["type"]["coding"], "category": made["category"][0]["coding"]}
    if query.one("_id") not in (None, made["id"]) or query.one("status") not in (None, made["status"]):
        return False
    return all(_holds(codings[name], query.tokens(name)) for name in codings)


def _holds(codings: Sequence[Made], wanted: Sequence[Sequence[Token]]) -> bool:
    """Return whether each group of tokens has one that names a coding."""
    held = {(each["code"], system) for each in codings for system in (None, each["system"])}
    return all(any((token.value, token.system) in held for token in group) for group in wanted)


def _token(name: str, says: str) -> SearchParameter:
    return SearchParameter(name=name, type=SearchType.TOKEN, says=says)


DOCUMENT_REFERENCE = Resource(
    type="DocumentReference",
    says="Where a current plan is had; its attachment's address gives what is current, and never an old copy.",
    read=_read,
    search=_search,
    parameters=(
        SearchParameter(
            name="patient", type=SearchType.REFERENCE, says="Whose they are", leads_to=("Patient",), is_required=True
        ),
        _token("type", "The type, by its SNOMED CT code"),
        _token("category", "The category, by its SNOMED CT code"),
        _token("status", "current"),
    ),
    inquiries=(
        Inquiry(
            name=CURRENT,
            is_gone=True,
            says="The document that is current in a plan's place; 410 where the plan was cancelled or ended",
            definition=f"{CANONICAL}/OperationDefinition/DocumentReference-{CURRENT}",
            run=_current,
        ),
    ),
)
