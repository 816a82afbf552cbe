"""Another system, with keys of its own, that asks for tokens as SMART Backend Services says."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from accord.access.actions.systems import NewSystem, register
from accord.access.systems.assertions import TYPE
from accord.domain.system_scopes import read_scopes

TOKEN = "/oauth/token"
HERE = f"http://testserver{TOKEN}"
RSA = RSAKey.generate_key(2048, {"kid": "rsa-1"})
EC = ECKey.generate_key("P-384", {"kid": "ec-1"})
SCOPES = "system/CarePlan.rs system/Flag.r"


def jwks(*keys: Key) -> dict[str, Any]:
    """Return the public halves, as a system publishes them."""
    return json.loads(json.dumps(KeySet(list(keys)).as_dict(private=False)))


@dataclass
class OtherSystem:
    """A system that is registered here."""

    id: str = ""
    keys: dict[str, Any] = field(default_factory=lambda: jwks(RSA, EC))
    keys_address: str = ""

    def register(self, scopes: str = SCOPES, organisation: str = "Y90001") -> OtherSystem:
        """Register it, and return it."""
        system = NewSystem(
            name="Ambulance dispatch",
            organisation_code=organisation,
            scopes=read_scopes(scopes),
            keys=None if self.keys_address else self.keys,
            keys_address=self.keys_address,
        )
        self.id = str(register(system=system, by=None))
        return self

    def assertion(self, key: Key = RSA, alg: str = "", **said: Any) -> str:
        """Return an assertion; `said` says other than it should, None leaves a claim out."""
        now = int(time.time())
        claims = {"iss": self.id, "sub": self.id, "aud": HERE, "exp": now + 240, "iat": now, "jti": str(uuid4())} | said
        header = {"alg": alg or ("ES384" if key is EC else "RS384"), "kid": key.kid, "typ": "JWT"}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, kept, key, algorithms=[header["alg"]])

    def ask(self, assertion: str = "", scope: str = "", **sent: str) -> Any:
        """Ask for a token."""
        form = {
            "grant_type": "client_credentials",
            "scope": scope,
            "client_assertion_type": TYPE,
            "client_assertion": assertion or self.assertion(),
        }
        return Client(enforce_csrf_checks=True).post(TOKEN, form | sent)
