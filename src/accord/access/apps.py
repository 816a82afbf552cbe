"""The access room, as Django knows it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, second factors, sessions, sign-in, roles, the access log, and forms held over a lost session."""

    name = "accord.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
