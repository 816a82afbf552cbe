"""The assurance room, as Django knows it."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Assurance: the dataset read, measures, signals, and what people do about them."""

    name = "accord.assurance"
    label = "assurance"
    default_auto_field = "django.db.models.BigAutoField"
