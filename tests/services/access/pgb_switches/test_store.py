"""Switches in the database, and the clients of a contract that they are held against."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.pgb_switches.rules import Counted, quarter_days
from services.access.pgb_switches.store import REGISTER, count_switches
from shared.schemas.access import AllocationGrant, NewCareStart, NewCareStop, NewPgbSwitch
from shared.values import new_id
from shared.values.care_courses import PgbReason, StopReason
from tests.services.access.allocation_requests.test_rest import new_request


async def counted(agreed: Any, quarter: str) -> Counted:
    """The counts of the contract in a quarter, nothing left out."""
    async with agreed.connection() as connection:
        return await count_switches(connection, agreed.contract.id, *quarter_days(quarter))


@pytest.mark.rule("R-A41")
async def test_a_client_counts_once_in_the_quarters_of_the_care(agreed: Any) -> None:
    """Two allocations are one client; a referral counts until its care stopped; who asked counts as a client too."""
    client = agreed.client()
    decision = await agreed.decided(end_date=date(2026, 6, 30))
    again = await agreed.report()
    await client.take_decision(again.id, agreed.new_decision(product_category="07", product_code="07A03"))
    referral = await agreed.referred("inwoner-2")
    request = await agreed.report("inwoner-3")
    day = date(2026, 4, 15)
    asked = {"requested_on": day, "reason": PgbReason.OTHER_SUPPLY}
    await client.register_pgb_switch(NewPgbSwitch(request_id=request.id, **asked))
    await client.register_pgb_switch(
        NewPgbSwitch(request_id=decision.request_id, granted_on=date(2026, 7, 1), **asked)
    )
    assert await counted(agreed, "2026-Q1") == Counted(0, 0, 0)
    assert await counted(agreed, "2026-Q2") == Counted(clients=3, requested=2, switched=0)
    assert await counted(agreed, "2026-Q3") == Counted(clients=2, requested=0, switched=1)
    start = await client.register_care_start(
        NewCareStart(referral_id=referral.id, start_date=agreed.tenant.today)
    )
    await client.register_care_stop(
        NewCareStop(care_start_id=start.id, end_date=agreed.tenant.today, reason=StopReason.GOALS_REACHED)
    )
    assert (await counted(agreed, "2026-Q3")).clients == 1


@pytest.mark.rule("R-A41")
async def test_care_without_a_decision_makes_a_client(agreed: Any) -> None:
    """Granted to its provider on a GP's referral until 31 October: a client in three quarters, as who has a decision."""
    citizen = (await agreed.report()).citizen_id
    await agreed.mandated()
    provider = agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    await agreed.client().grant_allocation_request(asked.id, AllocationGrant())
    async with agreed.connection() as connection:
        found = [
            await count_switches(connection, None, *quarter_days(quarter))
            for quarter in ("2026-Q1", "2026-Q2", "2026-Q4", "2027-Q1")
        ]
    assert [one.clients for one in found] == [0, 1, 1, 0]


@pytest.mark.rule("R-A41")
async def test_the_database_keeps_a_switch_whole(agreed: Any) -> None:
    """One open or granted per question; granted with its day; not before it was asked for."""
    request = await agreed.report()
    new = NewPgbSwitch(request_id=request.id, requested_on=date(2026, 4, 15), reason=PgbReason.OTHER)
    made = await agreed.client().register_pgb_switch(new)
    async with agreed.connection() as connection:
        known = REGISTER.values(await REGISTER.get(connection, made.id))
    wrong: list[tuple[dict[str, Any], type[Exception]]] = [
        ({}, asyncpg.UniqueViolationError),
        ({"state": "granted", "answered_on": date(2026, 4, 20)}, asyncpg.CheckViolationError),
        ({"state": "refused"}, asyncpg.CheckViolationError),
        ({"state": "refused", "answered_on": date(2026, 4, 14)}, asyncpg.CheckViolationError),
    ]
    for changes, error in wrong:
        with pytest.raises(error):
            async with agreed.connection() as connection:
                await REGISTER.add(connection, REGISTER.kind(**{**known, "id": new_id(), **changes}), "balie")
