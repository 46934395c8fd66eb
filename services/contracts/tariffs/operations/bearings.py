"""What tariffs rest on: the indexes of a year (R-C27) and the real prices of bylaws (R-C64)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.products import store as products
from services.contracts.tariffs import rules, store
from services.contracts.tariffs.rules import RealPrice, TariffIndex
from services.contracts.tariffs.store import INDEXES, REAL_PRICES
from shared.errors import ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_tariff_index(ctx: Context, index_id: UUID) -> TariffIndex:
    """One index. Raises TariffIndexNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await INDEXES.get(connection, index_id)


@operation
async def list_tariff_indexes(
    ctx: Context,
    page: PageRequest,
    code: str | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> Slice[TariffIndex]:
    """A page of indexes, of a kind, a year or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await INDEXES.page(connection, page, code=code, year=year, external_reference=reference)


@operation
async def register_tariff_index(ctx: Context, new: schemas.NewTariffIndex) -> TariffIndex:
    """Register the index of a year; tariffs follow it once they are indexed (`index_tariff`).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, TariffIndexExists,
    ReferenceUsed.
    """
    owner = _writing(ctx)
    async with ctx.begin() as connection:
        return await _register_index(ctx, connection, owner, new, new.external_reference)


@operation
async def put_tariff_index(
    ctx: Context, reference: str, new: schemas.NewTariffIndex
) -> tuple[TariffIndex, bool]:
    """Register an index under the client's own reference, or correct it; True when it is new.

    Raises PurchaserOnly, PreconditionFailed, TariffIndexExists, ReferenceUsed.
    """
    owner = _writing(ctx)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await INDEXES.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            return await _register_index(ctx, connection, owner, new, reference), True
        known = await INDEXES.get(connection, known.id, lock=True)
        ctx.expect(known.version)
        async with store.one_a_year(known):
            return await INDEXES.revise(
                ctx, connection, known, "tariff-index-changed", **_index_terms(new)
            ), False


@operation
async def get_real_price(ctx: Context, price_id: UUID) -> RealPrice:
    """One real price. Raises RealPriceNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await REAL_PRICES.get(connection, price_id)


@operation
async def list_real_prices(
    ctx: Context,
    page: PageRequest,
    product_code: str | None = None,
    municipality_code: str | None = None,
    reference: str | None = None,
) -> Slice[RealPrice]:
    """A page of real prices, of a product, a municipality or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await REAL_PRICES.page(
            connection,
            page,
            product_code=product_code,
            municipality_code=municipality_code,
            external_reference=reference,
        )


@operation
async def register_real_price(ctx: Context, new: schemas.NewRealPrice) -> RealPrice:
    """Register the real price that a bylaw sets for a product (R-C64).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, RealPriceOverlaps,
    ReferenceUsed.
    """
    owner = _writing(ctx)
    async with ctx.begin() as connection:
        return await _register_price(ctx, connection, owner, new, new.external_reference)


@operation
async def put_real_price(ctx: Context, reference: str, new: schemas.NewRealPrice) -> tuple[RealPrice, bool]:
    """Register a real price under the client's own reference, or change it; True when it is new.

    Raises PurchaserOnly, PreconditionFailed, RealPriceOverlaps, ReferenceUsed.
    """
    owner = _writing(ctx)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await REAL_PRICES.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            return await _register_price(ctx, connection, owner, new, reference), True
        known = await REAL_PRICES.get(connection, known.id, lock=True)
        ctx.expect(known.version)
        changes = _price_terms(new)
        async with store.one_price(known):
            return await REAL_PRICES.revise(ctx, connection, known, "real-price-changed", **changes), False


def _writing(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


def _index_terms(new: schemas.NewTariffIndex) -> dict[str, Any]:
    terms = new.model_dump(exclude={"external_reference"})
    return {**terms, "effective_on": new.effective_on or date(new.year, 1, 1)}


async def _register_index(
    ctx: Context, connection: Connection, owner: str, new: schemas.NewTariffIndex, reference: str | None
) -> TariffIndex:
    terms = _index_terms(new)
    made = TariffIndex(id=new_id(), version=1, owner=owner, external_reference=reference, parties=[], **terms)
    async with store.one_a_year(made):
        return await INDEXES.enter(ctx, connection, made, "tariff-index-registered", given=tuple(terms))


def _price_terms(new: schemas.NewRealPrice) -> dict[str, Any]:
    elements = [rules.CostElementAmount(element=one.element, amount=one.amount) for one in new.cost_elements]
    own = rules.real_price(elements)
    amount = new.amount if new.amount is not None or own is None else format(own, "f")
    return {
        **new.model_dump(exclude={"external_reference"}), "cost_elements": elements, "amount": amount,
    }  # fmt: skip


async def _register_price(
    ctx: Context, connection: Connection, owner: str, new: schemas.NewRealPrice, reference: str | None
) -> RealPrice:
    terms = _price_terms(new)
    made = RealPrice(id=new_id(), version=1, owner=owner, external_reference=reference, parties=[], **terms)
    await products.hold_code(connection, owner, made.product_code)
    async with store.one_price(made):
        return await REAL_PRICES.enter(ctx, connection, made, "real-price-registered", given=tuple(terms))
