"""The forms for legal documents: an advance decision, a lasting power, a deputy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from accord.domain.errors import Refused
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import (
    Appointment,
    Attorney,
    AttorneyStatus,
    HowDecide,
    LastingPower,
    LifeSustaining,
    LpaKind,
    LpaStatus,
)
from accord.domain.legal.treatments import CPR, RefusedTreatment
from accord.domain.moments import LONDON
from accord.domain.plan.clinical import Intervention
from accord.plans.pages.parts.bases import PartForm, ask, ask_line, ask_yes_no
from accord.plans.pages.parts.groups import Group, GroupForm
from accord.web.fields import ChoiceField, DateField, LongTextField, PhoneField, Reveal, SelectField, TextField

CODES = [(CPR, "Cardiopulmonary resuscitation (CPR)"), *((each.value, each.words) for each in Intervention)]


class RefusedTreatmentForm(GroupForm):
    """One treatment that an advance decision refuses."""

    item_type = RefusedTreatment
    words = TextField("The treatment, in the words of the document")
    code = SelectField("Which of these is it?", items=CODES, required=False)
    life_sustaining = ask_yes_no("Could refusing it put life at risk?")


class AdvanceDecisionForm(PartForm):
    """Everything that the validity of an advance decision turns on. What is not known stays not recorded."""

    part_type = AdvanceDecision
    guidance = (
        "Writing, signature and witness are needed only where a refusal could put life at risk. Leave what you do "
        "not know: Accord shows what the record says of each requirement, and judges nothing itself."
    )
    made_on = DateField("When was it made?", required=False, past=True)
    had_capacity = ask_yes_no("Did the person have capacity when they made it?")
    capacity_evidence = ask_line("How is that known?")
    circumstances = ChoiceField(
        "When does it apply?",
        items=Circumstances.pairs(),
        required=False,
        reveals=[Reveal(Circumstances.SPECIFIED, ["circumstances_words"])],
    )
    circumstances_words = ask("The circumstances, in its own words", rows=3)
    in_writing = ask_yes_no("Is it in writing?")
    even_if_life_at_risk = ask_yes_no("Does it say that it applies even if life is at risk?")
    signed_by = ChoiceField(
        "Who signed it?",
        items=SignedBy.pairs(),
        required=False,
        reveals=[Reveal(SignedBy.ANOTHER, ["signer_name", "signed_in_presence"])],
    )
    signer_name = ask_line("Name of whoever signed for the person")
    signed_in_presence = ask_yes_no("Was that in the person’s presence?")
    signature_witnessed = ask_yes_no(
        "Was the signature made or acknowledged before a witness?",
        reveals=[Reveal("yes", ["witness_name", "witness_signed", "witnessed_on"])],
    )
    witness_name = ask_line("Name of the witness")
    witness_signed = ask_yes_no("Did the witness sign it, in the person’s presence?")
    witnessed_on = DateField("Date of the witness’s signature", required=False, past=True)
    withdrawn = ask_yes_no(
        "Has the person withdrawn it?",
        "It can be withdrawn by word of mouth, at any time, to anyone",
        reveals=[Reveal("yes", ["withdrawn_on", "withdrawn_with_capacity", "withdrawal_words"])],
    )
    withdrawn_on = DateField("When?", required=False, past=True)
    withdrawn_with_capacity = ask_yes_no("Did they have capacity then?")
    withdrawal_words = ask_line("How is that known?")
    inconsistent_act = ask_yes_no(
        "Has the person done anything clearly inconsistent with it?",
        reveals=[Reveal("yes", ["inconsistent_act_words"])],
    )
    inconsistent_act_words = ask_line("What?")
    copy_held = ask_yes_no("Is a copy held here?")
    document_location = ask_line("Where is the document?")
    professional_involved = ask_line("GP or other professional who helped with it")
    notes = ask("Anything to add", rows=3)


class AttorneyForm(GroupForm):
    """One attorney under a lasting power."""

    item_type = Attorney
    name = TextField("Name")
    telephone = PhoneField("Telephone", required=False)
    status = ChoiceField("May they act now?", items=AttorneyStatus.pairs(), required=False, inline=True)
    appointment = ChoiceField("Appointed as", items=Appointment.pairs(), required=False, inline=True)


class LastingPowerForm(PartForm):
    """A lasting power as somebody read it from the document."""

    part_type = LastingPower
    guidance = "Copy what the document says. Only a lasting power that is registered gives authority."
    kind = ChoiceField("What is it about?", items=LpaKind.pairs())
    uid = ask_line("Reference number")
    status = SelectField("Where is it in its life?", items=LpaStatus.pairs(), required=False)
    registered_on = DateField("Date registered with the Office of the Public Guardian", required=False, past=True)
    signed_at = DateField("Date signed", required=False, past=True)
    life_sustaining = ChoiceField("Life-sustaining treatment", items=LifeSustaining.pairs(), required=False)
    how_attorneys_decide = ChoiceField("How do the attorneys decide?", items=HowDecide.pairs(), required=False)
    restrictions = ask("Restrictions and conditions, word for word", rows=3)
    donor_name = ask_line("Name of the donor, as written")
    donor_birth_date = DateField("Date of birth of the donor, as written", required=False, past=True)
    seen_by = ask_line("Who has seen the document?")
    document_location = ask_line("Where is it?")

    @classmethod
    def beginning(cls, part: Any) -> dict[str, Any]:
        """Show the day of signing."""
        shown = super().beginning(part)
        signed = shown.get("signed_at")
        return {**shown, "signed_at": signed.date()} if signed else shown

    def read(self, before: Any = None) -> Any:
        """Read the day of signing as its beginning in London, which is how the LPA Store's times compare with it."""
        day = self.cleaned_data["signed_at"]
        self.cleaned_data["signed_at"] = datetime.combine(day, time(), LONDON) if day else None
        return super().read(before)


class DeputyForm(PartForm):
    """A deputy appointed by the Court of Protection."""

    part_type = Deputy
    guidance = "A deputy’s refusal of life-sustaining treatment never binds. They are consulted."
    name = TextField("Name")
    telephone = PhoneField("Telephone", required=False)
    welfare = ask_yes_no("Does the order cover health and care?")
    ordered_on = DateField("Date of the court order", required=False, past=True)
    expires_on = DateField("Date on which it ends", required=False)
    scope = ask("What the order says they may decide", rows=3)
    order_location = ask_line("Where is the order?")


class LpaFileForm(PartForm):
    """A lasting power, or an update to one, as the LPA Store sends it."""

    document = LongTextField("The JSON, as the LPA Store sent it", rows=12, most=200_000)

    def add_refused(self, refused: Refused, names: Mapping[str, str] | None = None) -> None:
        """Show whatever was wrong at the one field, with the path at which it stands."""
        for error in refused.errors:
            self.add_error("document", str(error))


REFUSALS = Group(
    "refusals",
    RefusedTreatmentForm,
    "treatment",
    "Which treatments does it refuse?",
    "The person’s own words are enough.",
)
ATTORNEYS = Group("attorneys", AttorneyForm, "attorney", "Attorneys")
