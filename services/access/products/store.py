"""The only SQL on the catalogue of products."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, Text, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.base import Executable

from services.access.products.rules import Product, ProductNotFound
from services.access.tables import products
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all, save_newest
from shared.schemas.access import products as schemas
from shared.values.products import SupportKind
from shared.values.terms import Law

REGISTER = Register(products, Product, schemas.Product, ProductNotFound)


async def save_product(connection: Connection, product: Product, client_id: str) -> None:
    """Keep the newest version of a product; an older one changes nothing."""
    await save_newest(connection, products, product, client_id)


@statement
def _found(coded: bool) -> Executable:
    columns, day = products.c, bindparam("day", type_=Date)
    query = select(products).where(
        columns.owner == bindparam("owner"),
        columns.category == bindparam("category"),
        columns.laws.contains(bindparam("laws", type_=ARRAY(Text))),
        columns.valid_from <= day,
        or_(columns.valid_until.is_(None), columns.valid_until >= day),
    )
    if coded:
        query = query.where(columns.code == bindparam("code"))
    return query.order_by(columns.valid_from.desc(), columns.id.desc()).limit(2)


async def find_product(
    connection: Connection, owner: str, law: Law, category: str, code: str | None, day: date
) -> Product | None:
    """The product of a law, category and code on a day; None where the catalogue does not know it.

    Without a code it is the only product of the category, and None where there are several. One statement.
    """
    coded = {} if code is None else {"code": code}
    rows = await connection.fetch(
        _found(code is not None), owner=owner, laws=[law], category=category, day=day, **coded
    )
    found = read_all(rows, Product)
    return found[0] if len(found) == 1 or (found and code is not None) else None


@statement
def _beside_category(coded: bool) -> Executable:
    columns, day = products.c, bindparam("day", type_=Date)
    query = select(products, func.array_agg(columns.support_kind).over().label("kinds")).where(
        columns.owner == bindparam("owner"),
        columns.category == bindparam("category"),
        columns.laws.contains(bindparam("laws", type_=ARRAY(Text))),
        columns.valid_from <= day,
        or_(columns.valid_until.is_(None), columns.valid_until >= day),
    )
    newest = (columns.valid_from.desc(), columns.id.desc())
    order = ((columns.code == bindparam("code")).desc(), *newest) if coded else newest
    return query.order_by(*order).limit(2)


async def find_in_category(
    connection: Connection, owner: str, law: Law, category: str, code: str | None, day: date
) -> tuple[Product | None, frozenset[SupportKind]]:
    """What `find_product` finds, and the kinds of support of all products of the category (R-A14, R-A20). One statement."""
    coded = {} if code is None else {"code": code}
    rows = await connection.fetch(
        _beside_category(code is not None),
        owner=owner, laws=[law], category=category, day=day, **coded,
    )  # fmt: skip
    found = read_all(rows, Product)
    kinds = (
        frozenset(SupportKind(one) for one in rows[0]["kinds"] if one is not None) if rows else frozenset()
    )
    if code is None:
        return (found[0] if len(found) == 1 else None), kinds
    return (found[0] if found and found[0].code == code else None), kinds


@statement
def _of_categories() -> Executable:
    return select(products).where(
        products.c.owner == bindparam("owner"),
        products.c.category == func.any(bindparam("categories", type_=ARRAY(Text))),
        products.c.laws.contains(bindparam("laws", type_=ARRAY(Text))),
    )


async def list_in_categories(
    connection: Connection, owner: str, law: Law, categories: Sequence[str]
) -> list[Product]:
    """All products of a law in these categories, whenever they count. One statement."""
    rows = await connection.fetch(_of_categories(), owner=owner, laws=[law], categories=list(categories))
    return read_all(rows, Product)


__all__ = ["REGISTER", "find_in_category", "find_product", "list_in_categories", "save_product"]
