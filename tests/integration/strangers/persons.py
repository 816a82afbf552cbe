"""Two people about whom something of every kind is recorded, and what would give one of them away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import cast
from uuid import UUID

import psycopg
from psycopg import sql
from tests.builders import drafts, legal, who

from accord.access.actions import reads, relationships
from accord.access.actions.reads import Purpose
from accord.access.actions.relationships import NewRelationship
from accord.domain.authority import Role
from accord.domain.legal.lpa import LastingPower
from accord.domain.people import Address, Contact, PersonName, Practice, Telecom
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, WhatMatters
from accord.domain.relationships import AccessBasis
from accord.domain.statements import Says, Speaker
from accord.organisations.queries import staff
from accord.people.actions import contacts
from accord.plans.actions import legal as legal_actions
from accord.plans.actions import reports, statements

LOGGED = frozenset({"access_accesslog"})
"""What a refused look may add to: that somebody tried is worth a trace."""
WITH_PERSON = """
    SELECT c.table_name, i.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    LEFT JOIN information_schema.columns i
      ON i.table_schema = c.table_schema AND i.table_name = c.table_name AND i.data_type = 'uuid'
    WHERE c.table_schema = 'public' AND c.column_name = 'person_id' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2
"""
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and each text that tells who they are or what was said."""

    id: UUID
    number: str
    marks: tuple[str, ...]

    def shown_in(self, content: bytes) -> list[str]:
        """Return what an answer gives away of this person."""
        text = unescape(content.decode("utf-8", "replace"))
        found = [mark for mark in self.marks if mark in text]
        return found + ([self.number] if self.number in re.sub(r"[\s\u00a0-]", "", text) else [])


def somebody(family: str, given: str, born: date, postcode: str, phone: str) -> Somebody:
    """Record a person of these details, for whom something of every kind stands."""
    number, friend, words = who.number(), f"{given} {family}friend", f"the bells of {family}church"
    person_id = drafts.person_with_talk(
        name=PersonName(family=family, given=(given,)),
        birth_date=born,
        nhs_number=number,
        addresses=(Address(lines=(f"7 {family} Row",), postcode=postcode),),
        telecoms=(Telecom(system="phone", value=phone),),
        practice=Practice(code="Y90001"),
    )
    contacts.add(person_id=person_id, contact=Contact(name=friend, phone=phone), by=drafts.gp())
    _plan(person_id, words)
    _relationships(person_id, words)
    _beside(person_id, words, friend)
    says_born = (born.isoformat(), f"{born.day} {born:%B %Y}", f"{born:%d/%m/%Y}", f"{born.day} {born:%b %Y}")
    return Somebody(person_id, number, (family, given, postcode, phone, words, *says_born))


def _plan(person_id: UUID, words: str) -> None:
    """Sign two versions, admit, and begin the draft of the stay."""
    parts = {**drafts.USUAL, PartName.WHAT_MATTERS: WhatMatters(values=words)}
    for _ in range(2):
        drafts.signed(person_id, parts=parts)
    drafts.admit(person_id)
    drafts.draft_of(person_id, drafts.nurse(), {PartName.WHAT_MATTERS: WhatMatters(values=words)}, Scope.EPISODE)


def _relationships(person_id: UUID, words: str) -> None:
    """Put the person on a caseload."""
    held = NewRelationship(kind=AccessBasis.CASELOAD, organisation_id=who.site("Y90001"), words=words)
    relationships.open_relationship(person_id=person_id, relationship=held, by=drafts.gp())
    for member in staff.at_organisation("Y90001", Role.SENIOR_RESPONSIBLE_CLINICIAN):
        reads.note_outside(by=member, person_id=person_id, purpose=Purpose.CARE, what="person")


def _beside(person_id: UUID, words: str, friend: str) -> None:
    """Record what stands beside a plan: legal documents, a paper form, what the person now says."""
    power: LastingPower = legal.lasting_power(friend)
    legal_actions.record_lpa(person_id=person_id, power=power, by=drafts.gp())
    legal_actions.record_adrt(person_id=person_id, decision=legal.advance_decision(), by=drafts.gp())
    paper = reports.PaperSeen(cpr=CprRecommendation.NOT_FOR_CPR, words=words)
    reports.report_paper(person_id=person_id, paper=paper, by=drafts.carer())
    statements.post(person_id=person_id, says=Says.WANTS_CPR, words=words, heard_from=Speaker.PERSON, by=drafts.carer())


def tables_of_people(owner: Connection) -> dict[str, list[str]]:
    """Return every table that belongs to a person, with its columns that hold an id. The catalogue knows them all."""
    found: dict[str, list[str]] = {}
    for table, column in owner.execute(WITH_PERSON).fetchall():
        found.setdefault(str(table), []).extend([str(column)] if column else [])
    return found


def ids_of(person_id: UUID, owner: Connection) -> dict[UUID, str]:
    """Return every id that the database holds for a person, each with the column in which it stands."""
    found: dict[UUID, str] = {}
    for table, columns in tables_of_people(owner).items():
        for column in columns:
            # As they were written, so that what was made alike of two people stands in the same order.
            query = sql.SQL("SELECT {0} FROM {1} WHERE person_id = %s AND {0} IS NOT NULL ORDER BY ctid")
            rows = owner.execute(query.format(sql.Identifier(column), sql.Identifier(table)), [person_id])
            for (value,) in rows.fetchall():
                found.setdefault(UUID(str(value)), f"{table}.{column}")
    return {value: name for value, name in found.items() if not name.endswith((".site_id", ".staff_role_id"))}


def rows_of(person_id: UUID, owner: Connection) -> dict[str, list[dict[str, object]]]:
    """Return everything that is held of a person, table by table, but for the log of looks."""
    held = {}
    for table in tables_of_people(owner):
        if table not in LOGGED:
            query = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE person_id = %s ORDER BY t::text")
            rows = owner.execute(query.format(sql.Identifier(table)), [person_id]).fetchall()
            held[table] = [cast("dict[str, object]", row) for (row,) in rows]
    return held
