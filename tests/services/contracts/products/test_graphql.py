"""Products in the graph: registered, found, changed, advised on; refused as over REST."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.products.catalogue import body
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

REGISTER = """mutation ($new: NewProduct!) { registerProduct(new: $new) {
  id version code unitCode fundingForms accessPlace advisedAccessPlace laws visibleTo derivation { steps { rule result } }
} }"""
CHANGE = """mutation ($id: UUID!, $change: ProductChange!, $v: Int) {
  changeProduct(id: $id, change: $change, version: $v) { version name accessPlace lot }
}"""
READ = "query ($id: UUID!) { product(id: $id) { code name } }"
LIST = 'query ($v: Date, $law: Law) { products(code: "02A15", validOn: $v, law: $law) { nodes { id } } }'
ADVISE = """{ separationAdvice(asked: {cases: 3, costPerCaseCents: 15000000, basicBudgetCents: 100000000}) {
  advice totalCents shareBasisPoints steps { rule sentence } } }"""


async def test_a_product_is_registered_found_and_changed_once_per_key(tenant: Tenant, house: House) -> None:
    """The same key gives the same answer; found by id and by list; a stranger finds nothing; a change keeps what it leaves out."""
    new = body(volumeRisk="limited", expertiseConcentration=True, executionVariant="output", lot="3")
    made = await given.graph(tenant, REGISTER, key="r", new=new)
    assert await given.graph(tenant, REGISTER, key="r", new=new) == made
    told = made["data"]["registerProduct"]
    assert (told["unitCode"], told["fundingForms"], told["accessPlace"], told["laws"]) == (
        "04", ["production", "hoursDelivered"], "secondLineProvider", ["wmo2015"],
    )  # fmt: skip
    assert [one["rule"] for one in told["derivation"]["steps"]] == ["A-14.5", "N-65"]
    for variables, expected in (
        ({}, [{"id": told["id"]}]),
        ({"v": "2025-12-31"}, []),
        ({"v": "2026-01-01", "law": "wmo2015"}, [{"id": told["id"]}]),
        ({"law": "jeugdwet"}, []),
    ):
        assert (await given.graph(tenant, LIST, **variables))["data"]["products"]["nodes"] == expected
    changed = await given.graph(
        tenant, CHANGE, key="c", id=told["id"], change={"volumeRisk": "substantial"}, v=1
    )
    assert changed["data"]["changeProduct"] == {
        "version": 2, "name": "Individuele begeleiding", "accessPlace": "otherParty", "lot": "3",
    }  # fmt: skip
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    assert (await given.refusal(stranger, READ, id=told["id"]))["code"] == "product-not-found"


@pytest.mark.rule("R-C35")
@pytest.mark.rule("R-C53")
async def test_rules_speak_in_the_graph_as_over_rest(tenant: Tenant) -> None:
    """Sheltered living as a general provision, a change on an old version, wrong input; and the advice of R-C53."""
    refused = await given.refusal(tenant, REGISTER, new=body(shelteredLiving=True, provisionType="general"))
    assert (refused["code"], refused["rule"]) == ("sheltered-living-general", "R-C35")
    made = (await given.graph(tenant, REGISTER, new=body()))["data"]["registerProduct"]
    old = await given.refusal(tenant, CHANGE, id=made["id"], change={"name": "Anders"}, v=2)
    assert (old["code"], old["status"]) == ("if-match-outdated", 412)
    wrong = await given.refusal(tenant, REGISTER, key="w", new=body(category="2"))
    assert wrong["code"] == "request-invalid"
    advice = (await given.graph(tenant, ADVISE))["data"]["separationAdvice"]
    assert (advice["advice"], advice["totalCents"], advice["shareBasisPoints"]) == (
        "specialistOrPooling", 45_000_000, 4_500,
    )  # fmt: skip
    assert [one["rule"] for one in advice["steps"]] == ["R-C53"] * 3


async def test_a_list_takes_as_many_statements_for_many_as_for_one(tenant: Tenant) -> None:
    """With the derivation of each, through a loader."""
    query = "query ($n: Int!) { products(first: $n) { nodes { id derivation { steps { rule } } } } }"
    for number in range(3):
        await given.graph(tenant, REGISTER, key=f"r-{number}", new=body(code=f"02A2{number}"))
    assert await given.statements(tenant, query, n=1) == await given.statements(tenant, query, n=3)
