"""Reading the emergency sheet at a moment: what the screen shows, top down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accord.domain.moments import Moment
from accord.domain.people import Contact, Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewRule
from accord.domain.plan.restrictions import Reader
from accord.domain.plan.wishes import NamedPerson, Scope, SharingWishes
from accord.projections.confidants import may_be_told
from accord.projections.emergency import statuses
from accord.projections.emergency.comparing import conflicts, not_compared
from accord.projections.emergency.disclosures import OBJECTIONS, as_seen, seen_of
from accord.projections.emergency.kept_parts import as_read_by, kept_words
from accord.projections.emergency.restricted import without_places
from accord.projections.emergency.sayings import in_a_line, said_by_each
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
from accord.projections.words import join_sentences, say_day, say_deadline, say_list, say_time

DO_NOT_PASS_ON = "The person has objected to sharing this plan: do not pass it on outside this organisation."
"""Shown to the organisation that holds the plan."""


def view(
    sheet: Mapping[str, Any] | None,
    identity: Identity,
    now: datetime,
    *,
    viewer_organisation: str | None = None,
    reader: Reader | None = None,
    checked_at: datetime | None = None,
    for_staff: bool = True,
) -> EmergencyView:
    """Return what the emergency screen shows of a person at `now`.

    `sheet` is the stored sheet, None where nothing has ever been recorded. `viewer_organisation` is the ODS code for
    which the reader acts: each plan that the person does not want shared, or whose NHS number is not verified, is shown
    to the organisation that signed it alone; the status is then that of the others, and says so. `reader` is who reads
    what the person keeps to some readers; where nobody is given, whoever knows the least. `checked_at` is when this was
    last looked up (now, unless the reader is offline). Who is not to be told is said `for_staff` alone.
    """
    read = _read(sheet, identity, now)
    today, checked, holding = Moment.of(now).day, checked_at or now, statuses.layers_holding(read, now)
    seen = seen_of(holding, identity, viewer_organisation)
    hidden = [each for each in holding if each not in seen]
    sharing = _kept_out(read)
    common = _always(read, identity, sharing, checked, for_staff)
    common["contacts"] = (*common["contacts"], *_proxies(read.proxies, sharing, today))
    shown = as_seen(read, holding, seen, identity, viewer_organisation)
    is_closed = hidden and not seen
    status = statuses.not_shared(shown, hidden) if is_closed else statuses.status_of(shown, identity, now, checked)
    status = statuses.beside_hidden(status, hidden) if hidden and seen else status
    open_to = as_read_by(reader or Reader(organisation_code=viewer_organisation or ""), seen, read)
    return EmergencyView(
        identity=identity_check(identity, today),
        cpr=status,
        is_shared=not hidden,
        seen=frozenset(each.layer.version_id for each in seen),
        hidden=tuple(statuses.hidden_words(each) for each in hidden),
        kept=kept_words(seen, open_to),
        **common,
        **_of_plan(shown, open_to, seen, status, now),
    )


def _read(stored: Mapping[str, Any] | None, identity: Identity, now: datetime) -> Sheet:
    sheet = read_sheet(stored) if stored else Sheet(made_at=now)
    return without_places(sheet) if identity.restricted else sheet


def _kept_out(sheet: Sheet) -> SharingWishes:
    """Return whom the person does not want told, by any plan, ended or not, by a report, or as was last known."""
    plans = (each.kept_out for each in sheet.layers)
    sources = (sheet.kept_out, *plans, *(each.kept_out for each in sheet.reported))
    named = (
        NamedPerson(name=each.name, relationship=each.relationship, telephone=each.telephone)
        for source in sources
        for each in source
    )
    return SharingWishes(not_to_be_told=tuple(named))


def _always(
    sheet: Sheet, person: Identity, sharing: SharingWishes, checked: datetime, for_staff: bool
) -> dict[str, Any]:
    """Return what is shown whether or not the plan itself is: what the person now says, and whom to call."""
    kept_out = [", ".join(p for p in (each.name, each.relationship) if p) for each in sharing.not_to_be_told]
    return {
        "deceased": statuses.death_of(person),
        "statements": tuple(
            SaidNow(says=each.says, words=each.words, heard=f"{each.heard}, {say_time(each.at)}")
            for each in sheet.statements
        ),
        "contacts": _contacts(person, sharing),
        "elsewhere": tuple(statuses.elsewhere_words(each) for each in sheet.elsewhere),
        "do_not_tell": tuple(dict.fromkeys(kept_out)) if for_staff else (),
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


def _contacts(person: Identity, sharing: SharingWishes) -> tuple[Telephone, ...]:
    """Return whom to call: emergency contacts, or all contacts where none who may be told is marked so."""
    called = may_be_told(person.emergency_contacts, sharing) or may_be_told(person.contacts, sharing)
    return tuple(
        Telephone(
            name=each.name,
            role=", ".join(part for part in (each.relationship, say_list(role.words for role in each.roles)) if part),
            telephone=each.phone,
            notes=each.notes,
        )
        for each in called
    )


def _proxies(proxies: Sequence[Proxy], sharing: SharingWishes, today: date) -> list[Telephone]:
    """Return those who may speak for the person by law today, but for anyone whom the person does not want told."""
    return [
        Telephone(name=each.name, role=each.role, telephone=each.telephone)
        for each in proxies
        if not (each.until and each.until < today)
        and may_be_told([Contact(name=each.name, phone=each.telephone)], sharing)
    ]


def _of_plan(
    sheet: Sheet, open_to: Sequence[LayerSheet], holding: Sequence[LayerSheet], status: CprNow, now: datetime
) -> dict[str, Any]:
    """Return what the plans that hold say; what matters to the person as far as it is `open_to` the reader."""
    treated = next((each for each in holding if each.treatments), None)
    # a sheet of older software holds the conflicts among the warnings of each plan too
    warnings = [words for each in holding for words in each.warnings if words not in sheet.conflicts]
    return {
        "binding": sheet.bearings,
        "conflicts": sheet.conflicts,
        "advance_statement": _first(open_to, "advance_statement", ""),
        "reminders": statuses.reminders_for(status),
        "warnings": tuple(dict.fromkeys(warnings)),
        "notice": DO_NOT_PASS_ON if any(each.consent in OBJECTIONS for each in holding) else "",
        "treatments": treated.treatments if treated else (),
        "treatments_from": f"From {statuses.PLANS[treated.layer.scope]}" if treated else "",
        "medicines": said_by_each(holding, "medicines"),
        "icd": in_a_line(said_by_each(holding, "icd")),
        "allergies": in_a_line(said_by_each(holding, "allergies")),
        "capacity": _first(_latest_first(holding), "capacity", ""),
        "consult": tuple(dict.fromkeys(line for each in holding for line in each.consult)),
        "matters": _first(_latest_first(open_to), "matters", ()),
        "places": _first(_latest_first(open_to), "places", ()),
        "reported": tuple(_reported(each, holding, sheet.reported) for each in sheet.reported),
        "provenance": tuple(_provenance(each, now) for each in _all_layers(sheet, holding)),
    }


def _first(layers: Sequence[LayerSheet], field: str, nothing: Any) -> Any:
    """Return what the first of the layers that says anything in this field says."""
    return next((value for each in layers if (value := getattr(each, field))), nothing)


def _latest_first(holding: Sequence[LayerSheet]) -> list[LayerSheet]:
    return sorted(holding, key=lambda each: each.layer.signed_at, reverse=True)


def _reported(report: ReportSheet, holding: Sequence[LayerSheet], others: Sequence[ReportSheet]) -> Reported:
    """Return a report, with its contradiction of any plan signed here, and of any other report, named."""
    unsure = not_compared(report.advised, (each.advised for each in holding))
    return Reported(
        reported=f"{report.reported}, not confirmed here",
        cpr=report.says or report.cpr.words,
        lines=tuple(line for line in (*report.lines, *_older(report, holding), unsure, report.place) if line),
        contradictions=(*_against(report, holding, others), *report.contradictions),
    )


def _against(report: ReportSheet, holding: Sequence[LayerSheet], others: Sequence[ReportSheet]) -> Iterator[str]:
    for each in holding:
        plan = statuses.PLANS[each.layer.scope].capitalize()
        if _differ(report.cpr, each.layer.cpr):
            yield f"{plan}, signed here, says: {each.layer.cpr.words}."
        yield from conflicts(report.advised, each.advised, whose=plan)
    for other in others:
        if _differ(report.cpr, other.cpr):
            yield f"Another report says: {other.cpr.words}. {other.reported}."


def _older(report: ReportSheet, holding: Sequence[LayerSheet]) -> Iterator[str]:
    """Say of each plan signed here that it was signed after what is reported was decided."""
    for each in holding:
        signed = Moment.of(each.layer.signed_at).day
        if report.decided_on and report.decided_on < signed:
            yield f"It was decided before {statuses.PLANS[each.layer.scope]} was signed here, on {say_day(signed)}"


def _differ(one: CprRecommendation, other: CprRecommendation) -> bool:
    return CprRecommendation.NONE not in (one, other) and one is not other


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
    )
    since = tuple(each for each in (_endorsement(held, now), _review(held, Moment.of(now).day)) if each)
    kind = "Plan for this admission" if layer.scope is Scope.EPISODE else "Enduring plan"
    return Provenance(
        version_id=layer.version_id,
        title=f"{kind}, version {layer.number}",
        lines=(*(line for line in lines if line), *since),
        since=since,
        review_due=held.review_due,
    )


def _endorsement(held: LayerSheet, now: datetime) -> str:
    if held.endorsed_at:
        return f"Endorsed {say_time(held.endorsed_at)}" + (f" by {held.endorsed_by}" if held.endorsed_by else "")
    if held.endorsement_due is None:
        return ""
    due = f"Endorsement was due by {say_deadline(held.endorsement_due)}"
    if held.endorsement_due < now:
        return f"{due}, and is overdue. The recommendation stands"
    return f"Endorsement due by {say_deadline(held.endorsement_due)}"


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
