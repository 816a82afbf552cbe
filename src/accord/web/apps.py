"""The page toolkit as a Django app: its templates and its built styles and scripts."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates under `jinja2/web`, built files under `static/web`; no models."""

    name = "accord.web"
    label = "web"
    verbose_name = "Page toolkit"
