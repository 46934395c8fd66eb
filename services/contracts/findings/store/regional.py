"""The SQL on the contracts that run in a municipality or region on a day: one statement."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Integer, bindparam, select
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.store.listing import held
from services.contracts.findings.rules.regional import MOST
from services.contracts.tables import contract_versions, contracts, organisations
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import read, visible
from shared.values.terms import ContractState

# What was in force then may have ended since.
_STATES = [ContractState.ACTIVE, ContractState.SUSPENDED, ContractState.ENDED, ContractState.TERMINATED]


@statement
def _running(reach: Reach, *filters: str) -> Executable:
    on = bindparam("valid_on", type_=Date)
    named = select(organisations.c.municipality_code).where(
        visible(organisations, purchaser=reach), organisations.c.region == bindparam("region")
    )
    code = contracts.c.municipality_code
    asked = {"municipality_code": code == bindparam("municipality_code"), "region": code.in_(named)}
    return (
        select(contract_versions.c.content)
        .join(
            contracts,
            (contracts.c.owner == contract_versions.c.owner)
            & (contracts.c.id == contract_versions.c.contract_id),
        )
        .where(
            visible(contracts, purchaser=reach),
            visible(contract_versions, purchaser=reach),
            *(asked[name] for name in filters),
            among(contracts.c.state, "states"),
            contracts.c.start_date <= on,
            contracts.c.end_date >= on,
            *held(False),
        )
        .order_by(contracts.c.id)
        .limit(bindparam("most", type_=Integer))
    )


async def list_running_on(
    connection: Connection, municipality_code: str | None, region: str | None, on: date
) -> list[Contract]:
    """Contracts that run in an area, or anywhere, on a day, as they are valid then; one more than a profile shows, if there are so many."""
    told = {"municipality_code": municipality_code, "region": region}
    given = {name: value for name, value in told.items() if value is not None}
    rows = await connection.fetch(
        _running(connection.reach, *sorted(given)),
        organisations=connection.organisations,
        **given,
        states=_STATES,
        valid_on=on,
        most=MOST + 1,
    )
    return [read(row["content"], Contract) for row in rows]
