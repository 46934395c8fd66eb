"""Structured logs: one JSON object a line, with the request's trace and without personal data."""

import json
import logging
import os
import re
from pathlib import Path

import httpx
import pytest

from shared.kit.telemetry import JsonLines, RequestLog
from tests.support.house import House
from tests.support.tenants import Tenant


def test_a_record_becomes_one_line_of_json() -> None:
    """Time, level, logger, service, message and extras stand in one object."""
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "ERROR", "msg": "it is %s", "args": ("so",), "feed": "f"}
    )
    line = JsonLines("access").format(record)
    found = json.loads(line)
    assert "\n" not in line
    assert (found["level"], found["service"], found["message"], found["feed"]) == (
        "error",
        "access",
        "it is so",
        "f",
    )
    assert re.match(r"\d{4}-\d\d-\d\dT.*\+00:00$", found["time"])


async def test_a_request_leaves_one_line_with_its_trace_and_its_route(
    tenant: Tenant, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The incoming trace id, the route's template, the status and the client are logged; the query string is not."""
    surface = house.surfaces["settlement"]
    path = tmp_path / "log"
    trace = "0af7651916cd43dd8448eb211c80319c"
    with path.open("wb") as file:
        real = os.write
        monkeypatch.setattr(os, "write", lambda fd, data: real(file.fileno() if fd == 1 else fd, data))
        monkeypatch.setattr(surface, "requests", RequestLog("settlement", enabled=True))
        answer: httpx.Response = await tenant.ask(
            "settlement",
            "GET",
            "/retentions?year=2026",
            headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"},
        )
        assert answer.status_code == 200
    (line,) = [json.loads(text) for text in path.read_text().splitlines() if '"route"' in text]
    assert (line["traceId"], line["method"], line["route"], line["status"]) == (
        trace,
        "GET",
        "/retentions",
        200,
    )
    assert line["clientId"] == tenant.keys[tenant.owner][0]
    assert "2026" not in json.dumps(replace_time(line))
    assert trace in answer.headers["traceparent"]


def replace_time(line: dict[str, object]) -> dict[str, object]:
    """The line without its moment, which holds a year of its own."""
    return {name: value for name, value in line.items() if name != "time"}
