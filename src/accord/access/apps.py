"""The access room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, second factors, sessions, roles, relationships, the access log, and forms held over a lost session."""

    name = "accord.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who signs plans and records people; the module needs the models, which are loaded by now."""
        import_module("accord.access.hearers")
