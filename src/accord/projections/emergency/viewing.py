"""Reading the emergency sheet at a moment: what the screen shows, top down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accord.domain.moments import Moment
from accord.domain.people import Contact, DeathStatus, Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewRule
from accord.domain.plan.wishes import ConsentToShare, NamedPerson, Scope, SharingWishes
from accord.domain.standing import EffectiveCpr
from accord.projections.confidants import may_be_told
from accord.projections.emergency import statuses
from accord.projections.emergency.sheets import LayerSheet, Proxy, ReportSheet, Sheet, read_sheet
from accord.projections.emergency.views import (
    CprNow,
    EmergencyView,
    IdentityCheck,
    Provenance,
    Reported,
    SaidNow,
    Telephone,
)
from accord.projections.words import join_sentences, say_day, say_list, say_time

OBJECTIONS = frozenset({ConsentToShare.REFUSED, ConsentToShare.WITHDRAWN})
DO_NOT_PASS_ON = "The person has objected to sharing this plan: do not pass it on outside this organisation."
"""Shown to the organisation that holds the plan."""


def view(
    sheet: Mapping[str, Any] | None,
    identity: Identity,
    now: datetime,
    *,
    viewer_organisation: str | None = None,
    checked_at: datetime | None = None,
    for_staff: bool = True,
) -> EmergencyView:
    """Return what the emergency screen shows of a person at `now`.

    `sheet` is the stored sheet, None where nothing has ever been recorded. `viewer_organisation` is the ODS code for
    which the reader acts: a plan that the person does not want shared, or whose NHS number is not verified, is shown
    to the organisation that signed it alone. `checked_at` is when this was last looked up (now, unless the reader is
    offline). Who is not to be told is said `for_staff` alone.
    """
    read = read_sheet(sheet) if sheet else Sheet(made_at=now)
    today, checked = Moment.of(now).day, checked_at or now
    holding = statuses.layers_holding(read, now)
    sharing = _kept_out(holding)
    common = {"identity": identity_check(identity, today), **_always(read, identity, sharing, checked)}
    if not for_staff:
        common["do_not_tell"] = ()
    hidden = _why_hidden(holding, identity, viewer_organisation)
    if hidden:
        return EmergencyView(cpr=hidden, is_shared=False, **common)
    common["contacts"] = (*common["contacts"], *_proxies(read.proxies, sharing))
    status = statuses.status_of(read, identity, now, checked)
    return EmergencyView(cpr=status, **common, **_of_plan(read, holding, status, now))


def _kept_out(holding: Sequence[LayerSheet]) -> SharingWishes:
    named = (
        NamedPerson(name=each.name, relationship=each.relationship, telephone=each.telephone)
        for layer in holding
        for each in layer.kept_out
    )
    return SharingWishes(not_to_be_told=tuple(named))


def _always(sheet: Sheet, person: Identity, sharing: SharingWishes, checked: datetime) -> dict[str, Any]:
    """Return what is shown whether or not the plan itself is: what the person now says, and whom to call."""
    kept_out = [", ".join(p for p in (each.name, each.relationship) if p) for each in sharing.not_to_be_told]
    return {
        "deceased": _deceased(person),
        "statements": tuple(
            SaidNow(says=each.says, words=each.words, heard=f"{each.heard}, {say_time(each.at)}")
            for each in sheet.statements
        ),
        "contacts": _contacts(person, sharing),
        "do_not_tell": tuple(dict.fromkeys(kept_out)),
        "checked": say_time(checked),
    }


def identity_check(person: Identity, today: date) -> IdentityCheck:
    """Return who this is, for checking before any status is read. A restricted record shows no address."""
    usual = person.name
    others = (f"{name.full} ({name.use})" for name in person.names if name is not usual)
    died = person.death.on if person.has_died and person.death else None
    age = person.age_on(died or today)
    digits = person.nhs_number or ""
    return IdentityCheck(
        name=person.display_name,
        other_names=tuple(others),
        born=say_day(person.birth_date) if person.birth_date else "Date of birth not known",
        age="" if age is None else f"{age} years old" if not died else f"{age} years old when they died",
        nhs_number=" ".join((digits[:3], digits[3:6], digits[6:])).strip() or "No NHS number",
        number_words=person.verification.words,
        address="" if person.restricted else person.address_line or "No address recorded",
        is_restricted=person.restricted,
    )


def _deceased(person: Identity) -> str:
    if not person.has_died or person.death is None:
        return ""
    on = f" on {say_day(person.death.on)}" if person.death.on else ""
    informal = " The notice is informal, and not confirmed." if person.death.status is DeathStatus.INFORMAL else ""
    return f"The record says that this person died{on}.{informal}"


def _contacts(person: Identity, sharing: SharingWishes) -> tuple[Telephone, ...]:
    """Return whom to call: emergency contacts, or all contacts where none is marked so."""
    return tuple(
        Telephone(
            name=each.name,
            role=", ".join(part for part in (each.relationship, say_list(role.words for role in each.roles)) if part),
            telephone=each.phone,
            notes=each.notes,
        )
        for each in may_be_told(person.emergency_contacts or person.contacts, sharing)
    )


def _proxies(proxies: Sequence[Proxy], sharing: SharingWishes) -> list[Telephone]:
    """Return those who may speak for the person by law, but for anyone whom the person does not want told."""
    return [
        Telephone(name=each.name, role=each.role, telephone=each.telephone)
        for each in proxies
        if may_be_told([Contact(name=each.name, phone=each.telephone)], sharing)
    ]


def _why_hidden(holding: Sequence[LayerSheet], person: Identity, viewer: str | None) -> CprNow | None:
    """Return what stands in the plan's place for a reader who may not see it."""
    if not holding or viewer in {each.organisation_code for each in holding if each.organisation_code}:
        return None
    if _objects(holding):
        return CprNow(status=EffectiveCpr.NOT_SHARED, words=statuses.NOT_SHARED, lines=(statuses.UNKNOWN_DECISION,))
    if person.is_verified:
        return None
    holder = max(holding, key=lambda each: each.layer.signed_at)
    ask = ", ".join(part for part in (holder.organisation, holder.signer_telephone) if part)
    asked = (f"Ask {ask}.", statuses.UNKNOWN_DECISION) if ask else (statuses.UNKNOWN_DECISION,)
    return CprNow(status=EffectiveCpr.NOT_SHARED, words=statuses.NOT_SHARED_UNVERIFIED, lines=asked)


def _objects(holding: Sequence[LayerSheet]) -> bool:
    """Whether the latest plan that says anything about sharing says that the person objects."""
    said = [each for each in holding if each.consent is not ConsentToShare.NOT_RECORDED]
    latest = max(said, key=lambda each: each.layer.signed_at, default=None)
    return latest is not None and latest.consent in OBJECTIONS


def _of_plan(sheet: Sheet, holding: Sequence[LayerSheet], status: CprNow, now: datetime) -> dict[str, Any]:
    treated = next((each for each in holding if each.treatments), None)
    warnings = [words for each in holding for words in each.warnings]
    return {
        "binding": sheet.bearings,
        "conflicts": sheet.conflicts,
        "advance_statement": _first(holding, "advance_statement", ""),
        "reminders": statuses.reminders_for(status),
        "warnings": tuple(dict.fromkeys(warnings)),
        "notice": DO_NOT_PASS_ON if _objects(holding) else "",
        "treatments": treated.treatments if treated else (),
        "treatments_from": f"From {statuses.PLANS[treated.layer.scope]}" if treated else "",
        "medicines": _first(holding, "medicines", ()),
        "icd": _first(holding, "icd", ""),
        "allergies": _first(holding, "allergies", ""),
        "capacity": _first(_latest_first(holding), "capacity", ""),
        "consult": tuple(dict.fromkeys(line for each in holding for line in each.consult)),
        "matters": _first(_latest_first(holding), "matters", ()),
        "places": _first(_latest_first(holding), "places", ()),
        "reported": tuple(_reported(each, holding) for each in sheet.reported),
        "provenance": tuple(_provenance(each, now) for each in _all_layers(sheet, holding)),
    }


def _first(layers: Sequence[LayerSheet], field: str, nothing: Any) -> Any:
    """Return what the first of the layers that says anything in this field says."""
    return next((value for each in layers if (value := getattr(each, field))), nothing)


def _latest_first(holding: Sequence[LayerSheet]) -> list[LayerSheet]:
    return sorted(holding, key=lambda each: each.layer.signed_at, reverse=True)


def _reported(report: ReportSheet, holding: Sequence[LayerSheet]) -> Reported:
    """Return a report, with its contradiction of any plan signed here named."""
    against = [
        f"{statuses.PLANS[each.layer.scope].capitalize()}, signed here, says: {each.layer.cpr.words}."
        for each in holding
        if CprRecommendation.NONE not in (report.cpr, each.layer.cpr) and each.layer.cpr is not report.cpr
    ]
    return Reported(
        reported=f"{report.reported}, not confirmed here",
        cpr=report.cpr.words,
        lines=report.lines,
        contradictions=(*against, *report.contradictions),
    )


def _all_layers(sheet: Sheet, holding: Sequence[LayerSheet]) -> list[LayerSheet]:
    return [*holding, *(each for each in sheet.layers if each not in holding)]


def _provenance(held: LayerSheet, now: datetime) -> Provenance:
    """Return how old a version is: signed, endorsed, reviewed. What is overdue is said, and changes nothing."""
    layer = held.layer
    ended = "" if layer.holds(now) or layer.ends_at is None else f"It ended on {say_day(layer.ends_at.day)}"
    lines: tuple[str, ...] = (
        ended,
        f"Signed {say_time(layer.signed_at)} by {held.signer}",
        f"Telephone: {held.signer_telephone}" if held.signer_telephone else "",
        f"Senior responsible clinician: {held.senior}" if held.senior else "",
        _endorsement(held, now),
        _review(held, Moment.of(now).day),
    )
    kind = "Plan for this admission" if layer.scope is Scope.EPISODE else "Enduring plan"
    return Provenance(title=f"{kind}, version {layer.number}", lines=tuple(line for line in lines if line))


def _endorsement(held: LayerSheet, now: datetime) -> str:
    if held.endorsed_at:
        return f"Endorsed {say_time(held.endorsed_at)}" + (f" by {held.endorsed_by}" if held.endorsed_by else "")
    if held.endorsement_due is None:
        return ""
    due = f"Endorsement was due by {say_time(held.endorsement_due)}"
    if held.endorsement_due < now:
        return f"{due}, and is overdue. The recommendation stands"
    return f"Endorsement due by {say_time(held.endorsement_due)}"


def _review(held: LayerSheet, today: date) -> str:
    last = f"Reviewed {say_time(held.reviewed_at)}" if held.reviewed_at else ""
    by = f" by {held.reviewed_by}" if last and held.reviewed_by else ""
    next_one = ""
    if held.review_rule is ReviewRule.INDEFINITE:
        next_one = "No review date: indefinite"
    elif held.review_due:
        overdue = ", and is overdue. The recommendation stands" if held.review_due < today else ""
        next_one = f"Review {'was ' if overdue else ''}due by {say_day(held.review_due)}{overdue}"
    return join_sentences(last + by, next_one)
