"""`accord mllp`: listen for a hospital's messages of admission, transfer and discharge (HL7 v2)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.options import Data
from accord.config.commands.stores import up_to_date
from accord.config.configurations import LOOPBACK
from accord.domain.errors import Refused
from accord.sharing.moves.listening import Listener, NoSender, Proof, sender

app = typer.Typer()

System = Annotated[UUID, typer.Option(help="The number of the registered system that sends (accord clients list).")]
Host = Annotated[str, typer.Option(help="The address to listen on; beyond this machine, TLS is needed.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")]
Certificate = Annotated[Path | None, typer.Option(exists=True, help="Our certificate, PEM.")]
Key = Annotated[Path | None, typer.Option(exists=True, help="Its key, PEM.")]
Senders = Annotated[Path | None, typer.Option(exists=True, help="Whose certificates senders come with, PEM.")]


@app.command()
def mllp(
    system: System,
    data: Data = None,
    host: Host = "127.0.0.1",
    port: Port = 2575,
    certificate: Certificate = None,
    key: Key = None,
    senders: Senders = None,
) -> None:
    """Listen for HL7 v2 messages about admissions (A01-A03, A11-A13) from one system, until stopped."""
    proof = Proof(str(certificate), str(key), str(senders)) if certificate and key and senders else None
    if proof is None and host not in LOOPBACK:
        wrong = "messages name patients, so senders from elsewhere come by TLS."
        raise Refused.one("host", wrong, "Give --certificate, --key and --senders.")
    with up_to_date():
        try:
            who = sender(system)
        except NoSender:
            wrong = "it is not registered, or its scopes do not hold system/Encounter.cu."
            raise Refused.one("system", wrong, "See `accord clients list`.") from None
        with Listener((host, port), system, proof) as listener:
            typer.echo(f"Listening for {who.name} ({who.organisation_code}) on port {listener.server_address[1]}")
            listener.serve_forever()
