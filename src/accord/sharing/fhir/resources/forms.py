"""Questionnaire: the form of a plan, which is the same for everybody."""

from __future__ import annotations

from accord.projections.fhir.questionnaires import NAME, URL, questionnaire
from accord.sharing.fhir.registry import Asker, Found, Held, Resource, a_part
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.sharing.fhir.versions import held_of


def _read(_asker: Asker, number: str) -> Held | None:
    return held_of(questionnaire()) if number == NAME else None


def _search(_asker: Asker, query: Query, skip: int, most: int) -> Found:
    is_it = query.one("_id") in (None, NAME) and query.one("url") in (None, URL)
    return a_part([held_of(questionnaire())] if is_it else [], skip, most)


QUESTIONNAIRE = Resource(
    type="Questionnaire",
    says="The form of a plan.",
    read=_read,
    search=_search,
    parameters=(SearchParameter(name="url", type=SearchType.URI, says="The name of the form"),),
)
