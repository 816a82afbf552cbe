"""What whoever holds a copy is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accord.sharing.copies import codes
from accord.sharing.queries.copies import CopyStanding
from accord.web.words import say_datetime

IN_DOUBT = "If in doubt in an emergency, do what you would do without the sheet, and ask whoever signed it."
ADVICE = {
    CopyStanding.CURRENT: "The plan on the sheet has not been replaced, suspended or cancelled, and what stands at the"
    " top of the sheet is as it was printed. A review date on it that has passed changes nothing. Check that its name"
    " is that of the person in front of you.",
    CopyStanding.CHANGED: "The status at the top, what the person says now, a legal document or a plan from elsewhere"
    " is not as it was when this sheet was printed. Look at the record, and print it again. " + IN_DOUBT,
    CopyStanding.OVERLAID: "A plan for this admission stands over the one on the sheet, and what it says about CPR may"
    " be different. " + IN_DOUBT,
    CopyStanding.NOT_KNOWN: "It may have been printed by another installation: its address stands on the sheet. A code"
    " that is not known says nothing about any decision. " + IN_DOUBT,
}


@dataclass(frozen=True, slots=True)
class CheckScreen:
    """The page on which a copy is checked; `told` is what a browser needs to do so by itself."""

    told: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What the page is about."""
        return "Check a printed copy"

    @property
    def data(self) -> str:
        """What the browser is told, as JSON."""
        return json.dumps(self.told, sort_keys=True)


@dataclass(frozen=True, slots=True)
class StandingScreen(CheckScreen):
    """How one copy stands now."""

    told: Mapping[str, Any]
    code: str = ""
    standing: CopyStanding = CopyStanding.NOT_KNOWN
    now: datetime | None = None

    @property
    def title(self) -> str:
        """Which copy it is."""
        return f"Copy {codes.shown(self.code)}"

    @property
    def is_good(self) -> bool:
        """Whether it is current, with nothing over it."""
        return self.standing is CopyStanding.CURRENT

    @property
    def advice(self) -> str:
        """What to do now."""
        return ADVICE.get(self.standing, IN_DOUBT)

    @property
    def asked(self) -> str:
        """When this was asked."""
        return f"Asked {say_datetime(self.now)}."
