"""The short code of a printed copy: ten characters that people can read aloud, drawn at random.

Crockford's base 32 has no I, L, O or U, so that what is misread is still read: 50 bits, of which nobody guesses one.
"""

from __future__ import annotations

import secrets

from accord.domain.errors import Refused

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
MISREAD = str.maketrans("OIL", "011", " \t\u00a0-\u2010\u2011\u2013")
ACCEPTED = "Give the ten letters and figures printed under the square code, such as 7K3M9-QX2AB."


def draw() -> str:
    """Return a new code; never ten figures, which would look like an NHS number in an address."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if not code.isdigit():
            return code


def shown(code: str) -> str:
    """Return a code as it is printed, in two groups."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read(text: str) -> str:
    """Return the code that somebody typed. Raises Refused where it is none."""
    code = text.upper().translate(MISREAD)
    if len(code) != LENGTH or not set(code) <= set(LETTERS):
        raise Refused.one("code", "this is not the code of a copy.", ACCEPTED)
    return code
