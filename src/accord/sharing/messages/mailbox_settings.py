"""Our mailbox of MESH: where it is, how we show whose it is, and to which mailboxes we send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """One mailbox, with what it takes to use it."""

    address: str
    mailbox: str
    password: str = field(repr=False)
    shared_key: str = field(repr=False)
    """Of the environment of MESH, with which each request is signed."""
    certificate: tuple[str, str] | None = None
    """The paths of our certificate and its key, for TLS on both sides."""
    authorities: str = ""
    """The path of the authorities that MESH's own certificate is checked against; else those of its environment."""
    workflow: str
    """The workflow id under which messages go out; acknowledgements come back under it with `_ACK`."""
    mailboxes: Mapping[str, str] = field(default_factory=dict)
    """The mailboxes of practices, by ODS code, that are not looked up."""
    answer_within: timedelta = timedelta(hours=48)
    """After how long a message that was not acknowledged is raised."""
