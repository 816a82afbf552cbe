"""What is asked of a death."""

from __future__ import annotations

from accord.domain.people import DeathStatus
from accord.plans.pages.parts.bases import PartForm
from accord.web.fields import ChoiceField, ConfirmField, DateField, Item


class DeathForm(PartForm):
    """How a death is known, and when it was."""

    guidance = "Every current plan closes at once, everywhere. If this turns out to be wrong it can be taken back."
    status = ChoiceField(
        "How is it known?",
        required_words="Select how it is known",
        items=[
            Item(DeathStatus.INFORMAL, "We were told, or saw it: it is not registered yet"),
            Item(DeathStatus.FORMAL, "It is registered"),
        ],
    )
    on = DateField("Date of death", past=True, required=False, hint="Leave empty if that is not known yet.")


class WithdrawForm(PartForm):
    """That the notice was wrong."""

    guidance = "What the notice closed is current again at once, and somebody is asked to look at it again."
    confirm = ConfirmField("Taking it back", words="The notice of death was wrong: this person is alive")
