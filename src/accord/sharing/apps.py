"""The sharing room, as Django knows it."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Sharing: FHIR, subscriptions, pointers, print and messages."""

    name = "accord.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
