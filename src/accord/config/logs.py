"""Log lines: JSON with operational fields, and never a name, a number, an address typed in or a query string."""

from __future__ import annotations

import logging.config
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

FIELDS = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "method",
        "route",
        "status",
        "milliseconds",
        "exception_type",
        "where",
        "job",
        "task",
        "queue",
        "count",
        "seconds",
        "command",
        "pid",
        "why",
    }
)
"""The only fields that reach a log. Add one here only if it can never hold anything about a person."""


SUSPICIOUS = "suspicious request"


def keep_operational_fields(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop whatever is not known to be operational."""
    return {key: value for key, value in event.items() if key in FIELDS}


def name_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and place: its message and its variables may hold what a person typed."""
    record = event.get("_record")
    failure = event.get("exc_info") or (record.exc_info if record is not None else None)
    if isinstance(failure, tuple) and failure[1] is not None:
        failure = failure[1]
    if isinstance(failure, BaseException):
        event["exception_type"] = type(failure).__name__
        event["where"] = _place(failure)
    return event


def _place(failure: BaseException) -> str:
    trace = failure.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""


def use_template_only(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Log the sentence that the code holds, without the values that were put into it.

    Django's sentence about a suspicious request is the exception's own, with what was sent in it: the logger's name
    says which it was.
    """
    record = event.get("_record")
    if record is not None:
        event["event"] = SUSPICIOUS if record.name.startswith("django.security.") else str(record.msg)
    return event


def logging_settings(*, debug: bool) -> dict[str, Any]:
    """Return Django's LOGGING and set structlog up to write through it."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    final = [name_exception, keep_operational_fields, structlog.processors.JSONRenderer()]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, use_template_only],
        "processors": final,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
        "loggers": {
            "accord": {"level": "INFO"},
            "django": {"handlers": [], "propagate": True, "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # what was answered is in our own line; this adds what failed
        },
    }


def log_to_file(settings: dict[str, Any], path: Path) -> None:
    """Write log lines to a file and not to the terminal: at once, and whenever Django sets up these settings again."""
    handler = {"class": "logging.FileHandler", "filename": str(path), "encoding": "utf-8", "formatter": "json"}
    settings["handlers"] = {"file": handler}
    settings["root"]["handlers"] = ["file"]
    logging.config.dictConfig(settings)
