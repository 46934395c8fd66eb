"""What the register itself knows around a contract is found without entering it twice."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import Circumstances, ContractCircumstances, Finding
from tests.services.contracts.conftest import Ready
from tests.services.contracts.findings.drafts import LUMP_SUM, PRODUCTION
from tests.services.contracts.products.catalogue import registered
from tests.support.statements import counted


async def told(ready: Ready, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What was made with a neighbour's route."""
    answer = await ready.ask(method, path, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def found(ready: Ready, contract_id: object, code: str) -> list[Finding]:
    """The findings of one kind about a contract."""
    findings = (await ready.client().findings(contract_id)).findings  # type: ignore[arg-type]
    return [one for one in findings if one.code == code]


@pytest.mark.rule("R-C64")
async def test_a_tariff_is_held_against_the_real_price_before_it_is_refused(ready: Ready) -> None:
    """45.00 is agreed; a later bylaw sets from 2027 31.20 + 8.40 + 5.10 + index 1.34 = 46.04: a warning a year ahead."""
    await registered(ready.tenant, code="02A15")
    contract = await ready.draft(
        productCodes=["02A15"], fundingAgreements=[{**PRODUCTION, "productCodes": ["02A15"]}]
    )
    amounts = (
        ("professional", "31.20"),
        ("overhead", "8.40"),
        ("nonProductiveHours", "5.10"),
        ("indexation", "1.34"),
    )
    price = {
        "municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "source": "Verordening 2027",
        "costElements": [{"element": element, "amount": amount} for element, amount in amounts], "validFrom": "2027-01-01",
    }  # fmt: skip
    tariff = {
        "productCode": "02A15",
        "contractId": str(contract.id),
        "amount": "45.00",
        "indexed": False,
        "validFrom": "2026-01-01",
    }
    await told(ready, "POST", "/tariffs", tariff)
    await told(ready, "POST", "/real-prices", price)
    (warned,) = await found(ready, contract.id, "below-real-price")
    assert warned.severity == "warning"
    assert "€ 45,00" in warned.reason.nl and "€ 46,04" in warned.reason.nl
    dear = Circumstances.model_validate({"prices": [{**_facts(amounts), "offered": "46.04"}]})
    assert isinstance(await ready.client().set_circumstances(contract.id, dear), ContractCircumstances)
    assert await found(ready, contract.id, "below-real-price") == []


def _facts(amounts: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    elements = [
        {"name": name, "amount": amount, "indexation": name == "indexation"} for name, amount in amounts
    ]
    return {"productCode": "02A15", "law": "wmo2015", "costElements": elements}


@pytest.mark.rule("E-37")
async def test_a_guarantee_waits_for_what_the_provider_promised(ready: Ready) -> None:
    """No duty at all, then a social plan that is agreed but not fulfilled, each with its own reason."""
    guarantee = {"baseCents": 100_000_000, "years": [{"year": 1, "basisPoints": 10_000}]}
    contract = await ready.active(guarantee=guarantee)
    assert await found(ready, contract.id, "guarantee-without-reciprocity")
    duty = {
        "contractId": str(contract.id),
        "kind": "socialPlan",
        "description": "Sociaal plan",
        "dueOn": "2026-06-30",
    }
    await told(ready, "POST", "/obligations", duty)
    assert await found(ready, contract.id, "guarantee-without-reciprocity") == []
    (waiting,) = await found(ready, contract.id, "guarantee-without-duties")
    assert "Sociaal plan" in waiting.reason.nl


@pytest.mark.rule("R-C59")
async def test_a_member_of_a_pool_has_a_risk_policy(ready: Ready) -> None:
    """Unknown until the municipality stands in a pool of this year; then it is judged, and there is no gap."""
    contract = await ready.draft()
    missing = {one.code for one in (await ready.client().findings(contract.id)).unassessed}
    assert "no-risk-policy" in missing
    pool = {
        "name": "Jeugdzorgplus", "year": 2026, "variant": "solidarity",
        "careTypes": [{"code": "youth-care-plus", "price": "high", "volume": "low"}],
        "members": [
            {"oin": ready.tenant.owner, "municipalityCode": "0484", "inhabitants": 110_000},
            {"oin": "00000099000000000505", "municipalityCode": "0505", "inhabitants": 50_000},
        ],
    }  # fmt: skip
    await told(ready, "POST", "/risk-pools", pool)
    after = await ready.client().findings(contract.id)
    assert "no-risk-policy" not in {one.code for one in (*after.findings, *after.unassessed)}


@pytest.mark.rule("R-C62")
@pytest.mark.rule("E-29")
async def test_the_ceiling_of_the_year_is_looked_at(ready: Ready) -> None:
    """A free ceiling per provider on a contract without quality agreements: monitor quality, and competition is gone."""
    contract = await ready.draft(agreements=[], fundingAgreements=[LUMP_SUM])
    free = {
        "name": "Plafond", "year": 2026, "level": "providerSecondLine", "quantity": "cost", "scope": "provider",
        "option": "budget",
        "provider": ready.lead, "contractId": str(contract.id), "amountCents": 50_000_000, "noExemptions": True,
        "qualityIndicatorCodes": ["client-satisfaction"],
    }  # fmt: skip
    await told(ready, "POST", "/ceilings", free)
    assert await found(ready, contract.id, "free-ceiling-without-quality")
    assert await found(ready, contract.id, "ceiling-removes-competition")


@pytest.mark.rule("R-C35")
async def test_a_product_that_is_sheltered_living_is_known_by_the_catalogue(ready: Ready) -> None:
    """A code of one's own, marked as sheltered living: as a general provision an error, as tailor-made none."""
    await registered(ready.tenant, code="BW01", name="Wonen met begeleiding", shelteredLiving=True)
    general = {"roleModel": "partner", "provisionType": "general"}
    contract = await ready.draft(productCodes=["BW01"], arrangement=general)
    (error,) = await found(ready, contract.id, "sheltered-living-general")
    assert (error.severity, error.where) == ("error", "#/productCodes/0")
    other = await ready.draft(
        number="A-2", productCodes=["BW01"], arrangement={**general, "provisionType": "tailorMade"}
    )
    assert await found(ready, other.id, "sheltered-living-general") == []


async def test_what_is_looked_up_costs_the_same_for_one_contract_and_for_many(ready: Ready) -> None:
    """One statement a table, however many contracts are asked in the graph."""
    seen = []
    for numbers in (("A-1",), ("A-2", "A-3", "A-4")):
        for number in numbers:
            await ready.draft(
                number=number,
                productCodes=["02A15"],
                fundingAgreements=[{**PRODUCTION, "productCodes": ["02A15"]}],
            )
        async with counted(ready.tenant.house, "contracts") as statements:
            await ready.graph("{ contracts { nodes { findings { code } } } }")
        seen.append(len(statements))
    assert seen[0] == seen[1] <= 14, seen
