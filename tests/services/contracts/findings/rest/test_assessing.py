"""Findings over HTTP: every kind with a draft that raises it and one that must not, sharp and quick; and on a saved contract."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import msgspec
import pytest

from services.contracts.contracts.rules import Terms
from services.contracts.findings.rules import KINDS, Circumstances, of_draft
from shared.schemas.contracts import Assess
from tests.services.contracts.conftest import Ready
from tests.services.contracts.findings.drafts import KNOWN, of_form, sound
from tests.services.contracts.findings.examples import EXAMPLES, Example
from tests.support.tenants import Tenant

TODAY = date(2026, 1, 1)
PARAMS = [
    pytest.param(
        one, id=f"{one.code} {one.name}".strip(), marks=[pytest.mark.rule(rule) for rule in one.rules]
    )
    for one in EXAMPLES
]


async def assessed(tenant: Tenant, draft: dict[str, Any]) -> dict[str, Any]:
    """The assessment of a draft that is not saved."""
    answer = await tenant.ask("contracts", "POST", "/contracts/_assess", json=draft)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("example", PARAMS)
async def test_a_finding_is_raised_by_its_example_and_not_by_the_other(
    tenant: Tenant, example: Example
) -> None:
    """The draft raises it, with rule, weight, place, reason in two languages and what clears it; the other does not."""
    raised = [
        one for one in (await assessed(tenant, example.raises))["findings"] if one["code"] == example.code
    ]
    assert raised, example.code
    found = next(one for one in raised if one["where"] == example.where)
    assert found["severity"] == example.severity
    assert set(example.rules) <= {found["rule"], *found["related"]}
    assert all(word in found["reason"]["nl"] for word in example.says), found["reason"]["nl"]
    assert (
        found["reason"]["en"] not in ("", found["reason"]["nl"]) and found["clears"]["en"] and found["source"]
    )
    other = (await assessed(tenant, example.not_))["findings"]
    assert example.code not in [one["code"] for one in other]


def test_every_kind_has_an_example() -> None:
    """No kind of finding stands without a draft that raises it; what only a saved contract can show is shown there."""
    saved = {
        "definition-deviation",
        "social-return-gap",
        "quality-minimum-not-delivered",
        "quality-demand-not-met",
        "population-covered-twice",
        "inhabitants-covered-twice",
        "consortium-registered-twice",
        "volume-incentive-remains-beside",
        "incentives-pull-apart-beside",
    }
    assert {one.code for one in EXAMPLES} | saved == set(KINDS)


async def test_nothing_is_found_about_a_sound_contract(tenant: Tenant) -> None:
    """No detector fires for the sake of firing; only the definition test, which a draft has not, cannot be judged."""
    found = await assessed(tenant, sound())
    assert found["findings"] == []
    assert [one["code"] for one in found["unassessed"]] == ["definition-deviation"]


async def test_a_fact_that_is_not_known_gives_no_finding_but_is_named(tenant: Tenant) -> None:
    """Without circumstances nothing is presumed: each missing fact is named with the rule that asks for it."""
    found = await assessed(tenant, sound(context=None, nonFinancialIncentives=["clientChoice"]))
    assert found["findings"] == []
    assert {(one["rule"], one["where"]) for one in found["unassessed"]} == {
        ("R-C02", "#/definitionTest"),
        ("E-15", "#/context/quartersWithoutResults"),
        ("R-C33", "#/context/providers"),
        ("R-C55", "#/context/costDeviationCents"),
        ("R-C59", "#/context/poolMember"),
        ("E-45", "#/context/divisionKey"),
    }


async def test_the_gravest_comes_first(tenant: Tenant) -> None:
    """Errors, warnings, then information."""
    draft = of_form(
        {"number": 1, "form": "lumpSumRetention", "annualAmountCents": 1, "instalmentCount": 1, "advanceBasisPoints": 9_500},
        legalForm="subsidy",
        arrangement=None,
    )  # fmt: skip
    weights = [one["severity"] for one in (await assessed(tenant, draft))["findings"]]
    assert weights == sorted(weights, key=["error", "warning", "information"].index)
    assert {"error", "warning", "information"} <= set(weights)


async def test_a_limit_is_replaced_by_ones_own(tenant: Tenant) -> None:
    """The invented limits are defaults: a term of two years is short where the municipality says so."""
    own = sound(baseTermMonths=24, context={**KNOWN, "limits": {"shortTermMonths": 24}})
    assert [one["code"] for one in (await assessed(tenant, own))["findings"]] == ["short-term-with-extension"]


async def test_an_assessment_writes_nothing_and_needs_no_key(ready: Ready) -> None:
    """Without Idempotency-Key, by the purchaser and by a provider; no contract is there afterwards."""
    tenant = ready.tenant
    url = f"{tenant.house.urls['contracts']}/v1/contracts/_assess"
    for oin in (tenant.owner, ready.lead):
        headers = {"Authorization": f"Bearer {await tenant.token(oin, end_user='j.jansen')}"}
        answer = await tenant.house.http.post(url, json=sound(), headers=headers)
        assert answer.status_code == 200, answer.text
    assert await ready.client().contracts() == []


async def test_a_draft_that_cannot_be_read_is_refused(tenant: Tenant) -> None:
    """A fault in the circumstances is named where it is."""
    wrong = sound(context={"risen": [{"optionNumber": 1, "clients": 10, "rose": 11}]})
    answer = await tenant.ask("contracts", "POST", "/contracts/_assess", json=wrong)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["location"].startswith("#/context/risen/0")


def test_an_assessment_costs_less_than_twenty_milliseconds_of_cpu() -> None:
    """From the parsed body to findings and profile, with every group of facts filled in: the best of twenty runs."""
    merged: dict[str, Any] = {}
    for one in EXAMPLES:
        merged |= one.raises.get("context", {})
    body = of_form(
        *(one for example in EXAMPLES[-2:] for one in example.raises["fundingAgreements"]), context=merged
    )
    costs = []
    for _ in range(20):
        began = time.process_time()
        asked = Assess.model_validate(body)
        facts = msgspec.convert(asked.context, Circumstances, from_attributes=True)
        terms = msgspec.convert(asked, Terms, from_attributes=True)
        assert of_draft(terms, facts, TODAY).findings
        costs.append(time.process_time() - began)
    assert min(costs) < 0.020, min(costs)
