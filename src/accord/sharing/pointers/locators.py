"""Another locator, as we publish to it: the National Record Locator, or another Accord. It is spoken with here alone.

We show who we are with an assertion that we sign, and name the organisation for which a pointer is published in each
request.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from accord.projections.fhir.elements import Made
from accord.projections.fhir.pointers import MIME
from accord.sharing.partners.callers import AT_ALL, Answer, Caller, NotTaken, as_json
from accord.sharing.pointers.locator_settings import LocatorSettings
from accord.sharing.pointers.parts import custodian_of

ORGANISATION = "NHSD-End-User-Organisation-ODS"
THERE_ALREADY = 409


@dataclass
class Locator:
    """A locator, and who we are there."""

    settings: LocatorSettings
    caller: Caller = field(init=False)

    def __post_init__(self) -> None:
        """Ask as the client that the settings name."""
        said = self.settings
        self.caller = Caller(said.token_address, said.client_id, said.key, said.key_id)

    def put(self, made: Made) -> None:
        """Publish a pointer under its id; with nothing in its place where what it replaces is gone there already."""
        answer = self._ask("PUT", "DocumentReference", custodian_of(made), made)
        if answer.status_code in (400, 422) and _is_about_what_it_replaces(answer):
            alone = {name: value for name, value in made.items() if name != "relatesTo"}
            answer = self._ask("PUT", "DocumentReference", custodian_of(made), alone)
        if answer.status_code not in (200, 201, THERE_ALREADY):
            raise NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in AT_ALL)

    def delete(self, pointer_id: str, organisation_code: str) -> None:
        """Take a pointer back; one that is gone already is gone."""
        answer = self._ask("DELETE", f"DocumentReference/{pointer_id}", organisation_code)
        if answer.status_code not in (200, 204, 404):
            raise NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in AT_ALL)

    def _ask(self, method: str, path: str, organisation_code: str, made: Made | None = None) -> Answer:
        headers = {"Accept": MIME, "Content-Type": MIME, ORGANISATION: organisation_code}
        body = None if made is None else json.dumps(made).encode()
        return self.caller.ask(method, f"{self.settings.address}/{path}", data=body, headers=headers)


def _is_about_what_it_replaces(answer: Answer) -> bool:
    """Return whether a pointer was refused for what it replaces alone."""
    issues = as_json(answer).get("issue") or []
    places = [str(at) for each in issues if isinstance(each, dict) for at in each.get("expression") or [""]]
    return bool(places) and all(at.startswith("relatesTo") for at in places)
