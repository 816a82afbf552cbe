"""Making the emergency sheet: from what stands for a person to a small document of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from accord.domain.choices import Answer
from accord.domain.codec import to_json
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Cpr, Intervention
from accord.domain.plan.documents import Legal, Plan, SignedDocument
from accord.domain.plan.keeping import Review, ReviewRule, Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import Setting, SharingWishes, WhatMatters
from accord.domain.standing import Layer
from accord.domain.statements import Speaker, Statement
from accord.projections.contradictions import contradictions
from accord.projections.emergency.bearings import law_of, proxies_of
from accord.projections.emergency.comparing import advised
from accord.projections.emergency.restricted import KEPT_AT
from accord.projections.emergency.sheets import Group, KeptOut, Law, LayerSheet, ReportSheet, Said, Sheet
from accord.projections.labels import label
from accord.projections.sections.clinical import treatment_groups
from accord.projections.sections.keeping import signatory_line
from accord.projections.sections.rows import rows_of
from accord.projections.words import is_unanswered, join_sentences, say, say_time

LONGEST = 400
"""Characters of any one text on the sheet; the rest is a click away, and the cut is said."""
CUT = " … (more in the plan)"
MATTERS = ("values", "fears", "faith_and_culture", "daily_life", "important_people", "organ_donation")
PLACES = (
    ("place_of_care", "place_of_care_words"),
    ("place_of_death", "place_of_death_words"),
    ("place_of_death_second", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentLayer:
    """A current version with its document, and what has been added to it since it was signed.

    `reviewed_rule` and `reviewed_due` are what the last review set; without a rule, those of the document stand.
    """

    layer: Layer
    document: SignedDocument
    endorsed_at: datetime | None = None
    endorsed_by: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    reviewed_rule: ReviewRule | None = None
    reviewed_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedPlan:
    """A plan reported from elsewhere and not yet settled: what was read of it, and where the paper is.

    `organisation_code` is that of whoever signed it, where it was signed in this system; `decided_by` is who decided,
    as the form says it, and `decided_at` when, where the plan read from it does not. `says` is what it says about CPR
    where that is none of our recommendations.
    """

    source: str
    reported_at: datetime
    reported_by: str
    plan: Plan | None = None
    words: str = ""
    location: str = ""
    contradictions: tuple[str, ...] = ()
    decided_by: str = ""
    organisation_code: str = ""
    says: str = ""
    decided_at: Moment | None = None
    refuses: tuple[Intervention, ...] = ()


def sheet(
    *,
    layers: Iterable[CurrentLayer] = (),
    statements: Iterable[Statement] = (),
    legal: Legal | None = None,
    reported: Iterable[ReportedPlan] = (),
    sharing: SharingWishes | None = None,
    conversations: Iterable[Conversation] | None = None,
    now: datetime,
) -> dict[str, Any]:
    """Return the sheet as JSON: the current layers, unanswered statements, legal documents as they stand, and reports.

    `sharing` are the person's latest known wishes about sharing, whether or not a plan that holds them still stands.
    `conversations` are the person's own as they stand now, where they are known: one held or corrected since a plan was
    signed counts too, and not only those that the plan took with it.
    Contacts are not in it: `view` takes them from the person, so that a new telephone number counts at once.
    """
    current, said, held = tuple(layers), tuple(statements), legal or Legal()
    today, talks = Moment.of(now).day, None if conversations is None else tuple(conversations)
    law = partial(_law, legal=held, statements=said, talks=talks, on=today)
    (whole, said_of_all), several = law(current), len(current) > 1
    made = Sheet(
        made_at=now,
        layers=tuple(_layer(each, *(law((each,)) if several else (Law(), said_of_all))) for each in current),
        statements=tuple(_said(each) for each in sorted(said, key=lambda each: each.posted_at, reverse=True)),
        bearings=whole.bearings,
        conflicts=whole.conflicts,
        proxies=proxies_of(held, today),
        reported=tuple(_report(each) for each in reported),
        kept_out=_kept_out(sharing),
        law=law(())[0],
    )
    found: dict[str, Any] = to_json(made)
    found.pop("elsewhere", None)  # it is told from above, and stays until it is told anew
    return found


def short(text: str) -> str:
    """Return a text that fits on the sheet, and says where it was cut."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)].rstrip() + CUT


def _law(
    current: Iterable[CurrentLayer],
    legal: Legal,
    statements: tuple[Statement, ...],
    talks: tuple[Conversation, ...] | None,
    on: date,
) -> tuple[Law, frozenset[str]]:
    """Return what bears on CPR in the light of these plans, the earliest signed first; and the conflicts it says."""
    in_order = sorted(current, key=lambda each: each.layer.signed_at)
    plans = [(Moment.of(each.layer.signed_at).day, _with(each.document.plan, talks)) for each in in_order]
    return law_of(legal, plans, statements, on)


def _with(plan: Plan, talks: tuple[Conversation, ...] | None) -> Plan:
    return plan if talks is None else replace(plan, conversations=talks)


def _kept_out(sharing: SharingWishes | None) -> tuple[KeptOut, ...]:
    named = sharing.not_to_be_told if sharing else ()
    return tuple(KeptOut(name=one.name, relationship=one.relationship, telephone=one.telephone) for one in named)


def _layer(current: CurrentLayer, law: Law, conflicts: frozenset[str]) -> LayerSheet:
    """Return one plan; of what it says against itself, without the `conflicts` that are said for all plans."""
    plan, signature, person = current.document.plan, current.document.signature, current.document.person
    cpr, sharing, review = plan.cpr or Cpr(), plan.sharing or SharingWishes(), plan.review or Review()
    named = (each.words for each in contradictions(plan, person=person, on=Moment.of(signature.signed_at).day))
    return LayerSheet(
        layer=current.layer,
        modified=short(cpr.modified_words),
        basis="" if is_unanswered(cpr.basis) else cpr.basis.words,
        rationale=short(cpr.rationale),
        valid_where=short(plan.setting.valid_where_words) if plan.setting else "",
        treatments=tuple(_treatments(plan)),
        advised=advised(plan.treatments),
        **_medicines(plan),
        capacity=_capacity(plan),
        **(_matters(plan.what_matters) if plan.what_matters else {}),
        warnings=tuple(short(words) for words in named if words not in conflicts),
        consult=tuple(_called(one.name, one.relationship, one.telephone) for one in sharing.to_be_consulted),
        kept_out=_kept_out(sharing),
        consent=sharing.consent,
        signer=signatory_line(signature.author),
        signer_telephone=signature.author.telephone,
        organisation=signature.author.organisation_name,
        organisation_code=signature.author.organisation_code,
        senior=signature.senior_name,
        endorsement_due=signature.endorsement_due,
        endorsed_at=current.endorsed_at,
        endorsed_by=current.endorsed_by,
        review_rule=current.reviewed_rule or review.rule,
        review_due=current.reviewed_due if current.reviewed_rule else review.due,
        reviewed_at=current.reviewed_at,
        reviewed_by=current.reviewed_by,
        law=law,
        **_restricted(sharing, signature),
    )


def _restricted(sharing: SharingWishes, signature: Signature) -> dict[str, Any]:
    """Return what the person asks to be read by some only, and who knows what matters where the signer does not."""
    said: dict[str, Any] = {"restriction": sharing.restriction} if sharing.restriction else {}
    carried = {each.part: each for each in signature.carried}
    known = carried.get(PartName.WHAT_MATTERS)
    if known:
        said |= {"ask": _called(known.name, known.telephone), "ask_at": known.organisation_name}
    return said | ({"carried": frozenset(carried)} if carried else {})


def _called(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _treatments(plan: Plan) -> Iterator[Group]:
    if plan.treatments is None:
        return
    general = [f"{row.label}: {short(row.text)}" for row in rows_of(plan.treatments, leave_out=("recommendations",))]
    if general:
        yield Group(title="Overall", items=tuple(general))
    for _, title, lines in treatment_groups(plan.treatments):
        yield Group(title=title, items=tuple(short(line) for line in lines))


def _medicines(plan: Plan) -> dict[str, Any]:
    """Return anticipatory medicines and where they are, the implanted defibrillator, and allergies."""
    held = plan.medicines_devices
    if held is None:
        return {}
    rows = rows_of(held, leave_out=("medicines", "icd", "icd_words", "icd_deactivated_on", "allergies"))
    listed = [row.text.split("; ") for row in rows_of(held) if row.field == "medicines"]
    on = f" on {say(held.icd_deactivated_on)}" if held.icd_deactivated_on else ""
    return {
        "medicines": (
            *(short(f"{row.label}: {row.text}") for row in rows),
            *(short(line) for lines in listed for line in lines),
        ),
        "icd": "" if is_unanswered(held.icd) else join_sentences(held.icd.words + on, short(held.icd_words)),
        "allergies": short(held.allergies),
    }


def _capacity(plan: Plan) -> str:
    capacity = plan.capacity
    if capacity is None or is_unanswered(capacity.outcome):
        return ""
    when = f"Assessed {say(capacity.assessed_at)}" if capacity.assessed_at else ""
    return join_sentences(capacity.outcome.words, short(capacity.in_what_way), when, short(capacity.regain_words))


def _matters(matters: WhatMatters) -> dict[str, Any]:
    """Return what matters to the person, where they would want to be, and any advance statement."""
    said = [(label(WhatMatters, field), short(getattr(matters, field))) for field in MATTERS]
    places = [_place(matters, place, short(getattr(matters, words)) if words else "") for place, words in PLACES]
    return {
        "matters": tuple(Group(title=title, items=(text,)) for title, text in said if text),
        "places": tuple(place for place in places if place),
        "advance_statement": _advance_statement(matters),
    }


def _place(matters: WhatMatters, field: str, words: str) -> str:
    """Say where they would want to be; nothing where nobody has said: a plan begins with "not discussed"."""
    where = getattr(matters, field)
    if is_unanswered(where):
        return join_sentences(f"{label(WhatMatters, field)}: {words}") if words else ""
    return join_sentences(f"{label(WhatMatters, field)}: {where.words}", words)


def _advance_statement(matters: WhatMatters) -> str:
    if matters.advance_statement is not Answer.YES and not matters.advance_statement_words:
        return ""
    where = f"{KEPT_AT}{matters.advance_statement_location}" if matters.advance_statement_location else ""
    return join_sentences(short(matters.advance_statement_words) or "There is one", where)


def _said(statement: Statement) -> Said:
    who = _called(statement.posted_by, statement.posted_role, statement.organisation)
    via = "" if statement.heard_from is Speaker.PERSON else f" ({statement.heard_from.words.lower()})"
    return Said(
        says=statement.says.words,
        heard=f"{who}{via}",
        at=statement.posted_at,
        words=short(statement.words),
        organisation=statement.organisation,
    )


def _report(report: ReportedPlan) -> ReportSheet:
    plan = report.plan or Plan()
    sharing, on = plan.sharing or SharingWishes(), Moment.of(report.reported_at).day
    named = (*report.contradictions, *(each.words for each in contradictions(plan, on=on)))
    cpr = plan.cpr or Cpr()
    reasons = (cpr.basis.words if not is_unanswered(cpr.basis) else "", short(cpr.rationale))
    treatments = [f"{group.title}: {'; '.join(group.items)}" for group in _treatments(plan)]
    where = f"The paper is: {report.location}" if report.location else ""
    said = (_decided(report, plan), short(report.words), join_sentences(*reasons))
    lines = (*said, *(short(line) for line in treatments))
    by = f" by {report.reported_by}" if report.reported_by and report.reported_by != report.source else ""
    return ReportSheet(
        reported=f"Reported by {report.source} on {say_time(report.reported_at)}{by and ', recorded'}{by}",
        cpr=cpr.recommended,
        lines=tuple(line for line in lines if line),
        contradictions=tuple(short(words) for words in dict.fromkeys(named)),
        consent=sharing.consent,
        kept_out=_kept_out(sharing),
        organisation_code=report.organisation_code,
        place=where,
        says=report.says,
        advised=advised(plan.treatments, report.refuses),
        decided_on=decided.day if (decided := _decided_at(report, plan)) else None,
    )


def _decided_at(report: ReportedPlan, plan: Plan) -> Moment | None:
    cpr, setting = plan.cpr or Cpr(), plan.setting or Setting()
    paper = Moment.of(setting.paper_decided_on) if setting.paper_decided_on else None
    return cpr.decided_at or paper or report.decided_at


def _decided(report: ReportedPlan, plan: Plan) -> str:
    """Say when and by whom the form itself says that it was decided: it may be years older than the report of it."""
    setting = plan.setting or Setting()
    when, who = _decided_at(report, plan), setting.paper_decided_by or report.decided_by
    parts = (say(when) if when else "", f"by {short(who)}" if who else "")
    said = " ".join(part for part in parts if part)
    return f"Decided {said}" if said else ""
