"""What the square code of a printed copy says of it, signed: enough to tell that the paper is what was printed.

No name, no NHS number and no date of birth: whoever picks a sheet up reads those on it, and whoever photographs the
code alone learns nothing of whom. The proof stands in the fragment of the address, which a browser keeps to itself.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.standing import EffectiveCpr
from accord.sharing.copies import codes
from accord.sharing.copies.keys import CopyKeys, KeyState, PublishedKey

MARK = "ACC1"
SIGNED_AS = "accord printed copy, version 1\n"
PARTS = 9
MINUTE = "%Y%m%dT%H%MZ"
NO_REVIEW = "-"
ADDRESS = re.compile(r"/copy/([^/?#\s]+)/?(?:\?[^#\s]*)?#", re.ASCII)


class Kind(Choice):
    """What was printed."""

    PLAN = "plan", "The plan"
    LARGE = "large", "The plan, in large print"
    NOTICE = "notice", "A notice of the recommendation about CPR"


class Finding(Choice):
    """What a check finds with no network. Only the first says that the paper is ours."""

    AUTHENTIC = "authentic", "Authentic as printed"
    ALTERED = "altered", "Not as it was printed: what the code says was changed"
    OTHER_COPY = "other_copy", "The code belongs to another copy"
    REVOKED_KEY = "revoked_key", "Signed with a key that has been revoked: it proves nothing"
    UNKNOWN_KEY = "unknown_key", "Signed with a key that is not known here"


CANNOT_TELL = "Nobody can tell from the paper alone whether it has been replaced or cancelled since."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The few things that are signed: which copy, of which version, when, what it says of CPR, and its review date."""

    code: str
    kind: Kind
    version: str
    printed_at: datetime
    cpr: EffectiveCpr
    review_on: date | None
    key_id: str = ""
    signature: bytes = b""

    @property
    def body(self) -> str:
        """The text that is signed."""
        printed = self.printed_at.astimezone(UTC).strftime(MINUTE)
        review = self.review_on.isoformat() if self.review_on else NO_REVIEW
        return "~".join((MARK, self.code, self.kind.value, self.version, printed, self.cpr.value, review, self.key_id))

    @property
    def text(self) -> str:
        """The whole, as the square code carries it."""
        return f"{self.body}~{urlsafe_b64encode(self.signature).decode().rstrip('=')}"

    def signed_with(self, keys: CopyKeys) -> Proof:
        """Return it signed."""
        bare = replace(self, key_id=keys.key_id)
        return replace(bare, signature=keys.signing.sign((SIGNED_AS + bare.body).encode()))


def version_mark(version_id: UUID) -> str:
    """Return what names a version to those who hold it, and says nothing to anybody else."""
    return urlsafe_b64encode(sha256(b"accord version\n" + version_id.bytes).digest()[:16]).decode().rstrip("=")


def read(text: str) -> tuple[Proof, str]:
    """Return the proof in a text, or in an address, and the code that stands beside it there, if one does.

    Raises Refused where there is none.
    """
    told = text.strip()
    found = ADDRESS.search(told)
    parts = (told[found.end() :] if found else told).split("~")
    if len(parts) != PARTS or parts[0] != MARK:
        raise _unreadable()
    try:
        proof = Proof(
            code=codes.read(parts[1]),
            kind=Kind(parts[2]),
            version=parts[3],
            printed_at=datetime.strptime(parts[4], MINUTE).replace(tzinfo=UTC),
            cpr=EffectiveCpr(parts[5]),
            review_on=None if parts[6] == NO_REVIEW else date.fromisoformat(parts[6]),
            key_id=parts[7],
            signature=urlsafe_b64decode(parts[8] + "=" * (-len(parts[8]) % 4)),
        )
        beside = codes.read(found.group(1)) if found else ""
    except (ValueError, Refused) as wrong:
        raise _unreadable() from wrong
    return proof, beside


def check(text: str, keys: Iterable[PublishedKey], *, paper_code: str = "") -> tuple[Finding, Proof]:
    """Return what a check finds, and what the copy says. `paper_code` is what is printed on the sheet in letters.

    Raises Refused where the text is no proof at all.
    """
    proof, beside = read(text)
    key = next((each for each in keys if each.key_id == proof.key_id), None)
    if key is None:
        return Finding.UNKNOWN_KEY, proof
    if not _is_signed(proof, key, text):
        return Finding.ALTERED, proof
    if key.state is KeyState.REVOKED:
        return Finding.REVOKED_KEY, proof
    others = {code for code in (beside, codes.read(paper_code) if paper_code else "") if code}
    return (Finding.OTHER_COPY if others - {proof.code} else Finding.AUTHENTIC), proof


def _is_signed(proof: Proof, key: PublishedKey, text: str) -> bool:
    """Whether a key signed the text to the letter: a proof that was only written otherwise is not the same."""
    if not text.strip().endswith(proof.text):
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
        public.verify(proof.signature, (SIGNED_AS + proof.body).encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _unreadable() -> Refused:
    return Refused.one("copy", "this is not the code of a printed copy.", "Give the whole text of the square code.")
