"""The sharing room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Sharing: FHIR, subscriptions, pointers, print and messages."""

    name = "accord.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what becomes of plans; the module needs the models, which are loaded by now."""
        import_module("accord.sharing.hearers")
