"""The commands about accounts and other systems, run as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from joserfc.jwk import RSAKey
from tests.builders.systems import jwks
from tests.builders.who import ORGANISATIONS, STAFF

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
PASSWORD = "long quiet walks by the canal\n"


class Installation:
    """A data folder with a small directory in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [ACCORD, *words, "--data", str(self.folder / "data")]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT, input=typed)

    def ask(self, *words: str, typed: str = "") -> Any:
        done = self.run(*words, "--json", typed=typed)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text)
        return str(self.folder / name)


@pytest.fixture(scope="module")
def here(installed: Path) -> Installation:
    made = Installation(installed.parent)
    made.ask("import", "organisations", made.write("organisations.csv", ORGANISATIONS))
    made.ask("import", "staff", made.write("staff.csv", STAFF))
    return made


def test_account_is_opened_listed_and_closed(here: Installation) -> None:
    here.ask("accounts", "open", "Ada.Moss", "--staff", "s-gp", "--password-stdin", typed=PASSWORD)
    listed = {row["username"]: row for row in here.ask("accounts", "list")}
    assert listed["ada.moss"]["staff_code"] == "s-gp"
    assert listed["ada.moss"]["open"]
    here.ask("accounts", "close", "ada.moss")
    assert "ada.moss  s-gp  closed  no second factor of ours" in here.run("accounts", "list").stdout


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["open", "x", "--staff", "nobody", "--password-stdin"], PASSWORD, "no member of staff has the code"),
        (["open", "x", "--staff", "s-care", "--password-stdin"], "password\n", "too common"),
        (["close", "nobody"], "", "no account has this user name"),
        (["remove-factor", "nobody", "--reason", "lost"], "", "no account has this user name"),
    ],
)
def test_what_is_wrong_is_said_plainly(here: Installation, words: list[str], typed: str, said: str) -> None:
    done = here.run("accounts", *words, typed=typed)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_account_without_a_second_factor_has_none_to_remove(here: Installation) -> None:
    here.ask("accounts", "open", "nia", "--staff", "s-nurse", "--password-stdin", typed=PASSWORD)
    assert "has no second factor" in here.run("accounts", "remove-factor", "nia", "--reason", "lost").stderr
    assert here.run("accounts", "remove-factor", "nia", "--reason", "bored").returncode == 2


def test_nothing_is_left_where_nobody_subscribed(here: Installation) -> None:
    assert here.ask("deliveries", "list") == {"dead": [], "failing": []}
    assert "none that is on" in here.run("deliveries", "replay", str(uuid4())).stderr


def test_where_no_mailbox_is_configured_the_list_says_so(here: Installation) -> None:
    assert here.ask("mesh", "list") == {"is_on": False, "not_taken": [], "unknown": []}
    assert "none that was not taken" in here.run("mesh", "again", str(uuid4())).stderr


def test_organisation_may_register_and_find_pointers(here: Installation) -> None:
    given = here.ask("pointers", "permit", "VL901", "--register", "736253002", "--find", "all")
    assert (given["registers"], len(given["finds"])) == (["736253002"], 14)
    assert here.ask("pointers", "list") == [given]
    here.ask("pointers", "permit", "VL901")
    assert "No organisation" in here.run("pointers", "list").stdout
    assert here.ask("pointers", "publish") == {"count": 0}
    assert here.ask("pointers", "waiting") == []
    assert "is no type of pointer" in here.run("pointers", "permit", "VL901", "--find", "1").stderr


def test_system_is_registered_listed_and_closed(here: Installation) -> None:
    keys = here.write("keys.json", json.dumps(jwks(RSAKey.generate_key(2048, {"kid": "1"}))))
    named = ["--name", "Dispatch", "--organisation", "Y90001"]
    added = here.ask("clients", "add", *named, "--scope", "system/CarePlan.rs", "--keys", keys)
    assert [row["scopes"] for row in here.ask("clients", "list")] == [["system/CarePlan.rs"]]
    here.ask("clients", "close", added["id"])
    assert "closed" in here.run("clients", "list").stdout
    assert "none that is open" in here.run("clients", "close", added["id"]).stderr


def test_misspelt_kind_of_a_scope_is_refused_by_name(here: Installation) -> None:
    named = ["--name", "Dispatch", "--organisation", "Y90001", "--keys", here.write("none.json", "{}")]
    refused = here.run("clients", "add", *named, "--scope", "system/Encounter.crus", "--scope", "system/Pateint.r")
    assert "'Pateint' is no kind of resource here" in refused.stderr
    assert "DemographicNotice, DocumentReference, Encounter" in " ".join(refused.stderr.split())


def test_private_keys_are_refused(here: Installation) -> None:
    private = {"keys": [RSAKey.generate_key(2048, {"kid": "1"}).as_dict(private=True)]}
    keys = here.write("private.json", json.dumps(private))
    named = ["--name", "Dispatch", "--organisation", "Y90001", "--scope", "system/CarePlan.rs"]
    assert "a private key is among them" in here.run("clients", "add", *named, "--keys", keys).stderr
