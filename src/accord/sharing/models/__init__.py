"""The tables of sharing: who wants to hear of plans and what each was told, what was printed, and downtime packs."""

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
from accord.sharing.models.subscriptions import Subscription

__all__ = [
    "Copy",
    "CopyRevocation",
    "Delivery",
    "DowntimeOpening",
    "DowntimePack",
    "DowntimePackPerson",
    "DowntimeReturn",
    "DowntimeSetting",
    "DowntimeTaking",
    "Subscription",
]
