"""The tables of sharing: who wants to hear of plans, and what each was told."""

from accord.sharing.models.deliveries import Delivery
from accord.sharing.models.subscriptions import Subscription

__all__ = ["Delivery", "Subscription"]
