"""Codes and numbers that are plainly nobody's: organisation codes, registrations, telephone numbers, postcodes.

Telephone numbers are those that Ofcom keeps for drama; no postcode area begins with Z but Shetland's ZE, and none of
ours is that; ODS codes are all of the pattern Z9xxx; registration numbers begin with 99.
"""

from __future__ import annotations

from accord.domain.authority import Register, Registration
from accord.synth.dice import Dice

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
POSTCODE_AREAS = ("ZA", "ZB", "ZC", "ZD", "ZF", "ZG")
ORGANISATIONS = 36**3


def organisation_code(index: int) -> str:
    """Return the code of the organisation at `index` (from 0)."""
    if not 0 <= index < ORGANISATIONS:
        raise IndexError(f"there are {ORGANISATIONS} synthetic organisation codes, from 0")
    high, low = divmod(index, 36)
    return "Z9" + _DIGITS[high // 36] + _DIGITS[high % 36] + _DIGITS[low]


def registration(register: Register, index: int) -> Registration:
    """Return the registration at `index` in a register, in the register's own shape."""
    shapes = {
        Register.GMC: f"99{index % 100_000:05d}",
        Register.NMC: f"99{_INWARD[index // 10_000 % 20]}{index % 10_000:04d}Z",
        Register.HCPC: f"PA99{index % 10_000:04d}",
    }
    return Registration(register=register, number=shapes[register])


def telephone(dice: Dice) -> str:
    """Return a landline number of those kept for drama."""
    return f"01632 960{dice.number(0, 999):03d}"


def mobile(dice: Dice) -> str:
    """Return a mobile number of those kept for drama."""
    return f"07700 900{dice.number(0, 999):03d}"


def postcode(area: int, dice: Dice) -> str:
    """Return a postcode of an area: well formed, and nowhere."""
    inward = f"{dice.number(0, 9)}{dice.pick(_INWARD)}{dice.pick(_INWARD)}"
    return f"{POSTCODE_AREAS[area % len(POSTCODE_AREAS)]}{dice.number(1, 29)} {inward}"
