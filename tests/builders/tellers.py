"""A teller in a process of its own, against the database of the tests, so that it can be killed: run as a module."""

import json
import os
import sys
import tempfile
from importlib import import_module
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
    # What these need is there only once Django is set up.
    teller = import_module("accord.sharing.deliveries.telling").Teller()
    import_module("accord.config.tellers").tell_until(Event(), teller)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACCORD_DATA"] = folder
        tell(**json.loads(sys.stdin.read()))
