"""What the processing log says, read behind the services' backs, and whom an answer shows."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx

from deploy.databases import database_name
from deploy.postgres import Cluster
from tests.support.house import House


def trace_of(answer: httpx.Response) -> str:
    """The trace under which an answer was made."""
    return answer.headers["traceparent"].split("-")[1]


async def lines_of(house: House, service: str, trace_id: str) -> list[Any]:
    """The lines of one request, in the order in which they were written."""
    connection = await asyncpg.connect(house.databases[service].worker_dsn)
    try:
        return await connection.fetch(
            "select * from processing_log where trace_id = $1 order by id", trace_id
        )
    finally:
        await connection.close()


async def logged(house: House, service: str, answer: httpx.Response) -> list[Any]:
    """The lines that a service wrote for an answer."""
    return await lines_of(house, service, trace_of(answer))


# By what outcomes names somebody: it answers with no surrogate where it can do without.
_NAMING = ("requestId", "allocationNumber", "careStartId", "desiredResultId")


def _key(node: dict[str, Any], name: str) -> str:
    """Under what `asked` has it: an allocation number is one of a law."""
    told = str(node.get(name))
    return f"{node.get('law')} {told}" if name == "allocationNumber" else told


def people_waiting(node: Any, asked: dict[str, str], names: tuple[str, ...] = _NAMING) -> set[str]:
    """Whose requests and care an answer of outcomes shows: it names those, and `asked` says of which citizen each is."""
    if isinstance(node, list):
        return set().union(*(people_waiting(one, asked, names) for one in node))
    if not isinstance(node, dict):
        return set()
    named = {asked[key] for one in names if (key := _key(node, one)) in asked}
    return named.union(*(people_waiting(one, asked, names) for one in node.values()))


def people_in(node: Any) -> set[str]:
    """Every citizen that an answer names."""
    if isinstance(node, list):
        return set().union(*(people_in(one) for one in node))
    if not isinstance(node, dict):
        return set()
    # A transfer names each side's own citizen to that side.
    named = {node[name] for name in ("citizenId", "ownCitizenId") if isinstance(node.get(name), str)}
    named |= {node["id"]} if node.get("__typename") == "Citizen" else set()
    return named.union(*(people_in(one) for one in node.values()))


def people_shown(answer: httpx.Response) -> set[str]:
    """Every citizen that an answer names, whatever its form."""
    if not answer.headers.get("Content-Type", "").startswith("application/json") or not answer.content:
        return set()
    body, path = answer.json(), answer.request.url.path
    if path.startswith("/v1/citizens"):
        return people_in(body) | {one["id"] for one in body.get("items", [body]) if "id" in one}
    if path == "/v1/events":
        # An erasure has an id of its own, and names the citizen in its data.
        facts = [one for one in body["events"] if re.search(r"\.citizen-(?!erased)", one["type"])]
        return people_in(body) | {one["subject"] for one in facts}
    return people_in(body)


def subjects(lines: list[Any]) -> set[str]:
    """Whom the lines are about."""
    return {str(line["subject"]) for line in lines if line["subject"] is not None}


def once_each(lines: list[Any]) -> bool:
    """Whether nobody has two lines of one resource."""
    keys = [(line["name"].split(".")[1], line["subject"]) for line in lines]
    return len(keys) == len(set(keys))


@asynccontextmanager
async def superuser(cluster: Cluster, house: House, service: str) -> AsyncIterator[Any]:
    """A connection that no policy binds, to the service's database."""
    address = house.databases[service].owner_dsn.rsplit("/", 1)[1]
    assert address.startswith(database_name(service))
    connection = await asyncpg.connect(cluster.superuser_dsn.rsplit("/", 1)[0] + f"/{address}")
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def without_log(cluster: Cluster, house: House, service: str) -> AsyncIterator[None]:
    """The application may add no line to the log inside the block."""
    role = house.databases[service].app_role
    async with superuser(cluster, house, service) as admin:
        await admin.execute(f'revoke insert on processing_log from "{role}"')
        try:
            yield
        finally:
            await admin.execute(f'grant insert on processing_log to "{role}"')
