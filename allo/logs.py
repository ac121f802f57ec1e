"""Logs that name an action and protect people.

A line is a static message with `action` and ids: `log.info("a call was answered", action="call_answered", call=id)`.
Never a name, a number, digits pressed or words said. Should a number slip in all the same (an error's text, a library's
line, an address asked for), it is masked in the finished line, wherever it stands.

May import: structlog.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_GAP = r"[\s.\-‐‑–/()]"
# a number with its country, by + or 00; ten digits from 01 to 09; any long run of digits; a code of eight
_NUMBER = re.compile(
    rf"(?:\+|%2[Bb])\d(?:{_GAP}{{0,3}}\d){{6,14}}"
    rf"|(?<!\d)00{_GAP}?[1-9](?:{_GAP}{{0,3}}\d){{7,14}}"
    rf"|(?<!\d)0[1-9](?:{_GAP}?\d){{8}}(?!\d)"
    r"|\d{9,}"
    r"|(?<![0-9A-Za-z])\d{8}(?![0-9A-Za-z])"
)


def masked(line: str) -> str:
    """The line, each telephone number left with its last two digits and each code with none."""
    return _NUMBER.sub(_mask, line)


def set_up_logs(*, as_json: bool, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """All that is logged, by Allô or by a library, goes to `stream` (standard error), one line or one JSON each."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    handler = logging.StreamHandler(sys.stderr if stream is None else stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(as_json), _mask_line],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _rendering(as_json: bool) -> list[Processor]:
    """Tracebacks without the values of variables: those hold what people said and pressed."""
    if as_json:
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_serialised)]
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]


def _serialised(event: EventDict, **_: object) -> str:
    return json.dumps(event, ensure_ascii=False, default=repr)


def _mask_line(_logger: WrappedLogger, _method: str, line: Any) -> str:
    return masked(line)


def _mask(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return "••" if len(digits) == 8 else f"••{digits[-2:]}"
