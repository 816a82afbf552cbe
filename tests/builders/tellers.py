"""A teller in a process of its own, against the database of the tests, so that it can be killed: run as a module."""

import json
import os
import sys
import tempfile
from threading import Event

import django
from django.conf import settings
from django.db import connections


def tell(database: dict[str, object], secret: str, keys: list[str]) -> None:
    """Tell until killed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "accord.config.settings"
    django.setup()
    settings.SECRET_KEY, settings.ACCORD_FACTOR_KEYS, settings.ACCORD_DEMO = secret, keys, True
    connections["default"].settings_dict.update(database)
    from accord.config.tellers import tell_until  # noqa: PLC0415  (what it needs is there only once Django is set up)
    from accord.sharing.deliveries.telling import Teller  # noqa: PLC0415  (as above)

    tell_until(Event(), Teller())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACCORD_DATA"] = folder
        tell(**json.loads(sys.stdin.read()))
