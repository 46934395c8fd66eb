"""A transition that was confirmed in contracts stands ready here, once, and as many statements move four as move two."""

from datetime import date
from typing import Any

import pytest

from services.access.transition_cohorts import store
from shared.kit.followers import NotYetKnown
from shared.schemas.contracts import ContractTransition
from shared.values import new_id
from shared.values.allocating import CohortState
from shared.values.care import ContractTransitionState
from tests.services.access.allocations.test_rest import granted
from tests.services.access.transition_cohorts.test_rest import second_contract


@pytest.mark.rule("R-C60")
async def test_a_confirmed_transition_is_prepared_here_once(agreed: Any) -> None:
    """Under its own id, with who is in care by now; heard twice it is one, before its contract is in force it waits; the municipality carries it out."""
    made = await granted(agreed)
    new = await second_contract(agreed, made.provider)
    told = ContractTransition(
        id=new_id(), version=2, owner=agreed.tenant.owner, from_contract_id=agreed.contract.id, to_contract_id=new.id,
        transition_date=date(2026, 5, 1), placements=[], state=ContractTransitionState.CONFIRMED,
        last_day=date(2026, 4, 30), first_day=date(2026, 5, 1), clients=1, placed=1, unplaced=0, care_ending=0, with_gap=0,
        largest_gap_days=0, provider_changes=0, counted_on=date(2026, 4, 20), confirmed_on=date(2026, 4, 20),
        confirmed_by=None, remarks=[],
    )  # fmt: skip
    with pytest.raises(NotYetKnown):
        # The next contract is signed and not in force: the fact waits for it.
        await agreed.tell("transition-confirmed", told.model_copy(update={"to_contract_id": new_id()}))
    for _ in range(2):
        await agreed.tell("transition-confirmed", told)
    client = agreed.client()
    [cohort] = await client.list_transition_cohorts()
    assert (cohort.id, cohort.clients, cohort.state, cohort.last_day) == (
        told.id, 1, CohortState.PREPARED, date(2026, 4, 30),
    )  # fmt: skip
    assert (await client.carry_out_transition_cohort(cohort.id)).gap_days == 0
    async with agreed.connection() as connection:
        moved = await store.list_of_cohort(connection, cohort.owner, cohort.id)
        held = await store.list_held(connection, cohort.owner, [made.citizen_id])
        going = await store.list_going(connection, cohort.owner, new.id, date(2026, 5, 31), lock=True)
    assert len(moved) == len(held) == 2 and [one.contract_id for one in going] == [new.id]
