"""Check 20: every list has one way of paging, with a maximum; a walk misses nothing and shows nothing twice."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.house import House
from tests.support.tenants import Tenant, invented_oin, new_tenant
from tests.wire.documents import SERVICES, Document, Operation, operations, published
from tests.wire.life import TODAY, Life

pytestmark = pytest.mark.xdist_group("published")
LARGEST = 100


def lists(service: str, document: Document) -> list[Operation]:
    """The operations that answer a page."""
    return [
        one
        for one in operations(service, document)
        if one.method == "GET" and "cursor" in one.names("query") and "{" not in one.path
    ]


async def walk(tenant: Tenant, service: str, path: str, limit: int) -> list[str]:
    """The ids of all pages, by the Link header."""
    found: list[str] = []
    query = f"{path}?limit={limit}"
    while True:
        answer = await tenant.ask(service, "GET", query)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        assert len(page["items"]) <= limit
        found += [str(one.get("id", one)) for one in page["items"]]
        assert ("next" in answer.links) == (page["next"] is not None)
        if page["next"] is None:
            return found
        address = urlsplit(answer.links["next"]["url"])
        assert address.path == f"/v1{path}"
        assert parse_qs(address.query)["cursor"] == [page["next"]]
        query = f"{path}?{address.query}"


@pytest.mark.parametrize("service", SERVICES)
async def test_a_list_pages_one_way_with_a_maximum(house: House, service: str) -> None:
    """Check 20: each list takes cursor and limit (at most 100) and no page number; the feed takes after and limit."""
    document = await published(house.http, house.urls[service])
    seen = 0
    for one in operations(service, document):
        names = one.names("query")
        assert not names & {"page", "pageSize", "offset"}, str(one)
        if "limit" in names:
            seen += 1
            assert ("cursor" in names) != ("after" in names), str(one)
            limit = next(each for each in one.parameters if each["name"] == "limit")["schema"]
            assert limit["maximum"] <= 500 and limit["minimum"] == 1, str(one)
    assert seen >= 4


@pytest.mark.parametrize("service", SERVICES)
async def test_a_walk_in_small_pages_is_the_whole_list(house_lives: tuple[Life, Life], service: str) -> None:
    """Check 20: pages of one, one after the other, are the list in its order; the Link header leads."""
    tenant = house_lives[0].tenant
    document = await published(tenant.house.http, tenant.house.urls[service])
    walked = 0
    for one in lists(service, document):
        whole = await tenant.ask(service, "GET", f"{one.path}?limit={LARGEST}")
        if whole.status_code != 200:
            continue
        at_once = [str(each.get("id", each)) for each in whole.json()["items"]]
        assert (await walk(tenant, service, one.path, 1))[:LARGEST] == at_once, str(one)
        walked += len(at_once) > 1
    assert walked, "no list had more than one page"


@pytest.mark.parametrize("service", SERVICES)
async def test_a_cursor_is_its_clients_own(house_lives: tuple[Life, Life], service: str) -> None:
    """Check 20: a cursor of another client, one that was tampered with and one that is made up are 400."""
    mine, other = (life.tenant for life in house_lives)
    document = await published(mine.house.http, mine.house.urls[service])
    tried = 0
    for one in lists(service, document):
        answer = await mine.ask(service, "GET", f"{one.path}?limit=1")
        cursor = answer.json().get("next") if answer.status_code == 200 else None
        if cursor is None:
            continue
        tried += 1
        middle = len(cursor) // 2
        changed = cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :]
        for tenant, sent in ((other, cursor), (mine, changed), (mine, "made-up"), (mine, cursor[:-4])):
            refused = await tenant.ask(service, "GET", f"{one.path}?limit=1&cursor={sent}")
            assert refused.status_code == 400, f"{one} {refused.status_code}"
            assert refused.json()["code"] == "cursor-invalid", refused.text
    assert tried, "no list had a second page"


async def test_a_walk_beside_writers_misses_nothing(house: House) -> None:
    """Check 20: while others register organisations a walk shows each that was there before it began, once."""
    tenant = await new_tenant(house, TODAY, providers=1)

    async def register(number: int) -> None:
        made = await tenant.ask(
            "contracts", "POST", "/organisations",
            json={"oin": invented_oin(), "kind": "auditor", "name": f"Accountant {number}"},
        )  # fmt: skip
        assert made.status_code == 201, made.text

    for number in range(25):
        await register(number)
    before = set(await walk(tenant, "contracts", "/organisations", LARGEST))
    writing = asyncio.gather(*(register(100 + number) for number in range(40)))
    for _ in range(3):
        walked = await walk(tenant, "contracts", "/organisations", 3)
        assert len(walked) == len(set(walked)), "shown twice"
        assert before <= set(walked), "missed"
    await writing
    assert len(await walk(tenant, "contracts", "/organisations", 7)) >= len(before) + 40
