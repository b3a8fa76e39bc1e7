"""How is what happened in a request found again in the log?

Each request gets a number from the server. It stands in the answer, on the page of a failure and in
every line that is logged meanwhile. Lines name addresses as they were registered, such as
`/reset/<word>`, never as they were asked for: what stands in an address may open a door.
"""

import json
import logging
import secrets
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request

log = logging.getLogger("bilim")

HEADER = "X-Request-ID"
LOG_FORMATS = ("text", "json")
OF_THE_SERVER = "gunicorn.error"
"""What the server that runs the application logs by itself."""


def request_number() -> str:
    """Return the number of this request; empty outside of one."""
    if not has_request_context():
        return ""
    if "request_number" not in g:
        g.request_number = secrets.token_hex(6)
    return g.request_number


class TextLines(logging.Formatter):
    """One line with time, level, request and message; what was raised follows below it."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(request)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_number() or "-"
        return super().format(record)


class JsonLines(logging.Formatter):
    """One object of JSON on one line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_number() or None,
            "message": record.getMessage(),
        }
        line |= getattr(record, "answer", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_to_console(log_format: str) -> None:
    """Write what is logged to the error output: warnings as text, or everything, each answer too,
    as JSON."""
    is_json = log_format == "json"
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if is_json else TextLines())
    logging.basicConfig(handlers=[handler])
    log.setLevel(logging.INFO if is_json else logging.WARNING)
    for each in logging.getLogger(OF_THE_SERVER).handlers if is_json else ():
        each.setFormatter(handler.formatter)


def install(server: Flask) -> None:
    """Number the requests to the server, and log how each was answered."""

    @server.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @server.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = request_number()
        begun = g.get("begun")
        answer = {
            "method": request.method,
            "address": _address(),
            "status": response.status_code,
            "milliseconds": begun and round((time.perf_counter() - begun) * 1000),
        }
        log.info("answered", extra={"answer": answer})
        return response

    def log_exception(exc_info: Any) -> None:
        log.error("failed: %s %s", request.method, _address(), exc_info=exc_info)

    server.log_exception = log_exception


def _address() -> str | None:
    """Return the address of this request as it was registered; None where there is none."""
    return request.url_rule.rule if request.url_rule else None
