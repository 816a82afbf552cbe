"""Who may hold a copy of a plan that was cancelled: known from the plan, from places, and from what was printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.organisations import OrganisationReference, SiteType
from accord.domain.plan.keeping import Distribution, Recipient


class HolderKind(Choice):
    """What somebody who may hold a copy is."""

    ORGANISATION = "organisation", "An organisation that looks after the person"
    RECIPIENT = "recipient", "Somebody whom the plan says to tell"
    COPY = "copy", "A copy that the plan names"
    PRINTED = "printed", "A copy that was printed here"
    SYSTEM = "system", "Another system"


class Telling(Choice):
    """How a holder is told."""

    WORK_LIST = "work_list", "It waits in My work there"
    NOBODY_THERE = "nobody_there", "Not told from here: nobody there signs in to this record. Telephone them"
    NOT_SHARED = (
        "not_shared",
        "Not told from here: the plan is not shared with them. Say whom you telephone",
    )
    BY_HAND = "by_hand", "Not told from here: somebody has to tell them"
    MESSAGE = "message", "Sent to the system"
    MAILBOX = "mailbox", "Sent to the practice's mailbox"


class HolderAnswer(Choice):
    """What a holder answered, or somebody for them."""

    REMOVED = "removed", "Told, and every copy was taken away, destroyed or marked as cancelled"
    NONE_HELD = "none_held", "Told, and there is no copy"
    TAKEN = "taken", "The system took it and acknowledged it"
    NOT_FOUND = "not_found", "They, or the copy, cannot be found"


BY_STAFF = (HolderAnswer.REMOVED, HolderAnswer.NONE_HELD, HolderAnswer.NOT_FOUND)
_PLACES = {
    Recipient.GP: {SiteType.GP_PRACTICE},
    Recipient.AMBULANCE: {SiteType.AMBULANCE},
    Recipient.CARE_HOME: {SiteType.NURSING_HOME, SiteType.RESIDENTIAL_HOME, SiteType.SUPPORTED_LIVING},
    Recipient.HOSPITAL: {SiteType.ACUTE_HOSPITAL, SiteType.COMMUNITY_HOSPITAL, SiteType.MENTAL_HEALTH},
    Recipient.HOSPICE: {SiteType.HOSPICE},
}
"""Whom the plan says to tell, where that is an organisation that is known to look after the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who may hold a copy.

    `position` is where the plan names a copy, counted from nought; none for the printout at home.
    """

    kind: HolderKind
    telling: Telling
    organisation_id: UUID | None = None
    recipient: str = ""
    position: int | None = None
    copy_id: UUID | None = None
    system_id: UUID | None = None


def holders_of(
    distribution: Distribution | None,
    places: Collection[OrganisationReference],
    tellings: dict[UUID, Telling],
    printed: Iterable[tuple[UUID, UUID]],
    *,
    own: UUID,
) -> Iterator[Holder]:
    """Yield everybody who may hold a copy, but systems, which are known as they are told.

    `places` look after the person, `tellings` say how each is told, and `printed` are copies with where they were
    printed. Whoever cancelled it, for the organisation `own`, needs not be told of it.
    """
    for place in places:
        if place.id != own:
            yield Holder(kind=HolderKind.ORGANISATION, telling=tellings[place.id], organisation_id=place.id)
    for copy_id, organisation_id in printed:
        yield Holder(kind=HolderKind.PRINTED, telling=Telling.BY_HAND, organisation_id=organisation_id, copy_id=copy_id)
    if distribution is None:
        return
    kinds = {place.site_type for place in places}
    for recipient in sorted(distribution.tell, key=list(Recipient).index):
        if not kinds & _PLACES.get(recipient, set()):
            yield Holder(kind=HolderKind.RECIPIENT, telling=Telling.BY_HAND, recipient=recipient.value)
    if distribution.tell_others and Recipient.OTHER not in distribution.tell:
        yield Holder(kind=HolderKind.RECIPIENT, telling=Telling.BY_HAND, recipient=Recipient.OTHER.value)
    if distribution.location_at_home:
        yield Holder(kind=HolderKind.COPY, telling=Telling.BY_HAND)
    for position in range(len(distribution.copies)):
        yield Holder(kind=HolderKind.COPY, telling=Telling.BY_HAND, position=position)
