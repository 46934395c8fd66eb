"""Amendments over HTTP of sums that are made of parts: areas, heads, categories; at the yearly check only (R-C07)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import NewAmendment, NewCategorySquare
from tests.services.contracts import given
from tests.services.contracts.amendments.test_changes import amended, emmen
from tests.services.contracts.categories.test_rest import AMOUNTS, funding
from tests.services.contracts.conftest import Ready
from tests.services.settlement.given import schedule_of
from tests.services.settlement.schedules.test_operations import follow

EXTREME: dict[str, Any] = {"reason": "extremeCircumstance", "effectiveOn": "2026-07-01"}
CAPITATION = {
    "number": 1,
    "form": "capitationInhabitant",
    "amountCents": 7_000,
    "countedOn": "2026-01-01",
    "instalmentCount": 12,
}
PLACES = {
    "number": 1,
    "form": "placesBonus",
    "places": 40,
    "amountCents": 2_500_000,
    "bonusCents": 100_000,
    "indicatorCode": "client-satisfaction",
    "instalmentCount": 12,
    "motivation": "Plaatsen blijven beschikbaar",
}
AREA = {"areaAmounts": [{"areaCode": "WK011401", "annualAmountCents": 150_000_000}]}
CATEGORIES = {
    "categoryAmounts": [
        {"code": "cat-1", "amountCents": 130_000_000},
        {"code": "cat-3", "amountCents": 110_000_000},
    ]
}
CASES = [
    pytest.param(None, AREA, "#/areaAmounts", 950_000_000, id="areas"),
    pytest.param(CAPITATION, {"amountCents": 7_100}, "#/amountCents", 781_000_000, id="inhabitants"),
    pytest.param(PLACES, {"amountCents": 2_600_000}, "#/amountCents", 104_000_000, id="places"),
    pytest.param(funding(*AMOUNTS), CATEGORIES, "#/categoryAmounts", 390_000_000, id="categories"),
]


def contracted(ready: Ready, agreed: dict[str, Any] | None) -> dict[str, Any]:
    """The contract's terms: this agreement, or the six areas of Emmen."""
    return emmen(ready) if agreed is None else {"fundingAgreements": [agreed]}


async def refused(ready: Ready, contract_id: Any, **body: Any) -> dict[str, Any]:
    """What stands in the way of an amendment."""
    told = {"motivation": "Een instelling sluit", **body}
    with pytest.raises(Refusal) as problem:
        await ready.client().decide_amendment(contract_id, NewAmendment.model_validate(told))
    return problem.value.problem


@pytest.mark.rule("R-C07")
@pytest.mark.parametrize(("agreed", "change", "where", "total"), CASES)
async def test_at_the_yearly_check_each_kind_of_sum_may_change(
    ready: Ready, agreed: dict[str, Any] | None, change: dict[str, Any], where: str, total: int
) -> None:
    """On the day of the check for extreme circumstances, from July: the new yearly sum is told on; June keeps the old one."""
    contract = await ready.active(**contracted(ready, agreed))
    before = contract.yearly_funding[0].annual_amount_cents
    after = await amended(ready, contract, **EXTREME, **change, annualAmountCents=total)
    assert [(one.annual_amount_cents, str(one.effective_on)) for one in after.yearly_funding] == [
        (total, "2026-07-01")
    ]
    june = await ready.client().contract_as(contract.id, validOn="2026-06-30")
    assert june.yearly_funding[0].annual_amount_cents == before
    assert june.funding_agreements == contract.funding_agreements != after.funding_agreements
    then = await ready.client().contract_version(contract.id, contract.version)
    assert then.yearly_funding[0].annual_amount_cents == before
    fact = (await given.facts(ready.tenant, "contract-amended"))[-1]
    assert fact["data"]["yearlyFunding"][0]["annualAmountCents"] == total
    assert "R-C07" in [one.rule for one in (await ready.client().derivation(contract.id)).steps]
    (made,) = await ready.client().amendments(contract.id)
    sentences = (await ready.ask("GET", f"/amendments/{made.id}/derivation")).json()["steps"]
    assert sentences[0]["sentence"].startswith("Het jaarbedrag mag wijzigen: 1 januari 2026 is de dag")


@pytest.mark.rule("R-C07")
@pytest.mark.parametrize(("agreed", "change", "where", "total"), CASES)
async def test_on_any_other_day_and_ground_no_sum_changes(
    ready_on: Callable[[date], Awaitable[Ready]],
    agreed: dict[str, Any] | None,
    change: dict[str, Any],
    where: str,
    total: int,
) -> None:
    """In month five, even for extreme circumstances: 409 with R-C07 at the sum, and the next check is named."""
    ready = await ready_on(date(2026, 5, 12))
    contract = await ready.active(**contracted(ready, agreed))
    problem = await refused(ready, contract.id, **EXTREME, **change)
    assert (problem["status"], problem["code"], problem["rule"]) == (409, "budget-is-fixed", "R-C07")
    assert [(one["location"], one["code"]) for one in problem["errors"]] == [(where, "not-the-check-day")]
    assert "2027-01-01" in problem["mend"]
    other = await refused(ready, contract.id, effectiveOn="2026-07-01", reason="kpiCompensation", **change)
    assert {"reason-carries-no-budget", "reason-does-not-carry"} & {one["code"] for one in other["errors"]}


@pytest.mark.rule("R-C07")
@pytest.mark.rule("R-S05")
@pytest.mark.parametrize(("agreed", "change", "where", "total"), CASES)
async def test_the_schedule_follows_the_new_sum(
    ready: Ready, agreed: dict[str, Any] | None, change: dict[str, Any], where: str, total: int
) -> None:
    """Settlement plans the year anew on the new yearly sum, as the fact of the amendment tells it."""
    contract = await ready.active(**contracted(ready, agreed))
    await follow(ready.tenant, contract, "contract-activated")
    before = await schedule_of(ready.tenant, contract.id)
    after = await amended(ready, contract, **{**EXTREME, "effectiveOn": "2026-01-01"}, **change)
    await follow(ready.tenant, after)
    planned = await schedule_of(ready.tenant, contract.id)
    assert planned.annual_amount_cents == total != before.annual_amount_cents
    assert sum(one.amount_cents for one in planned.instalments) == total


@pytest.mark.rule("R-C07")
async def test_the_parts_add_up_to_the_annual_amount_that_is_named(ready: Ready) -> None:
    """Nine and a half million is named and the areas come to 9.5: fine; 9.6 is refused at the annual amount."""
    contract = await ready.active(**emmen(ready))
    problem = await refused(ready, contract.id, **EXTREME, **AREA, annualAmountCents=960_000_000)
    assert [(one["location"], one["code"]) for one in problem["errors"]] == [
        ("#/annualAmountCents", "sum-differs")
    ]


@pytest.mark.rule("R-C07")
async def test_what_the_agreement_does_not_have_cannot_change(ready: Ready) -> None:
    """An unknown area or category, an amount per head of areas, and two kinds of sums at once: each at its place."""
    contract = await ready.active(**emmen(ready))
    unknown = [{"areaCode": "WK011499", "annualAmountCents": 1}]
    for body, where, code in (
        ({"areaAmounts": unknown}, "#/areaAmounts/0/areaCode", "area-unknown"),
        ({"amountCents": 7_000}, "#/fundingNumber", "funding-unclear"),
        ({**AREA, "amountCents": 7_000}, "#/amountCents", "one-kind-of-sum"),
        (CATEGORIES, "#/fundingNumber", "funding-unclear"),
    ):
        problem = await refused(ready, contract.id, **EXTREME, **body)
        assert (where, code) in [(one["location"], one["code"]) for one in problem["errors"]]


@pytest.mark.rule("R-C07")
@pytest.mark.rule("R-C20")
async def test_the_square_of_an_opened_year_stays_as_it_was_opened(ready: Ready) -> None:
    """The square of 2026 is open: only from 2027 on the categories change, and each year opens with its own amounts."""
    contract = await ready.active(fundingAgreements=[funding(*AMOUNTS)])
    client = ready.client()
    first = await client.open_square(NewCategorySquare(contract_id=contract.id, year=2026))
    problem = await refused(ready, contract.id, **EXTREME, **CATEGORIES)
    assert [(one["location"], one["code"], one["rule"]) for one in problem["errors"]] == [
        ("#/effectiveOn", "square-opened", "R-C20")
    ]
    unknown = {"categoryAmounts": [{"code": "cat-9", "amountCents": 1}]}
    problem = await refused(ready, contract.id, **{**EXTREME, "effectiveOn": "2028-01-01"}, **unknown)
    assert [one["code"] for one in problem["errors"]] == ["category-unknown"]
    await amended(ready, contract, **{**EXTREME, "effectiveOn": "2028-01-01"}, **CATEGORIES)
    opened = [
        await client.open_square(NewCategorySquare(contract_id=contract.id, year=year))
        for year in (2027, 2028)
    ]
    assert [one.total_cents for one in (first, *opened)] == [400_000_000, 400_000_000, 390_000_000]
