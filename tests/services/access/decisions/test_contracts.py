"""What a contract leaves open, told when a request is made under it and judged when a decision is taken (R-C30 … R-C54)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractTerms, Member
from shared.values.agreements import FundingForm
from shared.values.arrangements import Scenario
from shared.values.deciding import DecisionState, GateState
from shared.values.terms import ContractState, MemberRole
from tests.services.access.decisions.test_course import refusal, states
from tests.services.access.legal_checks.known import catalogued


async def with_terms(agreed: Any, **other: Any) -> ContractTerms:
    """The contract in a next version that says this."""
    async with agreed.connection() as connection:
        known = await contract_terms.get_terms(connection, agreed.contract.id)
        told = replace(known, **{"version": known.version + 1, **other})
        await contract_terms.save_terms(connection, told, "service-contracts")
    return told


def rules_of(explained: Any) -> set[str]:
    """The rules that an explanation rests on."""
    return {step.rule for step in explained.steps}


@pytest.mark.rule("R-C30")
@pytest.mark.rule("R-C34")
@pytest.mark.rule("R-C38")
@pytest.mark.rule("R-C54")
async def test_a_fixed_budget_without_a_duty_is_told_to_who_asks_and_to_who_decides(agreed: Any) -> None:
    """A lump sum without acceptance duty, entered by diagnosis, one provider without PGB, scenario A: four rules, and care goes on."""
    client = agreed.client()
    product = await catalogued(agreed)
    plain = await agreed.report("inwoner-1")
    assert not {"R-C30", "R-C34", "R-C54"} & rules_of(await client.explain_request(plain.id))
    decided = await agreed.decided("inwoner-1")
    assert states(await client.decision_readiness(decided.id))["contract"] is GateState.PASSED

    await with_terms(
        agreed, funding_forms=[FundingForm.LUMP_SUM], acceptance_duty=False, waiting_norm_days=None,
        entered_by_diagnosis=True, scenario=Scenario.A, members=[Member(agreed.tenant.providers[0], MemberRole.MAIN)],
    )  # fmt: skip
    asked = await agreed.report("inwoner-2", product_category=product.category, product_code=product.code)
    told = await client.explain_request(asked.id)
    assert {"R-C30", "R-C34", "R-C38", "R-C54"} <= rules_of(told)
    assert any("risico op afwenteling" in step.sentence for step in told.steps)
    made = await client.take_decision(asked.id, agreed.new_decision())
    found = states(await client.decision_readiness(made.id))
    named = {code: state for code, state in found.items() if code.startswith("contract")}
    assert named == dict.fromkeys(
        (
            "contract", "contract.fixed-budget-without-acceptance-duty", "contract.fixed-budget-without-waiting-norm",
            "contract.fixed-budget-without-escalation-route", "contract.entered-by-diagnosis",
            "contract.scenario-funding-form",
        ),
        GateState.WARNING,
    )  # fmt: skip
    assert found["singleProvider"] is GateState.WARNING
    assert {"R-C30", "R-C54"} <= rules_of(await client.explain_decision(made.id))


@pytest.mark.rule("R-C35")
@pytest.mark.rule("R-A48")
async def test_without_a_contract_nothing_is_known_and_acute_care_goes_on(agreed: Any) -> None:
    """No contract: not applicable. Acute care under the barest contract is granted as asked; its warnings are no review."""
    client = agreed.client()
    bare = await agreed.report("inwoner-1", contract_id=None)
    assert "R-C30" not in rules_of(await client.explain_request(bare.id))
    made = await client.take_decision(bare.id, agreed.new_decision())
    gates = {one.code: one for one in (await client.decision_readiness(made.id)).gates}
    assert gates["contract"].state is GateState.NOT_APPLICABLE
    assert "niet bekend" in gates["contract"].text
    await with_terms(agreed, funding_forms=[FundingForm.LUMP_SUM], acceptance_duty=False)
    urgent = await agreed.decided("inwoner-2", acute=True)
    assert (urgent.acute, urgent.state, urgent.acute_review) == (True, DecisionState.FINAL, False)


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_a_contract_carries_its_own_providers_in_its_own_days(agreed: Any) -> None:
    """A stranger from 1-7, the contract until 30-6: both named; suspended, not begun: refused; a subcontractor: granted; acute: reviewed."""
    client, [main, sub, stranger] = agreed.client(), agreed.tenant.providers[:3]
    asked, urgent = await agreed.report("inwoner-1"), await agreed.report("inwoner-2")
    bare = await agreed.report("inwoner-3", contract_id=None)
    known = {"members": [Member(main, MemberRole.MAIN), Member(sub, MemberRole.SUB)]}
    await with_terms(agreed, end_date=date(2026, 6, 30), **known)

    async def faults(**other: Any) -> dict[str, tuple[str, str]]:
        refused = await refusal(client.take_decision(asked.id, agreed.new_decision(**other)))
        assert (refused.status, refused.code) == (409, "decision-not-ready")
        assert {one["rule"] for one in refused.problem["errors"]} == {"R-X06"}
        return {one["code"]: (one["location"], one["detail"]) for one in refused.problem["errors"]}

    found = await faults(provider=stranger, start_date=date(2026, 7, 1))
    assert {code: at for code, (at, _) in found.items()} == {
        "contract.provider-not-a-member": "#/provider", "contract.contract-over": "#/startDate",
    }  # fmt: skip
    assert (
        stranger in found["contract.provider-not-a-member"][1]
        and sub in found["contract.provider-not-a-member"][1]
    )
    assert "2026-06-30" in found["contract.contract-over"][1]
    last = agreed.new_decision(provider=sub, start_date=date(2026, 6, 30))
    assert (await client.take_decision(asked.id, last, dry_run=True)).provider == sub
    made = await client.take_decision(urgent.id, agreed.new_decision(provider=stranger, acute=True))
    assert (made.provider, made.state, made.acute_review) == (stranger, DecisionState.FINAL, True)
    gates = states(await client.decision_readiness(made.id))
    assert gates["contract.provider-not-a-member"] is GateState.MISSING
    free = await client.take_decision(bare.id, agreed.new_decision(provider=stranger))
    assert states(await client.decision_readiness(free.id))["contract"] is GateState.NOT_APPLICABLE

    await with_terms(agreed, start_date=date(2026, 5, 1))
    assert list(await faults()) == ["contract.contract-not-begun"]
    await with_terms(agreed, start_date=date(2026, 1, 1), state=ContractState.SUSPENDED)
    assert list(await faults()) == ["contract.contract-suspended"]
    await with_terms(agreed, state=ContractState.ACTIVE)
    assert (await client.take_decision(asked.id, agreed.new_decision())).allocation_number == 3
