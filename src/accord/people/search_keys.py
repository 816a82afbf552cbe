"""How a family name and a postcode are made alike before they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from accord.domain.people import Address, PersonName

_KEEP_POSTCODE = re.compile(r"[^A-Z0-9]")
Key = tuple[str, date, str]


def family_key(text: str) -> str:
    """Return a family name without capitals, accents, spaces or marks: `O'Brien` and `OBRIEN` are one."""
    # twice: folding a letter can make one that comes apart, and taking one apart can make one that folds
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in bare if letter.isalnum())


def postcode_key(text: str) -> str:
    """Return a postcode in capitals and without its space."""
    return _KEEP_POSTCODE.sub("", text.upper())


def keys_of(
    *, restricted: bool, names: Iterable[PersonName], birth_date: date | None, addresses: Iterable[Address]
) -> Iterator[Key]:
    """Yield each combination by which a person may be looked for; a restricted person has none."""
    if restricted or birth_date is None:
        return
    families = dict.fromkeys(key for name in names if (key := family_key(name.family)))
    postcodes = dict.fromkeys(key for address in addresses if (key := postcode_key(address.postcode)))
    for family in families:
        for postcode in postcodes:
            yield family, birth_date, postcode
