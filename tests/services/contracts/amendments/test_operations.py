"""What happens to amendments at once: numbers without gaps, one that wins, no change lost."""

from __future__ import annotations

import asyncio

import pytest

from shared.schemas.contracts import Amendment
from shared.values.terms import AmendmentState
from tests.services.contracts import given
from tests.services.contracts.amendments.test_rest import BUDGET, NORM, decide
from tests.services.contracts.conftest import Ready
from tests.support.facts import as_told


@pytest.mark.rule("R-C08")
async def test_twenty_decisions_at_once_are_numbered_without_a_gap(ready: Ready) -> None:
    """The contract is locked while its next number is taken: 1 to 20, each once, and each fact tells its answer."""
    contract = await ready.active()
    answers = await given.twenty(ready.tenant, "POST", f"/contracts/{contract.id}/amendments", json=NORM)
    assert given.statuses(answers) == {201: 20}
    told = sorted((answer.json() for answer in answers), key=lambda one: one["number"])
    assert [one["number"] for one in told] == list(range(1, 21))
    facts = await given.facts(ready.tenant, "amendment-decided")
    assert sorted((fact["data"] for fact in facts), key=lambda one: one["number"]) == [
        as_told(Amendment, one) for one in told
    ]


@pytest.mark.rule("R-C07")
async def test_of_twenty_second_signatures_exactly_one_changes_the_contract(ready: Ready) -> None:
    """One 200, nineteen amendment-in-force, one new version of the contract in one fact."""
    contract = await ready.active()
    amendment = await decide(ready, contract, BUDGET)
    once = await ready.client().sign_amendment(amendment.id)
    (signed,) = await given.facts(ready.tenant, "amendment-signed")
    assert signed["data"] == as_told(Amendment, once.model_dump(mode="json", by_alias=True))
    answers = await given.twenty(
        ready.tenant, "POST", f"/amendments/{amendment.id}/signatures", oin=ready.lead, json={}
    )
    assert given.statuses(answers) == {200: 1, 409: 19}
    assert {answer.json()["code"] for answer in answers[1:]} == {"amendment-in-force"}
    (amended,) = await given.facts(ready.tenant, "contract-amended")
    assert (amended["subjectversion"], amended["data"]["amendmentId"]) == (
        contract.version + 1,
        str(amendment.id),
    )


@pytest.mark.rule("R-C08")
async def test_two_amendments_that_come_into_force_at_once_are_both_kept(ready: Ready) -> None:
    """A budget and a norm, signed in the same moment: two versions of the contract, the last with both changes."""
    contract = await ready.active()
    both = [await decide(ready, contract, body) for body in (BUDGET, NORM)]
    for one in both:
        await ready.client().sign_amendment(one.id)
    await asyncio.gather(*(ready.client(ready.lead).sign_amendment(one.id) for one in both))
    amended = await ready.client().contract(contract.id)
    assert amended.version == contract.version + 2
    assert [one.annual_amount_cents for one in amended.yearly_funding] == [705_000_000]
    assert [one.norm for one in amended.agreements] == ["7.0", "7.5"]


@pytest.mark.rule("R-C08")
async def test_an_amendment_that_another_has_overtaken_is_not_signed_any_more(ready: Ready) -> None:
    """A norm from 1 August is in force: the one from 1 July is refused at its date, and nothing changes."""
    contract = await ready.active()
    early = await decide(ready, contract, NORM)
    late = await decide(ready, contract, {**NORM, "effectiveOn": "2026-08-01"})
    for oin in (ready.tenant.owner, ready.lead):
        await ready.client(oin).sign_amendment(late.id)
    amended = await ready.client().contract(contract.id)
    refused = await ready.ask("POST", f"/amendments/{early.id}/signatures", json={})
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C08")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/effectiveOn", "norm-overtaken")
    ]
    assert await ready.client().amendment(early.id) == early
    assert await ready.client().contract(contract.id) == amended


async def test_a_dry_second_signature_changes_neither_amendment_nor_contract(ready: Ready) -> None:
    """The answer says in force; afterwards one signature stands, and the contract is as it was."""
    contract = await ready.active()
    amendment = await decide(ready, contract, BUDGET)
    once = await ready.client().sign_amendment(amendment.id)
    path = f"/amendments/{amendment.id}/signatures?dryRun=true"
    shown = await ready.ask("POST", path, oin=ready.lead, json={})
    assert (shown.status_code, shown.json()["state"]) == (200, AmendmentState.IN_FORCE)
    assert await ready.client().amendment(amendment.id) == once
    assert await ready.client().contract(contract.id) == contract
    assert await given.facts(ready.tenant, "contract-amended") == []
