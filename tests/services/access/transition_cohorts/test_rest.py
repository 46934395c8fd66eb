"""Transition cohorts over HTTP: prepared with a list, carried out in one act, and prepared by a transition that was confirmed."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewTransitionCohort
from shared.values import new_id
from shared.values.allocating import AllocationOrigin, CohortState
from tests.services.access.allocations.test_rest import granted
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.conftest import a_contract


async def second_contract(agreed: Any, *providers: str) -> Any:
    other = a_contract(agreed.tenant, number="ALP-2026-02", id=new_id())
    members = [one for one in other.members if one.oin in providers]
    other = other.model_copy(update={"members": members})
    await agreed.tell("contract-activated", other)
    return other


@pytest.mark.rule("R-C60")
@pytest.mark.rule("D-57")
async def test_everybody_goes_over_in_one_act_without_a_gap(agreed: Any) -> None:
    """Each citizen's allocation ends on the last day and begins on the next under the new contract until its own end, each told."""
    first, second = agreed.tenant.providers[:2]
    several = [
        await granted(agreed, f"inwoner-{word}", provider=who)
        for word, who in (("a", first), ("b", first), ("c", second))
    ]
    new, client = await second_contract(agreed, first), agreed.client()
    asked = NewTransitionCohort(
        external_reference="overgang/1", from_contract_id=agreed.contract.id, to_contract_id=new.id,
        last_day=date(2026, 4, 30), end_date=date(2035, 12, 31),
    )  # fmt: skip
    cohort = await client.register_transition_cohort(asked)
    assert await client.put_transition_cohort("overgang/1", asked) == cohort
    assert (cohort.clients, cohort.start_date, cohort.state) == (3, date(2026, 5, 1), CohortState.PREPARED)
    assert [(one.code, one.provider, one.count) for one in cohort.warnings] == [
        ("provider-not-a-member", second, 1)
    ]
    before = await client.get_transfer_list(cohort.id)
    assert {line.gap_days for line in before.lines} == {0} and {line.to_number for line in before.lines} == {
        None
    }
    assert (await refusal(agreed.client(first).get_transition_cohort(cohort.id))).status == 403
    done = await client.carry_out_transition_cohort(cohort.id)
    assert (done.clients, done.gap_days, done.carried_out_on) == (3, 0, agreed.tenant.today)
    after = await client.get_transfer_list(cohort.id)
    assert (after.clients, {line.gap_days for line in after.lines}) == (3, {0})
    for old in several:
        ended = await client.get_allocation(old.id)
        assert (ended.end_date, ended.change_reason, ended.stop_reason) == (date(2026, 4, 30), "03", "36")
    begun = await client.list_allocations(contractId=str(new.id))
    assert {(one.start_date, one.end_date, one.origin) for one in begun} == {
        (date(2026, 5, 1), date(2026, 6, 30), AllocationOrigin.TRANSITION)
    }
    assert (await refusal(client.carry_out_transition_cohort(cohort.id))).code == "cohort-not-prepared"
    await agreed.work()
    assert len(await agreed.facts("allocation-granted")) == 3 == len(await agreed.facts("allocation-changed"))
    assert [step.rule for step in (await client.explain_transition_cohort(cohort.id)).steps] == [
        "R-C60",
        "R-C60",
    ]


@pytest.mark.rule("R-C60")
async def test_a_transition_is_refused_with_reasons_and_withdrawn(agreed: Any) -> None:
    """The same contract twice is none; a prepared one can be withdrawn, and then not be carried out."""
    new, client = await second_contract(agreed, agreed.tenant.providers[0]), agreed.client()
    same = NewTransitionCohort(from_contract_id=agreed.contract.id, to_contract_id=agreed.contract.id)
    assert codes(await refusal(client.register_transition_cohort(same))) == ["same-contract", "not-in-force"]
    made = await client.register_transition_cohort(
        NewTransitionCohort(
            from_contract_id=agreed.contract.id, to_contract_id=new.id, last_day=date(2026, 4, 30)
        )
    )
    assert (await client.withdraw_transition_cohort(made.id)).state is CohortState.WITHDRAWN
    assert (await refusal(client.carry_out_transition_cohort(made.id))).code == "cohort-not-prepared"
    assert [one.id for one in await client.list_transition_cohorts(state="withdrawn")] == [made.id]
