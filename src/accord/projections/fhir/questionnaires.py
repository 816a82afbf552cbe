"""The form of a plan as a Questionnaire, and a plan as it was signed as the answers to it.

Nothing that nobody has recorded is answered: an empty text, `unknown` and `not recorded` have no item at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from accord.domain.codec import to_json
from accord.domain.plan.documents import SCHEMA, SignedDocument
from accord.projections.fhir.elements import Made, coding, reference, without_gaps
from accord.projections.fhir.plan_fields import BLANK, SIGNATURE, Question, questions
from accord.projections.fhir.systems import CANONICAL

NAME = "plan"
URL = f"{CANONICAL}/Questionnaire/{NAME}"
CANONICAL_URL = f"{URL}|{SCHEMA}"
SYSTEM = f"{CANONICAL}/CodeSystem/plan"
"""The system of the plan's own closed lists: a code is the path of the field, a dot and the value."""
_ANSWERS = {
    "text": "valueString",
    "string": "valueString",
    "integer": "valueInteger",
    "boolean": "valueBoolean",
    "date": "valueDate",
    "dateTime": "valueDateTime",
}


def questionnaire() -> Made:
    """Return the form."""
    return {
        "resourceType": "Questionnaire",
        "id": NAME,
        "url": URL,
        "version": str(SCHEMA),
        "name": "AdvanceCarePlan",
        "title": "Advance care plan",
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_item(each) for each in questions()],
    }


def questionnaire_response(signed: SignedDocument, version_id: UUID) -> Made:
    """Return a plan as it was signed, as answers to the form."""
    held = {**to_json(signed.plan), SIGNATURE: to_json(signed.signature)}
    return without_gaps(
        {
            "resourceType": "QuestionnaireResponse",
            "id": str(version_id),
            "questionnaire": CANONICAL_URL,
            "status": "completed",
            "subject": reference("Patient", signed.person_id),
            "authored": signed.signature.signed_at.isoformat(),
            "author": reference("Practitioner", signed.signature.author.staff_id, display=signed.signature.author.name),
            "item": list(_answered(questions(), held)),
        }
    )


def _item(question: Question) -> Made:
    offered = [(f"{question.name}.{value}", words) for value, words in question.choices.items()]
    return without_gaps(
        {
            "linkId": question.name,
            "text": question.text,
            "type": question.type,
            "repeats": question.is_repeated or None,
            "answerOption": [{"valueCoding": coding(SYSTEM, code, words)} for code, words in offered],
            "item": [_item(each) for each in question.parts],
        }
    )


def _answered(asked: tuple[Question, ...], held: Mapping[str, Any]) -> Iterator[Made]:
    for question in asked:
        value = held.get(question.key)
        several = value if question.is_repeated and isinstance(value, list) else [value]
        if question.type == "group":
            for each in several:
                if each and (items := list(_answered(question.parts, each))):
                    yield {"linkId": question.name, "text": question.text, "item": items}
        elif answers := [_answer(question, each) for each in several if each is not None and each not in BLANK_TEXTS]:
            yield {"linkId": question.name, "text": question.text, "answer": answers}


def _answer(question: Question, value: Any) -> Made:
    if question.type != "choice":
        return {_ANSWERS[question.type]: value}
    return {"valueCoding": coding(SYSTEM, f"{question.name}.{value}", question.choices[value])}


BLANK_TEXTS = BLANK | {""}
