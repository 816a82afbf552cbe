"""Brings a signal, and a second lead, into a running site: run beside it, as a command is."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from tests.builders.hospitals import Hospital
from tests.builders.signals import DECISIONS, raised

from accord.access.actions.accounts import NewAccount, open_accounts
from accord.access.models import User
from accord.organisations.actions import load_csv
from accord.organisations.queries import staff
from accord.privileges.claims import acting_as_software

SECOND = "second-lead"
HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"


def main(days: int, password: str) -> None:
    """Raise a signal about the manager's home and the officer's organisation, so many days ago; print what it is."""
    with acting_as_software():
        home, board = code_of("manager"), code_of("officer")
        add_second_lead(board, password)
        at = timezone.now() - timedelta(days=days)
        signal = raised(at=at, site=home, signers=board)
        hold_a_move(code_of("administrator"))
    sys.stdout.write(json.dumps({"id": str(signal), "home": home, "decisions": DECISIONS}))


def code_of(username: str) -> str:
    """Return where somebody who can sign in works."""
    member = User.objects.get(username=username).staff_id
    return staff.positions(member)[0].actor.organisation_code


def hold_a_move(code: str) -> None:
    """Let a system of an organisation tell of an admission that names nobody who is known."""
    told = Hospital(code=code)
    told.tell("A01", "", pid_3="77^^^X^MR")


def add_second_lead(board: str, password: str) -> None:
    """Let the area have a second lead, unless it has."""
    if User.objects.filter(username=SECOND).exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff.csv"
        path.write_text(f"{HEAD}JRN1,Ira Marsh,,,{board},assurance_lead,other,2022-07-01,\n", encoding="utf-8")
        load_csv(organisations=None, relationships=None, staff=path, rejects=Path(folder) / "rejects.csv", by=None)
    member = staff.by_staff_code("JRN1")
    assert member
    open_accounts(accounts=[NewAccount(staff_id=member, username=SECOND, password=password)], by=None)
