"""The tables of sharing: subscriptions, deliveries, copies and their holders, packs, summaries, news."""

from accord.sharing.models.announcements import Announcement
from accord.sharing.models.cancellations import Cancellation, Holder, HolderReply
from accord.sharing.models.copies import Copy, CopyRevocation
from accord.sharing.models.deliveries import Delivery
from accord.sharing.models.downtime import (
    DowntimeOpening,
    DowntimePack,
    DowntimePackPerson,
    DowntimeReturn,
    DowntimeSetting,
    DowntimeTaking,
)
from accord.sharing.models.exports import Export, ExportFile
from accord.sharing.models.kept import KeptOpening
from accord.sharing.models.messages import MailboxMessage, PracticeMessage
from accord.sharing.models.moves import ToldMove, Visit
from accord.sharing.models.notices import DemographicNotice
from accord.sharing.models.outlets import UsedOutlet
from accord.sharing.models.partners import Partner, PartnerNews
from accord.sharing.models.pointers import Pointer, PointerPermission
from accord.sharing.models.publications import Publication, PublishedPointer
from accord.sharing.models.subscriptions import Subscription
from accord.sharing.models.summaries import Summary

__all__ = [
    "Announcement",
    "Cancellation",
    "Copy",
    "CopyRevocation",
    "Delivery",
    "DemographicNotice",
    "DowntimeOpening",
    "DowntimePack",
    "DowntimePackPerson",
    "DowntimeReturn",
    "DowntimeSetting",
    "DowntimeTaking",
    "Export",
    "ExportFile",
    "Holder",
    "HolderReply",
    "KeptOpening",
    "MailboxMessage",
    "Partner",
    "PartnerNews",
    "Pointer",
    "PointerPermission",
    "PracticeMessage",
    "Publication",
    "PublishedPointer",
    "Subscription",
    "Summary",
    "ToldMove",
    "UsedOutlet",
    "Visit",
]
