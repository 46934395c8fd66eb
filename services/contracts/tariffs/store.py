"""The only SQL on tariffs, indexes and real prices."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import ARRAY, Date, Integer, Text, Uuid, bindparam, or_, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.products import store as products
from services.contracts.products.rules import Product
from services.contracts.tables import real_prices, tariff_indexes, tariffs
from services.contracts.tariffs.rules import (
    OVERLAP,
    Pricing,
    RealPrice,
    RealPriceNotFound,
    RealPriceOverlaps,
    Tariff,
    TariffContradictory,
    TariffIndex,
    TariffIndexExists,
    TariffIndexNotFound,
    TariffNotFound,
)
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.schemas import contracts as schemas

TARIFFS: Register[Tariff] = Register(tariffs, Tariff, schemas.Tariff, TariffNotFound)
INDEXES: Register[TariffIndex] = Register(
    tariff_indexes, TariffIndex, schemas.TariffIndex, TariffIndexNotFound
)
REAL_PRICES: Register[RealPrice] = Register(real_prices, RealPrice, schemas.RealPrice, RealPriceNotFound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which tariffs are asked; None leaves a filter out. `valid_on` is a day on which they hold."""

    product_code: str | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    indexed: bool | None = None
    external_reference: str | None = None
    valid_on: date | None = None


def _holds(day: ColumnElement[Any]) -> ColumnElement[bool]:
    return (tariffs.c.valid_from <= day) & or_(tariffs.c.valid_until.is_(None), tariffs.c.valid_until >= day)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(tariffs).where(visible(tariffs, purchaser=reach))
    for name in filters:
        if name == "valid_on":
            query = query.where(_holds(bindparam(name, type_=Date)))
        else:
            query = query.where(tariffs.c[name] == bindparam(name, type_=tariffs.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(tariffs.c.id < last if descending else tariffs.c.id > last)
    order = tariffs.c.id.desc() if descending else tariffs.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_tariffs(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Tariff]:
    """A page of tariffs in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Tariff), last)


@statement
def _candidates(reach: Reach) -> Executable:
    contract = bindparam("contract_id", type_=Uuid)
    return select(tariffs).where(
        visible(tariffs, purchaser=reach),
        among(tariffs.c.product_code, "codes"),
        or_(tariffs.c.contract_id.is_(None), tariffs.c.contract_id == contract),
        or_(tariffs.c.provider.is_(None), among(tariffs.c.provider, "providers")),
    )


async def list_candidates(
    connection: Connection, codes: list[str], contract_id: UUID | None, providers: list[str]
) -> list[Tariff]:
    """The tariffs that can hold for products in a contract and for providers, of every scope and day, that the reader sees."""
    rows = await connection.fetch(
        _candidates(connection.reach),
        organisations=connection.organisations,
        codes=codes,
        contract_id=contract_id,
        providers=providers,
    )
    return read_all(rows, Tariff)


@statement
def _prices(reach: Reach) -> Executable:
    table = real_prices
    query = select(table).where(
        visible(table, purchaser=reach),
        table.c.owner == bindparam("owner"),
        among(table.c.product_code, "codes"),
    )
    return query.order_by(table.c.valid_from, table.c.id)


async def list_real_prices(
    connection: Connection, owner: str, codes: list[str], municipality_code: str | None = None
) -> list[RealPrice]:
    """The real prices of products, in one municipality or in all of a purchaser's, oldest first."""
    rows = await connection.fetch(
        _prices(connection.reach), organisations=connection.organisations, owner=owner, codes=codes
    )
    return [one for one in read_all(rows, RealPrice) if municipality_code in (None, one.municipality_code)]


async def list_for_contract(
    connection: Connection,
    owner: str,
    contract_id: UUID | None,
    providers: list[str],
    municipality_code: str | None,
    codes: list[str],
) -> Pricing:
    """What stands in the register for the products of a contract and its providers: `rules.check_tariffs` takes it.

    Three statements, however many products, providers and tariffs.
    """
    held = await list_candidates(connection, codes, contract_id, providers)
    return Pricing(
        tariffs=[one for one in held if one.owner == owner],
        products=await products.list_products_by_code(connection, owner, codes),
        prices=await list_real_prices(connection, owner, codes, municipality_code),
    )


@statement
def _of_code(reach: Reach) -> Executable:
    table = tariff_indexes
    query = select(table).where(
        visible(table, purchaser=reach),
        table.c.owner == bindparam("owner"),
        table.c.code == bindparam("code"),
    )
    return query.order_by(table.c.effective_on, table.c.id)


async def list_indexes(connection: Connection, owner: str, code: str) -> list[TariffIndex]:
    """The indexes of one kind, in order of their days."""
    rows = await connection.fetch(
        _of_code(connection.reach), organisations=connection.organisations, owner=owner, code=code
    )
    return read_all(rows, TariffIndex)


@statement
def _share() -> Executable:
    days = tariffs.c.valid_from <= bindparam("last", type_=Date)
    return (
        tariffs.update()
        .where(
            tariffs.c.owner == bindparam("owner_"),
            tariffs.c.product_code == bindparam("code"),
            tariffs.c.contract_id.is_(None),
            tariffs.c.provider.is_(None),
            tariffs.c.valid_from >= bindparam("first", type_=Date),
            days,
        )
        .values(parties=bindparam("shared", type_=ARRAY(Text)))
    )


async def share_general(connection: Connection, product: Product) -> None:
    """Let whoever sees a product see its general tariffs."""
    await connection.execute(
        _share(),
        owner_=product.owner,
        code=product.code,
        first=product.valid_from,
        last=product.valid_until or date.max,
        shared=list(product.parties),
    )


@asynccontextmanager
async def one_at_a_time() -> AsyncIterator[None]:
    """Write a tariff in here: TariffContradictory where another of its scope holds on one of its days."""
    try:
        yield
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name == "ex_tariffs_scope":
            raise TariffContradictory(errors=(OVERLAP,)) from error
        raise


@asynccontextmanager
async def one_a_year(index: TariffIndex) -> AsyncIterator[None]:
    """Write an index in here: TariffIndexExists where its year has one."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_tariff_indexes_owner_code_year":
            raise TariffIndexExists(index=index.code, year=index.year) from error
        raise


@asynccontextmanager
async def one_price(price: RealPrice) -> AsyncIterator[None]:
    """Write a real price in here: RealPriceOverlaps where its product has one on one of its days."""
    try:
        yield
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name == "ex_real_prices_product":
            raise RealPriceOverlaps(
                product=price.product_code, municipality=price.municipality_code
            ) from error
        raise
