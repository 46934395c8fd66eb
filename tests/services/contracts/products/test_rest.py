"""Products over HTTP: the catalogue, where access is decided, what is refused, who sees it."""

from __future__ import annotations

from datetime import date

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewProduct, NewSeparationAdvice, ProductChange
from shared.values.arrangements import AccessPlace
from shared.values.products import VolumeRisk
from tests.services.contracts.products.catalogue import body, registered
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant


async def test_a_product_says_what_it_is_and_what_follows_from_it(tenant: Tenant) -> None:
    """Registered with its iStandaard codes; its unit code and the funding forms of its variant are computed (N-113, N-65)."""
    made = await registered(
        tenant, supportKind="individualGuidance", lot="1", executionVariant="output", acute=True,
        poolEligible=True, exemptFromCeiling=True, ownContribution="cakIncomeRelated", layer="specialist",
    )  # fmt: skip
    assert (made.unit_code, made.funding_forms) == ("04", ["production", "hoursDelivered"])
    assert (made.version, made.owner, made.category, made.lot) == (1, tenant.owner, "02", "1")
    client = tenant.client(ContractsClient)
    assert await client.product(made.id) == made
    effort = await registered(tenant, code="02A16", unit="piece", executionVariant="effort")
    output = await registered(tenant, code="02A17", unit="piece", executionVariant="output")
    task = await registered(tenant, code="02A18", unit="week", executionVariant="task")
    assert (effort.unit_code, output.unit_code, task.unit_code) == ("84", "82", None)
    assert "populationArea" in task.funding_forms and effort.funding_forms[0] == "effortAllocated"


@pytest.mark.rule("R-C35")
@pytest.mark.parametrize(
    "sheltered",
    [
        {"shelteredLiving": True},
        {"supportKind": "shelteredLiving"},
        {"code": "15A01", "category": "15"},
    ],
)
async def test_sheltered_living_is_no_general_provision(tenant: Tenant, sheltered: dict[str, object]) -> None:
    """Beschermd wonen + general → refused, however it is said; as a tailor-made provision it is registered."""
    told = body(**{**sheltered, "provisionType": "general"})
    refused = await tenant.ask("contracts", "POST", "/products", json=told)
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["rule"]) == (
        409,
        "sheltered-living-general",
        "R-C35",
    )
    assert [one["location"] for one in problem["errors"]] == ["#/provisionType"]
    made = await registered(tenant, **sheltered)
    changed = await tenant.ask(
        "contracts", "PATCH", f"/products/{made.id}", json={"provisionType": "general"},
        headers={"If-Match": '"1"'},
    )  # fmt: skip
    assert (changed.status_code, changed.json()["rule"]) == (409, "R-C35")


async def test_the_place_of_access_follows_from_risk_and_concentration(tenant: Tenant) -> None:
    """The table of A-14.5: e-health, crisis care, guidance and closed youth care each get their place, with why."""
    client = tenant.client(ContractsClient)
    expected = {
        ("limited", False): "citizen",
        ("limited", True): "secondLineProvider",
        ("substantial", False): "socialTeam",
        ("substantial", True): "otherParty",
    }
    for number, ((risk, concentration), place) in enumerate(expected.items()):
        made = await registered(
            tenant, code=f"02A2{number}", volumeRisk=risk, expertiseConcentration=concentration
        )
        assert made.access_place == made.advised_access_place == place
        (step,) = (await client.explain_product(made.id)).steps
        assert (step.rule, step.result) == ("A-14.5", place)
    known = await registered(tenant, code="02A30")
    assert known.access_place is None
    chosen = await registered(
        tenant, code="02A31", volumeRisk="limited", expertiseConcentration=False, accessPlace="socialTeam"
    )
    assert (chosen.access_place, chosen.advised_access_place) == ("socialTeam", "citizen")
    changed = await client.change_product(
        known.id, 1, ProductChange(volume_risk=VolumeRisk.SUBSTANTIAL, expertise_concentration=True)
    )
    assert (changed.version, changed.access_place) == (2, AccessPlace.OTHER_PARTY)
    found = await client.products(accessPlace="socialTeam")
    assert {one.code for one in found} == {"02A22", "02A31"}


async def test_every_fault_of_a_product_is_told_at_once(tenant: Tenant) -> None:
    """A category of the other law, a code of another category, a CAK contribution without a decision: three faults, one answer."""
    told = body(code="03A01", category="45", provisionType="general", ownContribution="cakIncomeRelated")
    refused = await tenant.ask("contracts", "POST", "/products", json=told)
    assert (refused.status_code, refused.json()["code"]) == (409, "product-contradictory")
    assert {one["code"] for one in refused.json()["errors"]} == {
        "category-unknown", "code-of-other-category", "own-contribution-needs-decision",
    }  # fmt: skip


async def test_a_code_means_one_thing_on_a_day(tenant: Tenant) -> None:
    """The same code again in the same days is refused; after the first has ended it may mean something else."""
    client = tenant.client(ContractsClient)
    first = await registered(tenant)
    again = await tenant.ask("contracts", "POST", "/products", json=body())
    assert (again.status_code, again.json()["code"]) == (409, "product-exists")
    await client.change_product(first.id, 1, ProductChange(valid_until=date(2026, 12, 31)))
    next_ = await registered(tenant, validFrom="2027-01-01", name="Begeleiding nieuwe stijl")
    assert [one.id for one in await client.products(validOn="2026-06-30")] == [first.id]
    assert [one.id for one in await client.products(validOn="2027-01-01", law="wmo2015")] == [next_.id]
    assert await client.products(law="jeugdwet") == []
    reopened = await tenant.ask(
        "contracts", "PATCH", f"/products/{first.id}", json={"validUntil": None}, headers={"If-Match": '"2"'}
    )
    assert (reopened.status_code, reopened.json()["code"]) == (409, "product-exists")


async def test_a_reference_makes_it_once_and_then_keeps_it_up_to_date(tenant: Tenant) -> None:
    """PUT by reference: made, the same, another version; what others name it by stays; POST under it must say the same."""
    client = tenant.client(ContractsClient)
    new = NewProduct.model_validate(body())
    made = await client.put_product("cat/1", new)
    assert (await client.put_product("cat/1", new)) == made and made.version == 1
    named = await client.put_product("cat/1", new.model_copy(update={"name": "Begeleiding individueel"}))
    assert (named.version, named.name, named.id) == (2, "Begeleiding individueel", made.id)
    for change in ({"code": "02A99"}, {"laws": ["wmo2015", "jeugdwet"]}, {"unit": "minute"}):
        other = await tenant.ask("contracts", "PUT", "/products/by-reference/cat/1", json=body(**change))
        assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "fixed")
    same = await tenant.ask(
        "contracts", "POST", "/products", json=body(name="Begeleiding individueel", externalReference="cat/1")
    )
    assert (same.status_code, same.json()["version"]) == (200, 2)
    differs = await tenant.ask("contracts", "POST", "/products", json=body(externalReference="cat/1"))
    assert (differs.status_code, differs.json()["errors"][0]["location"]) == (409, "#/name")
    assert [one.id for one in await client.products(externalReference="cat/1")] == [made.id]


async def test_who_a_product_is_shared_with_sees_it_and_nobody_else(tenant: Tenant, house: House) -> None:
    """A provider sees it once it is named; another provider and another municipality meet a 404; only the owner writes."""
    one, other = tenant.providers[:2]
    made = await registered(tenant, visibleTo=[one])
    assert (await tenant.client(ContractsClient, one).product(made.id)).visible_to == [one]
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    for client in (tenant.client(ContractsClient, other), stranger.client(ContractsClient)):
        with pytest.raises(Refusal) as met:
            await client.product(made.id)
        assert (met.value.status, met.value.code) == (404, "product-not-found")
        assert await client.products(code="02A15") == []
    written = await tenant.ask("contracts", "POST", "/products", oin=one, json=body(code="02A16"))
    assert written.status_code == 403
    changed = await tenant.client(ContractsClient).change_product(
        made.id, 1, ProductChange(visible_to=[other])
    )
    assert changed.visible_to == [other]
    assert [one.id for one in await tenant.client(ContractsClient, other).products()] == [made.id]


@pytest.mark.rule("R-C53")
async def test_three_costly_cases_are_advised_out_of_the_basic_budget(tenant: Tenant) -> None:
    """3 cases × €150,000 in a basic budget of €1.0 m → 45 % → specialist or pooling; a higher threshold keeps it in."""
    client = tenant.client(ContractsClient)
    asked = NewSeparationAdvice(cases=3, cost_per_case_cents=15_000_000, basic_budget_cents=100_000_000)
    found = await client.advise_separation(asked)
    assert (found.advice, found.total_cents, found.share_basis_points) == (
        "specialistOrPooling", 45_000_000, 4_500,
    )  # fmt: skip
    assert found.variation_basis_points == 5_773
    assert "€ 450.000,00" in found.steps[0].sentence and "45 %" in found.steps[0].sentence
    kept = await client.advise_separation(asked.model_copy(update={"threshold_basis_points": 5_000}))
    assert (kept.advice, kept.share_basis_points) == ("basic", 4_500)
