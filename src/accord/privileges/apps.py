"""Registers the ground of privileges with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from accord.privileges.frameworks import grant_framework_tables


class PrivilegesConfig(AppConfig):
    """Grants what Django's and procrastinate's own tables need, whose migrations are not ours to write."""

    name = "accord.privileges"
    label = "privileges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Grant after each migrate of this app, which is listed last."""
        post_migrate.connect(grant_framework_tables, sender=self, dispatch_uid="accord.privileges")
