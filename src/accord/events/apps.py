"""The events room, as Django knows it."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happened, and what is still to be told."""

    name = "accord.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
