"""The organisations room, as Django knows it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations, how they relate, and their staff."""

    name = "accord.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
