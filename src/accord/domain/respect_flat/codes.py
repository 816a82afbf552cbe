"""What the at-codes and labels of the ReSPECT templates mean, in the words of a plan of ours.

Meanings: the templates' own documentation of value sets (RippleOSI Ripple-openEHR, RESPECT_NSS-v0) and data-items 1.1.
A code has its meaning within one archetype only: the same at0004 is "yes" under legal proxy and "B" under involvement.
A value that is not here is never guessed: the item is named as not placed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation, Focus
from accord.domain.plan.people_involved import HasCapacity, InvolvementOption

CPR = {
    "at0004": CprRecommendation.FOR_CPR,
    "at0005": CprRecommendation.NOT_FOR_CPR,
    "at0027": CprRecommendation.MODIFIED_CPR,
    "at0022": CprRecommendation.NONE,
}
CPR_LABELS = {
    "cpr attempts recommended adult or child": CprRecommendation.FOR_CPR,
    "cpr attempts not recommended adult or child": CprRecommendation.NOT_FOR_CPR,
    "for modified cpr child only": CprRecommendation.MODIFIED_CPR,
    "cpr decision status unknown": CprRecommendation.NONE,
}
INVOLVEMENT = {
    "at0003": InvolvementOption.A,
    "at0004": InvolvementOption.B,
    "at0005": InvolvementOption.C1,
    "at0011": InvolvementOption.C2,
    "at0012": InvolvementOption.C3,
    "at0013": InvolvementOption.D,
}
"""Of `ADMIN_ENTRY.involvement_respect` (NHS Scotland). Version 3 has another archetype: there the letter is read."""
LEGAL_PROXY = {"at0004": "yes", "at0005": "no", "at0006": "unknown"}
WELFARE_PROXY = {"at0005": "yes", "at0006": "no", "at0007": "unknown"}
PROXY_LABELS = {
    "yes": "yes", "present": "yes", "no": "no", "absent": "no", "unknown": "unknown", "not known": "unknown",
}  # fmt: skip
FOCUS = {
    "prioritise extending life": Focus.EXTEND_LIFE,
    "balance extending life with comfort and valued outcomes": Focus.BALANCE,
    "balance extending life with comfort and extended values": Focus.BALANCE,
    "prioritise comfort": Focus.COMFORT,
}
CAPACITY_LABELS = {
    "has capacity": HasCapacity.HAS,
    "yes": HasCapacity.HAS,
    "does not have capacity": HasCapacity.LACKS,
    "no": HasCapacity.LACKS,
}
SENIOR, CLINICIAN = "senior_responsible_clinician", "clinician"

Converter = Callable[[Any], Any]


class Unread(ValueError):
    """A value whose meaning is not known here; its words say why."""


def text(value: object) -> str:
    """Return a text as it is."""
    if isinstance(value, str):
        return value
    raise Unread("It is not text.")


def moment(value: object) -> str:
    """Return a date or a date and time in ISO 8601."""
    try:
        return str(Moment.read(text(value)))
    except ValueError:
        raise Unread("It is not a date or time.") from None


def day(value: object) -> str:
    """Return the day in London of a date or a date and time."""
    return Moment.read(moment(value)).day.isoformat()


def one_of(meanings: Mapping[str, str], why: str) -> Converter:
    """Return a reader of a code or label that has one of these meanings."""

    def read(value: object) -> str:
        key = " ".join(text(value).casefold().rstrip(".").split())
        if key not in meanings:
            raise Unread(why)
        return str(meanings[key])

    return read


def capacity(value: object) -> str:
    """Return the outcome of a yes or no about capacity."""
    if isinstance(value, bool):
        return str(HasCapacity.HAS if value else HasCapacity.LACKS)
    label = one_of(CAPACITY_LABELS, "Whether it says that the person has capacity is not known.")(value)
    return str(label)


def letter(value: object) -> str:
    """Return the involvement option that a label begins with: "A Person has mental capacity"."""
    first = text(value).strip().casefold().split(" ")[0].rstrip(".:)")
    found = next((option for option in InvolvementOption if option.value == first), None)
    if found is None:
        raise Unread("It does not begin with the letter of an option (A, B, C1, C2, C3 or D).")
    return found.value


def signatory(value: object) -> str:
    """Return whether a signature is that of the senior responsible clinician."""
    label = text(value).casefold()
    if "senior" in label:
        return SENIOR
    if "clinician" in label or "clinical" in label:
        return CLINICIAN
    raise Unread("Whose signature it is, is not said.")
