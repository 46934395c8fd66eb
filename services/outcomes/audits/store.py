"""The only SQL on audit statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.audits.rules import AuditStatement, StatementNotFound
from services.outcomes.tables import audit_statements
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    visible,
)

_COLUMNS = AuditStatement.__slots__


async def get_statement(connection: Connection, statement_id: UUID) -> AuditStatement:
    """One statement; StatementNotFound."""
    row = await find_row(connection, audit_statements, statement_id)
    if row is None:
        raise StatementNotFound(id=statement_id)
    return read(row, AuditStatement)


async def find_statement_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> AuditStatement | None:
    """What this client registered under its own reference, or None."""
    row = await find_by_reference(connection, audit_statements, owner, client_id, reference)
    return None if row is None else read(row, AuditStatement)


async def list_statements(connection: Connection, page: PageRequest, **equal: Any) -> Slice[AuditStatement]:
    """A page of statements, filtered on columns."""
    return await page_rows(connection, audit_statements, AuditStatement, page, **equal)


async def list_statements_by_id(connection: Connection, ids: list[UUID]) -> list[AuditStatement]:
    """Many statements, in one statement."""
    return read_all(await list_rows_by(connection, audit_statements, "id", ids), AuditStatement)


@statement
def _newest(reach: Reach) -> Executable:
    columns = audit_statements.c
    query = select(audit_statements).ext(distinct_on(columns.kind, columns.provider))
    query = query.where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        columns.year == bindparam("year", type_=Integer),
        visible(audit_statements, purchaser=reach),
    )
    return query.order_by(columns.kind, columns.provider, columns.id.desc())


async def list_newest_of_year(connection: Connection, contract_id: UUID, year: int) -> list[AuditStatement]:
    """What counts of a contract year: the newest statement of each kind, and of each provider."""
    rows = await connection.fetch(
        _newest(connection.reach), contract_id=contract_id, year=year, organisations=connection.organisations
    )
    return read_all(rows, AuditStatement)


async def add_statement(connection: Connection, audit: AuditStatement, client_id: str) -> None:
    """A new statement."""
    values = {name: getattr(audit, name) for name in _COLUMNS}
    lists = {name: plain(values[name]) for name in ("covered_indicators", "gaps", "unverified")}
    await add_row(connection, audit_statements, {**values, **lists, "client_id": client_id})
