"""Private keys of ours, as they lie in a file."""

from __future__ import annotations

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey


def read_key(pem: str) -> Key:
    """Return a private key, RSA or elliptic curve; `ValueError` where it is none."""
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(pem)
        except (ValueError, TypeError, JoseError):
            continue
        if key.is_private:
            return key
    raise ValueError("not a private key")
