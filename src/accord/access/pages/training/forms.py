"""What is asked of one training or check."""

from __future__ import annotations

from typing import Any

from accord.domain.competence import Competence
from accord.organisations.actions.competence import LONGEST_EVIDENCE, Entry
from accord.web.fields import DateField, SelectField, TextField
from accord.web.forms import Form


class EntryForm(Form):
    """What, when it was completed, until when it holds, and where that can be seen."""

    kind = SelectField(
        "What was completed?",
        items=Competence.pairs(),
        required_words="Select what was completed",
    )
    completed_on = DateField("Completed on", past=True, hint="For a registration: when it was last checked")
    valid_until = DateField(
        "Valid until", required=False, hint="Its last day. Leave it empty where it does not run out"
    )
    evidence = TextField(
        "Where that can be seen",
        required=False,
        most=LONGEST_EVIDENCE,
        hint="A certificate number, or where the file is. Nothing about a patient",
    )

    def clean(self) -> dict[str, Any] | None:
        """Refuse an end before the beginning, at its field."""
        given = self.cleaned_data
        done, until = given.get("completed_on"), given.get("valid_until")
        if done and until and until < done:
            self.add_error("valid_until", "Valid until must be on or after the day on which it was completed")
        return super().clean()

    def entry(self) -> Entry:
        """Return what the form says."""
        given = self.cleaned_data
        return Entry(
            kind=Competence(given["kind"]),
            completed_on=given["completed_on"],
            valid_until=given["valid_until"],
            evidence=given["evidence"],
        )
