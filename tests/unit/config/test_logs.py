"""Nothing about a person reaches a log."""

import logging

import structlog

from accord.config.logs import keep_operational_fields, logging_settings, name_exception


def written(record: logging.LogRecord) -> str:
    settings = logging_settings(debug=False)["formatters"]["json"]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=settings["foreign_pre_chain"], processors=settings["processors"]
    )
    return formatter.format(record)


def test_values_put_into_a_sentence_are_left_out() -> None:
    line = written(logging.LogRecord("django", logging.ERROR, "x.py", 1, "Failed for %s", ("Ada Lovelace",), None))
    assert "Failed for %s" in line
    assert "Lovelace" not in line


def test_message_of_an_exception_is_left_out() -> None:
    failure = ValueError("born 1931-04-02")
    line = written(logging.LogRecord("django", logging.ERROR, "x.py", 1, "Failed", (), (ValueError, failure, None)))
    assert '"exception_type": "ValueError"' in line
    assert "1931" not in line


def test_unknown_fields_are_dropped() -> None:
    kept = keep_operational_fields(None, "info", {"event": "saved", "nhs_number": "x", "status": 200})
    assert kept == {"event": "saved", "status": 200}


def test_exception_is_placed_where_it_was_raised() -> None:
    try:
        int("seven")
    except ValueError as failure:
        event = name_exception(None, "error", {"event": "failed", "exc_info": failure})
    assert event["where"].startswith(f"{__name__}:")
