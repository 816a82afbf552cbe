"""Nothing about a person reaches a log."""

import logging
import sys

import pytest
import structlog

from accord.config.logs import keep_operational_fields, logging_settings, name_exception


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> logging.Handler:
    settings = logging_settings(debug=False)["formatters"]["json"]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=settings["foreign_pre_chain"], processors=settings["processors"]
        )
    )
    return handler


def test_values_put_into_a_sentence_are_left_out(line: logging.Handler, capsys: pytest.CaptureFixture[str]) -> None:
    line.handle(logging.LogRecord("django", logging.ERROR, "x.py", 1, "Failed for %s", ("Ada Lovelace",), None))
    written = capsys.readouterr().out
    assert "Failed for %s" in written
    assert "Lovelace" not in written


def test_message_of_an_exception_is_left_out(line: logging.Handler, capsys: pytest.CaptureFixture[str]) -> None:
    failure = ValueError("born 1931-04-02")
    record = logging.LogRecord("django", logging.ERROR, "x.py", 1, "Failed", (), (ValueError, failure, None))
    line.handle(record)
    written = capsys.readouterr().out
    assert '"exception_type": "ValueError"' in written
    assert "1931" not in written


def test_unknown_fields_are_dropped() -> None:
    kept = keep_operational_fields(None, "info", {"event": "saved", "nhs_number": "x", "status": 200})
    assert kept == {"event": "saved", "status": 200}


def test_exception_is_placed_where_it_was_raised() -> None:
    try:
        int("seven")
    except ValueError as failure:
        event = name_exception(None, "error", {"event": "failed", "exc_info": failure})
    assert event["where"].startswith(f"{__name__}:")
