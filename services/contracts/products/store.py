"""The only SQL on products."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import asyncpg
from sqlalchemy import ARRAY, Date, Integer, Text, Uuid, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.products.rules import Product, ProductExists, ProductNotFound
from services.contracts.tables import products
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.arrangements import AccessPlace
from shared.values.products import CareLine, SupportKind
from shared.values.terms import Law, ProvisionType

PRODUCTS: Register[Product] = Register(products, Product, schemas.Product, ProductNotFound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which products are asked; None leaves a filter out. `valid_on` is a day on which they hold."""

    code: str | None = None
    category: str | None = None
    law: Law | None = None
    support_kind: SupportKind | None = None
    line: CareLine | None = None
    lot: str | None = None
    provision_type: ProvisionType | None = None
    access_place: AccessPlace | None = None
    acute: bool | None = None
    pool_eligible: bool | None = None
    exempt_from_ceiling: bool | None = None
    external_reference: str | None = None
    valid_on: date | None = None


def _holds(day: ColumnElement[Any]) -> ColumnElement[bool]:
    return (products.c.valid_from <= day) & or_(
        products.c.valid_until.is_(None), products.c.valid_until >= day
    )


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(products).where(visible(products, purchaser=reach))
    for name in filters:
        if name == "valid_on":
            query = query.where(_holds(bindparam(name, type_=Date)))
        elif name == "law":
            query = query.where(products.c.laws.contains(bindparam(name, type_=ARRAY(Text))))
        else:
            query = query.where(products.c[name] == bindparam(name, type_=products.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(products.c.id < last if descending else products.c.id > last)
    order = products.c.id.desc() if descending else products.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_products(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Product]:
    """A page of products in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if asked.law is not None:
        given["law"] = [asked.law]
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Product), last)


@statement
def _on(reach: Reach, lock: bool) -> Executable:
    query = select(products).where(
        visible(products, purchaser=reach),
        products.c.owner == bindparam("owner"),
        products.c.code == bindparam("code"),
        _holds(bindparam("day", type_=Date)),
    )
    return query.with_for_update() if lock else query


async def find_product_on(
    connection: Connection, owner: str, code: str, day: date, *, lock: bool = False
) -> Product | None:
    """The product that a code means on a day, locked for a change beside it when asked; None where it means nothing."""
    row = await connection.fetch_one(
        _on(connection.reach, lock), organisations=connection.organisations, owner=owner, code=code, day=day
    )
    return None if row is None else read(row, Product)


@statement
def _codes_on(reach: Reach, of_one: bool) -> Executable:
    query = select(products).where(
        visible(products, purchaser=reach),
        among(products.c.code, "codes"),
        _holds(bindparam("day", type_=Date)),
    )
    return (query.where(products.c.owner == bindparam("owner")) if of_one else query).order_by(products.c.id)


async def list_products_on(
    connection: Connection, codes: list[str], day: date, owner: str | None = None
) -> list[Product]:
    """What codes mean on a day: to one purchaser, or to every purchaser whose products the reader sees."""
    named = {} if owner is None else {"owner": owner}
    query = _codes_on(connection.reach, owner is not None)
    rows = await connection.fetch(
        query, organisations=connection.organisations, codes=codes, day=day, **named
    )
    return read_all(rows, Product)


@statement
def _of_codes(reach: Reach) -> Executable:
    query = select(products).where(
        visible(products, purchaser=reach),
        products.c.owner == bindparam("owner"),
        among(products.c.code, "codes"),
    )
    return query.order_by(products.c.id)


async def list_products_by_code(connection: Connection, owner: str, codes: list[str]) -> list[Product]:
    """All that these codes ever meant, in one statement."""
    rows = await connection.fetch(
        _of_codes(connection.reach), organisations=connection.organisations, owner=owner, codes=codes
    )
    return read_all(rows, Product)


@statement
def _hold() -> Executable:
    named = bindparam("owner", type_=Text) + " " + bindparam("code", type_=Text)
    return select(func.pg_advisory_xact_lock(func.hashtextextended(named, 0)))


async def hold_code(connection: Connection, owner: str, code: str) -> None:
    """Wait for who writes about this code now: a retry under the same reference then finds what was made."""
    await connection.fetch_value(_hold(), owner=owner, code=code)


@asynccontextmanager
async def one_meaning(product: Product) -> AsyncIterator[None]:
    """Write a product in here: ProductExists where its code means another on one of its days."""
    try:
        yield
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name == "ex_products_code":
            raise ProductExists(product=product.code) from error
        raise
