"""Amendments over HTTP that change more than budget and norms: areas, scope, compensation, term, one of several sums."""

from __future__ import annotations

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import Contract, NewAmendment
from tests.services.contracts import given
from tests.services.contracts.conftest import SATISFACTION, Ready

BUDGETS = [2_000_000, 1_750_000, 1_500_000, 1_250_000, 2_000_000, 1_500_000]
RELAPSE = {**SATISFACTION, "number": 1, "code": "relapse", "name": "Terugval", "operator": "max", "norm": "20",
           "lowest": "0", "highest": "100", "unit": "%"}  # fmt: skip
PARTICIPATION = {
    **RELAPSE,
    "number": 2,
    "code": "participation",
    "name": "Participatie",
    "operator": "min",
    "norm": "60",
}


def emmen(ready: Ready) -> dict[str, Any]:
    """Household help in six areas of Emmen: 10 million a year, the grant passes through."""
    areas = [
        {"areaCode": f"WK0114{number:02}", "provider": ready.lead, "annualAmountCents": euros * 100}
        for number, euros in enumerate(BUDGETS, 1)
    ]
    funding = {
        "number": 1,
        "form": "populationArea",
        "areas": areas,
        "passesThrough": True,
        "instalmentCount": 12,
    }
    return {"fundingAgreements": [funding], "scope": [{"name": "Huishoudelijke hulp"}]}


async def amended(ready: Ready, contract: Contract, **body: Any) -> Contract:
    """The contract after an amendment that both sides signed."""
    told = {"motivation": "Zoals besproken", **body}
    made = await ready.client().decide_amendment(contract.id, NewAmendment.model_validate(told))
    await ready.client().sign_amendment(made.id)
    await ready.client(ready.lead).sign_amendment(made.id)
    return await ready.client().contract(contract.id)


@pytest.mark.rule("R-C15")
async def test_a_cut_of_the_grant_passes_through_to_every_area(ready: Ready) -> None:
    """−10 % from 2027: 1.80/1.575/1.35/1.125/1.80/1.35 m, together 9 m; in 2026 each area keeps what it had."""
    contract = await ready.active(**emmen(ready))
    grant = {"oldCents": 1_000_000_000, "newCents": 900_000_000}
    after = await amended(ready, contract, reason="grantChange", effectiveOn="2027-01-01", grantChange=grant)
    areas = after.funding_agreements[0].areas  # type: ignore[union-attr]
    assert [one.annual_amount_cents for one in areas] == [
        180_000_000, 157_500_000, 135_000_000, 112_500_000, 180_000_000, 135_000_000,
    ]  # fmt: skip
    assert [(one.annual_amount_cents, str(one.effective_on)) for one in after.yearly_funding] == [
        (900_000_000, "2027-01-01")
    ]
    before = await ready.client().contract_as(contract.id, validOn="2026-12-31")
    assert before.yearly_funding[0].annual_amount_cents == 1_000_000_000
    (made,) = await ready.client().amendments(contract.id)
    assert made.grant_change is not None and len(made.area_amounts) == 6


@pytest.mark.rule("R-C15")
async def test_a_grant_change_within_the_year_is_refused(ready: Ready) -> None:
    """From 1 July: 409 with R-C15 at the date of effect, and the same with dryRun."""
    contract = await ready.active(**emmen(ready))
    body = {
        "reason": "grantChange",
        "motivation": "Korting",
        "effectiveOn": "2026-07-01",
        "grantChange": {"oldCents": 100, "newCents": 90},
    }
    answer = await ready.ask("POST", f"/contracts/{contract.id}/amendments?dryRun=true", json=body)
    assert answer.status_code == 409
    assert [(one["location"], one["rule"]) for one in answer.json()["errors"]] == [("#/effectiveOn", "R-C15")]


@pytest.mark.rule("R-C08")
async def test_a_service_joins_the_scope_from_its_date(ready: Ready) -> None:
    """Emmen 2017: Wmo support is added from 1 January with more budget in one area; the day before it was not there."""
    contract = await ready.active(**emmen(ready))
    after = await amended(
        ready,
        contract,
        reason="scope",
        effectiveOn="2027-01-01",
        scopeAdditions=[{"name": "Wmo-begeleiding"}],
        areaAmounts=[{"areaCode": "WK011401", "annualAmountCents": 220_000_000}],
    )
    assert [(one.name, one.valid_from and str(one.valid_from)) for one in after.scope] == [
        ("Huishoudelijke hulp", None),
        ("Wmo-begeleiding", "2027-01-01"),
    ]
    assert after.yearly_funding[0].annual_amount_cents == 1_020_000_000
    before = await ready.client().contract_as(contract.id, validOn="2026-12-31")
    assert [one.name for one in before.scope] == ["Huishoudelijke hulp"]


@pytest.mark.rule("R-C52")
async def test_a_missed_agreement_is_linked_to_the_one_that_compensates_it(ready: Ready) -> None:
    """Relapse below, participation 60 → 65 %: the contract carries the link for its year, outcomes can read it."""
    contract = await ready.active(agreements=[RELAPSE, PARTICIPATION])
    after = await amended(
        ready,
        contract,
        reason="kpiCompensation",
        effectiveOn="2026-07-01",
        agreementChanges=[{"number": 2, "norm": "65"}],
        compensation={"missedNumber": 1, "compensatingNumber": 2, "year": 2026},
    )
    assert [one.model_dump() for one in after.compensations] == [
        {"missed_number": 1, "compensating_number": 2, "year": 2026, "result_id": None}
    ]
    assert [one.norm for one in after.agreements if one.number == 2] == ["60", "65"]
    fact = (await given.facts(ready.tenant, "contract-amended"))[-1]
    assert fact["data"]["compensations"] == [
        {"missedNumber": 1, "compensatingNumber": 2, "year": 2026, "resultId": None}
    ]
    steps = (await ready.client().derivation(contract.id)).steps
    assert "R-C52" in [one.rule for one in steps]


@pytest.mark.rule("R-C07")
async def test_a_wider_scope_is_no_way_to_a_smaller_budget(ready: Ready) -> None:
    """Something is added to the scope and an area falls to a cent within the year: refused with R-C07 at the amount."""
    contract = await ready.active(**emmen(ready))
    body = {
        "reason": "scope",
        "motivation": "Erbij",
        "effectiveOn": "2026-07-01",
        "scopeAdditions": [{"name": "Wmo-begeleiding"}],
        "areaAmounts": [{"areaCode": "WK011401", "annualAmountCents": 1}],
    }
    answer = await ready.ask("POST", f"/contracts/{contract.id}/amendments", json=body)
    assert answer.status_code == 409, answer.text
    assert [(one["location"], one["code"], one["rule"]) for one in answer.json()["errors"]] == [
        ("#/areaAmounts/0/annualAmountCents", "area-lowered", "R-C07")
    ]


@pytest.mark.rule("R-C15")
async def test_a_grant_change_that_was_overtaken_is_decided_anew(ready: Ready) -> None:
    """Decided on the budgets of then, signed after an area got more: refused, so that the area does not lose it again."""
    contract = await ready.active(**emmen(ready))
    cut = {
        "reason": "grantChange",
        "motivation": "Korting",
        "effectiveOn": "2027-01-01",
        "grantChange": {"oldCents": 100, "newCents": 90},
    }
    late = await ready.client().decide_amendment(contract.id, NewAmendment.model_validate(cut))
    await amended(
        ready,
        contract,
        reason="scope",
        effectiveOn="2027-01-01",
        scopeAdditions=[{"name": "Wmo-begeleiding"}],
        areaAmounts=[{"areaCode": "WK011401", "annualAmountCents": 220_000_000}],
    )
    with pytest.raises(Refusal) as refused:
        await ready.client().sign_amendment(late.id)
    assert [(one["code"], one["rule"]) for one in refused.value.problem["errors"]] == [
        ("budget-overtaken", "R-C15")
    ]


@pytest.mark.rule("R-C11")
@pytest.mark.parametrize("last", ["purchaser", "lead"])
async def test_an_extension_does_not_pass_the_next_contract_of_its_consortium(
    ready: Ready, last: str
) -> None:
    """The next lump sum begins in 2030: 12 months more are refused at the second signature, whoever gives it."""
    contract = await ready.active(extensionOptions=[])
    await ready.active(number="ALP-2030-01", startDate="2030-01-01")
    body = {
        "reason": "extension",
        "motivation": "Nog een jaar",
        "effectiveOn": "2029-12-31",
        "extensionMonths": 12,
    }
    made = await ready.client().decide_amendment(contract.id, NewAmendment.model_validate(body))
    sides = [ready.client(ready.lead), ready.client()]
    first, second = sides if last == "purchaser" else sides[::-1]
    await first.sign_amendment(made.id)
    with pytest.raises(Refusal) as refused:
        await second.sign_amendment(made.id)
    assert (refused.value.code, refused.value.problem["rule"]) == ("consortium-contract-exists", "R-C11")
    assert str((await ready.client().contract(contract.id)).end_date) == "2029-12-31"


async def test_an_amendment_extends_beside_the_options(ready: Ready) -> None:
    """Twelve months more by consent of both: an exercised option is added, the end moves, R-C04 explains it."""
    contract = await ready.active(extensionOptions=[])
    after = await amended(ready, contract, reason="extension", effectiveOn="2029-12-31", extensionMonths=12)
    assert (str(after.end_date), str(after.latest_end_date)) == ("2030-12-31", "2030-12-31")
    assert [(one.number, one.months, one.exercised) for one in after.extension_options] == [(1, 12, True)]
    with pytest.raises(Refusal) as refused:
        await amended(ready, contract, reason="extension", effectiveOn="2029-12-31")
    assert refused.value.problem["errors"][0]["code"] == "missing-for-reason"
