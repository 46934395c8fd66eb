"""What opening costs, and two who open at once."""

from __future__ import annotations

import asyncio

from tests.services.settlement import given
from tests.services.settlement.openings.test_rest import open_books, told
from tests.support.statements import counted
from tests.support.tenants import Tenant


async def test_ten_lines_take_as_many_statements_as_one(tenant: Tenant) -> None:
    """One contract year, then ten: the database is asked as often."""
    counts = []
    for place, many in enumerate((1, 1, 10)):
        years = [await given.contract_year(tenant) for _ in range(many)]
        lines = [(one, one.instalments[0].amount_cents, one.instalments[0].retained_cents) for one in years]
        body = told(*lines, externalReference=f"b-{place}", openedOn=str(tenant.today))
        async with counted(tenant.house, "settlement") as ran:
            answer = await open_books(tenant, body)
        assert answer.status_code == 201, answer.text
        counts.append(len(ran))
    assert counts[1] == counts[2]


async def test_of_two_at_once_one_opens_the_year(tenant: Tenant) -> None:
    """Four hand in the same year under references of their own: one is kept, the others hear that it has an opening."""
    schedule = await given.contract_year(tenant)
    first = schedule.instalments[0]
    bodies = [
        told(
            (schedule, first.amount_cents, first.retained_cents),
            externalReference=f"b-{n}",
            openedOn=str(tenant.today),
        )
        for n in range(4)
    ]
    answers = await asyncio.gather(*(open_books(tenant, body) for body in bodies))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    refused = [one.json()["errors"][0]["code"] for one in answers if one.status_code == 409]
    assert refused == ["year-opened"] * 3
