"""The only SQL on delivered quality: lines, and what they come to per trajectory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Date, Numeric, Text, Uuid, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.base import Executable

from services.contracts.quality_deliveries.rules import (
    Delivery,
    Entry,
    Measured,
    QualityDeliveriesRefused,
    QualityDeliveryNotFound,
)
from services.contracts.quality_deliveries.rules.delivering import Key
from services.contracts.tables import quality_deliveries
from shared.errors import FieldError
from shared.errors import Text as Told
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import contracts as schemas

DELIVERIES = Register(quality_deliveries, Delivery, schemas.QualityDelivery, QualityDeliveryNotFound)
_MEANWHILE = Told("Deze regel is zojuist al vastgelegd.", "This line was registered just now.")
_WALLS = ("uq_quality_deliveries_of_trajectory", "uq_quality_deliveries_external_reference")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which trajectories a check looks at: of a product or provider, and whose last day lies between two days (inclusive)."""

    product_code: str | None = None
    provider: str | None = None
    ended_from: date | None = None
    ended_to: date | None = None

    def given(self) -> dict[str, Any]:
        """What is asked, by name."""
        found = {name: getattr(self, name) for name in Asked.__slots__}
        return {name: value for name, value in found.items() if value is not None}


@statement
def _measured(reach: Reach, *asked: str) -> Executable:
    table = quality_deliveries.c
    newest_first = (table.period_until.desc(), table.id.desc())
    last = func.max(table.period_until)
    query = select(
        table.contract_id,
        table.demand_number,
        table.provider,
        table.product_code,
        table.trajectory_reference,
        func.sum(cast(table.value, Numeric)).label("total"),
        func.array_agg(aggregate_order_by(table.value, *newest_first))[1].label("newest"),
        func.array_agg(aggregate_order_by(table.met, *newest_first))[1].label("met"),
        func.bool_or(table.completed).label("completed"),
    ).where(among(table.contract_id, "ids"), visible(quality_deliveries, purchaser=reach))
    for name in ("product_code", "provider"):
        if name in asked:
            query = query.where(table[name] == bindparam(name, type_=Text))
    keys = (
        table.contract_id, table.demand_number, table.provider, table.product_code, table.trajectory_reference,
    )  # fmt: skip
    query = query.group_by(*keys)
    # A trajectory is looked at as a whole: in the period in which its last days lie.
    if "ended_from" in asked:
        query = query.having(last >= bindparam("ended_from", type_=Date))
    if "ended_to" in asked:
        query = query.having(last <= bindparam("ended_to", type_=Date))
    return query.order_by(*keys)


async def list_measured(
    connection: Connection, contract_ids: list[UUID], asked: Asked | None = None
) -> Mapping[UUID, list[Measured]]:
    """What was told of each trajectory under contracts, as far as the reader sees it, in one statement."""
    found: dict[UUID, list[Measured]] = {one: [] for one in contract_ids}
    if not contract_ids:
        return found
    given = asked.given() if asked is not None else {}
    rows = await connection.fetch(
        _measured(connection.reach, *sorted(given)),
        ids=contract_ids,
        organisations=connection.organisations,
        **given,
    )
    for one in read_all(rows, Measured):
        found[one.contract_id].append(one)
    return found


@statement
def _of_trajectories() -> Executable:
    table = quality_deliveries.c
    return select(quality_deliveries).where(
        among(table.owner, "owners"),
        table.contract_id == bindparam("contract_id", type_=Uuid),
        table.provider == bindparam("provider", type_=Text),
        among(table.trajectory_reference, "trajectories"),
    )


async def list_known(connection: Connection, lines: list[Delivery]) -> dict[Key, Delivery]:
    """What stands already of the trajectories of these lines, which are of one contract and provider."""
    first = lines[0]
    rows = await connection.fetch(
        _of_trajectories(),
        owners=[first.owner],
        contract_id=first.contract_id,
        provider=first.provider,
        trajectories=sorted({one.trajectory_reference for one in lines}),
    )
    return {one.key: one for one in read_all(rows, Delivery)}


@statement
def _referenced() -> Executable:
    table = quality_deliveries.c
    return select(quality_deliveries).where(
        among(table.owner, "owners"),
        table.client_id == bindparam("client_id", type_=Text),
        among(table.external_reference, "references"),
    )


async def list_references(
    connection: Connection, lines: list[Delivery], client_id: str
) -> dict[str, Delivery]:
    """What this client registered under the references that these lines name."""
    named = sorted({one.external_reference for one in lines if one.external_reference is not None})
    if not named:
        return {}
    rows = await connection.fetch(
        _referenced(), owners=[lines[0].owner], client_id=client_id, references=named
    )
    return {one.external_reference or "": one for one in read_all(rows, Delivery)}


async def save_entry(connection: Connection, entry: Entry, number: str, client_id: str) -> None:
    """What registering lines came to. Raises QualityDeliveriesRefused where another was sooner, PreconditionFailed."""
    try:
        for one in entry.changed:
            await DELIVERIES.save(connection, one)
        rows: list[dict[str, Any]] = [
            {**DELIVERIES.values(one), "client_id": client_id} for one in entry.registered
        ]
        await add_rows(connection, quality_deliveries, rows)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name not in _WALLS:
            raise
        fault = FieldError("#", "registered-meanwhile", _MEANWHILE, rule="R-C32")
        raise QualityDeliveriesRefused(errors=(fault,), number=number) from error
