"""What making a journal costs, and two who make one at once."""

from __future__ import annotations

import asyncio

from tests.services.settlement import given
from tests.services.settlement.journals.test_rest import make
from tests.support.statements import counted
from tests.support.tenants import Tenant


async def test_a_journal_takes_as_many_statements_for_ten_contracts_as_for_one(tenant: Tenant) -> None:
    """One instalment, then ten: the database is asked as often."""
    counts = []
    for many in (1, 1, 10):
        for _ in range(many):
            await given.contract_year(tenant)
        async with counted(tenant.house, "settlement") as ran:
            made = await make(tenant, {"suspenseAccount": "2999"})
        assert made.json()["entryCount"] == many
        counts.append(len(ran))
    assert counts[1] == counts[2]


async def test_of_two_at_once_one_takes_what_there_is(tenant: Tenant) -> None:
    """Four ask at once: one journal, numbered 1; for the others nothing is left."""
    await given.contract_year(tenant)
    answers = await asyncio.gather(*(make(tenant, {"suspenseAccount": "2999"}) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
