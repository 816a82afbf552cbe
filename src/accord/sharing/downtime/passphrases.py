"""The words on the sheet in the sealed envelope: drawn, never chosen, and read as people misread them.

Sixteen letters and figures of Crockford's base 32 are 80 bits: nobody tries them through, whatever they are hashed
with. A passphrase that somebody chose would need far more of the hash than a browser's Web Crypto offers.
"""

from __future__ import annotations

import secrets

from accord.domain.errors import Refused
from accord.sharing.copies.codes import LETTERS, MISREAD

LENGTH, GROUP = 16, 4
ACCEPTED = "Give the sixteen letters and figures on the sheet in the envelope, such as 7K3M-9QX2-ABCD-EF45."


def draw() -> str:
    """Return a new passphrase."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(passphrase: str) -> str:
    """Return a passphrase as it is printed."""
    return "-".join(passphrase[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(text: str) -> str:
    """Return the passphrase that somebody typed. Raises Refused where it cannot be one."""
    read_as = text.upper().translate(MISREAD)
    if len(read_as) != LENGTH or not set(read_as) <= set(LETTERS):
        raise Refused.one("passphrase", "this is no passphrase of a downtime pack.", ACCEPTED)
    return read_as
