"""A contract in force over HTTP: offered, suspended, resumed, extended, terminated, and what its siblings make of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.access import NewReferral, NewRequest
from shared.schemas.contracts import ContractChange, ExtensionExercise, NewSuspension, NewTermination
from shared.values.terms import ContractState, Law
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.facts import as_told
from tests.support.lives import active_contract
from tests.support.tenants import Tenant

SAFETY = NewSuspension.model_validate({"reason": "safety"})
RISEN = {"number": 1, "months": 24, "condition": "clientsRisen", "minimumRisen": 20}
COUNTS = {"counted": 40, "risen": 25, "distinguishable": 25, "countedOn": "2026-01-01"}


@pytest.mark.rule("R-C01")
async def test_an_offer_freezes_a_complete_draft_until_it_is_drafted_anew(ready: Ready) -> None:
    """Offered, then changed: a draft again; offered and signed by both: signed. An incomplete draft stays a draft."""
    draft = await ready.draft()
    offered = await ready.client().offer(draft.id)
    assert (offered.state, offered.version) == (ContractState.OFFERED, 2)
    changed = await ready.client().change_draft(draft.id, 2, ContractChange(waiting_norm_days=10))
    assert changed.state is ContractState.DRAFT
    await ready.client().offer(draft.id)
    await ready.client().sign(draft.id)
    signed = await ready.client(ready.lead).sign(draft.id)
    assert signed.state is ContractState.SIGNED
    (fact, _) = await given.facts(ready.tenant, "contract-offered")
    assert fact["data"]["state"] == "offered"
    empty = await ready.draft(number="leeg", startDate=None)
    refused = await ready.ask("POST", f"/contracts/{empty.id}/offer")
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C01")


async def test_a_suspended_contract_rests_in_every_service(tenant: Tenant) -> None:
    """On 1 February: nothing is referred, the instalment of February waits; resumed on the 3rd it is posted."""
    contract = await active_contract(tenant)
    contracts, access = tenant.client(ContractsClient), tenant.client(AccessClient)
    request = await access.report_request(
        NewRequest(
            citizen_reference="inwoner-1",
            law=Law.WMO_2015,
            contact_on=tenant.today,
            contract_id=contract.id,
        )
    )
    await tenant.live_until(date(2026, 1, 31))
    planned = await contracts.suspend(
        contract.id, NewSuspension.model_validate({"validFrom": "2026-02-01", "reason": "investigation"})
    )
    assert planned.state is ContractState.ACTIVE and planned.suspension is not None
    await tenant.live_until(date(2026, 2, 2))
    assert (await contracts.contract(contract.id)).state is ContractState.SUSPENDED
    with pytest.raises(Refusal) as refused:
        await access.make_referral(request.id, NewReferral(provider=tenant.providers[0]))
    assert refused.value.problem["errors"][0]["code"] == "contract-suspended"
    assert await _posted(tenant) == 1
    await contracts.resume(contract.id)
    await tenant.live_until(date(2026, 2, 3))
    assert await _posted(tenant) == 2
    assert (await access.make_referral(request.id, NewReferral(provider=tenant.providers[0]))).state == "made"
    told = [fact["type"].rsplit(".", 2)[1] for fact in await _life(tenant)]
    assert told == ["contract-suspended", "contract-suspended", "contract-resumed"]


async def _posted(tenant: Tenant) -> int:
    found = (await tenant.ask("settlement", "GET", "/schedules")).json()["items"]
    return sum(one["state"] != "planned" for one in found[0]["instalments"])


async def _life(tenant: Tenant) -> list[dict[str, Any]]:
    found = []
    for what in ("contract-suspended", "contract-resumed"):
        found += await given.facts(tenant, what)
    return found


@pytest.mark.rule("R-C45")
async def test_enough_clients_that_rose_extend_a_contract_over_http(ready: Ready) -> None:
    """X = 20, 25 of 40 rose: two years more, told with its derivation; 19 distinguishable: refused with both numbers."""
    contract = await ready.active(extensionOptions=[RISEN], startDate="2024-01-01")
    few = ExtensionExercise.model_validate({"clients": {**COUNTS, "distinguishable": 19}})
    with pytest.raises(Refusal) as refused:
        await ready.client().exercise_option(contract.id, 1, few)
    assert (
        refused.value.problem["errors"][0]["detail"] == "Er stegen te weinig cliënten (19 van de nodige 20)."
    )
    ahead = ExtensionExercise.model_validate({"clients": {**COUNTS, "countedOn": "2026-01-02"}})
    with pytest.raises(Refusal) as refused:
        await ready.client().exercise_option(contract.id, 1, ahead)
    assert refused.value.problem["errors"][0]["code"] == "counted-on-another-day"
    enough = ExtensionExercise.model_validate({"clients": COUNTS})
    longer = await ready.client().exercise_option(contract.id, 1, enough)
    assert (str(longer.end_date), longer.extension_options[0].exercised) == ("2029-12-31", True)
    (fact,) = await given.facts(ready.tenant, "contract-extended")
    assert fact["data"] == as_told(type(longer), longer.model_dump(mode="json", by_alias=True))
    why = await ready.client().derivation(contract.id)
    assert why.steps[0].sentence == (
        "Optie 1: 25 van 40 cliënten stegen ten minste 1 trede(n) op 1 januari 2026; nodig 20."
    )


@pytest.mark.rule("R-C10")
async def test_a_terminated_contract_holds_until_its_last_day_and_is_then_over(tenant: Tenant) -> None:
    """By mutual consent per 3 January: active on its last day, terminated the day after, a year of three days is planned."""
    contract = await active_contract(tenant)
    client = tenant.client(ContractsClient)
    consent = {"ground": "mutualConsent", "agreedOn": "2026-01-01", "lastDay": "2026-01-03"}
    ended = await client.terminate(contract.id, NewTermination.model_validate(consent))
    assert (ended.state, str(ended.end_date)) == (ContractState.ACTIVE, "2026-01-03")
    await tenant.live_until(date(2026, 1, 3))
    assert (await client.contract(contract.id)).state is ContractState.ACTIVE
    await tenant.live_until(date(2026, 1, 4))
    assert (await client.contract(contract.id)).state is ContractState.TERMINATED
    assert (await client.contract_as(contract.id, validOn="2026-01-03")).state is ContractState.ACTIVE
    assert (await client.contract_as(contract.id, validOn="2026-01-04")).state is ContractState.TERMINATED
    schedule = (await tenant.ask("settlement", "GET", "/schedules")).json()["items"][0]
    assert schedule["yearAmountCents"] == round(700_000_000 * 3 / 365)
    lines = schedule["instalments"]
    advance = sum(one["amountCents"] for one in lines) - schedule["receivableCents"]
    assert advance == schedule["advanceCents"]


@pytest.mark.rule("R-C09")
@pytest.mark.rule("R-C10")
async def test_breach_is_no_ground_in_a_subsidy(ready: Ready) -> None:
    """Refused with R-C09 at the ground, and on a dry run the same."""
    grant = {
        "number": 1,
        "form": "lumpSumSubsidy",
        "annualAmountCents": 700_000_000,
        "instalmentCount": 12,
        "activities": [{"number": 1, "description": "Inloop in elke wijk"}],
    }
    contract = await ready.active(legalForm="subsidy", fundingAgreements=[grant], startDate="2024-01-01")
    breach = {
        "ground": "breach",
        "lastDay": "2026-12-31",
        "breach": {
            "agreementCode": "client-satisfaction",
            "planOfActionOn": "2024-06-01",
            "quartersBelowNorm": ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"],
        },
    }
    for query in ("", "?dryRun=true"):
        answer = await ready.ask("POST", f"/contracts/{contract.id}/termination{query}", json=breach)
        assert answer.status_code == 409
        assert [one["rule"] for one in answer.json()["errors"]] == ["R-C09"]


async def test_only_the_purchaser_moves_its_contract(ready: Ready, tenant_on: Any) -> None:
    """The lead may not, another municipality does not find it, and a client without an end user is refused."""
    contract = await ready.active()
    with pytest.raises(Refusal) as refused:
        await ready.client(ready.lead).suspend(contract.id, SAFETY)
    assert refused.value.status == 403
    other: Tenant = await tenant_on(date(2026, 1, 1))
    with pytest.raises(Refusal) as refused:
        await other.client(ContractsClient).suspend(contract.id, SAFETY)
    assert refused.value.code == "contract-not-found"
    with pytest.raises(Refusal) as refused:
        await ready.client(end_user=None).suspend(contract.id, SAFETY)
    assert refused.value.code == "end-user-missing"


async def test_a_contract_moves_over_the_graph(ready: Ready) -> None:
    """Offered, suspended, resumed, extended and terminated by mutations."""
    draft = await ready.draft(number="G-1")
    offered = await ready.graph(
        "mutation ($id: UUID!) { offerContract(id: $id) { state } }", id=str(draft.id), key="o"
    )
    assert offered["data"]["offerContract"]["state"] == "offered"
    id_ = str((await ready.active()).id)
    for key, query, expected in (
        ("s", "suspendContract(id: $id, new: {reason: safety}) { state }", {"state": "suspended"}),
        ("r", "resumeContract(id: $id) { state }", {"state": "active"}),
        ("e", "exerciseOption(id: $id, option: 1, evidence: {}) { endDate }", {"endDate": "2031-12-31"}),
        (
            "t",
            'terminateContract(id: $id, new: {ground: nonRenewal, lastDay: "2031-12-31"}) { termination { ground } }',
            {"termination": {"ground": "nonRenewal"}},
        ),
    ):
        answer = await ready.graph(f"mutation ($id: UUID!) {{ {query} }}", id=id_, key=key)
        assert list(answer["data"].values()) == [expected], answer


@pytest.mark.rule("R-C11")
async def test_an_option_never_runs_into_the_next_contract_of_the_consortium(ready: Ready) -> None:
    """Two contracts that follow each other: the option of the first is refused with the second's number."""
    first = await ready.active()
    await ready.active(number="ALP-2030-01", startDate="2030-01-01")
    answer = await ready.ask("POST", f"/contracts/{first.id}/extension-options/1/exercise", json={})
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C11")
    assert "ALP-2030-01" in answer.json()["detail"]


@pytest.mark.rule("R-C10")
async def test_a_plan_of_action_is_of_the_contract_itself(ready: Ready) -> None:
    """Quarters of 2024, before the contract began, are no breach of it."""
    contract = await ready.active()
    breach = {
        "agreementCode": "client-satisfaction",
        "planOfActionOn": "2023-12-01",
        "quartersBelowNorm": ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"],
    }
    body = {"ground": "breach", "lastDay": "2026-12-31", "breach": breach}
    answer = await ready.ask("POST", f"/contracts/{contract.id}/termination", json=body)
    assert [(one["code"], one["rule"]) for one in answer.json()["errors"]] == [
        ("plan-before-contract", "R-C10")
    ]
