"""The one Jinja environment of the pages, and printing a macro of a template from Python."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment
from markupsafe import Markup


@cache
def find_environment() -> Environment:
    """Return the environment of the first Jinja engine in the settings."""
    return next(engine.env for engine in engines.all() if isinstance(engine, Jinja2))


def render_macro(template: str, macro: str, *args: Any, **kwargs: Any) -> Markup:
    """Print one macro of a template (compiled once; the macro sees no request)."""
    module = find_environment().get_template(template).module
    return Markup(getattr(module, macro)(*args, **kwargs))  # noqa: S704 — the macro has escaped what it printed
