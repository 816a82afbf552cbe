"""Another FHIR server on the same machine: SEKMET (`sekmet-fhir`, a development package of ours), with the same people.

It is asked for a Patient by NHS number, with a token of its own that never changes. It keeps no log of who looked here:
its own record of traffic is off, as it advises for load.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from accord.projections.fhir.systems import NHS_NUMBER
from benchmarks.trials import Person

TOKEN = "a-token-of-the-benchmark"
SETTINGS = """base_url: http://127.0.0.1:{port}/fhir
host: 127.0.0.1
port: {port}
data_dir: {folder}
log_inbound: false
simulator: {{enabled: false}}
validation: {{inbound: "off"}}
server_auth: {{types: [bearer], tokens: [{token}]}}
"""
IN_ONE = 200
PATIENCE = 60.0


@contextmanager
def sekmet(folder: Path, people: Sequence[Person]) -> Iterator[str]:
    """Run SEKMET with these people for as long as the block lasts; gives where a Patient is searched for."""
    shutil.rmtree(folder, ignore_errors=True)  # of an earlier run, with the same people in it
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = folder / "settings.yaml"
    settings.write_text(SETTINGS.format(port=port, folder=folder, token=TOKEN))
    command = [str(Path(sys.executable).parent / "sekmet"), "serve", "--config", str(settings)]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            base = f"http://127.0.0.1:{port}/fhir"
            _wait(f"{base}/metadata")
            for start in range(0, len(people), IN_ONE):
                _post(base, _bundle(people[start : start + IN_ONE]))
            search = f"{base}/Patient/_search"
            _check(search, people[0][1])
            yield search
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _bundle(people: Sequence[Person]) -> dict[str, object]:
    entries = [
        {
            "resource": {
                "resourceType": "Patient",
                "identifier": [{"system": NHS_NUMBER, "value": number}],
                "name": [{"family": "Hartley", "given": ["Rose"]}],
                "birthDate": "1941-05-17",
            },
            "request": {"method": "POST", "url": "Patient"},
        }
        for _, number in people
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def _post(address: str, body: object) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/fhir+json"}
    _send(urllib.request.Request(address, json.dumps(body).encode(), headers))  # noqa: S310  (our own address)


def _check(address: str, number: str) -> None:
    """See that somebody is found by their number: an empty answer would be fast."""
    form = urlencode({"identifier": f"{NHS_NUMBER}|{number}"}).encode()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    found = json.loads(_send(urllib.request.Request(address, form, headers)))  # noqa: S310  (our own address)
    if found.get("total") != 1:
        raise RuntimeError("sekmet-fhir does not find those whom it was given")


def _send(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request) as answer:  # noqa: S310  (our own address)
        return bytes(answer.read())


def _wait(address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not _answers(address):
        if time.monotonic() > ends:
            raise RuntimeError("sekmet-fhir did not start")
        time.sleep(0.2)


def _answers(address: str) -> bool:
    try:
        _send(urllib.request.Request(address))  # noqa: S310  (our own address)
    except OSError:
        return False
    return True
