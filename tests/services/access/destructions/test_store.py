"""What is kept of destruction lists and their lines."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.access.destructions import rules, store
from services.access.retention_terms.rules import BY_LAW, CitizenFile
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import RecordCategory
from tests.support.files import agree
from tests.support.tenants import Tenant

DAY = date(2026, 1, 1)


async def test_a_list_and_its_lines(tenant: Tenant) -> None:
    """Added with its lines, found by id and reference, moved on; lines in pages, judged in one statement, counted."""
    filed = await agree(tenant)
    people = [UUID(await filed.register(f"inwoner{number}", "")) for number in range(3)]
    files = [
        CitizenFile(
            tenant.owner, one, False, False, RecordCategory.WMO_FILE, date(2010, 1, 1), date(2025, 1, 1)
        )
        for one in people
    ]
    terms = {category: term.years for category, term in BY_LAW.items()}
    made, lines, _ = rules.propose(
        tenant.owner, DAY, files, terms, external_reference="lijst-1", by="j.jansen", today=DAY
    )
    approved = rules.approve(made, by="a.bakker", today=DAY)
    judged = rules.judge_anew(lines, {one.citizen_id: one for one in files}, people[:1], DAY, terms)
    executed, _ = rules.execute(
        approved, judged, by="a.bakker", today=DAY, at=datetime(2026, 1, 1, 9, tzinfo=UTC)
    )
    async with tenant.house.services["access"].system_context(tenant.owner).begin() as connection:
        connection.recorded = True
        await store.add_list(connection, made, lines, "test")
        assert await store.lock_list(connection, made.id) == made
        assert await store.find_list_by_reference(connection, tenant.owner, "test", "lijst-1") == made
        assert await store.list_lines(connection, made.id) == lines
        first = await store.page_lines(connection, made.id, PageRequest(limit=2))
        rest = await store.page_lines(connection, made.id, PageRequest(limit=2, after=first.last))
        assert ([*first.items, *rest.items], rest.last) == (lines, None)
        await store.save_list(connection, approved)
        await store.save_lines(connection, tenant.owner, made.id, judged)
        await store.save_list(connection, executed)
        assert await store.get_list(connection, made.id) == executed
        assert await store.list_lines(connection, made.id) == judged
        assert await store.count_destroyed(connection, made.id) == {RecordCategory.WMO_FILE: 2}
        assert (await store.list_lists(connection, PageRequest())).items == [executed]
        with pytest.raises(rules.DestructionListNotFound):
            await store.get_list(connection, new_id())
