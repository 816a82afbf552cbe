"""The people room, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who people are, and where."""

    name = "accord.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
