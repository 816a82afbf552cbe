"""The rows of a run, made of the canonical tables: what rules and measures are asked of (soundness.measures.rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import ibis
import ibis.expr.types as ir

from accord.assurance.runs.engines import Engine, dated
from accord.assurance.runs.persons import persons
from accord.assurance.runs.reasons_read import with_reasons_read
from accord.domain.facts.people import PERSON
from accord.soundness.ibis_rules import holds
from accord.soundness.measures.definitions import Over
from accord.soundness.measures.terms import DNACPR
from accord.soundness.rules.terms import RECOMMENDS

PERSONAL = tuple(fact.name for fact in PERSON)
PLACED = ("site_code", "site_type", "area_code")


class Frames:
    """The rows of one run. What is known of each person is worked out once, when it is first asked for."""

    def __init__(self, engine: Engine) -> None:
        """Make nothing yet."""
        self.engine = engine

    @cached_property
    def persons(self) -> ir.Table:
        """What is known of each person out of their decisions."""
        return self.engine.keep(persons(self.engine))

    def rows(self, over: Over) -> ir.Table | None:
        """Return the rows that measures are asked of, or None where their files were not given."""
        return _MADE[over](self) if self.engine.has(*over.tables) else None


def _decisions(frames: Frames) -> ir.Table:
    """Return each decision with the facts that a run adds (`soundness.answering.STANDS_IN`)."""
    engine = frames.engine
    read = with_reasons_read(engine, dated(engine, engine.table("decisions")))
    known = read.rationale_codes.notnull() | read.rationale_hash.notnull() | read.rationale.notnull()
    facts = read.mutate(
        signed_at_day=ibis.null("int64"),
        signed_at_second=ibis.null("int64"),
        endorsement_due_at_day=ibis.null("int64"),
        endorsement_due_at_second=ibis.null("int64"),
        urgent=_yes_if(read.not_involved_reason == "emergency"),
        nobody_to_consult=_yes_if(read.imca_instructed == "yes"),
        not_consulted_explained=_yes_if(read.consultee_attempts >= 1),
        rationale_recorded=_yes_if(known),
    )
    return _with_moves(engine, _with_conflicts(frames, facts))


def _with_conflicts(frames: Frames, facts: ir.Table) -> ir.Table:
    """Say of each decision whether another one in place gives the same person another CPR status."""
    people = frames.persons
    differing = people.filter(people.least != people.most).select(torn_between=people.holder)
    joined = facts.left_join(differing, facts.person_id == differing.torn_between)
    return joined.mutate(other_current_plans=joined.torn_between.notnull().cast("int64")).drop("torn_between")


def _with_moves(engine: Engine, facts: ir.Table) -> ir.Table:
    """Say of each decision when its person last moved, where that was after it and by the census."""
    if not engine.has("moves"):
        return facts.mutate(review_trigger_at_day=ibis.null("int64"), review_trigger_at_second=ibis.null("int64"))
    moves = engine.table("moves")
    moves = moves.filter(moves.moved_at_day <= engine.day)
    last = moves.group_by(mover=moves.person_id).aggregate(
        last_day=moves.moved_at_day.max(), last_second=moves.moved_at_second.max()
    )
    joined = facts.left_join(last, facts.person_id == last.mover)
    after = joined.last_day > joined.decided_at_day
    return joined.mutate(
        review_trigger_at_day=after.ifelse(joined.last_day, ibis.null("int64")),
        # A later day without a time must not stand beside the second of an earlier one.
        review_trigger_at_second=ibis.null("int64"),
    ).drop("mover", "last_day", "last_second")


def _at_census(frames: Frames) -> ir.Table:
    engine, stays = frames.engine, frames.engine.table("population")
    there = stays.filter(stays.start_day <= engine.day, stays.end_day.isnull() | (stays.end_day > engine.day))
    joined = _with_person(frames, there)
    has = ibis.cases((joined["has"] == 1, "yes"), else_="no")
    return joined.select(*PLACED, *PERSONAL, dnacpr_at_census=has)


def _in_window(frames: Frames) -> ir.Table:
    engine, stays = frames.engine, frames.engine.table("population")
    there = stays.filter(stays.start_day <= engine.day, stays.end_day.isnull() | (stays.end_day >= engine.first_day))
    joined = _with_person(frames, there)
    had = ibis.cases((joined.had == 1, "yes"), (joined.perhaps == 1, "unknown"), else_="no")
    return joined.select(*PLACED, *PERSONAL, dnacpr_in_window=had)


def _with_person(frames: Frames, stays: ir.Table) -> ir.Table:
    people = _once_a_site(stays)
    known = frames.persons.select("holder", "has", "had", "perhaps")
    return people.left_join(known, people.person_id == known.holder)


def _once_a_site(stays: ir.Table) -> ir.Table:
    """Keep one stay of each person at each site: the first in the file."""
    first = stays.group_by("person_id", "site_code").aggregate(first_line=stays.line.min())
    return stays.semi_join(first, stays.line == first.first_line)


def _moves(frames: Frames) -> ir.Table:
    """Return each move of somebody with a DNACPR decision in place; its site is the one that they came to."""
    engine = frames.engine
    moves = _numbered(engine, "moves", "moved_at_day")
    facts = engine.table("decisions")
    joined = _in_place(moves, facts.filter(holds(DNACPR, facts)), "moved_at_day").drop(*PLACED)
    sites = engine.table("sites").select("site_type", "area_code", came_to="site_code")
    placed = joined.left_join(sites, joined.to_site_code == sites.came_to)
    return dated(engine, placed.rename(site_code="to_site_code").mutate(dnacpr_at_move=ibis.literal("yes")))


def _contacts(frames: Frames) -> ir.Table:
    engine = frames.engine
    contacts = _numbered(engine, "contacts", "at_day").rename(contact_kind="kind")
    facts = engine.table("decisions")
    held = facts.filter(holds(RECOMMENDS, facts))
    joined = _in_place(contacts, held, "at_day")
    return dated(engine, joined.rename(kind="contact_kind")).mutate(plan_in_place=ibis.literal("yes"))


def _numbered(engine: Engine, name: str, day: str) -> ir.Table:
    table = engine.table(name)
    inside = table.filter(table[day].between(engine.first_day, engine.day))
    return inside.mutate(row_id=ibis.row_number().over(order_by=[inside[column] for column in inside.columns]))


def _in_place(happened: ir.Table, held: ir.Table, day: str) -> ir.Table:
    """Return what happened to people with a decision in place on that day, with the latest such decision's facts."""
    kept = ("decision_id", "status", "decided_at_day", "ended_at_day", *PLACED, *PERSONAL)
    held = held.select(*kept, holder="person_id")
    joined = happened.join(held, happened.person_id == held.holder)
    standing = joined.status.isin(["active", "suspended"]) & joined.ended_at_day.isnull()
    there = joined.filter(joined.decided_at_day <= joined[day], standing | (joined.ended_at_day >= joined[day]))
    latest = ibis.row_number().over(
        group_by=there.row_id, order_by=[there.decided_at_day.desc(), there.decision_id.desc()]
    )
    ranked = there.mutate(rank=latest)
    return ranked.filter(ranked["rank"] == 0).drop("rank")


def _yes_if(condition: ir.BooleanValue) -> ir.StringValue:
    return condition.fill_null(False).ifelse(ibis.literal("yes"), ibis.null("string"))


_MADE: Mapping[Over, Callable[[Frames], ir.Table]] = {
    Over.DECISIONS: _decisions,
    Over.CENSUS: _at_census,
    Over.WINDOW: _in_window,
    Over.MOVES: _moves,
    Over.CONTACTS: _contacts,
}
