"""The citizens of whom anything is kept, in order, for counting from scratch."""

from datetime import date

from services.outcomes.cases import store
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import goal, start, switch


async def test_citizens_come_in_chunks_each_once(measured: Measured) -> None:
    """Three with care, two of them with a goal and a switch beside: three surrogates, by two."""
    told = [start(measured, date(2026, 3, 2)) for _ in range(3)]
    for one in told:
        await measured.tell("access", "care-started", one)
    await measured.tell("access", "desired-result-set", goal(told[0], date(2026, 4, 1)))
    await measured.tell("access", "pgb-switch-requested", switch(told[1], date(2026, 4, 1)))
    service, owner = measured.tenant.house.services["outcomes"], measured.tenant.owner
    async with service.system_context(owner).read() as connection:
        first = await store.list_citizens(connection, owner, None, 2)
        rest = await store.list_citizens(connection, owner, first[-1], 2)
        assert await store.count_cases(connection, owner) == 3
    assert [*first, *rest] == sorted(one.citizen_id for one in told)
