"""What became of the copies, as somebody says it."""

from __future__ import annotations

from accord.plans.pages.parts.bases import PartForm, ask
from accord.sharing.cancellations.holders import HolderAnswer
from accord.web.fields import ChoiceField, Item


class OwnCopiesForm(PartForm):
    """Asked of whoever holds the copies."""

    guidance = (
        "Look in the notes, in the home, with the medicines and in handover sheets. Tell everybody on duty that the"
        " plan was cancelled."
    )
    answer = ChoiceField(
        "What became of the copies here?",
        items=[
            Item(HolderAnswer.REMOVED, "Every copy was taken away, destroyed or marked as cancelled"),
            Item(HolderAnswer.NONE_HELD, "There is no copy here"),
        ],
    )
    words = ask("Anything to add", rows=2)


class CopiesElsewhereForm(PartForm):
    """Asked of whoever sees to the cancellation, about somebody else."""

    guidance = "Say it only once somebody was spoken to, or you know that they, or the copy, cannot be found."
    answer = ChoiceField(
        "What became of it?",
        items=[
            Item(HolderAnswer.REMOVED, "They were told, and every copy was taken away, destroyed or marked"),
            Item(HolderAnswer.NONE_HELD, "They were told, and have no copy"),
            Item(HolderAnswer.NOT_FOUND, "They, or the copy, cannot be found: say below what you tried"),
        ],
    )
    words = ask("Who was told, by whom and how", rows=3)
