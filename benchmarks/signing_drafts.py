"""What the benchmark of signing signs: people, each with a draft as full as the plans of the synthetic region."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from accord.domain.authority import Actor
from accord.domain.codec import to_json
from accord.domain.nhs_numbers import own_test_number
from accord.domain.people import Address, NewPerson, PersonName, Practice, Verification
from accord.domain.plan.documents import Plan
from accord.domain.plan.parts import DRAFT_HELD
from accord.domain.plan.wishes import Scope
from accord.organisations.actions import load_csv
from accord.organisations.queries import staff
from accord.people.actions.intake import record_many
from accord.plans.actions.attributions import attribute
from accord.plans.models import ConversationRecord, Draft, DraftPart
from accord.synth import regions

PRACTICE = "Y90001"
FILES = {
    "organisations": "ods_code,name,primary_role,roles,site_type,places,valid_from,valid_to\n"
    f"{PRACTICE},Elm Surgery,RO177,,gp_practice,,2013-04-01,\n"
    "Q9901,Moor ICB,RO261,RO318,other,,2022-07-01,\n",
    "relationships": "source_code,kind,target_code,valid_from,valid_to\n"
    f"{PRACTICE},commissioned_by,Q9901,2022-07-01,\n",
    "staff": "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
    f"s-gp,Dr Ada Moss,gmc,7000001,{PRACTICE},senior_responsible_clinician,gp,2020-01-01,\n",
}
STORIES = 400
CHUNK = 1_000


def load_practice(folder: Path) -> Actor:
    """Load one practice with its GP, and return the GP."""
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text)
    load_csv(**{name: folder / f"{name}.csv" for name in FILES}, rejects=folder / "rejects.csv", by=None)
    return staff.at_organisation(PRACTICE)[0]


def make_drafts(count: int, by: Actor, turn: int) -> list[UUID]:
    """Make so many new people, each with a draft as full as the plans of the synthetic region."""
    plans = itertools.cycle(_plans())
    made: list[UUID] = []
    for start in range(turn * count, (turn + 1) * count, CHUNK):
        people = [_person(index) for index in range(start, min(start + CHUNK, (turn + 1) * count))]
        made += _drafts(record_many(people=people, by=by, accept=None), plans, by)
    return made


def _plans() -> list[Plan]:
    stories = regions.generate(people=STORIES * 3, seed=7, plans=STORIES).stories()
    plans = [version.document.plan for story in stories for version in story.versions]
    return [
        plan for plan in plans if plan.setting and plan.setting.scope is Scope.ENDURING and not plan.setting.ends_at
    ]


def _person(index: int) -> NewPerson:
    return NewPerson(
        name=PersonName(family=f"Bench{index}", given=("Rose",), prefix="Mrs"),
        birth_date=datetime(1941, 5, 17, tzinfo=UTC).date(),
        nhs_number=own_test_number(index).digits,
        verification=Verification.VERIFIED,
        addresses=(Address(lines=("1 High Street", "Skelby"), postcode="ZZ99 3AB"),),
        practice=Practice(code=PRACTICE),
    )


def _drafts(people: list[UUID], plans: Iterator[Plan], by: Actor) -> list[UUID]:
    now = datetime.now(UTC)
    drafts: list[Draft] = []
    parts: list[DraftPart] = []
    talks: list[ConversationRecord] = []
    for person_id in people:
        plan = next(plans)
        draft = Draft(person_id=person_id, scope=Scope.ENDURING.value, organisation_id=by.organisation_id)
        draft.opened_by, draft.opened_name = by.staff_id, by.name
        drafts.append(draft)
        parts += [_part(draft, part.value, getattr(plan, part.value), by) for part in DRAFT_HELD]
        talks += [
            ConversationRecord(id=uuid4(), person_id=person_id, content=to_json(talk), **attribute(by, now))
            for talk in plan.conversations
        ]
    Draft.objects.bulk_create(drafts)
    DraftPart.objects.bulk_create([part for part in parts if part.content is not None], batch_size=CHUNK)
    ConversationRecord.objects.bulk_create(talks, batch_size=CHUNK)
    return [draft.id for draft in drafts]


def _part(draft: Draft, name: str, value: Any, by: Actor) -> DraftPart:
    return DraftPart(
        draft=draft,
        person_id=draft.person_id,
        part=name,
        content=to_json(value),
        saved_by=by.staff_id,
        saved_name=by.name,
    )
