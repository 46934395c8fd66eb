"""What happens to products at once and again: one meaning of a code, one version each, one fact for each change."""

from __future__ import annotations

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import ProductChange
from tests.services.contracts import given
from tests.services.contracts.products.catalogue import body, registered
from tests.support.tenants import Tenant


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    """What a fact tells of a product: all but its free text."""
    return {name: value for name, value in answer.items() if name != "description"}


async def test_of_twenty_products_with_one_code_exactly_one_enters(tenant: Tenant) -> None:
    """All at once under one code and the same days: one 201, nineteen hear that the code is taken, one fact."""
    answers = await given.twenty(
        tenant, "POST", "/products", json=body(description="Voor wie het alleen niet redt")
    )
    assert given.statuses(answers) == {201: 1, 409: 19}
    assert {one.json()["code"] for one in answers[1:]} == {"product-exists"}
    (fact,) = await given.facts(tenant, "product-registered")
    assert fact["data"] == _told(answers[0].json())


async def test_twenty_retries_at_once_under_one_reference_make_one_product(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made."""
    answers = await given.twenty(tenant, "POST", "/products", json=body(externalReference="p-1"))
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({one.text for one in answers}) == 1


async def test_a_change_is_one_version_and_one_fact(tenant: Tenant) -> None:
    """Of twenty changes on version 1 one wins; what changes nothing tells nothing; a dry run and a refusal neither."""
    made = await registered(tenant, visibleTo=[tenant.providers[0]])
    path = f"/products/{made.id}"
    answers = await given.twenty(tenant, "PATCH", path, json={"acute": True}, headers={"If-Match": '"1"'})
    assert given.statuses(answers) == {200: 1, 412: 19}
    client = tenant.client(ContractsClient)
    assert (await client.change_product(made.id, 2, ProductChange(acute=True))).version == 2
    dry = await tenant.ask(
        "contracts", "PATCH", f"{path}?dryRun=true", json={"acute": False}, headers={"If-Match": '"2"'}
    )
    assert (dry.status_code, dry.json()["version"]) == (200, 3)
    (fact,) = await given.facts(tenant, "product-changed")
    assert (fact["data"], fact["subjectversion"]) == (_told(answers[0].json()), 2)
    seen = await tenant.ask("contracts", "GET", "/events?limit=500", oin=tenant.providers[0])
    kinds = {one["type"].rsplit(".", 2)[1] for one in seen.json()["events"]}
    assert {"product-registered", "product-changed"} <= kinds
