"""Decisions on different requests of one citizen at the same moment, and decisions that are another municipality's."""

import asyncio
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas import access as schemas
from tests.services.access.decisions.test_course import refusal
from tests.support.persons import neighbour
from tests.support.statements import counted

AT_ONCE = 5


def sorted_out(made: list[Any]) -> tuple[list[Any], list[Any]]:
    """What was taken and what was refused; anything else is a fault."""
    refused = [one for one in made if isinstance(one, Refusal)]
    taken = [one for one in made if isinstance(one, schemas.Decision)]
    assert len(taken) + len(refused) == len(made), made
    return taken, refused


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A48")
async def test_of_one_citizen_the_same_product_is_granted_once_however_many_decide(agreed: Any) -> None:
    """Five requests of one citizen, the same product and days: taken at once, one stands, and so of five drafts; acute care all stand."""
    client = agreed.client()
    found = [await agreed.report() for _ in range(AT_ONCE)]
    assert len({one.citizen_id for one in found}) == 1
    made = await asyncio.gather(
        *(client.take_decision(one.id, agreed.new_decision()) for one in found), return_exceptions=True
    )
    taken, refused = sorted_out(made)
    assert (len(taken), len(refused)) == (1, AT_ONCE - 1)
    assert {one["code"] for each in refused for one in each.problem["errors"]} == {"overlap"}

    drafts = [
        await client.take_decision((await agreed.report("inwoner-2")).id, agreed.new_decision(draft=True))
        for _ in range(AT_ONCE)
    ]
    made = await asyncio.gather(*(client.finalise_decision(one.id) for one in drafts), return_exceptions=True)
    taken, refused = sorted_out(made)
    assert (len(taken), {one.code for one in refused}) == (1, {"decision-not-ready"})
    numbers = [one.allocation_number for one in await client.list_decisions() if one.allocation_number]
    assert numbers == [1, 2]

    urgent = [await agreed.report("inwoner-3") for _ in range(3)]
    made = await asyncio.gather(
        *(client.take_decision(one.id, agreed.new_decision(acute=True)) for one in urgent)
    )
    assert sorted(one.acute_review for one in made) == [False, True, True]


async def test_the_citizen_is_locked_in_the_statement_that_looked_whether_it_is_there(agreed: Any) -> None:
    """One statement more or less than before would show here: the first and a later decision take as many, and one locks."""
    client, ran = agreed.client(), []
    for number in range(2):
        request = await agreed.report(f"inwoner-{number}")
        async with counted(agreed.tenant.house, "access") as statements:
            await client.take_decision(request.id, agreed.new_decision())
        ran.append(len(statements))
        of_citizens = [one for one in statements if "FROM citizens" in one and "JOIN requests" in one]
        assert len(of_citizens) == 1 and "FOR NO KEY UPDATE OF citizens" in of_citizens[0]
        assert len([one for one in statements if "FROM policies" in one or "equated_days" in one]) <= 2
    assert ran[0] == ran[1]


@pytest.mark.rule("F-01")
async def test_a_decision_is_nobodys_but_its_municipalitys(agreed: Any) -> None:
    """A neighbour finds no decision, no draft, no request to decide on, and its list is empty; nothing changed by asking."""
    request, client = await agreed.report(), agreed.client()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    final = await agreed.decided("inwoner-2")
    other = await neighbour(agreed.tenant)
    new = agreed.new_decision().model_dump(mode="json", by_alias=True)
    asked: list[tuple[str, str, Any]] = [("POST", f"/requests/{request.id}/decisions", new)]
    for one in (draft, final):
        at = f"/decisions/{one.id}"
        asked += [("GET", f"{at}{rest}", None) for rest in ("", "/derivation", "/motivation", "/readiness")]
        asked += [("POST", f"{at}/{act}", {}) for act in ("submission", "finalisation", "withdrawal")]
        asked += [
            ("PATCH", at, {"volume": 5}),
            ("POST", f"{at}/effort", {"volume": 150, "unit": "01", "frequency": "4"}),
            ("POST", f"{at}/notification", {"notifiedOn": "2026-04-20"}),
        ]
    for method, path, body in asked:
        sent = {} if body is None else {"json": body, "headers": {"If-Match": '"1"'}}
        answer = await other.ask("access", method, path, **sent)
        assert answer.status_code == 404, f"{method} {path}: {answer.text}"
        assert answer.json()["code"] in ("decision-not-found", "request-not-found")
    listed = await other.ask("access", "GET", "/decisions")
    assert (listed.status_code, listed.json()["items"]) == (200, [])
    query = "query ($id: UUID!) { decision(id: $id) { id } decisions { edges { node { id } } } }"
    graph = await other.ask(
        "access", "POST", "/graphql", json={"query": query, "variables": {"id": str(final.id)}}
    )
    assert (graph.json()["data"] or {}).get("decision") is None
    assert str(final.citizen_id) not in graph.text and str(draft.id) not in graph.text
    assert [one.version for one in await client.list_decisions()] == [1, 1]
    assert (await refusal(other.client(type(client)).get_decision(final.id))).code == "decision-not-found"
