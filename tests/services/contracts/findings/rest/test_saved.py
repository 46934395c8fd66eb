"""Findings on contracts that are saved: what the register knows, what is entered, and who sees what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import Circumstances, NewContract, NewPopulation
from tests.services.contracts.conftest import Ready
from tests.services.contracts.findings.drafts import PRODUCTION
from tests.support.tenants import Tenant

CHOICE = {"nonFinancialIncentives": ["clientChoice"]}


async def codes(ready: Ready, contract_id: UUID, oin: str | None = None) -> set[str]:
    """The codes of what is found about a contract."""
    return {one.code for one in (await ready.client(oin).findings(contract_id)).findings}


@pytest.mark.rule("R-C30")
async def test_the_findings_of_a_contract_name_its_version_and_day(ready: Ready) -> None:
    """A lump sum of 7,000,000 without acceptance duty; a change of the draft clears it in the next version."""
    contract = await ready.draft(acceptanceDuty=False)
    found = await ready.client().findings(contract.id)
    assert (found.contract_id, found.contract_version, found.assessed_on) == (
        contract.id,
        1,
        date(2026, 1, 1),
    )
    (duty,) = [one for one in found.findings if one.code == "fixed-budget-without-acceptance-duty"]
    assert "€ 7,000,000.00" in duty.reason.en and duty.countermeasure is not None
    changed = await ready.ask(
        "PATCH", f"/contracts/{contract.id}", json={"acceptanceDuty": True}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    again = await ready.client().findings(contract.id)
    assert again.contract_version == 2 and duty.code not in {one.code for one in again.findings}
    warned = await ready.client().findings(contract.id, severity="warning")
    assert {one.severity for one in warned.findings} == {"warning"}


@pytest.mark.rule("R-C59")
async def test_circumstances_are_entered_once_changed_by_version_and_judged(ready: Ready) -> None:
    """No pool and a provision of 0 is a gap; a provision clears it. The same facts make no new version."""
    client, contract = ready.client(), await ready.draft()
    assert "no-risk-policy" not in await codes(ready, contract.id)
    alone = Circumstances(pool_member=False, own_provision_cents=0)
    first = await client.set_circumstances(contract.id, alone)
    assert (first.version, first.known_on) == (1, date(2026, 1, 1))
    assert await client.set_circumstances(contract.id, alone) == first
    assert "no-risk-policy" in await codes(ready, contract.id)
    kept = Circumstances(pool_member=False, own_provision_cents=50_000_000)
    second = await client.set_circumstances(contract.id, kept)
    assert (second.id, second.version) == (first.id, 2)
    assert "no-risk-policy" not in await codes(ready, contract.id)
    assert await client.circumstances_of(contract.id) == await client.circumstances(second.id) == second
    assert await client.all_circumstances(contractId=contract.id) == [second]
    outdated = await ready.ask(
        "PUT", f"/contracts/{contract.id}/circumstances", json={}, headers={"If-Match": '"1"'}
    )
    assert (outdated.status_code, outdated.json()["code"]) == (412, "if-match-outdated")


@pytest.mark.rule("R-C55")
async def test_a_provider_does_not_see_what_was_told_in_confidence(ready: Ready) -> None:
    """The purchaser is warned of the equity; the provider sees neither the fact nor the finding on it."""
    contract = await ready.draft()
    facts = Circumstances(cost_deviation_cents=100, provider_equity_cents=50)
    await ready.client().set_circumstances(contract.id, facts)
    assert "variance-above-equity" in await codes(ready, contract.id)
    assert "variance-above-equity" not in await codes(ready, contract.id, ready.lead)
    with pytest.raises(Refusal) as refused:
        await ready.client(ready.lead).circumstances_of(contract.id)
    assert refused.value.code == "circumstances-not-found"
    assert await ready.client(ready.lead).all_circumstances() == []
    events = await ready.ask("GET", "/events?limit=500", oin=ready.lead)
    assert "circumstances-entered" not in events.text


@pytest.mark.rule("R-C33")
async def test_two_contracts_for_one_population_are_a_choice(ready: Ready) -> None:
    """One provider alone cannot be told from one of several; a second that runs for the same population is a choice."""
    contract = await ready.draft(**CHOICE)
    missing = {one.code for one in (await ready.client().findings(contract.id)).unassessed}
    assert "choice-without-providers" in missing
    await ready.client().set_circumstances(contract.id, Circumstances(providers=1))
    assert "choice-without-providers" in await codes(ready, contract.id)
    await ready.client().set_circumstances(contract.id, Circumstances())
    other = await ready.client().draft_contract(
        NewContract.model_validate(
            ready.body(number="ALP-2", consortiumId=None, provider=ready.tenant.providers[1])
        )
    )
    await ready.client().sign(other.id)
    await ready.client(ready.tenant.providers[1]).sign(other.id)
    found = await ready.client().findings(contract.id)
    assert "choice-without-providers" not in {one.code for one in (*found.findings, *found.unassessed)}


@pytest.mark.rule("R-C54")
async def test_a_population_entered_by_diagnosis_is_warned_of(ready: Ready) -> None:
    """HARP-like: the population itself says that one enters at the diagnosis, and names no measures against it."""
    group = {"code": "harp", "name": "HARP", "diagnosis": "EPA", "entryCondition": "diagnosis"}
    told = {
        "name": "Mensen met een EPA", "municipalityCode": "0484", "laws": ["wmo2015"], "description": "x",
        "inhabitants": 900, "inhabitantsOn": "2026-01-01", "targetGroup": group,
    }  # fmt: skip
    population = await ready.client().register_population(NewPopulation.model_validate(told))
    contract = await ready.draft(populationId=str(population.id))
    found = await ready.client().findings(contract.id)
    (warned,) = [one for one in found.findings if one.code == "no-incentive-to-prevent-entry"]
    assert (warned.where, "HARP" in warned.reason.nl) == ("#/populationId", True)
    assert "no-incentive-to-prevent-entry" not in await codes(ready, (await ready.draft(number="A-2")).id)


@pytest.mark.rule("R-C18")
async def test_the_inhabitants_of_the_population_make_the_budget(ready: Ready) -> None:
    """€70 × 110,000 inhabitants is what the warning on a fixed budget names."""
    per_head = {
        "number": 1, "form": "capitationInhabitant", "amountCents": 7_000, "countedOn": "2026-01-01", "instalmentCount": 12,
    }  # fmt: skip
    contract = await ready.draft(fundingAgreements=[per_head], acceptanceDuty=False)
    found = await ready.client().findings(contract.id)
    assert any("€ 7.700.000,00" in one.reason.nl for one in found.findings)


async def test_another_purchaser_finds_nothing(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """For a stranger neither the contract nor what is found or entered about it is there."""
    contract = await ready.draft()
    await ready.client().set_circumstances(contract.id, Circumstances(pool_member=False))
    stranger = await tenant_on(ready.tenant.today)
    criteria = [
        {"criterion": name, "met": True, "evidence": "x", "source": "x"}
        for name in ("fixedAmount", "basedOnCharacteristics", "predeterminedResults", "freedomOfSpending", "accountability")
    ]  # fmt: skip
    asked: list[tuple[str, str, Any]] = [
        ("GET", "findings", None),
        ("GET", "incentive-profile", None),
        ("GET", "definition-test", None),
        ("GET", "definition-test/versions", None),
        ("GET", "circumstances", None),
        ("PUT", "definition-test", {"criteria": criteria}),
        ("PUT", "circumstances", {}),
    ]
    for method, tail, body in asked:
        answer = await stranger.ask("contracts", method, f"/contracts/{contract.id}/{tail}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "contract-not-found"), (method, tail)
    for path in ("/circumstances", "/definition-tests", "/subsidy-checks"):
        assert (await stranger.ask("contracts", "GET", path)).json()["items"] == []


async def test_a_provider_enters_nothing(ready: Ready) -> None:
    """Entering is the purchaser's: 403 with the reason."""
    contract = await ready.draft()
    answer = await ready.ask("PUT", f"/contracts/{contract.id}/circumstances", json={}, oin=ready.lead)
    assert (answer.status_code, answer.json()["code"]) == (403, "purchaser-only")


@pytest.mark.rule("R-C61")
async def test_the_profile_argues_by_source_and_knows_no_colour(ready: Ready) -> None:
    """P×Q raises volume, a population's budget lowers it: each argument with its row, the conflict named, no colour at all."""
    base = {**PRODUCTION, "number": 2}
    contract = await ready.draft(fundingAgreements=[ready.body()["fundingAgreements"][0], base])
    found = await ready.client().incentive_profile(contract.id)
    assert [one.dimension for one in found.dimensions] == [
        "definition", "volume", "effort", "quality", "accessibility",
    ]  # fmt: skip
    volume = found.dimensions[1]
    assert {(one.row, one.tendency) for one in volume.arguments} >= {("N-85", "more"), ("N-88", "less")}
    assert [one.dimension for one in found.dimensions if one.pulls_apart] == ["volume"]
    assert [one.code for one in found.conflicts] == ["incentives-pull-apart"]
    assert {one.basic_form for one in found.forms} == {"population", "production"}
    text = found.model_dump_json().lower()
    assert not any(
        colour in text for colour in ("amber", '"red"', '"green"', "oranje", "groen", "rood", "stoplicht")
    )


@pytest.mark.rule("R-C61")
async def test_a_base_by_product_with_a_bonus_keeps_its_volume_incentive(ready: Ready) -> None:
    """Base P×Q + bonus: "volume incentive remains" stands in the profile."""
    bonus = {"number": 1, "kind": "bonus", "description": "op tevredenheid", "basisPoints": 200}
    contract = await ready.draft(fundingAgreements=[PRODUCTION], incentives=[bonus])
    found = await ready.client().incentive_profile(contract.id)
    assert [one.code for one in found.conflicts] == ["volume-incentive-remains"]


@pytest.mark.rule("F-19")
@pytest.mark.rule("R-C09")
async def test_subsidies_that_reach_for_results_are_listed(ready: Ready) -> None:
    """A subsidy with a satisfaction of 8 is listed as not enforceable, not renewing is; one on activities alone is not listed."""
    funding = {
        "number": 1, "form": "lumpSumSubsidy", "annualAmountCents": 200_000_000, "instalmentCount": 12,
        "activities": [{"number": 1, "description": "Buurtteams"}],
    }  # fmt: skip
    plain: dict[str, Any] = {"legalForm": "subsidy", "fundingAgreements": [funding]}
    option = {"number": 1, "months": 12, "condition": "performance"}
    await ready.draft(number="S-1", **plain, agreements=[], extensionOptions=[{"number": 1, "months": 12}])
    reaching = await ready.draft(number="S-2", **plain, extensionOptions=[option])
    await ready.draft(number="C-1")
    (found,) = await ready.client().subsidy_checks()
    assert (found.contract_id, found.number) == (reaching.id, "S-2")
    assert [(one.kind, one.where, one.enforceable) for one in found.clauses] == [
        ("resultAgreement", "#/agreements/0", False),
        ("conditionalExtension", "#/extensionOptions/0/condition", True),
    ]
    assert "subsidy-results-not-enforceable" in await codes(ready, reaching.id)
