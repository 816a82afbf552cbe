"""To which service changes of plans are announced, and as whom."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementSettings:
    """To which service we announce, as which client, and under which name."""

    address: str
    """Of the service, without `/events`, such as https://…/multicast-notification-service."""
    source: str
    """Who we are in each event (CloudEvents `source`): a URI."""
    token_address: str
    client_id: str
    key: str = field(repr=False)
    """The private key, as PEM."""
    key_id: str = ""
