"""Sections about how the plan is kept: contacts, distribution, review; and the signature under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from accord.domain.choices import Answer
from accord.domain.people import Contact
from accord.domain.plan.keeping import CarriedPart, Distribution, Review, Signatory, Signature
from accord.domain.plan.wishes import SharingWishes
from accord.projections.confidants import may_be_told
from accord.projections.items import line_of
from accord.projections.labels import label
from accord.projections.sections.rows import Row, list_row, rows_of
from accord.projections.words import say_choice, say_deadline, say_list, say_time


def contacts_rows(contacts: Iterable[Contact], sharing: SharingWishes | None) -> Iterator[Row]:
    """Give whom to call, the first to call first; people whom the person does not want told are left out."""
    for contact in sorted(may_be_told(contacts, sharing), key=lambda each: not each.is_first_to_call):
        roles = say_list(role.words for role in contact.roles) or "Contact"
        text = ", ".join(part for part in (contact.name, contact.relationship, contact.phone, contact.notes) if part)
        yield Row(label=roles, text=text)


def distribution_rows(distribution: Distribution) -> Iterator[Row]:
    """Give who is to be told, and where copies are."""
    return rows_of(distribution)


def review_rows(review: Review) -> Iterator[Row]:
    """Give when this plan should be looked at again; that nothing is set is said."""
    return rows_of(review, always=("rule",))


def signatory_line(signatory: Signatory, *, restricted: bool = False) -> str:
    """Return somebody who signed, on one line: name, grade, speciality, organisation, registration.

    Under the plan of a `restricted` person no organisation is named: a practice or a home says where they are.
    """
    registration = signatory.registration
    number = f"{registration.register.value.upper()} {registration.number}" if registration else ""
    organisation = "" if restricted else signatory.organisation_name or signatory.organisation_code
    parts = (signatory.name, say_choice(signatory.grade), signatory.speciality, organisation, number)
    return ", ".join(part for part in parts if part)


def signature_rows(signature: Signature, *, restricted: bool = False) -> tuple[Row, ...]:
    """Return the signature under a version, in words; of a `restricted` person's, without the organisation."""
    rows = [
        Row(label="Signed by", text=signatory_line(signature.author, restricted=restricted), field="author"),
        Row(label="Signed", text=say_time(signature.signed_at), field="signed_at"),
    ]
    if signature.senior_responsible is Answer.YES:
        rows.append(Row(label="Senior responsible clinician", text="The signer", field="senior_responsible"))
    elif signature.senior_name:
        rows.append(Row(label="Senior responsible clinician", text=signature.senior_name, field="senior_name"))
    if signature.endorsement_due:
        rows.append(
            Row(label="Endorsement due by", text=say_deadline(signature.endorsement_due), field="endorsement_due")
        )
    if signature.justification:
        reason = signature.justification
        rows.append(list_row("Signed with a justification", [reason.reason.words, reason.words], "justification"))
    if signature.confirmation:
        shown = signature.confirmation
        words = f"{shown.by.words}, given {say_time(shown.at)}"
        rows.append(Row(label="How the signer showed who they are", text=words, field="confirmation"))
    if signature.carried:
        rows.append(list_row(label(Signature, "carried"), _carried_lines(signature.carried, restricted), "carried"))
    return tuple(rows)


def _carried_lines(carried: Iterable[CarriedPart], restricted: bool) -> list[str]:
    return [line_of(replace(each, organisation_name="") if restricted else each) for each in carried]
