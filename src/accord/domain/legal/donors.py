"""Whether the donor of a lasting power is the person in whose record it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from accord.domain.legal.lpa import LastingPower, Problem
from accord.domain.people import PersonName

BIRTH_DATE, NAME, NAME_ALONE = "donor.dateOfBirth", "donor.lastName", "lastName"
"""Fields of the problems found here. The last leaves no doubt who the donor is: names change, dates of birth do not."""
FOUND_HERE = frozenset({BIRTH_DATE, NAME, NAME_ALONE})


def compare_donor(power: LastingPower, names: Iterable[PersonName], birth_date: date | None) -> tuple[Problem, ...]:
    """Return the problems of a power, with what speaks against its donor being the person with these names.

    Another date of birth leaves it open who the donor is, and so does another family name where no date of birth
    agrees. Where the date agrees, another family name is said, and the power stands. What is not known is not compared.
    """
    kept = tuple(each for each in power.problems if each.field not in FOUND_HERE)
    return (*kept, *_birth_date(power, birth_date), *_name(power, tuple(names), birth_date))


def _birth_date(power: LastingPower, birth_date: date | None) -> tuple[Problem, ...]:
    if not (power.donor_birth_date and birth_date) or power.donor_birth_date == birth_date:
        return ()
    return (Problem(field=BIRTH_DATE, words="The donor's date of birth is not this person's."),)


def _name(power: LastingPower, names: tuple[PersonName, ...], birth_date: date | None) -> tuple[Problem, ...]:
    families = {_plain(name.family) for name in names if name.family}
    written = f" {_plain(power.donor_name)} "
    if not (families and written.strip()) or any(f" {family} " in written for family in families):
        return ()
    agrees = birth_date is not None and power.donor_birth_date == birth_date
    words = "The donor's family name is not one of this person's."
    if agrees:
        return (Problem(field=NAME_ALONE, words=f"{words[:-1]}, and the date of birth is."),)
    return (Problem(field=NAME, words=words),)


def _plain(name: str) -> str:
    """Return a name without its case, apostrophes, and with spaces for hyphens: "O’Neill-Hart" as "oneill hart"."""
    return " ".join(re.sub(r"[’'`]", "", name.casefold()).replace("-", " ").split())
