"""The plans room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans: written, signed, current, and kept."""

    name = "accord.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens to people; the module needs the models, which are loaded by now."""
        import_module("accord.plans.hearers")
