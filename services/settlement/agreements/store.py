"""The only SQL on what was agreed: contracts, funding agreements and tariffs, each in its newest version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Uuid, all_, bindparam, update
from sqlalchemy.sql.base import Executable

from services.settlement.agreements.rules import (
    Agreement,
    AgreementNotFound,
    KnownContract,
    Tariff,
    TariffNotFound,
)
from services.settlement.tables import funding_agreements, known_contracts, tariffs
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, save_newest


@statement
def _withdraw() -> Executable:
    table = funding_agreements.c
    gone = table.number != all_(bindparam("kept", type_=ARRAY(Integer)))
    return (
        update(funding_agreements)
        .where(
            table.owner == bindparam("of_owner"),
            table.contract_id == bindparam("of_contract", type_=Uuid),
            gone,
        )
        .values(withdrawn=True, version=bindparam("of_version", type_=Integer))
    )


async def save_contract(
    connection: Connection, contract: KnownContract, agreed: Sequence[Agreement], client_id: str
) -> bool:
    """Keep a contract with all its funding agreements, in three statements; an older version changes nothing and gives False.

    An agreement that was known keeps its id; one that the contract says no more is withdrawn.
    """
    if not await save_newest(connection, known_contracts, contract, client_id):
        return False
    await connection.execute(
        _withdraw(), of_owner=contract.owner, of_contract=contract.id, of_version=contract.version,
        kept=[one.number for one in agreed],
    )  # fmt: skip
    rows = [{**asdict(one), "client_id": client_id, "withdrawn": False} for one in agreed]
    await add_rows(connection, funding_agreements, rows, over=("owner", "contract_id", "number"))
    return True


async def save_tariff(connection: Connection, tariff: Tariff, client_id: str) -> None:
    """Keep a tariff in its newest version."""
    await save_newest(connection, tariffs, tariff, client_id)


async def get_tariff(connection: Connection, tariff_id: UUID) -> Tariff:
    """One tariff; TariffNotFound."""
    row = await find_row(connection, tariffs, tariff_id)
    if row is None:
        raise TariffNotFound(id=tariff_id)
    return read(row, Tariff)


async def list_tariffs(
    connection: Connection, page: PageRequest, product_code: str | None, contract_id: UUID | None
) -> Slice[Tariff]:
    """A page of tariffs, of one product or contract when asked."""
    return await page_rows(
        connection, tariffs, Tariff, page, product_code=product_code, contract_id=contract_id
    )


async def get_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One funding agreement; AgreementNotFound, also for one that its contract says no more."""
    row = await find_row(connection, funding_agreements, agreement_id)
    if row is None or row["withdrawn"]:
        raise AgreementNotFound(id=agreement_id)
    return read(row, Agreement)


async def list_agreements(
    connection: Connection, page: PageRequest, contract_id: UUID | None, form: str | None
) -> Slice[Agreement]:
    """A page of the funding agreements that hold, of one contract or form when asked."""
    return await page_rows(
        connection, funding_agreements, Agreement, page, contract_id=contract_id, form=form, withdrawn=False
    )
