"""The gate of migrations: every change to a model has its migration. Needs no database."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")


def main() -> None:
    """Fail when `makemigrations` would write something."""
    django.setup()
    # It would compare with a database's history if there were one; the files alone are what is asked about here.
    connections["default"].settings_dict["ENGINE"] = "django.db.backends.dummy"
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


if __name__ == "__main__":
    main()
