"""The only SQL on what was agreed: contracts, funding agreements, tariffs and products, each in its newest version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Uuid, all_, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.settlement.agreements.rules import (
    Agreement,
    AgreementNotFound,
    Known,
    KnownContract,
    Product,
    Tariff,
    TariffNotFound,
)
from services.settlement.tables import funding_agreements, known_contracts, known_products, tariffs
from shared.kit.database import Connection, among, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, read_all


def _upsert(table: Any, kind: type[Any], but: frozenset[str]) -> Executable:
    names = [name for name in kind.__slots__ if name not in but]
    told = insert(table).values(
        {name: bindparam(name, type_=table.c[name].type) for name in (*names, "client_id")}
    )
    return told.on_conflict_do_update(
        index_elements=["owner", "id"],
        set_={name: told.excluded[name] for name in names if name not in ("owner", "id")},
        where=table.c.version < told.excluded.version,
    ).inline()


@statement
def _save_contract() -> Executable:
    return _upsert(known_contracts, KnownContract, frozenset())


@statement
def _save_tariff() -> Executable:
    return _upsert(tariffs, Tariff, frozenset(("external_reference",)))


@statement
def _save_product() -> Executable:
    return _upsert(known_products, Product, frozenset())


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
    if not await connection.execute(_save_contract(), client_id=client_id, **asdict(contract)):
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
    values = {name: value for name, value in asdict(tariff).items() if name != "external_reference"}
    await connection.execute(_save_tariff(), client_id=client_id, **values)


async def save_product(connection: Connection, product: Product, client_id: str) -> None:
    """Keep a product in its newest version."""
    await connection.execute(_save_product(), client_id=client_id, **asdict(product))


@statement
def _of_contracts(table: str) -> Executable:
    found, key = {
        "contracts": (known_contracts, known_contracts.c.id),
        "agreements": (funding_agreements, funding_agreements.c.contract_id),
    }[table]
    query = select(found).where(found.c.owner == bindparam("of_owner"), among(key, "contract_ids"))
    return query.where(~found.c.withdrawn) if table == "agreements" else query


@statement
def _of_products(table: str) -> Executable:
    found, key = {
        "tariffs": (tariffs, tariffs.c.product_code),
        "products": (known_products, known_products.c.code),
    }[table]
    return select(found).where(found.c.owner == bindparam("of_owner"), among(key, "product_codes"))


async def prefetch(
    connection: Connection, owner: str, contract_ids: Collection[UUID], product_codes: Collection[str]
) -> Known:
    """What is known of these contracts and products, in four statements for any number."""
    ids, codes = sorted(contract_ids), sorted(product_codes)
    contracts = read_all(
        await connection.fetch(_of_contracts("contracts"), of_owner=owner, contract_ids=ids), KnownContract
    )
    agreed: dict[UUID, list[Agreement]] = defaultdict(list)
    for one in await connection.fetch(_of_contracts("agreements"), of_owner=owner, contract_ids=ids):
        agreed[one["contract_id"]].append(read(one, Agreement))
    priced: dict[str, list[Tariff]] = defaultdict(list)
    for one in await connection.fetch(_of_products("tariffs"), of_owner=owner, product_codes=codes):
        priced[one["product_code"]].append(read(one, Tariff))
    products = read_all(
        await connection.fetch(_of_products("products"), of_owner=owner, product_codes=codes), Product
    )
    return Known({one.id: one for one in contracts}, agreed, priced, {one.code: one for one in products})


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
    """One funding agreement; AgreementNotFound."""
    row = await find_row(connection, funding_agreements, agreement_id)
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return read(row, Agreement)


async def list_agreements(
    connection: Connection, page: PageRequest, contract_id: UUID | None, form: str | None
) -> Slice[Agreement]:
    """A page of funding agreements, of one contract or form when asked."""
    return await page_rows(
        connection, funding_agreements, Agreement, page, contract_id=contract_id, form=form
    )
