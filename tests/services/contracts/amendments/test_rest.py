"""Amendments over HTTP: decided by the purchaser, in force by two signatures, history kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import Amendment, Contract, NewAmendment
from shared.values.terms import AmendmentState
from tests.services.contracts.conftest import Ready

BUDGET: dict[str, Any] = {
    "reason": "extremeCircumstance",
    "motivation": "Een instelling sluit",
    "effectiveOn": "2026-07-01",
    "annualAmountCents": 705_000_000,
}
NORM: dict[str, Any] = {
    "reason": "tightening",
    "motivation": "De tevredenheid kan omhoog",
    "effectiveOn": "2026-07-01",
    "agreementChanges": [{"number": 9, "norm": "7.5"}],
}


async def decide(ready: Ready, contract: Contract, body: dict[str, Any]) -> Amendment:
    """An amendment as the municipality decides it."""
    return await ready.client().decide_amendment(contract.id, NewAmendment.model_validate(body))


async def sign_both(ready: Ready, amendment: Amendment) -> Amendment:
    """Signed by both sides."""
    await ready.client().sign_amendment(amendment.id, "wethouder zorg")
    return await ready.client(ready.lead).sign_amendment(amendment.id, "bestuurder")


@pytest.mark.rule("R-C07")
async def test_the_second_signature_gives_the_contract_its_new_amount(ready: Ready) -> None:
    """7.0 → 7.05 million from 1 July: nothing changes until both sides have signed, then the contract has a version."""
    contract = await ready.active()
    amendment = await decide(ready, contract, BUDGET)
    assert (amendment.number, amendment.state, str(amendment.decided_on)) == (1, "decided", "2026-01-01")
    once = await ready.client().sign_amendment(amendment.id, "wethouder zorg")
    assert (once.state, once.version) == (AmendmentState.DECIDED, 2)
    assert await ready.client().contract(contract.id) == contract
    why = (await ready.ask("GET", f"/amendments/{amendment.id}/derivation")).json()
    assert why["version"] == 2
    assert [step["sentence"] for step in why["steps"]][1:] == [
        "Het jaarbedrag gaat van € 7.000.000,00 naar € 7.050.000,00 met ingang van 1 juli 2026.",
        f"De opdrachtgever ({ready.tenant.owner}) tekende het addendum op 1 januari 2026.",
    ]
    twice = await ready.client(ready.lead).sign_amendment(amendment.id, "bestuurder")
    assert (twice.state, twice.version) == (AmendmentState.IN_FORCE, 3)
    amended = await ready.client().contract(contract.id)
    assert (amended.version, amended.amendment_id) == (contract.version + 1, amendment.id)
    assert [one.annual_amount_cents for one in amended.yearly_funding] == [705_000_000]
    assert [str(one.effective_on) for one in amended.yearly_funding] == ["2026-07-01"]
    assert await ready.client().contract_version(contract.id, contract.version) == contract


@pytest.mark.rule("R-C07")
async def test_in_month_five_the_budget_is_fixed_and_the_next_check_is_named(
    ready_on: Callable[[date], Awaitable[Ready]],
) -> None:
    """Without a reason, and even for extreme circumstances: R-C07, with 1 January 2027 as the next check."""
    ready = await ready_on(date(2026, 5, 12))
    contract = await ready.active()
    for body, code in ((BUDGET, "budget-is-fixed"), ({**BUDGET, "reason": None}, "amendment-reason-missing")):
        answer = await ready.ask("POST", f"/contracts/{contract.id}/amendments", json=body)
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["rule"]) == (409, code, "R-C07")
        assert "2027-01-01" in problem["detail"]
    assert await ready.client().amendments(contract.id) == []


@pytest.mark.rule("R-C07")
async def test_another_ground_carries_no_other_budget(ready: Ready) -> None:
    """On the day of the check itself, a change of scope does not change the amount."""
    contract = await ready.active()
    with pytest.raises(Refusal) as refused:
        await decide(ready, contract, {**BUDGET, "reason": "scope"})
    assert [one["code"] for one in refused.value.problem["errors"]] == ["reason-carries-no-budget"]


@pytest.mark.rule("R-C08")
async def test_old_and_new_norm_stay_in_the_list(ready_on: Callable[[date], Awaitable[Ready]]) -> None:
    """KPI 7.0 → 7.5 from 1 July, decided in May: on 30 June 7.0 is valid, on 1 July 7.5; both are kept."""
    ready = await ready_on(date(2026, 5, 12))
    contract = await ready.active()
    await sign_both(ready, await decide(ready, contract, NORM))
    client = ready.client()
    norms = [(one.norm, str(one.valid_from)) for one in await client.result_agreements(contract.id)]
    assert norms == [("7.0", "None"), ("7.5", "2026-07-01")]
    for day, norm in (("2026-06-30", "7.0"), ("2026-07-01", "7.5")):
        assert [one.norm for one in await client.result_agreements(contract.id, validOn=day)] == [norm]
    amended = await client.contract(contract.id)
    assert amended.yearly_funding == contract.yearly_funding
    sentences = [step.sentence for step in (await client.derivation(contract.id)).steps]
    assert (
        "Addendum 1: afspraak 9 krijgt norm 7.5 vanaf 1 juli 2026; daarvoor blijft 7.0 gelden." in sentences
    )


@pytest.mark.rule("R-C08")
async def test_an_amendment_lies_within_the_term(ready: Ready) -> None:
    """A date of effect before the contract's start is refused, at its place."""
    contract = await ready.active()
    with pytest.raises(Refusal) as refused:
        await decide(ready, contract, {**NORM, "effectiveOn": "2025-12-31"})
    assert [(one["location"], one["code"]) for one in refused.value.problem["errors"]] == [
        ("#/effectiveOn", "outside-term")
    ]


async def test_only_an_active_contract_is_amended_and_only_by_the_purchaser(ready: Ready) -> None:
    """A draft is changed itself; the lead decides nothing."""
    draft = await ready.draft(number="B")
    with pytest.raises(Refusal) as refused:
        await decide(ready, draft, NORM)
    assert refused.value.code == "contract-not-active"
    contract = await ready.active()
    answer = await ready.ask("POST", f"/contracts/{contract.id}/amendments", oin=ready.lead, json=NORM)
    assert (answer.status_code, answer.json()["code"]) == (403, "purchaser-only")


async def test_a_repeated_second_signature_answers_with_the_amendment(ready: Ready) -> None:
    """The fact is about the contract, the answer about the amendment; also when the same key comes again."""
    amendment = await decide(ready, await ready.active(), NORM)
    await ready.client().sign_amendment(amendment.id)
    path = f"/amendments/{amendment.id}/signatures"
    first = await ready.ask("POST", path, oin=ready.lead, key="sign-1", json={})
    again = await ready.ask("POST", path, oin=ready.lead, key="sign-1", json={})
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.json(), again.headers["ETag"]) == (first.json(), first.headers["ETag"])
    later = await ready.ask("POST", path, oin=ready.lead, json={})
    assert (later.status_code, later.json()["code"]) == (409, "amendment-in-force")


async def test_each_side_signs_once_and_others_do_not(ready: Ready) -> None:
    """A subcontractor sees the amendment and signs nothing; a side signs once."""
    amendment = await decide(ready, await ready.active(), NORM)
    path = f"/amendments/{amendment.id}/signatures"
    sub = ready.tenant.providers[1]
    assert (await ready.ask("GET", f"/amendments/{amendment.id}", oin=sub)).status_code == 200
    assert (await ready.ask("POST", path, oin=sub, json={})).json()["code"] == "not-a-signing-side"
    await ready.client().sign_amendment(amendment.id)
    again = await ready.ask("POST", path, json={})
    assert (again.status_code, again.json()["code"]) == (409, "amendment-already-signed")


async def test_two_signatures_at_once_bring_it_into_force_once(ready: Ready) -> None:
    """Both sides at the same moment: one new version of the contract."""
    contract = await ready.active()
    amendment = await decide(ready, contract, NORM)
    await asyncio.gather(
        ready.client().sign_amendment(amendment.id), ready.client(ready.lead).sign_amendment(amendment.id)
    )
    assert (await ready.client().amendment(amendment.id)).state is AmendmentState.IN_FORCE
    assert (await ready.client().contract(contract.id)).version == contract.version + 1


async def test_a_dry_run_decides_nothing(ready: Ready) -> None:
    """The same checks and answer, nothing written."""
    contract = await ready.active()
    new = NewAmendment.model_validate(NORM)
    shown = await ready.client().decide_amendment(contract.id, new, dry_run=True)
    assert shown.number == 1
    assert await ready.client().amendments(contract.id) == []


async def test_amendments_are_numbered_found_and_safe_to_repeat(ready: Ready) -> None:
    """Numbers follow each other; an own reference gives the same amendment; the list knows the state."""
    contract = await ready.active()
    first = await decide(ready, contract, {**NORM, "externalReference": "add-1"})
    assert await decide(ready, contract, {**NORM, "externalReference": "add-1"}) == first
    with pytest.raises(Refusal) as refused:
        await decide(ready, contract, {**NORM, "externalReference": "add-1", "motivation": "Anders"})
    assert refused.value.code == "external-reference-used"
    second = await decide(ready, contract, BUDGET)
    assert [first.number, second.number] == [1, 2]
    second = await sign_both(ready, second)
    client = ready.client(ready.lead)
    assert await client.amendments(contract.id) == [first, second]
    assert await client.amendments(contract.id, state="inForce") == [second]
    assert await client.amendments(contract.id, externalReference="add-1") == [first]
