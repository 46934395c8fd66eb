"""Safe retries and one winner: idempotency keys in all their cases, and versions, over HTTP on the real services (checks 26, 27)."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from deploy.postgres import Cluster
from shared.clients.tokens import TokenSource
from shared.kit.clock import machine_now
from tests.security.mortal import mortal
from tests.security.test_events import behind, read_feed
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import PURCHASER, Tenant, new_client, new_tenant
from tests.wire.documents import Operation, operations, published
from tests.wire.life import iban

TODAY = date(2027, 1, 15)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Write:
    """A POST that stands for its service: where, as whom, into which table, and a new body each time."""

    service: str
    path: str
    oin: str
    table: str
    bodies: Iterator[dict[str, Any]]
    other: tuple[str, Any]

    def changed(self, body: dict[str, Any]) -> dict[str, Any]:
        """The same body with one member changed."""
        name, value = self.other
        return {**body, name: value}


@pytest_asyncio.fixture(scope="module")
async def shop(house: House) -> AsyncIterator[tuple[Tenant, dict[str, Write]]]:
    """A purchaser with a contract in force, and one POST for each service."""
    tenant = await new_tenant(house, TODAY, providers=2)
    contract = str((await lives.active_contract(tenant)).id)
    slots = itertools.product(lives.CODES, (1, 2, 3, 4), (2026,))
    population = {
        "municipalityCode": "0484", "laws": ["wmo2015"], "description": "alle inwoners",
        "inhabitants": 1000, "inhabitantsOn": "2025-01-01",
    }  # fmt: skip
    bodies: dict[str, Iterator[dict[str, Any]]] = {
        "contracts": ({"name": f"Wijk {number}", **population} for number in _numbers),
        "access": (
            {"citizenReference": f"inwoner-{number}", "contractId": contract, "law": "wmo2015", "contactOn": "2027-01-11"}
            for number in _numbers
        ),
        "settlement": (
            {"organisation": tenant.providers[0], "holderName": "De Rijnoever", "iban": iban(1000 + number)}
            for number in _numbers
        ),
        "outcomes": (
            {"contractId": contract, "indicator": code, "quarter": f"{year}-Q{quarter}", "value": "7.5", "source": "provider"}
            for code, quarter, year in itertools.cycle(slots)
        ),
    }  # fmt: skip
    found = [
        Write("contracts", "/populations", tenant.owner, "populations", bodies["contracts"], ("inhabitants", 999)),
        Write("access", "/requests", tenant.owner, "requests", bodies["access"], ("contactOn", "2027-01-12")),
        Write("settlement", "/bank-accounts", tenant.owner, "bank_accounts", bodies["settlement"], ("holderName", "Een ander")),
        Write("outcomes", "/measurements", tenant.providers[0], "measurements", bodies["outcomes"], ("value", "8.0")),
    ]  # fmt: skip
    yield tenant, {one.service: one for one in found}


@pytest_asyncio.fixture
async def tenant(shop: tuple[Tenant, dict[str, Write]]) -> Tenant:
    """Who writes."""
    return shop[0]


@pytest_asyncio.fixture
async def write(shop: tuple[Tenant, dict[str, Write]], service: str) -> Write:
    """The POST of this service."""
    return shop[1][service]


def new_key() -> str:
    """A key that nobody used."""
    return f"retry-{next(_numbers)}"


async def send(tenant: Tenant, write: Write, body: Any, key: str, **more: Any) -> httpx.Response:
    """The POST, under a key."""
    return await tenant.ask(write.service, "POST", write.path, oin=write.oin, key=key, json=body, **more)


@asynccontextmanager
async def adding(cluster: Cluster, tenant: Tenant, write: Write, expected: int) -> AsyncIterator[None]:
    """Whatever happens inside adds so many rows, and as many facts, to what the purchaser has."""
    counts = f"select (select count(*) from {write.table} where owner = $1), (select count(*) from logbook where owner = $1)"
    async with behind(cluster, tenant.house, write.service) as admin:
        before = await admin.fetchrow(counts, tenant.owner)
        yield
        after = await admin.fetchrow(counts, tenant.owner)
    assert (after[0] - before[0], after[1] - before[1]) == (expected, expected)


def same(first: httpx.Response, second: httpx.Response) -> bool:
    """Whether two answers say the same: status, body, version and place."""
    names = ("etag", "location")
    return (first.status_code, first.json(), [first.headers.get(name) for name in names]) == (
        second.status_code,
        second.json(),
        [second.headers.get(name) for name in names],
    )


# Keys


async def test_the_same_key_twice_is_one_write(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: one row and one fact, the same answer, and the second says that it is a replay."""
    key, body = new_key(), next(write.bodies)
    async with adding(cluster, tenant, write, 1):
        first = await send(tenant, write, body, key)
        second = await send(tenant, write, body, key)
    assert first.status_code == 201, first.text
    assert same(first, second)
    assert "idempotent-replayed" not in first.headers and second.headers["idempotent-replayed"] == "true"


async def test_fifty_at_once_are_one_write(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: fifty at once give one row; each answers with it, or with 409 and a Retry-After after which it does."""
    key, body = new_key(), next(write.bodies)

    async def once() -> tuple[httpx.Response, int]:
        for waited in range(100):
            answer = await send(tenant, write, body, key)
            if answer.status_code != 409:
                return answer, waited
            assert answer.json()["code"] == "request-in-progress"
            await asyncio.sleep(int(answer.headers["retry-after"]) / 20)
        raise AssertionError("it never ends")

    async with adding(cluster, tenant, write, 1):
        answers = await asyncio.gather(*(once() for _ in range(50)))
    assert all(answer.status_code == 201 for answer, _ in answers)
    assert len({answer.text for answer, _ in answers if "idempotent-replayed" in answer.headers}) == 1
    assert all(same(answers[0][0], answer) for answer, _ in answers)
    assert sum("idempotent-replayed" not in answer.headers for answer, _ in answers) == 1


async def test_another_body_under_the_key_is_422(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: one changed member is another request; nothing is written, and the first answer stays what it was."""
    key, body = new_key(), next(write.bodies)
    async with adding(cluster, tenant, write, 1):
        first = await send(tenant, write, body, key)
        other = await send(tenant, write, write.changed(body), key)
        dry = await send(tenant, write, body, key, params={"dryRun": "false"})
        again = await send(tenant, write, body, key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert dry.status_code in (422, 400), "another query is another request"
    assert same(first, again)


async def test_while_it_runs_the_key_is_409(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: while the first waits for a lock the second hears 409 with Retry-After; then both have the one answer."""
    key, body = new_key(), next(write.bodies)
    async with adding(cluster, tenant, write, 1), behind(cluster, tenant.house, write.service) as admin:
        async with admin.transaction():
            await admin.execute(f"lock table {write.table} in share row exclusive mode")
            first = asyncio.create_task(send(tenant, write, body, key))
            # Of this table alone: other workers' databases stand in the same list.
            waiting = (
                "select count(*) from pg_locks where not granted and relation = $1::text::regclass"
                " and database = (select oid from pg_database where datname = current_database())"
            )
            while not await admin.fetchval(waiting, write.table):
                await asyncio.sleep(0.01)
            second = await send(tenant, write, body, key)
            assert (second.status_code, second.json()["code"]) == (409, "request-in-progress")
            assert second.headers["retry-after"] == "1" and not first.done()
        done = await first
        again = await send(tenant, write, body, key)
    assert done.status_code == 201 and same(done, again)


async def test_without_a_key_nothing_is_written(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: a write without a key is a 400 that says which header to send."""
    headers = {"Authorization": f"Bearer {await tenant.token(write.oin)}"}
    async with adding(cluster, tenant, write, 0):
        answer = await tenant.house.http.post(
            f"{tenant.house.urls[write.service]}/v1{write.path}", json=next(write.bodies), headers=headers
        )
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
    assert "Idempotency-Key" in answer.json()["mend"]


async def test_another_clients_key_is_another_key(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: two clients of one organisation may use the same word: each makes its own row."""
    key, house = new_key(), tenant.house
    role = "purchaser" if write.oin == tenant.owner else "provider"
    scopes = [one for one in PURCHASER if role == "purchaser" or one not in ("settlement:pay",)]
    second = TokenSource(house.issuer, *await new_client(house, write.oin, role, scopes), http=house.http)
    token = await second.token(end_user="p.pietersen")
    async with adding(cluster, tenant, write, 2):
        first = await send(tenant, write, next(write.bodies), key)
        other = await send(
            tenant, write, next(write.bodies), key, headers={"Authorization": f"Bearer {token}"}
        )
    assert [first.status_code, other.status_code] == [201, 201], other.text
    assert first.json()["id"] != other.json()["id"]


async def test_after_a_day_the_key_has_expired(cluster: Cluster, tenant: Tenant, write: Write) -> None:
    """Check 26: within 24 hours of machine time it replays; later it is refused, not done again."""
    key, body = new_key(), next(write.bodies)
    async with adding(cluster, tenant, write, 1), behind(cluster, tenant.house, write.service) as admin:
        first = await send(tenant, write, body, key)
        subject = first.json()["id"]
        await admin.execute(
            "set session_replication_role = replica"
        )  # past the trigger that keeps rows as they are
        change = "update logbook set created_at = $1 where subject = $2"
        for hours, status in ((23.9, 201), (24.1, 409)):
            await admin.execute(change, machine_now() - timedelta(hours=hours), subject)
            answer = await send(tenant, write, body, key)
            assert answer.status_code == status, answer.text
        assert answer.json()["code"] == "idempotency-key-expired"
        await admin.execute(change, machine_now(), subject)
    assert same(first, await send(tenant, write, body, key))


async def test_every_key_is_documented_with_its_end(house: House, service: str) -> None:
    """Check 26: each POST and PATCH that changes something asks for the key, says 24 hours, and names its four refusals."""
    document = await published(house.http, house.urls[service])
    keyed = 0
    for one in operations(service, document):
        header = next((each for each in one.parameters if each["name"] == "Idempotency-Key"), None)
        if header is None:
            assert one.method in ("GET", "PUT", "DELETE") or _is_safe(house, one), f"{one} takes no key"
            continue
        keyed += 1
        assert header["required"] and "24 uur" in header["description"]
        assert "idempotency-key-missing" in one.codes(400)
        assert {"request-in-progress", "idempotency-key-expired"} <= one.codes(409)
        assert "idempotency-key-reused" in one.codes(422)
    assert keyed > 2


def _is_safe(house: House, one: Operation) -> bool:
    return any(
        each.safe and each.operation_id == one.says["operationId"]
        for each in house.surfaces[one.service].endpoints
    )


async def test_two_fields_of_a_graph_have_two_keys(
    cluster: Cluster, shop: tuple[Tenant, dict[str, Write]]
) -> None:
    """Check 26: two mutations of one request are two writes under one key; the request again is both answers again."""
    tenant, write = shop[0], shop[1]["contracts"]
    news = [next(write.bodies) for _ in range(2)]
    query = """mutation ($a: NewPopulation!, $b: NewPopulation!) {
        first: registerPopulation(new: $a) { id name } second: registerPopulation(new: $b) { id name } }"""
    sent = {"query": query, "variables": {"a": news[0], "b": news[1]}}
    key = new_key()
    async with adding(cluster, tenant, write, 2):
        answers = [await tenant.ask("contracts", "POST", "/graphql", key=key, json=sent) for _ in range(2)]
    first = answers[0].json()["data"]
    assert first["first"]["id"] != first["second"]["id"]
    assert answers[1].json() == answers[0].json()
    other = {"query": query, "variables": {"a": news[0], "b": {**news[1], "inhabitants": 1}}}
    async with adding(cluster, tenant, write, 0):
        mixed = (await tenant.ask("contracts", "POST", "/graphql", key=key, json=other)).json()
    assert "idempotency-key-reused" in [one["extensions"]["code"] for one in mixed["errors"]]


# Between the commit and the answer


@asynccontextmanager
async def cutting(url: str) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A line to a service that passes the request on, hears the answer, and breaks before a byte of it is through."""
    heard: list[bytes] = []
    there = urlsplit(url)

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(there.hostname, there.port)

        async def forward() -> None:
            while chunk := await reader.read(65_536):
                far_writer.write(chunk)

        task = asyncio.create_task(forward())
        heard.append(await far_reader.read(65_536))
        task.cancel()
        for one in (writer, far_writer):
            one.close()

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


async def test_an_answer_that_is_lost_on_its_way_comes_again(
    cluster: Cluster, tenant: Tenant, write: Write
) -> None:
    """Check 26: the line is cut after the commit and before the answer; the retry gets that very answer, and there is one row."""
    key, body = new_key(), next(write.bodies)
    headers = {"Authorization": f"Bearer {await tenant.token(write.oin)}", "Idempotency-Key": key}
    async with adding(cluster, tenant, write, 1), cutting(tenant.house.urls[write.service]) as (url, heard):
        with pytest.raises(httpx.TransportError):
            async with httpx.AsyncClient(trust_env=False) as client:
                await client.post(f"{url}/v1{write.path}", json=body, headers=headers)
        again = await send(tenant, write, body, key)
    assert b" 201 " in heard[0].split(b"\r\n")[0]
    assert again.status_code == 201 and again.headers["idempotent-replayed"] == "true"
    assert again.json()["id"].encode() in heard[0]


async def test_a_process_killed_after_its_commit_has_done_it_once(
    cluster: Cluster, tenant: Tenant, write: Write, tmp_path: Path
) -> None:
    """Check 26: SIGKILL between COMMIT and the answer, then the same request at another process: one row, and its answer."""
    key, body = new_key(), next(write.bodies)
    headers = {"Authorization": f"Bearer {await tenant.token(write.oin)}", "Idempotency-Key": key}
    async with mortal(tenant.house, write.service, tmp_path, "tests.security.dying") as process:
        process.dying.touch()
        async with adding(cluster, tenant, write, 1):
            with pytest.raises(httpx.TransportError):
                async with httpx.AsyncClient(trust_env=False) as client:
                    await client.post(f"{process.url}/v1{write.path}", json=body, headers=headers)
            assert process.process is not None and await process.process.wait() == -9
            again = await send(tenant, write, body, key)
            thrice = await send(tenant, write, body, key)
    assert again.status_code == 201 and again.headers["idempotent-replayed"] == "true"
    assert same(again, thrice)


# Versions


async def draft(tenant: Tenant) -> dict[str, Any]:
    """A contract that can be changed."""
    body = {"number": new_key(), "name": "Concept", "municipalityCode": "0484", "legalForm": "contract"}
    answer = await tenant.ask("contracts", "POST", "/contracts", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def change(tenant: Tenant, id_: str, days: int, match: str | None) -> httpx.Response:
    """Another waiting norm, on a version."""
    headers = {"If-Match": match} if match is not None else {}
    return await tenant.ask(
        "contracts", "PATCH", f"/contracts/{id_}", json={"waitingNormDays": days}, headers=headers
    )


async def test_every_resource_has_its_version_as_etag(tenant: Tenant, write: Write, service: str) -> None:
    """Check 27: the GET of everything that a fact is about gives its version as a strong ETag, and 304 on it."""
    catalogue, seen = tenant.house.services[service].catalogue, 0
    await send(tenant, write, next(write.bodies), new_key())
    for event in {one["type"]: one for one in await read_feed(tenant, service)}.values():
        path = catalogue.dataref(event["type"].split(".")[3], event["subject"]).partition("/v1")[2]
        answer = await tenant.ask(service, "GET", path)
        if "?" in path or "version" not in answer.json():
            continue
        assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
        unchanged = await tenant.ask(service, "GET", path, headers={"If-None-Match": answer.headers["etag"]})
        assert (unchanged.status_code, unchanged.text) == (304, "")
        seen += 1
    assert seen


async def test_a_change_names_the_version_it_is_based_on(tenant: Tenant) -> None:
    """Check 27: without If-Match 428, on an older or invented version 412, and nothing is changed by any of them."""
    made = await draft(tenant)
    assert (await change(tenant, made["id"], 3, '"1"')).json()["version"] == 2
    for match, status, code in (
        (None, 428, "if-match-missing"),
        ('"1"', 412, "if-match-outdated"),
        ('"99"', 412, "if-match-outdated"),
    ):
        answer = await change(tenant, made["id"], 4, match)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["mend"]
    now = (await tenant.ask("contracts", "GET", f"/contracts/{made['id']}")).json()
    assert (now["version"], now["waitingNormDays"]) == (2, 3)


async def test_every_change_by_version_says_so(house: House, service: str) -> None:
    """Check 27: each PATCH, and each PUT and DELETE of a thing that was there, documents If-Match, 428 and 412.

    A piece of a file says itself what it follows upon.
    """
    document = await published(house.http, house.urls[service])
    for one in operations(service, document):
        match = next((each for each in one.parameters if each["name"] == "If-Match"), None)
        if one.method == "PATCH" and "Upload-Offset" in one.names("header"):
            assert match is None and "upload-offset-wrong" in one.codes(409), one
        elif one.method == "PATCH":
            assert match is not None and match["required"], one
        if match is not None and match["required"]:
            assert "if-match-missing" in one.codes(428) and "if-match-outdated" in one.codes(412)


async def test_of_twenty_at_once_one_wins_each_version(cluster: Cluster, tenant: Tenant) -> None:
    """Check 27: twenty changes of one version: one 200 and nineteen 412, five versions in a row; the logbook has each once."""
    made = await draft(tenant)
    for version in range(1, 6):
        answers = await asyncio.gather(
            *(change(tenant, made["id"], days, f'"{version}"') for days in range(1, 21))
        )
        assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 19}
        winner = next(answer for answer in answers if answer.status_code == 200)
        now = (await tenant.ask("contracts", "GET", f"/contracts/{made['id']}")).json()
        assert now == winner.json() and now["version"] == version + 1
    async with behind(cluster, tenant.house, "contracts") as admin:
        rows = await admin.fetch("select version from logbook where subject = $1 order by id", made["id"])
    assert [row["version"] for row in rows] == [1, 2, 3, 4, 5, 6]
