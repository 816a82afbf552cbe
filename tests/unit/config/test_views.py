"""What is said where something failed."""

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from accord.config.views import show_failure


def fail(gone: type[Exception]) -> None:
    raise gone


def test_failure_is_no_answer_about_a_plan_and_promises_nothing_of_what_was_sent() -> None:
    shown = show_failure(RequestFactory().get("/emergency"))
    said = shown.content.decode()
    assert shown.status_code == 500
    assert "It says nothing about any plan" in said
    assert "may or may not have been saved" in said


@pytest.mark.parametrize("gone", [OperationalError, InterfaceError, psycopg.OperationalError])
def test_database_that_is_gone_is_no_failure_of_ours(gone: type[Exception]) -> None:
    try:
        fail(gone)
    except gone:
        shown = show_failure(RequestFactory().get("/emergency"))
    assert (shown.status_code, shown.headers["Retry-After"]) == (503, "5")
