"""The plans room, as Django knows it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans: written, signed, current, and kept."""

    name = "accord.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
