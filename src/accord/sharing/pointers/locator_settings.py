"""To which locator the pointers to our own plans are published, and as whom."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorSettings:
    """To which locator we publish, as which client, and the pointers of which organisations."""

    address: str
    """Of its producer API, such as https://…/record-locator/producer/FHIR/R4."""
    token_address: str
    client_id: str
    key: str = field(repr=False)
    """The private key, as PEM."""
    key_id: str = ""
    organisations: frozenset[str] = frozenset()
