"""Which version of a resource is held, where the record keeps no number of its own for it: the hash of what is sent."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from accord.projections.fhir.elements import Made
from accord.sharing.fhir.registry import Held

LENGTH = 16


def held_of(made: Made, *, updated: datetime | None = None) -> Held:
    """Return a resource with its version: another whenever anything of it is."""
    text = json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    version = hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
    return Held(made={**made, "meta": {**made.get("meta", {}), "versionId": version}}, version=version, updated=updated)
