"""SEKMET, a tester of FHIR servers that others wrote, with us as its peer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joserfc.jwk import RSAKey
from sekmet.config import Peer, PeerAuth, Settings
from sekmet.context import AppContext
from sekmet.scenarios.runner import ScenarioRunner
from tests.builders.systems import RSA
from tests.conformance.served import EVERYTHING, Served

PEER = "accord"


@contextmanager
def asking(served: Served, folder: Path) -> Iterator[tuple[ScenarioRunner, AppContext]]:
    """Return SEKMET's runner of scenarios, which shows who it is by SMART Backend Services."""
    key = folder / "private.pem"
    key.write_bytes(RSAKey.as_pem(RSA, private=True))
    auth = PeerAuth(type="smart", client_id=served.system, private_key_path=str(key), kid=RSA.kid, scope=EVERYTHING)
    settings = Settings(data_dir=str(folder), peers={PEER: Peer(base_url=served.base, auth=auth)})
    context = AppContext(settings)
    yield ScenarioRunner(context, PEER), context
    context.reset_clients()
