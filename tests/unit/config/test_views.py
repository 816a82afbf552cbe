"""What is said where something failed."""

from django.test import RequestFactory

from accord.config.views import show_failure


def test_failure_is_no_answer_about_a_plan_and_promises_nothing_of_what_was_sent() -> None:
    shown = show_failure(RequestFactory().get("/emergency"))
    said = shown.content.decode()
    assert shown.status_code == 500
    assert "It says nothing about any plan" in said
    assert "may or may not have been saved" in said
