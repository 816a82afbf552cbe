"""The tables of sharing: who wants to hear of plans and what each was told, and what was printed."""

from accord.sharing.models.copies import Copy, CopyRevocation
from accord.sharing.models.deliveries import Delivery
from accord.sharing.models.subscriptions import Subscription

__all__ = ["Copy", "CopyRevocation", "Delivery", "Subscription"]
