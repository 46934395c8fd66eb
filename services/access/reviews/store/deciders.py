"""Who may not look at a decision again: whoever prepared, changed, took or revised it (F-28)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, select, union
from sqlalchemy.sql.base import Executable

from services.access.tables import decisions
from shared.kit.database import Connection, among, statement
from shared.kit.logbook import LOGBOOK

# What is done to the contents of a decision: telling the day of it, or withdrawing it, is no such act.
_ACTS = (
    "decision-drafted", "decision-changed", "decision-submitted", "decision-taken", "decision-refused",
    "decision-extended", "decision-revised",
)  # fmt: skip


@statement
def _deciders(column: str) -> Executable:
    """Who stands on the decisions, and whoever the logbook knows to have changed them before."""
    owner = bindparam("of_owner", type_=Text)
    of_case = (decisions.c.owner == owner, decisions.c[column] == bindparam("subject", type_=Uuid))
    acts = select(LOGBOOK.c.end_user.label("person")).where(
        LOGBOOK.c.owner == owner,
        LOGBOOK.c.subject.in_(select(decisions.c.id).where(*of_case)),
        among(LOGBOOK.c.what, "acts"),
    )
    standing = (select(one).where(*of_case) for one in (decisions.c.decided_by, decisions.c.drafted_by))
    return union(acts, *standing)


async def _list(connection: Connection, column: str, owner: str, subject: UUID) -> frozenset[str]:
    rows = await connection.fetch(_deciders(column), of_owner=owner, subject=subject, acts=list(_ACTS))
    return frozenset(row["person"] for row in rows if row["person"] is not None)


async def list_deciders(connection: Connection, owner: str, request_id: UUID | None) -> frozenset[str]:
    """Who prepared, changed or took the decisions on a request; one statement, nobody where there is no request."""
    return frozenset() if request_id is None else await _list(connection, "request_id", owner, request_id)


async def list_preparers(connection: Connection, owner: str, decision_id: UUID) -> frozenset[str]:
    """Who prepared, changed or took one decision; one statement."""
    return await _list(connection, "id", owner, decision_id)


__all__ = ["list_deciders", "list_preparers"]
