"""Openings in the graph."""

from __future__ import annotations

from tests.services.settlement import given
from tests.support.tenants import Tenant

OPEN = """mutation ($number: String!, $day: Date!, $paid: Cents!, $held: Cents!) {
  openBooks(externalReference: "beginstand", openedOn: $day, oldTotalCents: $paid,
    lines: [{contractNumber: $number, year: 2026, paidCents: $paid, retainedCents: $held}]) { id totalCents lines { year } }
}"""
REVERSE = "mutation ($id: UUID!) { reverseOpening(id: $id, version: 1) { reversedOn } }"
READ = "query ($id: UUID!) { opening(id: $id) { lineCount } openings { nodes { id } } }"


async def test_books_are_opened_read_and_reversed_in_the_graph(tenant: Tenant) -> None:
    """The same operations as over REST, one after another."""
    schedule = await given.contract_year(tenant)
    first = schedule.instalments[0]
    values = {
        "number": schedule.contract_number, "day": str(tenant.today), "paid": first.amount_cents,
        "held": first.retained_cents,
    }  # fmt: skip

    async def ask(text: str, key: str | None = None, **variables: object) -> dict[str, object]:
        body = {"query": text, "variables": variables}
        answer = (await tenant.ask("settlement", "POST", "/graphql", json=body, key=key)).json()
        assert "errors" not in answer, answer
        data: dict[str, object] = answer["data"]
        return data

    made = (await ask(OPEN, "open", **values))["openBooks"]
    assert isinstance(made, dict)
    assert (made["totalCents"], made["lines"]) == (first.amount_cents, [{"year": 2026}])
    assert await ask(READ, id=made["id"]) == {
        "opening": {"lineCount": 1}, "openings": {"nodes": [{"id": made["id"]}]},
    }  # fmt: skip
    assert await ask(REVERSE, "back", id=made["id"]) == {"reverseOpening": {"reversedOn": str(tenant.today)}}
