"""Where a test of contracts begins beside REST: a context, the facts of the feed, the graph, twenty requests at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import httpx

from shared.kit.context import Context
from tests.support.statements import counted
from tests.support.tenants import Tenant


def context(tenant: Tenant, oin: str | None = None) -> Context:
    """The context of an organisation with a person in it; of the purchaser when none is named."""
    made: Context = tenant.house.services["contracts"].system_context(oin or tenant.owner)
    purchaser = oin in (None, tenant.owner)
    return replace(made, actor=replace(made.actor, end_user="j.jansen", purchaser=purchaser))


async def facts(tenant: Tenant, what: str) -> list[dict[str, Any]]:
    """The facts of one kind that the purchaser's feed holds, in order."""
    answer = await tenant.ask("contracts", "GET", "/events?limit=500")
    assert answer.status_code == 200, answer.text
    return [one for one in answer.json()["events"] if one["type"].endswith(f".{what}.v1")]


async def graph(
    tenant: Tenant, query: str, *, oin: str | None = None, key: str | None = None, **variables: Any
) -> dict[str, Any]:
    """One GraphQL request; the whole answer, errors included."""
    body = {"query": query, "variables": variables}
    answer = await tenant.ask("contracts", "POST", "/graphql", oin=oin, key=key, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def refusal(tenant: Tenant, query: str, **more: Any) -> dict[str, Any]:
    """The extensions of the one error that a GraphQL request meets."""
    (error,) = (await graph(tenant, query, **more))["errors"]
    told: dict[str, Any] = error["extensions"]
    return told


async def statements(tenant: Tenant, query: str, **variables: Any) -> int:
    """How many SQL statements a GraphQL request takes, which must succeed."""
    async with counted(tenant.house, "contracts") as seen:
        answer = await graph(tenant, query, **variables)
    assert "errors" not in answer, answer
    return len(seen)


async def twenty(tenant: Tenant, method: str, path: str, **more: Any) -> list[httpx.Response]:
    """The same request twenty times at once, each with a key of its own; the answers by status."""
    asked = [tenant.ask("contracts", method, path, key=f"{path}-{number}", **more) for number in range(20)]
    return sorted(await asyncio.gather(*asked), key=lambda answer: answer.status_code)


def statuses(answers: list[httpx.Response]) -> dict[int, int]:
    """How many answers have each status."""
    found = [answer.status_code for answer in answers]
    return {status: found.count(status) for status in found}
