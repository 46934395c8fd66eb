"""On what a provider's request is granted, over HTTP: a mandate, a ground, within the law, and a look afterwards at acute care."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import (
    AllocationGrant,
    AnsweredLegalCheck,
    NewLegalCheck,
    NewTransitionCohort,
)
from shared.schemas.access.cohorts import AskedProviderMove
from shared.values import new_id
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.products import SupportKind
from shared.values.terms import ContractState, Law
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.conftest import a_contract
from tests.services.access.decisions.test_extensions import with_test
from tests.services.access.legal_checks.known import catalogued, youth

ACUTE: dict[str, Any] = {"acute": True, "note": "Onveilig thuis.", "end_date": date(2026, 10, 19)}
STRANGER = "p.zonder-mandaat"
GRANT = AllocationGrant()
WMO: dict[str, Any] = {
    "law": Law.WMO_2015, "product_category": "02", "product_code": "02A03", "referrer_type": "06", "referrer_code": None,
}  # fmt: skip


@pytest.mark.rule("R-A16")
@pytest.mark.rule("R-A19")
async def test_youth_help_is_not_granted_to_who_is_36(agreed: Any) -> None:
    """Referred by a GP, 36 years old: refused by the legal frame; without a mandate nobody grants at all."""
    citizen = (await youth(agreed, "1990-01-01")).citizen_id
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    stranger = agreed.client(end_user=STRANGER)
    assert (await refusal(stranger.grant_allocation_request(asked.id, GRANT))).code == "mandate-missing"
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert (refused.code, codes(refused)) == ("allocation-refused", ["age-ended"])
    assert refused.problem["errors"][0]["rule"] == "R-A16"
    assert await client.list_allocations(citizenId=str(citizen)) == []


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A06")
async def test_a_decision_that_is_named_is_one_of_this_citizen(agreed: Any) -> None:
    """An invented number, another's, another day, more than it grants, before its day: refused; what it grants rests on it."""
    decision = await agreed.decided(end_date=date(2026, 12, 31), start_date=date(2026, 7, 1))
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    days = {"start_date": date(2026, 5, 1), "end_date": date(2026, 6, 30)}
    wrong: list[tuple[dict[str, Any], set[str]]] = [
        ({"decision_number": 987654, "decision_date": date(2026, 1, 1)}, {"decision-unknown"}),
        ({"decision_number": 1, "decision_date": date(2026, 4, 19)}, {"decision-unknown"}),
        ({"decision_number": 1, "decision_date": date(2026, 4, 20), "volume": 9}, {"beyond-decision"}),
    ]
    for number, (named, why) in enumerate(wrong):
        new = new_request(agreed, decision.citizen_id, f"VOT/{number}", **WMO, **{**days, **named})
        asked = await provider.register_allocation_request(new)
        assert set(codes(await refusal(client.grant_allocation_request(asked.id, GRANT)))) == why
        early = AllocationGrant(start_date=date(2026, 4, 1))
        found = codes(await refusal(client.grant_allocation_request(asked.id, early)))
        assert "day-in-past" in found
        await provider.withdraw_allocation_request(asked.id)
    await _not_who_was_chosen(agreed, decision, days)
    named = {"decision_number": decision.allocation_number, "decision_date": date(2026, 4, 20)}
    asked = await provider.register_allocation_request(
        new_request(agreed, decision.citizen_id, "VOT/9", **WMO, **days, **named)
    )
    done = await client.grant_allocation_request(asked.id, GRANT)
    made = await client.get_allocation(done.allocation_id)
    assert (made.decision_id, made.request_id) == (decision.id, decision.request_id)


async def _not_who_was_chosen(agreed: Any, decision: Any, days: dict[str, Any]) -> None:
    other = agreed.tenant.providers[1]
    named = {"decision_number": decision.allocation_number, "decision_date": decision.decided_on}
    new = new_request(agreed, decision.citizen_id, "VOT/1", **WMO, **days, **named, provider=other)
    asked = await agreed.client(other).register_allocation_request(new)
    refused = await refusal(agreed.client().grant_allocation_request(asked.id, GRANT))
    assert codes(refused) == ["beyond-decision"], "another provider's decision"


@pytest.mark.rule("R-A11")
async def test_a_decision_of_later_is_no_test_of_what_it_was_not_judged_with(agreed: Any) -> None:
    """Until 30-6, and a decision from 1-9: what names that from 1-7 until 31-8 carries the first on, and is tested first."""
    first = await agreed.decided(end_date=date(2026, 6, 30))
    again, client = await agreed.report(), agreed.client()
    later = agreed.new_decision(start_date=date(2026, 9, 1), end_date=date(2026, 12, 31))
    decision = await client.take_decision(again.id, later)
    new = new_request(
        agreed, first.citizen_id, **{**WMO, "start_date": date(2026, 7, 1), "end_date": date(2026, 8, 31), "volume": 3},
        decision_number=decision.allocation_number, decision_date=date(2026, 4, 20),
    )  # fmt: skip
    asked = await agreed.client(agreed.tenant.providers[0]).register_allocation_request(new)
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert (codes(refused), refused.problem["errors"][0]["rule"]) == (["not-tested"], "R-A11")
    await with_test(agreed, first)
    done = await client.grant_allocation_request(asked.id, GRANT)
    assert (await client.get_allocation(done.allocation_id)).decision_id == decision.id


@pytest.mark.rule("R-A14")
async def test_a_category_without_a_code_counts_as_its_heaviest_kind(agreed: Any) -> None:
    """With an active Wlz indication a budget for the category of guidance is blocked, also on a decision from before."""
    request, client = await agreed.report(), agreed.client()
    await catalogued(agreed)
    await catalogued(agreed, code="02V01", support_kind=SupportKind.TRANSPORT)
    size = {"product_code": None, "volume": None, "unit": None, "frequency": None}
    days = {"start_date": date(2026, 7, 1), "end_date": date(2026, 12, 31)}
    decision = await client.take_decision(request.id, agreed.new_decision(**size, **days))
    named = {"decision_number": decision.allocation_number, "decision_date": date(2026, 4, 20)}
    within = {"start_date": date(2026, 4, 20), "end_date": date(2026, 6, 30), "budget_cents": 100_000}
    new = new_request(agreed, request.citizen_id, **{**WMO, **size, **within, **named})
    asked = await agreed.client(agreed.tenant.providers[0]).register_allocation_request(new)
    check = await client.register_legal_check(
        NewLegalCheck(
            request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.PERMANENT_SUPERVISION
        )
    )  # fmt: skip
    given = AnsweredLegalCheck(answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=date(2026, 2, 1))
    await client.answer_legal_check(check.id, given)
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert (codes(refused), refused.problem["errors"][0]["rule"]) == (["wlz-covers"], "R-A14")


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-C60")
async def test_who_took_the_care_over_asks_on_the_decision(agreed: Any) -> None:
    """A transition moves a decision's allocation to another provider: that one asks on the decision, a third does not."""
    first, second, third = agreed.tenant.providers[:3]
    decision = await agreed.decided(end_date=date(2026, 12, 31))
    other = a_contract(agreed.tenant, number="ALP-2026-02", id=new_id())
    await agreed.tell("contract-activated", other)
    client = agreed.client()
    cohort = await client.register_transition_cohort(
        NewTransitionCohort(
            from_contract_id=agreed.contract.id, to_contract_id=other.id, last_day=date(2026, 4, 30),
            providers=[AskedProviderMove(from_provider=first, to_provider=second)],
        )
    )  # fmt: skip
    await client.carry_out_transition_cohort(cohort.id)
    named = {"decision_number": decision.allocation_number, "decision_date": date(2026, 4, 20)}
    days = {"start_date": date(2026, 4, 20), "end_date": date(2026, 4, 30)}
    for number, provider in enumerate((third, second)):
        new = new_request(
            agreed, decision.citizen_id, f"VOT/{number}", **WMO, **days, **named, provider=provider
        )
        asked = await agreed.client(provider).register_allocation_request(new)
        if provider == third:
            refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
            assert codes(refused) == ["beyond-decision"]
        else:
            done = await client.grant_allocation_request(asked.id, GRANT)
            assert (await client.get_allocation(done.allocation_id)).decision_id == decision.id


@pytest.mark.rule("R-X06")
async def test_a_contract_that_does_not_carry_it_grants_nothing(agreed: Any) -> None:
    """Who takes no part in the contract, and a suspended contract: refused at the contract; acute care does not wait for it."""
    citizen = (await youth(agreed, "2014-01-01")).citizen_id
    client, (one, two) = agreed.client(), agreed.tenant.providers[:2]
    await agreed.mandated()
    running = a_contract(agreed.tenant, number="C-1")
    main = [each for each in running.members if each.oin == one]
    running = running.model_copy(update={"members": main, "parties": [one]})
    paused = a_contract(agreed.tenant, number="C-2", state=ContractState.SUSPENDED)
    for contract in (running, paused):
        await agreed.tell("contract-activated", contract)
    wrong = ((two, running, "provider-not-a-member"), (one, paused, "contract-suspended"))
    for number, (provider, contract, why) in enumerate(wrong):
        new = new_request(
            agreed, citizen, f"VOT/{number}", provider=provider, contract_id=contract.id, start_date=date(2026, 4, 20)
        )  # fmt: skip
        asked = await client.register_allocation_request(new)
        refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
        assert codes(refused) == [why]
        assert refused.problem["errors"][0]["location"] == "#/contractId"
    acute = new_request(
        agreed, citizen, "VOT/9", contract_id=paused.id, start_date=date(2026, 4, 20), message_reference="M/9", **ACUTE
    )  # fmt: skip
    done = await client.grant_allocation_request((await client.register_allocation_request(acute)).id, GRANT)
    [review] = await client.list_reviews(kind="afterAcute")
    assert review.allocation_request_id == done.id


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A06")
async def test_acute_care_is_granted_and_looked_at_afterwards(agreed: Any) -> None:
    """Ten months ago, by anybody, on no ground: granted at once, and a review stands; a referral from before today has one too."""
    citizen = (await agreed.report()).citizen_id
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    new = new_request(agreed, citizen, **WMO, **ACUTE, start_date=date(2025, 6, 1))
    asked = await provider.register_allocation_request(new)
    done = await agreed.client(end_user=STRANGER).grant_allocation_request(asked.id, GRANT)
    [review] = await client.list_reviews(kind="afterAcute")
    assert (review.allocation_request_id, review.allocation_id) == (asked.id, done.allocation_id)
    assert (review.trigger, review.due_on) == ("acuteCare", date(2026, 5, 20))
    rules = {step.rule for step in (await client.explain_allocation_request(asked.id)).steps}
    assert {"R-A03", "R-A06"} <= rules
    await agreed.mandated()
    asked = await provider.register_allocation_request(new_request(agreed, citizen, "VOT/2"))
    await client.grant_allocation_request(asked.id, GRANT)
    triggers = [one.trigger for one in await client.list_reviews(kind="afterAcute")]
    assert triggers == ["acuteCare", "startedBefore"]
