"""How often packs are made, and the openings that come back."""

from __future__ import annotations

from typing import Any

from accord.sharing.actions.downtime import EVERY, LEAST_EVERY, MOST_EVERY, MOST_VALID, VALID
from accord.web.fields import LongTextField, WholeNumberField
from accord.web.forms import Form

LONGEST_FILE = 1_000_000


class ScheduleForm(Form):
    """Every how many hours, and good for how many."""

    every_hours = WholeNumberField(
        "Hours between two packs", least=LEAST_EVERY, greatest=MOST_EVERY, width=2, hint=f"Usually {EVERY}"
    )
    valid_hours = WholeNumberField(
        "Hours until a pack expires",
        least=LEAST_EVERY,
        greatest=MOST_VALID,
        width=2,
        hint=f"Usually {VALID}. An expired pack still opens, and says everywhere that it is out of date",
    )

    def clean(self) -> dict[str, Any] | None:
        """Refuse a pack that expires before the next is made, at its field."""
        every, valid = self.cleaned_data.get("every_hours"), self.cleaned_data.get("valid_hours")
        if every and valid and valid < every:
            self.add_error("valid_hours", "Hours until a pack expires must be at least those between two packs")
        return super().clean()


class ReturnForm(Form):
    """What the pack saved."""

    openings = LongTextField(
        "The file that the pack saved",
        rows=8,
        most=LONGEST_FILE,
        hint="Open the file with a text editor, and paste all of it here",
    )
