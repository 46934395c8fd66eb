"""Guarantees and what is done in return over HTTP (R-C50, N-119, D-56)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.schemas.contracts import Contract, NewReciprocalObligation, ObligationStep, ReciprocalObligation
from tests.services.contracts.conftest import Ready
from tests.support.statements import counted
from tests.support.tenants import new_tenant

M = 100_000_000
GUARANTEE = {
    "kind": "floor", "baseCents": M,
    "years": [{"year": 1, "basisPoints": 10_000}, {"year": 2, "basisPoints": 9_000}, {"year": 3, "basisPoints": 8_000}],
}  # fmt: skip


async def guaranteeing(ready: Ready, **changes: Any) -> Contract:
    """An active contract that guarantees 100/90/80 % of 1.0 m."""
    return await ready.active(guarantee=GUARANTEE, **changes)


async def owed(
    ready: Ready, contract: Contract, kind: str = "socialPlan", **more: Any
) -> ReciprocalObligation:
    """An obligation of the lead, due on 30 June 2026."""
    body = {
        "contractId": str(contract.id), "kind": kind, "description": "Voor de hele sector", "dueOn": "2026-06-30",
        **more,
    }  # fmt: skip
    return await ready.client().agree_obligation(NewReciprocalObligation.model_validate(body))


@pytest.mark.rule("R-C50")
async def test_guarantees_stand_beside_duties_and_a_missing_social_plan_is_warned_of(ready: Ready) -> None:
    """100/90/80 % of 1.0 m is 1.0/0.9/0.8 m; a secondment alone leaves the social plan missing, until it is agreed."""
    contract = await guaranteeing(ready)
    seconded = await owed(ready, contract, "secondment")
    (line,) = await ready.client().reciprocity_report()
    assert [(one.year, one.guaranteed_cents) for one in line.guaranteed] == [
        (1, 100_000_000), (2, 90_000_000), (3, 80_000_000),
    ]  # fmt: skip
    assert (line.contract_id, line.payee, line.guarantee_kind) == (contract.id, ready.lead, "floor")
    assert [(one.rule, one.code) for one in line.warnings] == [("R-C50", "social-plan-missing")]
    assert "€ 2.700.000,00" in line.warnings[0].text_nl
    plan = await owed(ready, contract)
    (line,) = await ready.client().reciprocity_report(contractId=str(contract.id))
    assert (line.obligations, line.warnings, line.open, line.overdue) == ([seconded, plan], [], 2, 0)


@pytest.mark.rule("R-C50")
async def test_an_obligation_goes_from_agreed_to_fulfilled_by_who_may_say_so(ready: Ready) -> None:
    """The party says underWay, the purchaser fulfilled; fulfilled is final; waiving needs a reason."""
    contract = await guaranteeing(ready)
    plan, other = await owed(ready, contract), await owed(ready, contract, "retraining")
    assert (plan.state, plan.party, plan.state_on) == ("agreed", ready.lead, ready.tenant.today)
    provider, client = ready.client(ready.lead), ready.client()
    way = await provider.advance_obligation(plan.id, ObligationStep(state="underWay"))
    assert (way.state, way.version) == ("underWay", 2)
    path = f"/obligations/{plan.id}/states"
    denied = await ready.ask("POST", path, oin=ready.lead, json={"state": "fulfilled"})
    assert (denied.status_code, denied.json()["code"]) == (403, "obligation-step-of-other")
    member = await ready.ask("POST", path, oin=ready.tenant.providers[1], json={"state": "underWay"})
    assert (member.status_code, member.json()["code"]) == (403, "obligation-step-of-other")
    done = await client.advance_obligation(plan.id, ObligationStep(state="fulfilled", evidence="Vastgesteld"))
    assert (done.state, done.evidence) == ("fulfilled", "Vastgesteld")
    again = await ready.ask("POST", path, json={"state": "underWay"})
    assert (again.status_code, again.json()["code"], again.json()["rule"]) == (
        409,
        "obligation-step-refused",
        "R-C50",
    )
    bare = await ready.ask("POST", f"/obligations/{other.id}/states", json={"state": "waived"})
    assert [one["code"] for one in bare.json()["errors"]] == ["reason-missing"]
    waived = ObligationStep(state="waived", evidence="De afbouw gaat niet door.")
    assert (await client.advance_obligation(other.id, waived)).state == "waived"
    why = await ready.ask("GET", f"/obligations/{plan.id}/derivation")
    assert [one["rule"] for one in why.json()["steps"]] == ["R-C50"]


@pytest.mark.rule("R-C50")
async def test_what_is_late_is_warned_of_and_found_as_a_work_list(
    ready_on: Callable[[date], Awaitable[Ready]],
) -> None:
    """Due on 30 June is on time that day and late the day after; what is fulfilled never is."""
    ready = await ready_on(date(2026, 6, 30))
    contract = await guaranteeing(ready)
    late, done = await owed(ready, contract), await owed(ready, contract, "mobility")
    later = await owed(ready, contract, "retraining", dueOn="2026-12-31")
    await ready.client().advance_obligation(done.id, ObligationStep(state="fulfilled"))
    (line,) = await ready.client().reciprocity_report()
    assert (line.open, line.overdue, line.warnings) == (2, 0, [])
    await ready.tenant.live_until(date(2026, 7, 1))
    (line,) = await ready.client().reciprocity_report()
    assert (line.open, line.overdue) == (2, 1)
    assert [(one.code, one.part) for one in line.warnings] == [("obligation-overdue", str(late.id))]
    client = ready.client()
    assert await client.obligations(state="agreed", dueDateTo="2026-06-30") == [late]
    assert await client.obligations(kind="retraining", party=ready.lead) == [later]
    assert len(await client.obligations(contractId=str(contract.id))) == 3


@pytest.mark.rule("R-C50")
async def test_an_obligation_fits_its_contract(ready: Ready) -> None:
    """A draft has none, and neither has an organisation that is no party; every point at once."""
    draft = await ready.draft()
    body = {
        "contractId": str(draft.id), "kind": "mobility", "party": "00000099000000009999", "description": "x",
        "dueOn": "2026-06-30",
    }  # fmt: skip
    answer = await ready.ask("POST", "/obligations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "obligation-refused")
    assert [one["code"] for one in answer.json()["errors"]] == ["contract-draft", "party-of-other-contract"]


async def test_parties_see_it_strangers_do_not_and_only_the_purchaser_agrees(ready: Ready) -> None:
    """A member of the consortium reads it; another tenant meets 404, and an empty report."""
    contract = await guaranteeing(ready)
    plan = await owed(ready, contract)
    member = ready.client(ready.tenant.providers[1])
    assert await member.obligation(plan.id) == plan
    assert [one.contract_id for one in await member.reciprocity_report()] == [contract.id]
    body = {"contractId": str(contract.id), "kind": "mobility", "description": "x", "dueOn": "2026-06-30"}
    denied = await ready.ask("POST", "/obligations", oin=ready.lead, json=body)
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")
    stranger = await new_tenant(ready.tenant.house, date(2026, 1, 1), providers=0)
    for method, path in (("GET", f"/obligations/{plan.id}"), ("POST", f"/obligations/{plan.id}/states")):
        answer = await stranger.ask("contracts", method, path, json={"state": "underWay"})
        assert (answer.status_code, answer.json()["code"]) == (404, "obligation-not-found")
    foreign = await stranger.ask("contracts", "POST", "/obligations", json=body)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "contract-not-found")
    report = await stranger.ask("contracts", "GET", "/reciprocity-report")
    assert report.json()["items"] == []


async def test_an_own_reference_is_a_safe_upsert(ready: Ready) -> None:
    """PUT gives 201 and then the same; other contents are refused with what differs."""
    contract = await guaranteeing(ready)
    path = "/obligations/by-reference/plan/1"
    body = {
        "contractId": str(contract.id),
        "kind": "socialPlan",
        "description": "Sector",
        "dueOn": "2026-06-30",
    }
    first, again = [await ready.ask("PUT", path, json=body) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    other = await ready.ask("PUT", path, json={**body, "dueOn": "2026-07-31"})
    assert (other.status_code, [one["location"] for one in other.json()["errors"]]) == (409, ["#/dueOn"])
    found = await ready.client().obligations(externalReference="plan/1")
    assert [str(one.id) for one in found] == [first.json()["id"]]


async def test_the_report_comes_in_pages_in_a_constant_number_of_statements(ready: Ready) -> None:
    """Three contracts take as many statements as one."""
    seen = []
    for number in (1, 2, 3):
        first = f"{2026 + 4 * number}-01-01"
        contract = await guaranteeing(ready, number=f"G-{number}", startDate=first)
        await owed(ready, contract)
        async with counted(ready.tenant.house, "contracts") as statements:
            answer = await ready.ask("GET", "/reciprocity-report?limit=2")
        assert answer.status_code == 200
        seen.append(len(statements))
    assert len(set(seen)) == 1
    assert len(await ready.client().reciprocity_report()) == 3
