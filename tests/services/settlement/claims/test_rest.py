"""Claims and their files over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

import pytest
import pytest_asyncio

from tests.services.settlement.claims.claiming import allocate, line, ndjson, production
from tests.support.tenants import Tenant

HEADER = "externalReference,law,allocationNumber,productCode,unit,periodStart,periodEnd,volume,amountCents\n"
GOOD = "a,wmo2015,1,02A15,04,2026-01-01,2026-01-31,10,55000\n"


@pytest_asyncio.fixture
async def later(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Tenant:
    """A tenant in April with a contract that pays by claims, and an allocation of twelve hours."""
    tenant = await tenant_on(date(2026, 4, 1))
    await allocate(tenant, await production(tenant))
    return tenant


@pytest.mark.rule("R-S36")
async def test_a_csv_file_is_answered_per_line(later: Tenant) -> None:
    """Good, malformed and unmatched lines each get their answer, in JSON, NDJSON and CSV, in the reader's language."""
    bad = "b,wmo2015,1,02A15,05,2026-01-31,2026-01-01,0,55000\n"
    unknown = "c,wmo2015,2,02A15,04,2026-01-01,2026-01-31,10,55000\n"
    provider = later.providers[0]
    answer = await later.ask(
        "settlement", "POST", f"/claim-batches?owner={later.owner}", oin=provider,
        content=(HEADER + GOOD + bad + unknown).encode(), headers={"Content-Type": "text/csv"},
    )  # fmt: skip
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert (told["received"], told["accepted"], told["rejected"], told["kind"]) == (3, 1, 2, "claims")
    of_owner = await later.ask("settlement", "GET", f"/batches/{told['id']}")
    assert (of_owner.status_code, of_owner.json()["rejected"]) == (200, 2)
    path = f"/batches/{told['id']}/errors"
    lines = await later.ask("settlement", "GET", path, oin=provider, headers={"Accept-Language": "en"})
    assert [one.split('"location":"')[1].split('"')[0] for one in lines.text.splitlines()][
        -1
    ] == "#/allocationNumber"
    table = await later.ask("settlement", "GET", path, oin=provider, headers={"Accept": "text/csv"})
    assert table.text.splitlines()[0] == "line,location,code,detail,rule"
    assert "U hebt geen toewijzing" in table.text and "You have no allocation" in lines.text
    assert (await later.ask("settlement", "GET", path, oin=later.providers[1])).status_code == 404


async def test_a_file_that_is_no_file_of_claims_is_refused_whole(later: Tenant) -> None:
    """A header without the columns, an owner that is no OIN, a line with a citizen number: each says what is wrong."""

    async def send(content: bytes, owner: str = later.owner, media: str = "text/csv") -> tuple[int, str]:
        answer = await later.ask(
            "settlement", "POST", f"/claim-batches?owner={owner}", oin=later.providers[0], content=content,
            headers={"Content-Type": media},
        )  # fmt: skip
        return answer.status_code, answer.json().get("code", "")

    assert await send(b"naam,bedrag\nx,1\n") == (400, "batch-header-invalid")
    assert (await send(GOOD.encode(), owner="484"))[0] == 400
    assert (await send(GOOD.encode(), media="text/plain"))[0] == 415
    status, _ = await send(
        ndjson({**line("a"), "externalReference": "999900006"}), media="application/x-ndjson"
    )
    found = await later.ask("settlement", "GET", "/claims")
    assert status == 202 and found.json()["items"] == []


async def test_claims_are_found_by_their_filters(later: Tenant) -> None:
    """By file, state, reference and allocation; what is not there is 404 or an empty page."""
    await later.ask(
        "settlement", "POST", f"/claim-batches?owner={later.owner}", oin=later.providers[0],
        content=ndjson(line("a", 10), line("b", 3, allocationNumber=2)), headers={"Content-Type": "application/x-ndjson"},
    )  # fmt: skip

    async def found(query: str) -> list[str]:
        answer = await later.ask("settlement", "GET", f"/claims?{query}")
        assert answer.status_code == 200, answer.text
        return sorted(one["externalReference"] for one in answer.json()["items"])

    claims = (await later.ask("settlement", "GET", "/claims")).json()["items"]
    first = next(one for one in claims if one["externalReference"] == "a")
    assert await found(f"batchId={first['batchId']}") == ["a", "b"]
    assert await found("state=rejected") == ["b"]
    assert await found(f"allocationId={first['allocationId']}&contractId={first['contractId']}") == ["a"]
    assert await found("externalReference=b") == ["b"] and await found(f"batchId={UUID(int=1)}") == []
    for path, code in (
        ("claims", "claim-not-found"),
        ("claim-payables", "claim-payable-not-found"),
        ("batches", "batch-not-found"),
    ):
        missing = await later.ask("settlement", "GET", f"/{path}/{UUID(int=1)}")
        assert (missing.status_code, missing.json()["code"]) == (404, code)
