"""Measurements and batches over REST: media types, limits, rights, problems."""

import asyncio
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from shared.schemas.common import Batch
from shared.schemas.outcomes import Measurement
from shared.values import new_id
from tests.services.outcomes.conftest import Measured

HEADER = b"contractId,indicator,quarter,value,source\n"


def body(measured: Measured, **other: Any) -> dict[str, Any]:
    """A measurement as JSON."""
    return measured.new().model_dump(mode="json", by_alias=True, exclude_none=True) | other


async def send(measured: Measured, content: bytes, media: str = "text/csv", **more: Any) -> Any:
    """One file."""
    headers = {"Content-Type": media, **more.pop("headers", {})}
    return await measured.tenant.ask(
        "outcomes",
        "POST",
        "/measurement-batches",
        content=content,
        headers=headers,
        oin=measured.lead,
        **more,
    )


async def test_a_measurement_is_made_and_read(measured: Measured) -> None:
    """201 with its address and version; the same by GET; found by indicator, quarter and reference."""
    made = await measured.post("/measurements", body(measured, externalReference="a-1"), oin=measured.lead)
    again = await measured.get(made.headers["location"].removeprefix("/v1"))
    queries = [
        "indicator=client-satisfaction",
        "quarter=2026-Q1",
        "externalReference=a-1",
        f"contractId={measured.contract.id}",
    ]
    assert made.status_code == 201
    assert again.json() == made.json()
    for query in queries:
        listed = await measured.get(f"/measurements?{query}")
        assert TypeAdapter(list[Measurement]).validate_python(listed.json()["items"]) == [
            Measurement.model_validate_json(made.content)
        ]
    assert (await measured.get("/measurements?quarter=2026-Q2")).json()["items"] == []


async def test_all_reasons_come_at_once(measured: Measured) -> None:
    """409 with each reason, its place and its rule, in the reader's language."""
    wrong = body(measured, value="11", source="clientSurvey")
    found = await measured.post("/measurements", wrong, oin=measured.lead, headers={"Accept-Language": "en"})
    assert (found.status_code, found.json()["code"]) == (409, "measurement-refused")
    assert [(one["location"], one["code"], one["rule"]) for one in found.json()["errors"]] == [
        ("#/value", "value-outside-scale", "G-81"),
        ("#/source", "source-not-agreed", "R-O12"),
    ]
    assert (
        found.json()["errors"][0]["detail"]
        == "The scale of this indicator runs from 1 up to and including 10."
    )


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"indicator": "unknown"}, 404, "indicator-not-found"),
        ({"contractId": str(new_id())}, 404, "outcomes-contract-not-found"),
        ({"quarter": "2026-Q5"}, 400, "request-invalid"),
        ({"surprise": 1}, 400, "request-invalid"),
    ],
)
async def test_what_cannot_be_measured(
    measured: Measured, changes: dict[str, Any], status: int, code: str
) -> None:
    """Not there is 404, a wrong shape is 400."""
    found = await measured.post("/measurements", body(measured, **changes), oin=measured.lead)
    assert (found.status_code, found.json()["code"]) == (status, code)


async def test_writing_needs_the_scope_and_a_person(measured: Measured) -> None:
    """The auditor's token may not write, and a token without an end user may not either: 403, for files too."""
    for path, content in (("/measurements", None), ("/measurement-batches", HEADER)):
        more: dict[str, Any] = {"json": body(measured)} if content is None else {"content": content}
        media = {} if content is None else {"Content-Type": "text/csv"}
        auditor = await measured.tenant.ask(
            "outcomes", "POST", path, oin=measured.tenant.auditor, headers=media, **more
        )
        nobody = await measured.tenant.ask(
            "outcomes", "POST", path, oin=measured.lead, end_user=None, headers=media, **more
        )
        assert (auditor.status_code, auditor.json()["code"]) == (403, "scope-missing")
        assert (nobody.status_code, nobody.json()["code"]) == (403, "end-user-missing")


async def test_a_file_is_answered_with_its_batch(measured: Measured) -> None:
    """202 with the batch and where to find it again."""
    line = f"{measured.contract.id},client-satisfaction,2026-Q1,7.0,provider\n".encode()
    made = await send(measured, HEADER + line)
    again = await measured.get(made.headers["location"].removeprefix("/v1"), oin=measured.lead)
    assert made.status_code == 202
    assert Batch.model_validate_json(made.content).accepted == 1
    assert again.json() == made.json()


async def test_a_repeated_file_is_answered_as_before(measured: Measured) -> None:
    """The same key and file once more: the same answer, marked as a replay."""
    first = await send(measured, HEADER, key="the-same")
    again = await send(measured, HEADER, key="the-same")
    assert (again.status_code, again.json(), again.headers["idempotent-replayed"]) == (
        202,
        first.json(),
        "true",
    )


async def test_an_empty_file_is_an_empty_batch(measured: Measured) -> None:
    """A header alone, or no JSON line at all, registers nothing and fails nothing."""
    for content, media in ((HEADER, "text/csv"), (b"", "application/x-ndjson")):
        made = await send(measured, content, media)
        assert (made.status_code, made.json()["received"], made.json()["errors"]) == (202, 0, [])


@pytest.mark.parametrize(
    ("content", "media", "status", "code"),
    [
        (HEADER, "application/json", 415, "unsupported-media-type"),
        (b"contractId,colour\n", "text/csv", 400, "batch-header-invalid"),
    ],
)
async def test_a_file_that_is_not_read(
    measured: Measured, content: bytes, media: str, status: int, code: str
) -> None:
    """Another media type, or a header that does not name the columns."""
    found = await send(measured, content, media)
    assert (found.status_code, found.json()["code"]) == (status, code)


async def test_a_file_over_the_limit_is_refused_before_it_is_read(measured: Measured) -> None:
    """More than 100 MB is 413, by its announced length, before the first byte of it was sent."""
    address = httpx.URL(measured.tenant.house.urls["outcomes"])
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = [
        "POST /v1/measurement-batches HTTP/1.1", f"Host: {address.host}", "Content-Type: text/csv",
        f"Authorization: Bearer {await measured.tenant.token(measured.lead)}", "Idempotency-Key: large",
        "Content-Length: 100000001", "", "",
    ]  # fmt: skip
    writer.write("\r\n".join(head).encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()


async def test_a_batch_is_the_senders_and_the_purchasers(measured: Measured) -> None:
    """Another member of the consortium does not see it; the municipality does; all faults come as NDJSON by default."""
    wrong = b"".join(
        f"{measured.contract.id},client-satisfaction,2026-Q1,{n},provider\n".encode() for n in range(11, 1512)
    )
    made = (await send(measured, HEADER + wrong)).json()
    faults = await measured.get(f"/batches/{made['id']}/errors")
    assert (made["rejected"], len(made["errors"])) == (1501, 100)
    assert faults.headers["content-type"].startswith("application/x-ndjson")
    numbers = [int(line.split(b",")[0].split(b":")[1]) for line in faults.content.splitlines()]
    assert numbers == list(range(2, 1503))
    for path in (f"/batches/{made['id']}", f"/batches/{made['id']}/errors"):
        assert (await measured.get(path)).status_code == 200
        hidden = await measured.get(path, oin=measured.tenant.providers[1])
        assert (hidden.status_code, hidden.json()["code"]) == (404, "batch-not-found")
