"""The only SQL of the contract calendar: contracts that run in a period, with what was held and changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, bindparam, select
from sqlalchemy.sql.base import Executable

from services.contracts.amendments.rules import Amendment
from services.contracts.contracts.rules import Contract
from services.contracts.evaluations.rules import Evaluation
from services.contracts.tables import amendments, contracts, evaluations
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import list_rows_by, read_all, visible
from shared.values.terms import ContractState

_AGREED = [
    ContractState.SIGNED,
    ContractState.ACTIVE,
    ContractState.SUSPENDED,
    ContractState.ENDED,
    ContractState.TERMINATED,
]


@statement
def _running(reach: Reach) -> Executable:
    columns = contracts.c
    return (
        select(contracts)
        .where(
            visible(contracts, purchaser=reach),
            among(columns.state, "states"),
            columns.start_date <= bindparam("until", type_=Date),
            columns.end_date >= bindparam("start", type_=Date),
        )
        .order_by(columns.id)
    )


async def list_running(connection: Connection, start: date, until: date) -> list[Contract]:
    """The contracts whose term touches a period."""
    rows = await connection.fetch(
        _running(connection.reach),
        organisations=connection.organisations,
        states=_AGREED,
        start=start,
        until=until,
    )
    return read_all(rows, Contract)


async def list_held(connection: Connection, contract_ids: list[UUID]) -> list[Evaluation]:
    """The evaluations of contracts, in one statement."""
    return read_all(await list_rows_by(connection, evaluations, "contract_id", contract_ids), Evaluation)


async def list_changed(connection: Connection, contract_ids: list[UUID]) -> list[Amendment]:
    """The amendments of contracts, in one statement."""
    return read_all(await list_rows_by(connection, amendments, "contract_id", contract_ids), Amendment)
