"""Registers the ground of privileges with Django."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from accord.privileges.claims import begin
from accord.privileges.frameworks import grant_framework_tables


class PrivilegesConfig(AppConfig):
    """Grants what Django's and procrastinate's own tables need, whose migrations are not ours to write."""

    name = "accord.privileges"
    label = "privileges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Grant once after each migrate: Django says so for an app with models, by when all tables stand."""
        any_of_them = apps.get_app_config("contenttypes")
        post_migrate.connect(grant_framework_tables, sender=any_of_them, dispatch_uid="accord.privileges")
        connection_created.connect(begin, dispatch_uid="accord.claims")
