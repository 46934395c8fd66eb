"""Budgets found and divided over HTTP, each with the numbers of its rule; who may and who sees."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from services.contracts.budget_allocations.rest import EXAMPLE
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import BudgetAllocation, NewBudgetAllocation
from tests.services.contracts import caring
from tests.services.contracts.budget_allocations import test_rules
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant, new_tenant

M = 100_000_000
TWO = [f"00000099{number:012}" for number in (1, 2)]


def body(basis: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An allocation of 2027 on a basis."""
    return {"name": "Verdeling 2027", "year": 2027, "basis": basis, **more}


async def allocate(tenant: Tenant, basis: dict[str, Any], **more: Any) -> BudgetAllocation:
    """An allocation as the purchaser makes it."""
    new = NewBudgetAllocation.model_validate(body(basis, **more))
    return await tenant.client(ContractsClient).allocate_budget(new)


def amounts(made: BudgetAllocation) -> list[int]:
    """The amounts of the parts, in cents."""
    return [one.amount_cents for one in made.parts]


def heads(*counts: int) -> list[dict[str, Any]]:
    """Parts with so many heads."""
    return [{"code": f"deel-{i}", "count": count} for i, count in enumerate(counts)]


CASES: list[Any] = [
    pytest.param(
        {"method": "grantMinusDiscount", "grantCents": 9 * M, "discountCents": 2 * M},
        [7 * M], ["discount-share"], marks=pytest.mark.rule("R-C13"), id="R-C13 amount",
    ),
    pytest.param(
        {"method": "grantMinusDiscount", "grantCents": 9 * M, "discountBasisPoints": 2_222},
        [700_020_000], ["discount-share"], marks=pytest.mark.rule("R-C13"), id="R-C13 percentage",
    ),
    pytest.param(
        {"method": "grantMinusDiscount", "grantCents": 9 * M, "discountBasisPoints": 1_900},
        [729_000_000], ["discount-share", "discount-unusual"], marks=pytest.mark.rule("R-C13"), id="R-C13 unusual",
    ),
    pytest.param(
        {
            "method": "expectedClients", "totalCents": 10 * M,
            "areas": [{"code": f"g-{i}", "clients": n} for i, n in enumerate((400, 350, 300, 250, 400, 300))],
        },
        [2 * M, 175_000_000, 150_000_000, 125_000_000, 2 * M, 150_000_000], [],
        marks=pytest.mark.rule("R-C14"), id="R-C14",
    ),
    pytest.param(
        {
            "method": "grantChange", "oldGrantCents": 10 * M, "newGrantCents": 9 * M,
            "budgets": [
                {"code": f"g-{i}", "amountCents": n * 1_000_000}
                for i, n in enumerate((200, 175, 150, 125, 200, 150))
            ],
        },
        [180_000_000, 157_500_000, 135_000_000, 112_500_000, 180_000_000, 135_000_000], ["amendment-needed"],
        marks=pytest.mark.rule("R-C15"), id="R-C15",
    ),
    pytest.param(
        {
            "method": "formation", "costPerFteCents": 8_500_000,
            "teams": [
                {
                    "code": "jeugd-1", "target": "youth", "baseFte": "3.0",
                    "weights": [
                        {"characteristic": "householdsWithChildren", "weight": "4.0", "value": "1.2"},
                        {"characteristic": "socialAssistance", "weight": "0.5", "value": "8"},
                    ],
                },
                {"code": "klein", "baseFte": "7"}, {"code": "groot", "baseFte": "20"}, {"code": "te-klein", "baseFte": "6"},
            ],
        },
        [100_300_000, 59_500_000, 170_000_000, 51_000_000], ["formation-out-of-range"],
        marks=pytest.mark.rule("R-C16"), id="R-C16",
    ),
    pytest.param(
        {
            "method": "formation", "costPerFteCents": 8_500_000,
            "teams": [
                {
                    "code": "sociaal-1", "target": "social", "baseFte": "8",
                    "weights": [{"characteristic": "householdsWithChildren", "weight": "1", "value": "1"}],
                }
            ],
        },
        [76_500_000], ["characteristic-of-other-target"], marks=pytest.mark.rule("R-C17"), id="R-C17",
    ),
    pytest.param(
        {"method": "perInhabitant", "amountCents": 7_000, "countedOn": "2027-01-01", "heads": heads(100_000)},
        [7 * M], [], marks=pytest.mark.rule("R-C18"), id="R-C18",
    ),
    pytest.param(
        {"method": "perInsured", "amountCents": 1_234, "countedOn": "2027-01-01", "heads": heads(3, 4)},
        [3_702, 4_936], [], id="per insured",
    ),
    pytest.param(
        {
            "method": "square", "totalCents": 4 * M,
            "categories": [{"code": f"c{i}", "weight": n} for i, n in enumerate((3, 2, 2, 1))],
        },
        [150_000_000, M, M, 50_000_000], [], marks=pytest.mark.rule("R-C20"), id="R-C20",
    ),
    pytest.param(
        {
            "method": "turnover", "totalCents": 9 * M,
            "providers": [
                {"oin": f"00000099{i:012}", "turnoverCents": n * M} for i, n in enumerate((5, 3, 2))
            ],
        },
        [450_000_000, 270_000_000, 180_000_000], [], marks=pytest.mark.rule("R-C24"), id="R-C24",
    ),
    pytest.param(
        {
            "method": "strongestGrowers", "thresholdBasisPoints": 1_000,
            "providers": [
                {"oin": f"00000099{i:012}", "turnoverCents": (100 + n) * 1_000_000, "beforeCents": M}
                for i, n in enumerate((4, 18, 9))
            ],
        },
        [118_000_000], [], marks=pytest.mark.rule("R-C25"), id="R-C25",
    ),
    pytest.param(
        {
            "method": "shrinking", "startCents": 7 * M, "shrinkBasisPoints": 200, "floorCents": 650_000_000,
            "firstYear": 2027, "years": 4,
        },
        [686_000_000, 672_280_000, 658_834_400, 650_000_000], ["floor-reached"],
        marks=pytest.mark.rule("R-C48"), id="R-C48",
    ),
    pytest.param(
        {"method": "subsidyCut", "totalCents": 2 * M, "cutBasisPoints": 1_000},
        [180_000_000], [], marks=pytest.mark.rule("R-C49"), id="R-C49 whole",
    ),
    pytest.param(
        {
            "method": "subsidyCut", "totalCents": 2 * M,
            "topics": [
                {"code": "meeting", "amountCents": 50_000_000, "cutBasisPoints": 2_000},
                {"code": "other", "amountCents": 150_000_000},
            ],
        },
        [40_000_000, 150_000_000], ["motivation-needed"], marks=pytest.mark.rule("R-C49"), id="R-C49 topic",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("basis", "parts", "remarks"), CASES)
async def test_every_method_gives_the_numbers_of_its_rule(
    tenant: Tenant, basis: dict[str, Any], parts: list[int], remarks: list[str]
) -> None:
    """Kept with its inputs, parts and remarks, found again, and explained in the reader's language."""
    made = await allocate(tenant, basis)
    assert (amounts(made), [one.code for one in made.remarks]) == (parts, remarks)
    assert (made.total_cents, made.method) == (sum(parts), basis["method"])
    client = tenant.client(ContractsClient)
    assert await client.budget_allocation(made.id) == made
    assert made.basis == NewBudgetAllocation.model_validate(body(basis)).basis
    assert (await client.budget_allocation_derivation(made.id)).steps


@pytest.mark.rule("R-C19")
async def test_neighbourhoods_must_add_up_and_are_tested_against_cost(tenant: Tenant) -> None:
    """5.0 m over A 2.1, B 1.7, C 1.2; A costs 2.3: short 0.2, and D-54 tells it; a cent off is refused."""
    budgets = [
        {"code": code, "amountCents": n * 1_000_000} for code, n in (("A", 210), ("B", 170), ("C", 120))
    ]
    basis = {"method": "neighbourhoods", "totalCents": 5 * M, "budgets": budgets}
    made = await allocate(tenant, basis, currentCosts=[{"code": "A", "amountCents": 230_000_000}])
    assert [(one.rule, one.code, one.part) for one in made.remarks] == [("R-C19", "budget-short", "A")]
    report = await tenant.client(ContractsClient).sufficiency(made.id)
    assert (report.short_cents, report.insufficient, report.unknown) == (20_000_000, 1, 2)
    assert [(one.code, one.difference_cents, one.sufficient) for one in report.lines] == [
        ("A", -20_000_000, False), ("B", None, None), ("C", None, None),
    ]  # fmt: skip
    wrong = body({**basis, "totalCents": 5 * M + 1})
    refused = await tenant.ask("contracts", "POST", "/budget-allocations", json=wrong)
    assert (refused.status_code, refused.json()["code"]) == (409, "budget-allocation-refused")
    assert [(one["location"], one["rule"]) for one in refused.json()["errors"]] == [
        ("#/basis/budgets", "R-C19")
    ]


@pytest.mark.rule("R-C20")
async def test_a_fifth_category_is_refused(tenant: Tenant) -> None:
    """At most four categories of care."""
    basis = {
        "method": "square", "totalCents": 4 * M, "categories": [{"code": f"c{i}", "weight": 1} for i in range(5)],
    }  # fmt: skip
    refused = await tenant.ask("contracts", "POST", "/budget-allocations", json=body(basis))
    assert refused.status_code == 409
    assert [(one["code"], one["rule"]) for one in refused.json()["errors"]] == [
        ("categories-too-many", "R-C20")
    ]


async def test_a_zero_denominator_is_not_available_with_a_reason(tenant: Tenant) -> None:
    """No clients expected: kept without parts or total, with the reason in two languages."""
    basis = {"method": "expectedClients", "totalCents": M, "areas": [{"code": "gebied-1", "clients": 0}]}
    made = await allocate(tenant, basis)
    assert (made.parts, made.total_cents) == ([], None)
    assert made.unavailable is not None
    assert (made.unavailable.rule, made.unavailable.code) == ("R-C14", "clients-zero")
    assert made.unavailable.text_nl.startswith("Niet te berekenen: het aantal verwachte cliënten is nul")


async def test_a_calculator_asks_with_a_dry_run_and_nothing_is_kept(tenant: Tenant) -> None:
    """The same answer, and an empty list afterwards."""
    dry = await tenant.ask("contracts", "POST", "/budget-allocations?dryRun=true", json=EXAMPLE)
    assert (dry.status_code, dry.json()["totalCents"]) == (201, 10 * M)
    assert [one["amountCents"] for one in dry.json()["parts"]] == [533_333_334, 466_666_666]
    assert await tenant.client(ContractsClient).budget_allocations() == []


@pytest.mark.parametrize(
    "basis",
    [
        {"method": "grantMinusDiscount", "grantCents": M},
        {"method": "grantMinusDiscount", "grantCents": M, "discountCents": 1, "discountBasisPoints": 1},
        {"method": "subsidyCut", "totalCents": M},
        {"method": "perInhabitant", "amountCents": 1, "countedOn": "2027-01-01", "heads": heads(1) * 2},
        {"method": "turnover", "totalCents": M, "areas": []},
        {"method": "unknown"},
    ],
)
async def test_what_a_method_does_not_know_or_lacks_is_wrong_input(
    tenant: Tenant, basis: dict[str, Any]
) -> None:
    """400 before anything is computed."""
    answer = await tenant.ask("contracts", "POST", "/budget-allocations", json=body(basis))
    assert answer.status_code == 400, answer.text


async def test_the_parties_of_the_contract_see_its_allocation_but_no_turnover_of_others(ready: Ready) -> None:
    """And another tenant sees neither; a provider makes none."""
    contract = await ready.active()
    shared = await allocate(ready.tenant, EXAMPLE["basis"], contractId=str(contract.id))
    turnover = {
        "method": "turnover",
        "totalCents": M,
        "providers": [{"oin": one, "turnoverCents": 1} for one in TWO],
    }
    own = await allocate(ready.tenant, turnover, contractId=str(contract.id))
    provider = ready.client(ready.lead)
    assert await provider.budget_allocations(contractId=str(contract.id)) == [shared]
    assert len(await ready.client().budget_allocations(contractId=str(contract.id))) == 2
    assert await ready.client().budget_allocations(method="turnover", year=2027) == [own]
    for oin, path in (
        (ready.lead, own.id),
        (ready.lead, f"{own.id}/derivation"),
        (ready.lead, f"{own.id}/sufficiency"),
    ):
        answer = await ready.ask("GET", f"/budget-allocations/{path}", oin=oin)
        assert (answer.status_code, answer.json()["code"]) == (404, "budget-allocation-not-found")
    denied = await ready.ask("POST", "/budget-allocations", json=EXAMPLE, oin=ready.lead)
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")
    stranger = await new_tenant(ready.tenant.house, date(2026, 1, 1), providers=0)
    there = await stranger.ask("contracts", "GET", f"/budget-allocations/{shared.id}")
    assert there.status_code == 404
    foreign = await stranger.ask(
        "contracts", "POST", "/budget-allocations", json={**EXAMPLE, "contractId": str(contract.id)}
    )
    assert (foreign.status_code, foreign.json()["code"]) == (404, "contract-not-found")


async def test_an_allocation_of_a_draft_stays_with_its_purchaser(ready: Ready) -> None:
    """The parties of a draft do not see what is divided for it."""
    draft = await ready.draft()
    made = await allocate(ready.tenant, EXAMPLE["basis"], contractId=str(draft.id))
    assert await ready.client(ready.lead).budget_allocations() == []
    assert await ready.client().budget_allocations() == [made]


async def test_an_own_reference_is_a_safe_upsert(tenant: Tenant) -> None:
    """PUT gives 201 and then the same; other contents are refused with what differs."""
    path = "/budget-allocations/by-reference/begroting/2027"
    first, again = [await tenant.ask("contracts", "PUT", path, json=EXAMPLE) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    other = await tenant.ask("contracts", "PUT", path, json={**EXAMPLE, "year": 2028})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    assert [one["location"] for one in other.json()["errors"]] == ["#/year"]
    found = await tenant.client(ContractsClient).budget_allocations(externalReference="begroting/2027")
    assert [one.model_dump(mode="json", by_alias=True) for one in found] == [first.json()]


@pytest.mark.rule("A-1.7")
async def test_utrecht_by_weighted_characteristics_of_cbs(tenant: Tenant) -> None:
    """25 m over the ten districts by CBS's neighbourhoods, those without a score left out; damped, the total stays."""
    basis = msgspec.to_builtins(test_rules.utrecht())
    told = {name: basis[name] for name in ("method", "measures")}
    rows = [
        {
            "code": one["code"],
            "areaCode": one["area_code"],
            "inhabitants": one["inhabitants"],
            "values": one["values"],
        }
        for one in basis["neighbourhoods"]
    ]
    told |= {"totalCents": 25 * M, "countedOn": "2023-01-01", "neighbourhoods": rows}
    made = await allocate(tenant, told)
    assert {one.code: one.amount_cents for one in made.parts} == test_rules.CBS
    assert {one.code for one in made.remarks} == {"value-withheld"}
    before = [{"code": "034401", "amountCents": 2 * test_rules.CBS["034401"]}]
    damping = {"maximumFallPerInhabitantCents": 1_000, "before": before}
    damped = await allocate(tenant, {**told, "damping": damping})
    assert damped.total_cents == made.total_cents == 25 * M
    assert damped.parts[0].amount_cents > made.parts[0].amount_cents
    assert all(one.amount_cents < test_rules.CBS[one.code] for one in damped.parts[1:])


@pytest.mark.rule("R-C19")
async def test_lots_are_divided_as_neighbourhoods_are(tenant: Tenant) -> None:
    """The level of each part says which of the two it is (D-54)."""
    basis = {
        "method": "neighbourhoods",
        "totalCents": 1,
        "level": "lot",
        "budgets": [{"code": "1", "amountCents": 1}],
    }
    assert [one.level for one in (await allocate(tenant, basis)).parts] == ["lot"]


@pytest.mark.rule("R-C14")
@pytest.mark.rule("R-X12")
async def test_expected_clients_come_from_the_history_of_the_contracts_of_an_area(ready: Ready) -> None:
    """8/7/6/5/8/6 real decisions under six contracts divide 10 m into 2.00/1.75/1.50/1.25/2.00/1.50 m, and it says so."""
    counts = (8, 7, 6, 5, 8, 6)
    named: dict[str, Any] = {"consortiumId": None, "provider": ready.lead}
    contracts = [
        await caring.contract_of_a_year(ready, number=f"GEBIED-{i}", **named) for i, _ in enumerate(counts)
    ]
    await caring.consultant(ready)
    for contract, count in zip(contracts, counts, strict=True):
        await caring.decide(ready, contract, count, contract.number)
    areas = [{"code": f"g-{i}", "contractIds": [str(one.id)]} for i, one in enumerate(contracts)]
    period = {"startDate": "2026-01-01", "endDate": "2026-12-31"}
    basis = {"method": "expectedClients", "totalCents": 10 * M, "areas": areas, "history": period}
    made = await allocate(
        ready.tenant, basis, contractId=str(contracts[0].id), externalReference="historie-1"
    )
    assert amounts(made) == [2 * M, 175_000_000, 150_000_000, 125_000_000, 2 * M, 150_000_000]
    assert [one.weight for one in made.parts] == [str(one) for one in counts]
    why = (await ready.client().budget_allocation_derivation(made.id)).steps
    assert [(step.rule, step.result) for step in why[:-1]] == [("R-X12", one) for one in counts]
    assert "van 1 januari 2026 tot en met 31 december 2026 gaven 8 besluiten" in why[0].sentence
    assert await ready.client(ready.lead).budget_allocations() == [], (
        "few clients are told to nobody else (F-08)"
    )
    await caring.decide(ready, contracts[0], 1, "later")
    path = "/budget-allocations/by-reference/historie-1"
    again = await ready.ask("PUT", path, json=body(basis, contractId=str(contracts[0].id)))
    assert (again.status_code, again.json()["parts"][0]["weight"]) == (200, "8"), "what was computed stays"


@pytest.mark.rule("R-C14")
async def test_history_and_typed_in_numbers_stand_side_by_side_and_never_half(ready: Ready) -> None:
    """One area has 3 clients typed in, one its contract's 1; a number with contracts, or no period, is refused; so is a stranger's contract."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    await caring.decide(ready, contract, 1)
    await caring.refer(ready, contract, 1)
    typed = {"code": "nieuw", "clients": 3}
    counted = {"code": "oud", "contractIds": [str(contract.id)]}
    period = {"startDate": "2026-01-01", "endDate": "2026-01-31", "provisionType": "tailorMade"}
    basis = {"method": "expectedClients", "totalCents": 4 * M, "areas": [typed, counted], "history": period}
    made = await allocate(ready.tenant, basis)
    assert amounts(made) == [3 * M, M], "the accepted referral is general and does not count here"
    for wrong in (
        {**basis, "history": None},
        {**basis, "areas": [typed]},
        {**basis, "areas": [{**counted, "clients": 1}]},
        {**basis, "areas": [counted, {**counted, "code": "ook"}]},
        {**basis, "history": {**period, "endDate": "2025-12-31"}},
    ):
        answer = await ready.ask("POST", "/budget-allocations", json=body(wrong))
        assert answer.status_code == 400, answer.text
    stranger = await new_tenant(ready.tenant.house, ready.tenant.today, providers=1)
    refused = await stranger.ask("contracts", "POST", "/budget-allocations", json=body(basis))
    assert (refused.status_code, refused.json()["code"]) == (409, "budget-allocation-refused"), refused.text
    (fault,) = refused.json()["errors"]
    assert (fault["location"], fault["code"], fault["rule"]) == (
        "#/basis/areas/1/contractIds/0", "contract-unknown", "R-C14",
    )  # fmt: skip
