"""A telephone number never comes out of the logs, whoever logs it and however it is written."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from allo.logs import masked, set_up_logs

NUMBER = "+33199000012"
WRITTEN = [
    NUMBER,
    "33199000012",
    "0199000012",
    "01 99 00 00 12",
    "01.99.00.00.12",
    "01-99-00-00-12",
    "01\u202f99\u00a000\u202f00 12",
    "+33 1 99 00 00 12",
    "+33 (0)1 99 00 00 12",
    "0033 1 99 00 00 12",
    "/lines?From=%2B33199000012&x=1",
    "tel:+33199000012;phone-context=x",
    "+262 2 62 16 00 12",
    "+508 41 00 12",
]


@pytest.fixture(autouse=True)
def _logging_put_back() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def logged(act: Callable[[], None], *, as_json: bool = True) -> str:
    stream = io.StringIO()
    set_up_logs(as_json=as_json, stream=stream)
    act()
    return stream.getvalue()


def fails(written: str) -> None:
    try:
        raise ValueError(written)
    except ValueError:
        structlog.get_logger().exception("a call failed", action="call_failed")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "console"])
def test_a_number_never_comes_out(written: str, as_json: bool) -> None:
    ways: list[Callable[[], None]] = [
        lambda: structlog.get_logger().info(f"ringing {written}", action="rang"),
        lambda: structlog.get_logger().info("ringing", action="rang", number=written),
        lambda: structlog.get_logger().info("ringing", action="rang", form={"From": [written]}),
        lambda: structlog.get_logger().info("ringing", action="rang", error=ValueError(written)),
        lambda: logging.getLogger("aiohttp.access").info("GET %s", written),
        lambda: logging.getLogger("any.library").warning("asked", extra={"number": written}),
        lambda: fails(written),
    ]
    for way in ways:
        line = logged(way, as_json=as_json)
        assert line
        assert written not in line
        assert "990000" not in "".join(filter(str.isdigit, line))
        assert "0000" not in line.replace(" ", "").replace("-", "")


def test_a_number_kept_as_an_integer_is_masked_too() -> None:
    line = logged(lambda: structlog.get_logger().info("ringing", action="rang", number=33199000012))
    assert "33199000012" not in line


def test_a_code_is_masked_whole() -> None:
    assert masked("the code 48151623 was tried") == "the code •• was tried"


def test_what_is_no_number_stays() -> None:
    line = "2026-11-24T15:00:00.123456Z call=k3v9x session=12 seconds=45.25 from=09:00-20:00 days=2026-11-24,2026-12-01"
    assert masked(line) == line


def test_a_line_of_json_holds_the_action_and_the_ids() -> None:
    line = json.loads(logged(lambda: structlog.get_logger().info("ringing", action="rang", call="abc")))
    assert (line["event"], line["action"], line["call"], line["level"]) == ("ringing", "rang", "abc", "info")
    assert line["timestamp"].endswith("Z")


def test_what_a_library_logs_goes_the_same_way() -> None:
    line = json.loads(logged(lambda: logging.getLogger("apscheduler").warning("late by %s s", 5)))
    assert (line["event"], line["logger"], line["level"]) == ("late by 5 s", "apscheduler", "warning")


def test_a_traceback_tells_no_values_of_variables() -> None:
    said = "je m'appelle Jeanne"

    def act() -> None:
        heard = said
        try:
            raise ValueError(len(heard))
        except ValueError:
            structlog.get_logger().exception("failed", action="failed")

    for as_json in (True, False):
        line = logged(act, as_json=as_json)
        assert "ValueError" in line
        assert said not in line
