"""Check 21: what an operation asks of the database does not depend on how many rows it shows."""

import pytest

from tests.house.test_tenants import reads_of
from tests.support.statements import counted
from tests.wire.documents import SERVICES
from tests.wire.graphs import lists_of, schema_of
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("published")
MANY = 100


@pytest.mark.parametrize("service", SERVICES)
async def test_a_list_asks_as_much_for_one_as_for_many(house_lives: tuple[Life, Life], service: str) -> None:
    """Check 21: every list over REST runs the same number of statements for one row as for many."""
    life = house_lives[0]
    tenant, house = life.tenant, life.tenant.house
    listed, _ = await reads_of(life, service)
    lists = [
        one
        for one in listed
        if one.method == "GET"
        and "limit" in one.names("query")
        and "{" not in one.path
        and "{" not in one.address()
    ]
    assert len(lists) >= 4
    compared, wrong = 0, []
    for one in lists:
        counts, shown = [], []
        for limit in (1, MANY):
            async with counted(house, service) as ran:
                answer = await tenant.ask(service, "GET", f"{one.address()}?limit={limit}")
            if answer.status_code != 200:
                break
            # Rows about persons are told to the processing log, all in one statement; the first row may be about nobody.
            told = ["INSERT INTO processing_log" in str(each) for each in ran]
            assert sum(told) <= 1, str(one)
            counts.append(len(ran) - sum(told))
            shown.append(len(answer.json().get("items", answer.json().get("events", ()))))
        if len(counts) < 2:
            continue
        compared += shown[1] > shown[0]
        if counts[0] != counts[1]:
            wrong.append(f"{one}: {counts[0]} for {shown[0]}, {counts[1]} for {shown[1]}")
    assert compared >= 3, "hardly any list showed more than one row"
    assert not wrong, wrong


@pytest.mark.parametrize("service", SERVICES)
async def test_a_nested_query_asks_as_much_for_one_as_for_many(
    house_lives: tuple[Life, Life], service: str
) -> None:
    """Check 21: every list of the graph, with all that hangs from it, runs no more statements for many rows than for one."""
    life = house_lives[0]
    tenant, house = life.tenant, life.tenant.house
    told = await tenant.ask(service, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    compared, wrong = 0, []
    for name, text in lists_of(schema_of(told.json()["data"]["_service"]["sdl"])):
        counts, shown = [], []
        for first in (1, 5):
            async with counted(house, service) as ran:
                answer = (
                    await tenant.ask(
                        service, "POST", "/graphql", json={"query": text.replace("FIRST", str(first))}
                    )
                ).json()
            assert "errors" not in answer, f"{text}: {answer['errors']}"
            counts.append(len(ran))
            shown.append(len(answer["data"][name]["nodes"]))
        compared += shown[1] > shown[0]
        # The one row may have nothing hanging from it, then its loaders are not asked at all.
        if counts[1] > counts[0] + text.count("{"):
            wrong.append(f"{name}: {counts[0]} for {shown[0]}, {counts[1]} for {shown[1]}")
    assert compared >= 2, "hardly any list showed more than one row"
    assert not wrong, wrong
