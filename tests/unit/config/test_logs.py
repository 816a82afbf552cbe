"""Nothing about a person reaches a log."""

import logging
import subprocess
import sys
from pathlib import Path

import structlog

from accord.config.logs import keep_operational_fields, logging_settings, name_exception

IN_A_FILE = """
import logging, pathlib, sys
from accord.config.logs import log_to_file, logging_settings
log_to_file(logging_settings(debug=False), pathlib.Path(sys.argv[1]))
logging.getLogger("accord").info("answered")
"""


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


def test_suspicious_request_is_said_without_what_was_sent() -> None:
    name, said = "django.security.DisallowedHost", "Invalid HTTP_HOST header: 'lovelace.example'."
    line = written(logging.LogRecord(name, logging.ERROR, "x.py", 1, said, (), None))
    assert '"event": "suspicious request"' in line
    assert "lovelace" not in line


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


def test_lines_of_a_demo_go_to_a_file_and_not_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "demo.log"
    done = subprocess.run([sys.executable, "-c", IN_A_FILE, str(log)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert '"event": "answered"' in log.read_text(encoding="utf-8")
