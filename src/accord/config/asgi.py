"""What an ASGI server of one's own runs; `accord serve` brings its own."""

import os

import django
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
django.setup()
application = import_string("accord.config.web_processes.make_application")()
