"""What a signer adds: who is responsible, and why the plan is signed over what is not met."""

from __future__ import annotations

from typing import Any

from accord.domain.choices import Answer
from accord.domain.plan.keeping import Justification, StopReason
from accord.plans.actions.signatures import SignatureDetails
from accord.plans.pages.parts.bases import PartForm, ask, ask_line
from accord.web.fields import ChoiceField, ConfirmField, Item, PhoneField, Reveal


class SignForm(PartForm):
    """The signature; a justification is asked only where something expected by law is not met."""

    senior_responsible = ChoiceField(
        "Are you the senior responsible clinician?",
        hint="Usually the consultant or GP. An employer never decides this: responsibility and competence do.",
        items=[
            Item(Answer.YES, "Yes"),
            Item(Answer.NO, "No: the senior responsible clinician will be asked to endorse it"),
        ],
        reveals=[Reveal(Answer.NO, ["senior_name"])],
    )
    senior_name = ask_line("Name of the senior responsible clinician")
    speciality = ask_line("Your speciality or team")
    telephone = PhoneField("A telephone number for questions about this plan", required=False)
    reason = ChoiceField("Why are you signing although this is not met?", items=StopReason.pairs(), required=False)
    words = ask("In your own words", "What will be done, by whom and when; or why it does not fit", rows=3)
    confirm = ConfirmField(
        "Signing",
        words="I have read this plan as it stands, and I am signing it",
        required_words="Confirm that you have read the plan",
    )

    def __init__(self, *args: Any, stops: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stops = stops
        if not stops:
            del self.fields["reason"], self.fields["words"]

    def clean(self) -> dict[str, Any] | None:
        """Ask for a reason and for words where something stops."""
        if self.stops:
            if not self.cleaned_data.get("reason"):
                self.add_error(
                    "reason", "Select why you are signing although something is not met, or go back and put it right"
                )
            if not self.cleaned_data.get("words"):
                self.add_error("words", "Say in your own words why you are signing although something is not met")
        return super().clean()

    def details(self) -> SignatureDetails:
        """Return what was said of the signature."""
        given = self.cleaned_data
        justification = Justification(reason=given["reason"], words=given["words"]) if self.stops else None
        return SignatureDetails(
            senior_responsible=given["senior_responsible"],
            senior_name=given["senior_name"],
            speciality=given["speciality"],
            telephone=given["telephone"],
            justification=justification,
        )
