"""Costly clients in the graph."""

from typing import Any

import pytest

from tests.services.access.care_stacking.given import add, allocation, citizens


@pytest.mark.rule("R-A43")
async def test_costly_clients_are_in_the_graph(agreed: Any) -> None:
    """With their part of all costs and why; a top that cannot be is refused."""
    persons = await citizens(agreed, 2)
    await add(
        agreed,
        *(
            allocation(agreed, one, number, budget_cents=number * 100)
            for number, one in enumerate(persons, 1)
        ),
    )
    asked = '{ costlyClients(firstDay: "2026-01-01", lastDay: "2026-12-31", topBasisPoints: %d) { shareBasisPoints basis lines { citizenId rank } steps { rule } } }'
    shown = (await agreed.graph(asked % 5_000))["data"]["costlyClients"]
    assert shown["lines"] == [{"citizenId": str(persons[1]), "rank": 1}]
    assert (shown["shareBasisPoints"], shown["basis"], len(shown["steps"])) == (6_666, "allocated", 2)
    refused = await agreed.graph(asked % 0)
    assert refused["errors"][0]["extensions"]["code"] == "request-invalid"
