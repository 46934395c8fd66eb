"""What the statements of an erasure take away, and that their number does not depend on how many are erased."""

from datetime import date
from uuid import UUID

import pytest

from services.access.erasures import rules, store
from services.access.erasures.rules import Erasure
from services.access.tables import METADATA
from services.access.tables.held import HELD
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import ErasureGround
from tests.services.outcomes.conftest import counted
from tests.support.files import agree
from tests.support.tenants import Tenant

DAY = date(2026, 1, 1)


@pytest.mark.rule("F-38")
async def test_one_or_many_take_the_same_statements(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement for each table at most, for one citizen and for five; the others of the municipality keep everything."""
    filed = await agree(tenant)
    people = [await filed.register(f"inwoner{number}", "") for number in range(7)]
    for number, citizen in enumerate(people):
        await filed.decide(await filed.request(citizen, f"i{number}"), f"i{number}")
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    ran = []
    for several in (people[:1], people[1:6]):
        async with ctx.begin() as connection:
            connection.recorded = True
            with counted(monkeypatch) as statements:
                await store.erase_files(connection, tenant.owner, [UUID(one) for one in several], DAY)
            ran.append(len(statements))
    assert ran[0] == ran[1] <= 8 + len(HELD)
    statuses = await filed.statuses(*(f"/citizens/{one}" for one in people))
    assert statuses == [410] * 6 + [200]
    decisions = (await filed.ask("GET", "/decisions?limit=50")).json()["items"]
    left = {one["citizenId"]: one["externalReference"] for one in decisions}
    assert [left[one] for one in people] == [None] * 6 + ["i6-besluit"]


async def test_erasures_are_kept_and_listed(tenant: Tenant) -> None:
    """Two at once, found by id and by dead surrogate; an unknown one is not there."""
    filed = await agree(tenant)
    people = [UUID(await filed.register(name, "")) for name in ("een", "twee")]
    made = [
        Erasure(new_id(), 1, tenant.owner, None, one, ErasureGround.UNLAWFUL, DAY, "j.jansen", None)
        for one in people
    ]
    async with tenant.house.services["access"].system_context(tenant.owner).begin() as connection:
        connection.recorded = True
        await store.add_erasures(connection, made, "test")
        assert await store.get_erasure(connection, made[1].id) == made[1]
        assert (await store.list_erasures(connection, PageRequest(), people[0])).items == [made[0]]
        assert (await store.list_erasures(connection, PageRequest(), None)).items == made
        with pytest.raises(rules.ErasureNotFound):
            await store.get_erasure(connection, new_id())


@pytest.mark.rule("F-38")
def test_every_table_that_names_a_citizen_is_emptied() -> None:
    """Each is told to erasures and dossiers in one place, with an index on the citizen, or has statements of its own."""
    own = {
        "authorisations",
        "requests",
        "decisions",
        "referrals",
        "legal_holds",
        "destruction_lines",
        "erasures",
    }
    held = {one.table.name: one for one in HELD}
    named = {name for name, table in METADATA.tables.items() if "citizen_id" in table.c}
    assert named - own == set(held) - own
    for one in held.values():
        assert {"id", "owner", *one.texts} <= set(one.table.c.keys()), one.table.name
        assert all(one.table.c[name].nullable for name in one.texts), one.table.name
        assert "erased" in one.table.c or not one.marked, one.table.name
        indexed = [[column.name for column in index.columns][:2] for index in one.table.indexes]
        assert ["owner", "citizen_id"] in indexed, one.table.name
