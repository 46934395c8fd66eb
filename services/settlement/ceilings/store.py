"""The only SQL on ceilings: kept as contracts tells them, locked while claims take of them, read with what is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Integer,
    Text,
    Uuid,
    any_,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.settlement.ceilings.rules import Ceiling, CeilingNotFound, Counted
from services.settlement.tables import ceilings, claims, known_contracts
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, read_all, save_newest

USED = frozenset((
    "used_cents", "exception_cents", "exempt_cents", "refused_cents", "last_delivered_on", "exhausted_on", "warned",
))  # fmt: skip


async def save_ceiling(connection: Connection, ceiling: Ceiling, client_id: str) -> bool:
    """Keep a ceiling in its newest version; what was used of it stays. False for an older version."""
    return await save_newest(connection, ceilings, ceiling, client_id, but=USED)


@statement
def _lock() -> Executable:
    columns = ceilings.c
    return (
        select(ceilings)
        .where(
            columns.owner == bindparam("of_owner", type_=Text),
            or_(columns.provider.is_(None), columns.provider == bindparam("provider", type_=Text)),
            ~columns.withdrawn,
        )
        .order_by(columns.id)
        .with_for_update()
    )


async def lock_ceilings(connection: Connection, owner: str, provider: str) -> list[Ceiling]:
    """Every ceiling of a purchaser that may bind a provider's claims, locked in the order of their ids."""
    return read_all(await connection.fetch(_lock(), of_owner=owner, provider=provider), Ceiling)


@statement
def _told(shared: bool) -> Executable:
    take = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    named = bindparam("named", type_=Text)
    return select(take(func.hashtextextended(named, literal_column("0"))).label("held"))


async def lock_telling(connection: Connection, owner: str, *, shared: bool) -> None:
    """Files are judged beside each other, but not while a ceiling is told: what was paid before it is counted then."""
    await connection.fetch(_told(shared), named=f"ceilings {owner}")


@statement
def _paid() -> Executable:
    columns, known = claims.c, known_contracts.c
    exempt = columns.product_code == any_(bindparam("exempt", type_=ARRAY(Text)))
    above = cast(columns.exceptions[cast(bindparam("ceiling", type_=Text), Text)].astext, BigInteger)
    provider, contract = bindparam("provider", type_=Text), bindparam("contract", type_=Uuid)
    population = bindparam("population", type_=Uuid)
    of_population = select(known.id).where(known.owner == columns.owner, known.population_id == population)
    return (
        select(
            columns.period_end, exempt.label("exempt"), func.sum(columns.paid_cents), func.coalesce(func.sum(above), 0)
        )
        .where(
            columns.owner == bindparam("of_owner", type_=Text),
            columns.period_end.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
            or_(provider.is_(None), columns.provider == provider),
            or_(contract.is_(None), columns.contract_id == contract),
            or_(population.is_(None), columns.contract_id.in_(of_population)),
            columns.paid_cents != literal(0, Integer),
        )
        .group_by(columns.period_end, exempt)
    )  # fmt: skip


async def list_paid(connection: Connection, ceiling: Ceiling) -> list[Counted]:
    """What was paid of care that falls under a ceiling, by its last day; exempt care apart."""
    rows = await connection.fetch(
        _paid(), of_owner=ceiling.owner, exempt=ceiling.exempt_product_codes, ceiling=str(ceiling.id),
        provider=ceiling.provider, contract=ceiling.contract_id, population=ceiling.population_id,
        first=date(ceiling.year, 1, 1), last=date(ceiling.year, 12, 31),
    )  # fmt: skip
    return [
        Counted(day, exempt, int(cents), int(above))
        for day, exempt, cents, above in (row.values() for row in rows)
    ]


@statement
def _one() -> Executable:
    columns = ceilings.c
    return (
        select(ceilings)
        .where(columns.owner == bindparam("of_owner", type_=Text), columns.id == bindparam("id", type_=Uuid))
        .with_for_update()
    )


async def lock_ceiling(connection: Connection, owner: str, ceiling_id: UUID) -> Ceiling | None:
    """A ceiling as it is known, locked; None where it was never told."""
    row = await connection.fetch_one(_one(), of_owner=owner, id=ceiling_id)
    return None if row is None else read(row, Ceiling)


async def save_uses(connection: Connection, changed: Sequence[Ceiling], client_id: str) -> None:
    """Write what was taken of ceilings that are locked, any number in one statement."""
    rows: list[dict[str, Any]] = [{**asdict(one), "client_id": client_id} for one in changed]
    await add_rows(connection, ceilings, rows, over=("owner", "id"))


async def get_ceiling(connection: Connection, ceiling_id: UUID) -> Ceiling:
    """One ceiling with what is used; CeilingNotFound."""
    row = await find_row(connection, ceilings, ceiling_id)
    if row is None:
        raise CeilingNotFound(id=ceiling_id)
    return read(row, Ceiling)


async def list_ceilings(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Ceiling]:
    """A page of ceilings with what is used, filtered on columns."""
    return await page_rows(connection, ceilings, Ceiling, page, **equal)
