"""Tariffs over HTTP: every worked example of the rules, what is refused, who sees them, what holds on a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewRealPrice, NewTariff, Tariff, TariffChange
from tests.services.contracts.conftest import Ready
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import ELEMENTS, PATH, agreed, body, index, table
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant


async def refused(tenant: Tenant, **changes: Any) -> dict[str, Any]:
    """The problem that agreeing a tariff meets (409)."""
    answer = await tenant.ask("contracts", "POST", "/tariffs", json=body(**changes))
    assert answer.status_code == 409, answer.text
    problem: dict[str, Any] = answer.json()
    return problem


def codes(problem: dict[str, Any]) -> set[tuple[str, str]]:
    """Where and what is wrong."""
    return {(one["location"], one["code"]) for one in problem["errors"]}


@pytest.mark.rule("R-C27")
async def test_the_index_switch_decides_whether_a_tariff_rises(tenant: Tenant) -> None:
    """€50.00 and an index of 3 %: on → 51.50, off → 50.00, and both say why."""
    await registered(tenant)
    await registered(tenant, code="02A16")
    await index(tenant)
    on, off = await agreed(tenant), await agreed(tenant, productCode="02A16", indexed=False)
    assert table(on) == [("2026-01-01", "50.00"), ("2027-01-01", "51.50")]
    assert table(off) == [("2026-01-01", "50.00")]
    assert (on.amounts[1].origin, on.amounts[1].source) == ("indexed", "OVA 2027")
    client = tenant.client(ContractsClient)
    risen = await client.tariff_on("02A15", date(2027, 6, 1))
    stayed = await client.tariff_on("02A16", date(2027, 6, 1))
    assert (risen.amount, stayed.amount) == ("51.50", "50.00")
    assert [one.rule for one in risen.steps] == ["N-112", "N-112", "R-C27"]
    assert "niet toegepast" in stayed.steps[-1].sentence and stayed.steps[-1].rule == "R-C27"
    assert (await client.tariff_on("02A15", date(2026, 12, 31))).amount == "50.00"
    assert [one.rule for one in (await client.explain_tariff(on.id)).steps] == ["N-112", "R-C27"]


@pytest.mark.rule("R-C27")
async def test_an_index_of_later_comes_in_when_the_tariff_is_indexed(tenant: Tenant) -> None:
    """Registered after the tariff, it counts from its day once asked for, once; a second time nothing happens."""
    await registered(tenant)
    client, made = tenant.client(ContractsClient), await agreed(tenant)
    known = await index(tenant)
    assert table(await client.tariff(made.id)) == [("2026-01-01", "50.00")]
    indexed = await client.index_tariff(made.id)
    assert (indexed.version, table(indexed)[1]) == (2, ("2027-01-01", "51.50"))
    assert (await client.index_tariff(made.id)).version == 2
    assert await client.tariff_index(known.id) == known
    assert await client.tariff_indexes(year=2027) == [known]
    twice = await tenant.ask(
        "contracts", "POST", "/tariff-indexes", json={"year": 2027, "basisPoints": 200, "source": "OVA"}
    )
    assert (twice.status_code, twice.json()["code"]) == (409, "tariff-index-exists")


@pytest.mark.rule("R-C64")
async def test_no_index_brings_a_tariff_below_its_real_price(tenant: Tenant) -> None:
    """An index of −20 %, or one of 3 % corrected to 0 beside a bylaw's 51.00: refused; corrected to 4 % it comes in."""
    await registered(tenant)
    await registered(tenant, code="02A16")
    made = await agreed(tenant, costElements=ELEMENTS)
    await index(tenant, basis_points=-2_000)
    path = f"/tariffs/{made.id}/indexation"
    fallen = await tenant.ask("contracts", "POST", path)
    assert (fallen.status_code, fallen.json()["rule"]) == (409, "R-C64"), fallen.text
    assert "€ 40.00 ligt vanaf 2027-01-01 onder de reële prijs van € 46.04" in fallen.text
    price = {"productCode": "02A16", "law": "wmo2015", "municipalityCode": "0484", "amount": "51.00",
             "source": "verordening 2028", "validFrom": "2028-01-01"}  # fmt: skip
    known = {"code": "ova", "year": 2028, "basisPoints": 300, "source": "OVA 2028"}
    entered = await tenant.ask("contracts", "PUT", "/tariff-indexes/by-reference/ova", json=known)
    assert (await tenant.ask("contracts", "POST", "/real-prices", json=price)).status_code == 201
    followed = await agreed(tenant, productCode="02A16", indexCode="ova", costElements=ELEMENTS)
    assert table(followed) == [("2026-01-01", "50.00"), ("2028-01-01", "51.50")]
    for points, status in ((0, 409), (400, 200)):
        entered = await tenant.ask(
            "contracts", "PUT", "/tariff-indexes/by-reference/ova", json={**known, "basisPoints": points},
            headers={"If-Match": entered.headers["etag"]},
        )  # fmt: skip
        answer = await tenant.ask("contracts", "POST", f"/tariffs/{followed.id}/indexation")
        assert answer.status_code == status, answer.text
    assert table(await tenant.client(ContractsClient).tariff(followed.id))[1] == ("2028-01-01", "52.00")


@pytest.mark.rule("R-C28")
async def test_a_development_path_falls_from_each_rounded_tariff(tenant: Tenant) -> None:
    """€50.00 → 49.00 → 48.02 → 47.06 with 2 % every half-year, as a whole table before anything is agreed."""
    await registered(tenant)
    client = tenant.client(ContractsClient)
    asked = NewTariff.model_validate(body(path=PATH, indexed=False, costElements=ELEMENTS))
    projected = await client.project_tariff(asked)
    expected = [
        ("2026-01-01", "50.00"), ("2026-07-01", "49.00"), ("2027-01-01", "48.02"), ("2027-07-01", "47.06"),
    ]  # fmt: skip
    assert [(one.valid_from.isoformat(), one.amount) for one in projected.amounts] == expected
    assert (projected.allowed, projected.real_price, projected.findings) == (True, "46.04", [])
    assert [one.rule for one in projected.steps] == ["N-112", "R-C28", "R-C28", "R-C28"]
    assert await client.tariffs() == []
    made = await client.agree_tariff(asked)
    assert table(made) == expected
    assert (await client.tariff_on("02A15", date(2027, 6, 30))).amount == "48.02"


@pytest.mark.rule("R-C29")
async def test_no_tariff_lies_above_its_maximum(tenant: Tenant) -> None:
    """Maximum 60, agreed 61 → refused; 60 is allowed; an index that leads over it is refused too."""
    await registered(tenant)
    problem = await refused(tenant, amount="61.00", maximum="60.00")
    assert (problem["code"], problem["rule"]) == ("tariff-above-maximum", "R-C29")
    assert codes(problem) == {("#/amount", "above-maximum")}
    made = await agreed(tenant, amount="60.00", maximum="60.00", maximumSource="NZa 2026")
    assert made.maximum == "60.00"
    await index(tenant)
    over = await tenant.ask("contracts", "POST", f"/tariffs/{made.id}/indexation")
    assert (over.status_code, over.json()["rule"]) == (409, "R-C29")
    # The general maximum binds what is negotiated with one provider.
    problem = await refused(tenant, amount="61.00", provider=tenant.providers[0])
    assert problem["rule"] == "R-C29"


@pytest.mark.rule("R-C39")
async def test_a_trajectory_is_priced_from_its_interventions(tenant: Tenant) -> None:
    """2 interventions, 1.5 and 1 hour a week × 20 weeks × €60 = €3,000.00, with each part told."""
    await registered(tenant)
    trajectory = {
        "interventions": [
            {"name": "Gezinsgesprek", "unitsPerPeriod": "1.5", "tariff": "60"},
            {"name": "Training", "unitsPerPeriod": "1", "tariff": "60"},
        ],
        "periods": 20,
    }
    made = await agreed(tenant, amount=None, trajectory=trajectory)
    assert (made.unit, table(made)) == ("trajectory", [("2026-01-01", "3000.00")])
    steps = (await tenant.client(ContractsClient).explain_tariff(made.id)).steps
    assert [(one.rule, one.result) for one in steps] == [
        ("R-C39", "1800.0"), ("R-C39", "1200"), ("R-C39", "3000.00"),
    ]  # fmt: skip


async def test_tiers_pay_what_the_quantity_reaches(tenant: Tenant) -> None:
    """6,000 minutes €13,000, 12,000 minutes €22,000 (A-9.9): 12,100 minutes reach the second, 0.83 % above its edge."""
    await registered(tenant)
    tiers = [
        {"threshold": "6000", "amountCents": 1_300_000},
        {"threshold": "12000", "amountCents": 2_200_000},
    ]
    made = await agreed(tenant, amount=None, tiers=tiers, unit="minute")
    assert (made.amounts, made.indexed) == ([], False)
    client = tenant.client(ContractsClient)
    found = {
        quantity: await client.tariff_on("02A15", date(2026, 6, 1), quantity=quantity)
        for quantity in ("5999", "6000", "11999", "12100")
    }
    assert {quantity: one.amount for quantity, one in found.items()} == {
        "5999": None, "6000": "13000.00", "11999": "13000.00", "12100": "22000.00",
    }  # fmt: skip
    assert (found["12100"].tier, found["12100"].above_tier_basis_points) == ("12000", 83)


async def test_a_phase_in_moves_from_recalculation_to_the_norm(tenant: Tenant) -> None:
    """From full recalculation (100.00) to normative (80.00), a percentage per year (A-9.10)."""
    await registered(tenant)
    phase_in = {
        "recalculated": "100.00",
        "normative": "80.00",
        "years": [
            {"year": 2026, "normativeBasisPoints": 1_000},
            {"year": 2027, "normativeBasisPoints": 5_000},
            {"year": 2028, "normativeBasisPoints": 10_000},
        ],
    }
    made = await agreed(tenant, amount=None, phaseIn=phase_in)
    assert table(made) == [("2026-01-01", "98.00"), ("2027-01-01", "90.00"), ("2028-01-01", "80.00")]


@pytest.mark.rule("R-C64")
async def test_a_tariff_below_its_cost_elements_is_refused(tenant: Tenant) -> None:
    """31.20 + 8.40 + 5.10 + index 1.34 = 46.04, offered 45.00 → refused for Wmo guidance; 46.04 is allowed."""
    await registered(tenant)
    client = tenant.client(ContractsClient)
    problem = await refused(tenant, amount="45.00", costElements=ELEMENTS)
    assert (problem["code"], problem["rule"]) == ("tariff-below-real-price", "R-C64")
    assert codes(problem) == {("#/amount", "below-real-price")} and "46.04" in problem["errors"][0]["detail"]
    tried = await client.project_tariff(NewTariff.model_validate(body(amount="45.00", costElements=ELEMENTS)))
    assert (tried.allowed, tried.real_price) == (False, "46.04")
    assert [(one.rule, one.severity) for one in tried.findings] == [("R-C64", "error")]
    made = await agreed(tenant, amount="46.04", costElements=ELEMENTS)
    assert await client.tariff_findings(made.id) == []


@pytest.mark.rule("R-C64")
async def test_the_bylaw_binds_from_its_day_and_is_told_before(tenant: Tenant) -> None:
    """A real price of 46.04 from July: a tariff that runs on is refused, one that ends in June is warned; things are free."""
    await registered(tenant)
    client = tenant.client(ContractsClient)
    price = await client.register_real_price(
        NewRealPrice.model_validate(
            {
                "municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "costElements": ELEMENTS,
                "source": "Verordening 2026, art. 12", "validFrom": "2026-07-01",
            }
        )
    )  # fmt: skip
    assert (price.amount, await client.real_price(price.id)) == ("46.04", price)
    problem = await refused(tenant, amount="45.00")
    assert problem["rule"] == "R-C64" and "2026-07-01" in problem["errors"][0]["detail"]
    made = await agreed(tenant, amount="45.00", validUntil="2026-06-30")
    told = await client.tariff_findings(made.id)
    assert [(one.code, one.severity, one.valid_from) for one in told] == [
        ("below-real-price-later", "warning", date(2026, 7, 1)),
        ("cost-elements-missing", "warning", date(2026, 1, 1)),
    ]
    await registered(tenant, code="11A01", category="11", name="Rolstoel")
    wheelchair = await agreed(tenant, productCode="11A01", amount="1.00")
    assert await client.tariff_findings(wheelchair.id) == []
    again = await tenant.ask(
        "contracts", "POST", "/real-prices",
        json={"municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "amount": "47",
              "source": "x", "validFrom": "2027-01-01"},
    )  # fmt: skip
    assert (again.status_code, again.json()["code"]) == (409, "real-price-overlaps")


@pytest.mark.rule("R-C64")
@pytest.mark.rule("R-C28")
async def test_a_falling_path_is_held_against_the_real_price(tenant: Tenant) -> None:
    """Five steps of −2 % from 50.00 come to 45.20: below 46.04 from the fifth half-year on, so refused."""
    await registered(tenant)
    problem = await refused(tenant, path={**PATH, "periods": 5}, costElements=ELEMENTS, indexed=False)
    assert problem["rule"] == "R-C64" and codes(problem) == {("#/path", "below-real-price")}
    assert "45.20" in problem["errors"][0]["detail"] and "2028-07-01" in problem["errors"][0]["detail"]


@pytest.mark.rule("R-C64")
@pytest.mark.rule("R-C27")
async def test_a_tariff_that_is_not_indexed_is_held_against_later_real_prices(tenant: Tenant) -> None:
    """The bylaw's price rises to 51 in 2027: with the index on 51.50 is allowed, off 50.00 is refused from that day."""
    await registered(tenant)
    await index(tenant)
    await tenant.client(ContractsClient).register_real_price(
        NewRealPrice.model_validate(
            {"municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "amount": "51.00",
             "source": "Verordening 2027", "validFrom": "2027-01-01"}
        )
    )  # fmt: skip
    problem = await refused(tenant, indexed=False)
    assert problem["rule"] == "R-C64" and "2027-01-01" in problem["errors"][0]["detail"]
    assert table(await agreed(tenant, indexed=True))[1] == ("2027-01-01", "51.50")


async def test_tariffs_of_one_scope_follow_each_other_without_gap_or_overlap(tenant: Tenant) -> None:
    """Overlap and gap are refused with the place; adjoining is allowed; another scope has its own row of days."""
    await registered(tenant)
    client = tenant.client(ContractsClient)
    first = await agreed(tenant, validUntil="2026-12-31")
    assert codes(await refused(tenant, validFrom="2026-06-01")) == {("#/validFrom", "tariff-overlap")}
    assert codes(await refused(tenant, validFrom="2027-02-01")) == {("#/validFrom", "tariff-gap")}
    second = await agreed(tenant, validFrom="2027-01-01", amount="52.00")
    own = await agreed(tenant, provider=tenant.providers[0], amount="51.00")
    assert [one.id for one in await client.tariffs(validOn="2026-05-01")] == [first.id, own.id]
    assert (await client.tariff_on("02A15", date(2027, 1, 1))).tariff_id == second.id
    shorter = await tenant.ask(
        "contracts", "PATCH", f"/tariffs/{first.id}", json={"validUntil": "2026-11-30"},
        headers={"If-Match": '"1"'},
    )  # fmt: skip
    assert (shorter.status_code, shorter.json()["errors"][0]["code"]) == (409, "tariff-gap")
    old = await tenant.ask(
        "contracts", "PATCH", f"/tariffs/{second.id}", json={"maximum": "60"}, headers={"If-Match": '"7"'}
    )
    assert old.status_code == 412
    changed = await client.change_tariff(second.id, 1, TariffChange(maximum="60"))
    assert (changed.version, changed.maximum, changed.amount) == (2, "60", "52.00")


async def test_a_product_that_is_not_there_has_no_tariff(tenant: Tenant) -> None:
    """Neither before its first day nor under an unknown code; and on a day without a tariff there is none."""
    await registered(tenant)
    assert codes(await refused(tenant, validFrom="2025-12-31")) == {("#/productCode", "product-unknown")}
    assert codes(await refused(tenant, productCode="02A99")) == {("#/productCode", "product-unknown")}
    with pytest.raises(Refusal) as met:
        await tenant.client(ContractsClient).tariff_on("02A15", date(2026, 1, 1))
    assert (met.value.status, met.value.code) == (404, "tariff-not-agreed")


async def test_a_reference_makes_a_tariff_once_and_keeps_it_up_to_date(tenant: Tenant) -> None:
    """PUT by reference: made, the same, another version with its table; product and scope stay; POST must say the same."""
    await registered(tenant)
    client = tenant.client(ContractsClient)
    new = NewTariff.model_validate(body(path=PATH))
    made = await client.put_tariff("t/1", new)
    assert (await client.put_tariff("t/1", new)) == made and made.version == 1
    raised = await client.put_tariff("t/1", new.model_copy(update={"amount": "55.00"}))
    assert (raised.version, raised.id, table(raised)[1][1]) == (2, made.id, "53.90")
    moved = await tenant.ask(
        "contracts", "PUT", "/tariffs/by-reference/t/1", json=body(provider=tenant.providers[0])
    )
    assert (moved.status_code, moved.json()["errors"][0]["code"]) == (409, "fixed")
    same = await tenant.ask(
        "contracts", "POST", "/tariffs", json=body(amount="55.00", path=PATH, externalReference="t/1")
    )
    assert (same.status_code, same.json()["version"]) == (200, 2)
    differs = await tenant.ask("contracts", "POST", "/tariffs", json=body(externalReference="t/1"))
    assert (differs.status_code, differs.json()["code"]) == (409, "external-reference-used")
    assert [one.id for one in await client.tariffs(externalReference="t/1")] == [made.id]
    for path, new_, change in (
        ("tariff-indexes", {"year": 2028, "basisPoints": 100, "source": "OVA"}, {"basisPoints": 150}),
        ("real-prices", {"municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "amount": "40",
                         "source": "v", "validFrom": "2026-01-01"}, {"amount": "41"}),
    ):  # fmt: skip
        place = f"/{path}/by-reference/r-1"
        answers = [
            await tenant.ask("contracts", "PUT", place, json=one) for one in (new_, new_, {**new_, **change})
        ]
        assert [(one.status_code, one.json()["version"]) for one in answers] == [(201, 1), (200, 1), (200, 2)]


async def test_the_narrowest_scope_holds_and_each_sees_its_own(ready: Ready, house: House) -> None:
    """General, provider, contract, and one member in it: each asked finds its own; members never see each other's."""
    tenant = ready.tenant
    lead, sub = tenant.providers[:2]
    await registered(tenant, visibleTo=[lead, sub])
    contract = await ready.draft(conditions={"indexation": False})
    scopes: dict[str, Tariff] = {}
    for scope, amount, more in (
        ("general", "50", {}),
        ("provider", "51", {"provider": sub}),
        ("contract", "52", {"contractId": str(contract.id)}),
        ("contractProvider", "53", {"contractId": str(contract.id), "provider": sub}),
    ):
        scopes[scope] = await agreed(tenant, amount=amount, **more)
        assert scopes[scope].scope == scope
    # The contract's own switch holds where the tariff says nothing (R-C27).
    assert [one.indexed for one in scopes.values()] == [True, True, False, False]

    async def on(oin: str | None, **more: Any) -> str | None:
        found = await ready.client(oin).tariff_on("02A15", date(2026, 3, 1), **more)
        return found.amount

    within = {"contractId": str(contract.id)}
    assert await on(None) == "50.00" and await on(None, **within) == "52.00"
    assert await on(None, **within, provider=sub) == "53.00" and await on(None, provider=sub) == "51.00"
    assert await on(sub, **within) == "53.00" and await on(sub, owner=tenant.owner) == "51.00"
    assert await on(lead, **within) == "52.00" and await on(lead, owner=tenant.owner) == "50.00"
    seen = {one.id for one in await ready.client(lead).tariffs(productCode="02A15")}
    assert seen == {scopes["general"].id, scopes["contract"].id} | (
        {scopes["contractProvider"].id} if contract.payee == lead else set()
    )
    unnamed = await ready.ask("GET", "/tariffs/_on?productCode=02A15&day=2026-03-01", oin=lead)
    assert (unnamed.status_code, unnamed.json()["code"]) == (400, "request-invalid")
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    for one in scopes.values():
        hidden = await stranger.ask("contracts", "GET", f"/tariffs/{one.id}")
        assert (hidden.status_code, hidden.json()["code"]) == (404, "tariff-not-found")
    foreign = await stranger.ask(
        "contracts", "GET", f"/tariffs/_on?productCode=02A15&day=2026-03-01&owner={tenant.owner}"
    )
    assert foreign.json()["code"] == "tariff-not-agreed"


@pytest.mark.rule("R-C08")
async def test_a_signed_contract_gets_another_tariff_by_amendment_only(ready: Ready) -> None:
    """In force, a tariff of the contract neither comes nor changes without an amendment; a stranger never has one."""
    tenant = ready.tenant
    await registered(tenant)
    stranger = await ready.draft(number="ALP-2")
    problem = await refused(tenant, contractId=str(stranger.id), provider="00000099000000009999")
    assert codes(problem) == {("#/provider", "provider-not-in-contract")}
    contract = await ready.draft()
    made = await agreed(tenant, contractId=str(contract.id), validUntil="2026-12-31")
    await ready.client().sign(contract.id, "wethouder zorg")
    await ready.client(ready.lead).sign(contract.id, "bestuurder")
    await ready.client().activate(contract.id)
    late = await refused(tenant, contractId=str(contract.id), validFrom="2027-01-01")
    assert codes(late) == {("#/amendmentId", "amendment-needed")}
    changed = await ready.ask(
        "PATCH", f"/tariffs/{made.id}", json={"indexed": False}, headers={"If-Match": '"1"'}
    )
    assert (changed.status_code, changed.json()["errors"][0]["rule"]) == (409, "R-C08")
    unknown = await ready.ask(
        "POST", "/tariffs",
        json=body(contractId=str(contract.id), validFrom="2027-01-01", amendmentId=str(UUID(int=7))),
    )  # fmt: skip
    assert (unknown.status_code, unknown.json()["code"]) == (404, "amendment-not-found")
    # What was agreed goes on: the index that the contract follows needs no new signature.
    await index(tenant, 2026, 300, effective_on=date(2026, 7, 1))
    assert table(await ready.client().index_tariff(made.id))[1] == ("2026-07-01", "51.50")


async def test_a_dry_run_agrees_nothing(tenant: Tenant) -> None:
    """The same checks and the same answer, and nothing is there afterwards."""
    await registered(tenant)
    dry = await tenant.ask("contracts", "POST", "/tariffs?dryRun=true", json=body())
    assert (dry.status_code, dry.json()["amounts"][0]["amount"]) == (201, "50.00")
    assert await tenant.client(ContractsClient).tariffs() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": None},
        {"tiers": [{"threshold": "1", "amountCents": 1}]},
        {"amount": "1.1234567"},
        {"amount": None, "path": PATH},
        {"validUntil": "2025-12-31"},
        {"costElements": [ELEMENTS[0], ELEMENTS[0]]},
    ],
)
async def test_a_tariff_has_one_basis_and_at_most_six_decimals(tenant: Tenant, wrong: dict[str, Any]) -> None:
    """No basis, two of them, seven decimals, a path from nothing, days reversed, an element twice: wrong input."""
    answer = await tenant.ask("contracts", "POST", "/tariffs", json=body(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid")
