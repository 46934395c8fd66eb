"""The only SQL on contract transitions and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.sql.base import Executable

from services.contracts.contract_transitions.rules import (
    ContractTransition,
    ContractTransitionLine,
    TransitionNotFound,
)
from services.contracts.tables import contract_transition_lines, contract_transitions
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import contracts as schemas

TRANSITIONS = Register(
    contract_transitions, ContractTransition, schemas.ContractTransition, TransitionNotFound
)
LINES = Register(
    contract_transition_lines, ContractTransitionLine, schemas.ContractTransitionLine, TransitionNotFound
)


@statement
def _now(reach: Reach) -> Executable:
    lines, whole = contract_transition_lines.c, contract_transitions.c
    same = and_(whole.owner == lines.owner, whole.id == lines.transition_id)
    query = (
        select(contract_transition_lines)
        .join(contract_transitions, and_(same, whole.version == lines.transition_version))
        .where(among(lines.transition_id, "ids"), visible(contract_transition_lines, purchaser=reach))
    )
    return query.order_by(lines.id)


async def list_lines(connection: Connection, ids: list[UUID]) -> list[ContractTransitionLine]:
    """All lines of some transitions in their present version, in order; one statement."""
    rows = await connection.fetch(_now(connection.reach), ids=ids, organisations=connection.organisations)
    return read_all(rows, ContractTransitionLine)


async def add_lines(connection: Connection, lines: Sequence[ContractTransitionLine], client_id: str) -> None:
    """The lines of one version of a transition, in one statement."""
    rows = [{**LINES.values(one), "client_id": client_id} for one in lines]
    await add_rows(connection, contract_transition_lines, rows)
