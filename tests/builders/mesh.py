"""The sandbox of MESH as a process on a port of this machine, with two mailboxes: ours, and a practice's."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from accord.sharing.messages.mailbox_settings import MailboxSettings
from accord.sharing.messages.mailboxes import Mailbox, Sent

PLACE = Path(sys.executable).parent.parent / "mesh"
OURS, THEIRS, OTHERS = "X26ABC1", "X26ABC2", "X26ABC3"
WORKFLOW, SHARED_KEY, PATIENCE = "TEST_WORKFLOW", "the-sandbox-s-key", 20.0


@dataclass(frozen=True)
class Sandbox:
    """Where it runs."""

    address: str

    def settings(self, mailbox: str = OURS, **changed: Any) -> MailboxSettings:
        """Return what it takes to use a mailbox; the practice of the tests' region has one."""
        usual = {"mailboxes": {"Y90001": THEIRS}, "address": self.address, "mailbox": mailbox}
        return MailboxSettings(password="password", shared_key=SHARED_KEY, workflow=WORKFLOW, **(usual | changed))

    def reset(self) -> None:
        """Empty every mailbox."""
        requests.delete(f"{self.address}/admin/reset", timeout=PATIENCE).raise_for_status()

    def report(self, message_id: str, **more: str) -> None:
        """Let MESH report that a message of ours was not delivered."""
        told = {
            "mailbox_id": OURS,
            "code": "14",
            "description": "x",
            "workflow_id": WORKFLOW,
            "status": "undeliverable",
        }
        body = told | {"linked_message_id": message_id} | more
        requests.post(f"{self.address}/messageexchange/admin/report", json=body, timeout=PATIENCE).raise_for_status()


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Run one for as long as the block lasts."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    command = [
        PLACE / "bin/python",
        "-m",
        "uvicorn",
        "mesh_sandbox.api:app",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    told = {"AUTH_MODE": "full", "STORE_MODE": "memory", "SHARED_KEY": SHARED_KEY}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | told
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(running, f"http://127.0.0.1:{port}")
        yield Sandbox(f"http://127.0.0.1:{port}")
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait(running: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < until:
        try:
            requests.get(f"{address}/health", timeout=PATIENCE).raise_for_status()
        except requests.RequestException:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the sandbox of MESH did not start: make install")


def answered(local_id: object, code: str = "ok", words: str = "") -> bytes:
    """Return what a practice's system answers to a message."""
    header: Mapping[str, Any] = {
        "resourceType": "MessageHeader",
        "id": "1",
        "response": {"identifier": str(local_id), "code": code},
    }
    outcome = {"resourceType": "OperationOutcome", "issue": [{"details": {"text": words}}]}
    entries = [{"resource": header}, *([{"resource": outcome}] if words else [])]
    return json.dumps({"resourceType": "Bundle", "type": "message", "entry": entries}).encode()


def post(mailbox: Mailbox, body: bytes, *, to: str = OURS, local_id: str = "theirs") -> str:
    """Send something from a mailbox into another."""
    return mailbox.send(Sent(to=to, local_id=local_id, subject="Answer", body=body))
