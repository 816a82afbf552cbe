"""MESH, as we speak with it: through its own client, and here alone.

What matters of each failure is whether the message may have arrived: what was sent and not answered is never sent
again before MESH was asked for it, under the local id that we gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import requests
from mesh_client import MeshClient, MeshError
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout

from accord.sharing.messages.mailbox_settings import MailboxSettings

PATIENCE = 30.0
AT_ONCE = 100
LARGEST = 10_000_000
"""Bytes of a message that we take out of our mailbox; nobody sends us documents."""
_AT_ALL = frozenset({401, 403, 408, 425, 429, 500, 502, 503, 504})
"""Statuses that say nothing of one message: MESH takes nothing now, or does not know us."""
TWICE = 300


class NotDone(Exception):
    """MESH did not do what it was asked, in words that hold nothing of a message.

    `at_all`: it does nothing now, for any message. `is_unsure`: it may have taken this one.
    """

    def __init__(self, words: str, *, at_all: bool = False, is_unsure: bool = False) -> None:
        self.at_all, self.is_unsure = at_all, is_unsure
        super().__init__(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is sent: where to, as what, and under which local id it is found again."""

    to: str
    local_id: str
    subject: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Come:
    """A message in our mailbox. `body` is None where it is larger than what we take."""

    id: str
    is_report: bool
    workflow: str
    sender: str
    subject: str
    local_id: str
    about: str
    """The message that a report is about, by its id."""
    words: str
    """What a report says went wrong."""
    body: bytes | None


class Mailbox(MeshClient):
    """Our mailbox."""

    def __init__(self, settings: MailboxSettings) -> None:
        self.settings = settings
        super().__init__(
            settings.address,
            settings.mailbox,
            settings.password,
            shared_key=settings.shared_key.encode(),
            cert=settings.certificate,
            verify=settings.authorities or None,
            max_retries=0,
            timeout=PATIENCE,
            application_name="accord",
        )

    def send(self, sent: Sent) -> str:
        """Send a message, and return the id that MESH gave it."""
        post = partial(
            self.send_message,
            sent.to,
            sent.body,
            workflow_id=self.settings.workflow,
            local_id=sent.local_id,
            subject=sent.subject,
            filename=f"{sent.local_id}.json",
            content_type="application/fhir+json",
        )
        with _plainly(is_sending=True):
            return str(post())

    def find(self, local_id: str) -> str | None:
        """Return the id of the message that we sent under a local id; None where MESH knows of none.

        Where it has several it does not say which: they have arrived, and the id is empty.
        """
        with _plainly():
            answer = self._session.get(f"{self.mailbox_url}/outbox/tracking/{quote(local_id)}", timeout=self._timeout)
            if answer.status_code == requests.codes.not_found:
                return None
            if answer.status_code == TWICE:
                return ""
            answer.raise_for_status()
            told = answer.json()
            return str(told.get("messageId") or told["message_id"])

    def is_collected(self, message_id: str) -> bool:
        """Return whether whoever a message is for has taken it out of their mailbox."""
        with _plainly():
            return str(self.track_message(message_id).get("status", "")).lower() == "acknowledged"

    def look_up(self, ods_code: str) -> str | None:
        """Return the mailbox of an organisation for our workflow; None where it has none."""
        if ods_code in self.settings.mailboxes:
            return self.settings.mailboxes[ods_code]
        with _plainly():
            found = self.lookup_endpoint(ods_code, self.settings.workflow)["results"]
        return found[0]["mailbox_id"] if found else None

    def waiting(self) -> Sequence[str]:
        """Return the ids of what waits in our mailbox, of any workflow."""
        with _plainly():
            return self.list_messages(max_results=AT_ONCE)

    def fetch(self, message_id: str) -> Come:
        """Return a message. It stays in the mailbox until it is acknowledged."""
        with _plainly(), closing(self.retrieve_message(message_id)) as message:
            body = message.read(LARGEST + 1)
        said = [message.mex_header(f"status{name}") for name in ("code", "description")]
        return Come(
            id=message_id,
            is_report=str(message.message_type or "").upper() == "REPORT",
            workflow=message.workflow_id or "",
            sender=message.sender or "",
            subject=message.subject or "",
            local_id=message.local_id or "",
            about=message.mex_header("linkedmsgid") or "",
            words=" ".join(each for each in said if each),
            body=None if len(body) > LARGEST else body,
        )

    def acknowledge(self, message_id: str) -> None:
        """Take a message out of the mailbox; one that is gone already is gone."""
        with _plainly():
            try:
                self.acknowledge_message(message_id)
            except requests.HTTPError as failed:
                if failed.response.status_code not in (requests.codes.not_found, requests.codes.gone):
                    raise


@contextmanager
def _plainly(*, is_sending: bool = False) -> Iterator[None]:
    """Say what went wrong in our own words, and whether the message may have arrived."""
    try:
        yield
    except MeshError as refused:
        raise NotDone(f"refused: {refused.args[0]}"[:160]) from refused
    except requests.HTTPError as failed:
        status = failed.response.status_code
        is_unsure = is_sending and status >= requests.codes.server_error
        raise NotDone(f"answered {status}", at_all=status in _AT_ALL, is_unsure=is_unsure) from failed
    except (requests.RequestException, OSError) as failed:
        is_unsure = is_sending and not _was_never_sent(failed)
        raise NotDone(f"not reached ({type(failed).__name__})", at_all=True, is_unsure=is_unsure) from failed
    except (ValueError, KeyError, TypeError) as failed:
        words = f"answered what cannot be read ({type(failed).__name__})"
        raise NotDone(words, at_all=True, is_unsure=is_sending) from failed


def _was_never_sent(failed: Exception) -> bool:
    """Return whether no connection was made at all."""
    if isinstance(failed, ConnectTimeout):
        return True
    reason = getattr(failed.args[0] if failed.args else None, "reason", None)
    return isinstance(failed, NoConnection) and type(reason).__name__ == "NewConnectionError"
