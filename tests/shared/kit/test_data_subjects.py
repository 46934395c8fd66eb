"""What each service tells of one person."""

from datetime import date
from uuid import UUID

import pytest

from shared.kit.data_subjects import Subjects, last_told
from shared.values import new_id
from tests.support.files import file
from tests.support.house import House
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
def test_every_service_says_what_it_knows_of_persons(house: House) -> None:
    """A sentence of its own, and a name, a reason and a schema for each kind of records."""
    declared = {name: service.subjects for name, service in house.services.items()}
    assert {name: len(one.holdings) for name, one in declared.items()} == {
        "contracts": 0, "access": 33, "settlement": 2, "outcomes": 9,
    }  # fmt: skip
    assert len({one.says for one in declared.values()} | {Subjects().says}) == 5
    for one in declared.values():
        assert len({holding.kind for holding in one.kept}) == len(one.kept) == len(one.holdings) + 1
        assert all(holding.says.endswith(".") for holding in one.kept)


@pytest.mark.rule("F-38")
async def test_whatever_has_a_citizen_is_declared(house: House) -> None:
    """Each table of each service with a citizen's surrogate in it is in what that service tells; none is left out."""
    for service in house.services.values():
        told = {table for holding in service.subjects.kept for table in holding.tables}
        rows = await service.database.worker.fetch(
            "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'citizen_id'"
        )
        assert {row["table_name"] for row in rows} == told


async def test_the_last_fact_about_some_subjects(tenant: Tenant) -> None:
    """The position of the newest of them in the own feed; 0 when nothing was told."""
    filed = await file(tenant, end=date(2026, 6, 30))
    events = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    places = {one["subject"]: int(one["sequence"]) for one in events}
    ids = [UUID(one) for one in filed.ids.values()]
    async with tenant.house.services["access"].system_context(tenant.owner).read() as connection:
        assert await last_told(connection, tenant.owner, ids) == max(places[str(one)] for one in ids)
        assert await last_told(connection, tenant.owner, ids[:1]) == places[str(ids[0])]
        assert await last_told(connection, tenant.owner, [new_id()]) == 0
