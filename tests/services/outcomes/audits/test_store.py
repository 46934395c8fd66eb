"""What is kept of statements: for good."""

import asyncpg
import pytest

from services.outcomes.audits import store
from services.outcomes.audits.rules import StatementNotFound
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_a_statement_never_changes(year_over: Measured) -> None:
    """The application cannot change or delete what the accountant stated."""
    made = await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    ctx = year_over.tenant.house.services["outcomes"].system_context(year_over.tenant.owner)
    for change in ("update audit_statements set opinion = 'adverse'", "delete from audit_statements"):
        with pytest.raises((asyncpg.RestrictViolationError, asyncpg.InsufficientPrivilegeError)):
            async with ctx.begin() as connection:
                await connection.raw.execute(f"{change} where id = $1", made.id)
    async with ctx.read() as connection:
        kept = await store.get_statement(connection, made.id)
        assert (kept.opinion, kept.covered_indicators) == (made.opinion, made.covered_indicators)
        with pytest.raises(StatementNotFound):
            await store.get_statement(connection, new_id())


async def test_a_reference_belongs_to_its_client(year_over: Measured) -> None:
    """Another client's reference is not found under one's own."""
    auditor = year_over.client(year_over.tenant.auditor)
    await auditor.audit_statement(year_over.statement(external_reference="ra-1"))
    owner = year_over.tenant.owner
    ctx = year_over.tenant.house.services["outcomes"].system_context(owner)
    client_id = year_over.tenant.keys[year_over.tenant.auditor][0]
    async with ctx.read() as connection:
        assert await store.find_statement_by_reference(connection, owner, client_id, "ra-1") is not None
        assert await store.find_statement_by_reference(connection, owner, "other", "ra-1") is None
