"""The Jinja environment: our templates, the design system's macros, and how things are said.

nhsuk-frontend-jinja needs an environment whose undefined values may be chained; ours must be strict, so that a
misspelt name fails a test and never prints as nothing. So its macros live in an environment of their own and are
called through `nhsuk` ("nhsuk.tabs({...})"). The components that pages print often have lean macros of our own with
the same markup (`web/components.jinja`): the ports cost 12 ms for a summary list of thirty rows, ours under one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from accord.domain import nhs_numbers
from accord.web import words
from accord.web.addresses import reverse
from accord.web.navigation import find_account_links, find_navigation, find_parts
from accord.web.sessions import read_keeping, read_look_to_explain, read_signed_in


class DesignSystem:
    """The macros of nhsuk-frontend-jinja, by their names there: `nhsuk.tabs`, `nhsuk.contentsList`."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("nhsuk_frontend_jinja"),
            undefined=ChainableUndefined,
            autoescape=True,
            auto_reload=False,
        )
        self._folders = {
            name.split("/")[-2].replace("-", ""): name
            for name in self._environment.list_templates()
            if name.endswith("/macro.jinja")
        }

    @cache  # noqa: B019 — one object lives as long as the process
    def __getattr__(self, name: str) -> Any:
        found = self._folders.get(name.lower()) or self._folders.get(name.lower() + "s")
        if found is None:
            raise AttributeError(name)
        return getattr(self._environment.get_template(found).module, name)


def make_url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_context
def read_nonce(context: Context) -> str:
    """Return the nonce of this page's Content Security Policy."""
    # Not `or ""`: django-csp's lazy nonce is false until it has been read.
    return str(getattr(context.get("request"), "csp_nonce", ""))


@pass_context
def show_signed_in(context: Context) -> Any:
    """Return who is signed in, or None."""
    return read_signed_in(context.get("request"))


@pass_context
def show_look_to_explain(context: Context) -> str:
    """Return where to say why this person is looked at, or nothing."""
    return read_look_to_explain(context.get("request"))


@pass_context
def show_messages(context: Context) -> Any:
    """Return what earlier steps left to be said once (django.contrib.messages)."""
    request = context.get("request")
    return list(get_messages(request)) if request is not None else []


@pass_context
def show_parts(context: Context, room: str) -> Any:
    """Return the pages of a room that stand side by side."""
    return find_parts(context.get("request"), room)


@pass_context
def show_navigation(context: Context) -> Any:
    """Return the links of the header that this role may follow."""
    return find_navigation(context.get("request"))


@pass_context
def show_account_links(context: Context) -> Any:
    """Return the links of the account area that this role may follow."""
    return find_account_links(context.get("request"))


@pass_context
def show_keeping(context: Context) -> Any:
    """Return for whom this browser may keep plans, and for how many hours; None for everybody else."""
    return read_keeping(context.get("request"))


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja engine uses."""
    options.pop("autoescape", None)
    ours = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    made = Environment(autoescape=True, **{**options, **ours})
    made.globals.update(
        url=make_url,
        static=static,
        csp_nonce=read_nonce,
        signed_in=show_signed_in,
        look_to_explain=show_look_to_explain,
        keeping=show_keeping,
        kept_url=lambda: reverse(settings.ACCORD_KEPT_PAGE),
        navigation=show_navigation,
        parts=show_parts,
        account_links=show_account_links,
        messages=show_messages,
        sign_out_url=lambda: reverse(getattr(settings, "ACCORD_SIGN_OUT", "access:sign_out")),
        is_demo=lambda: bool(getattr(settings, "ACCORD_DEMO", False)),
        nhsuk=DesignSystem(),
    )
    made.filters.update(
        date=words.say_date,
        time=words.say_time,
        datetime=words.say_datetime,
        ago=words.say_ago,
        age=words.say_age,
        nhs_number=nhs_numbers.shown,
        words=words.say_words,
        listed=words.say_list,
        counted=words.say_count,
    )
    return made
