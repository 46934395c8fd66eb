"""What a purchaser can do with products: register, change and find them, and be advised on basic or specialist care."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.contracts.products import rules, store
from services.contracts.products.rules import Product
from services.contracts.products.store import PRODUCTS, Filter
from services.contracts.recognitions.rules import Demand
from services.contracts.tariffs import store as tariffs
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationStep
from shared.values import Derivation, new_id, render
from shared.values.terms import Scope

# How a client names what the domain keeps under another name.
_NAMES = {"access_place": "chosen_place", "visible_to": "parties"}


@operation
async def get_product(ctx: Context, product_id: UUID) -> Product:
    """One product. Raises ProductNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await PRODUCTS.get(connection, product_id)


@operation
async def list_products(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Product]:
    """A page of products."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_products(connection, page, asked)


@operation
async def get_separation_advice(ctx: Context, asked: schemas.NewSeparationAdvice) -> schemas.SeparationAdvice:
    """Whether a care type belongs in the basic budget (R-C53); nothing is stored."""
    ctx.require(Scope.CONTRACTS_READ)
    found = rules.advise_separation(rules.CareType(**asked.model_dump()))
    return schemas.SeparationAdvice(
        advice=found.advice,
        total_cents=found.total_cents,
        share_basis_points=found.share_basis_points,
        variation_basis_points=found.variation_basis_points,
        steps=[
            DerivationStep(
                rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
            )
            for one in found.why.steps
        ],
    )


@operation
async def register_product(ctx: Context, new: schemas.NewProduct) -> Product:
    """Register a product; who it is visible to sees it and its general tariffs from now on.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ShelteredLivingGeneral
    (R-C35), ProductContradictory, ProductExists, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, owner, new, new.external_reference)


@operation
async def put_product(ctx: Context, reference: str, new: schemas.NewProduct) -> tuple[Product, bool]:
    """Register a product under the client's own reference, or bring it to these terms; True when it is new.

    Raises what registering raises, and PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await PRODUCTS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            return await _register(ctx, connection, owner, new, reference), True
        known = await PRODUCTS.get(connection, known.id, lock=True)
        ctx.expect(known.version)
        return await _revise(
            ctx, connection, known, _terms(new.model_dump(exclude={"external_reference"}))
        ), False


@operation
async def change_product(ctx: Context, product_id: UUID, change: schemas.ProductChange) -> Product:
    """Change a product; what others name it by stays.

    Raises ProductNotFound, PurchaserOnly, PreconditionFailed, ShelteredLivingGeneral (R-C35), ProductContradictory,
    ProductExists.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await PRODUCTS.get(connection, product_id, lock=True)
        if known.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, _terms(change.model_dump(exclude_unset=True)))


def _terms(given: dict[str, Any]) -> dict[str, Any]:
    told = {_NAMES.get(name, name): value for name, value in given.items()}
    if "parties" in told:
        told["parties"] = sorted(told["parties"])
    if "recognition_demands" in told:
        told["recognition_demands"] = [Demand(**one) for one in told["recognition_demands"]]
    return told


async def _register(
    ctx: Context, connection: Connection, owner: str, new: schemas.NewProduct, reference: str | None
) -> Product:
    terms = _terms(new.model_dump(exclude={"external_reference"}))
    made, why = rules.settle(
        Product(id=new_id(), version=1, owner=owner, external_reference=reference, access_place=None, **terms)
    )
    await store.hold_code(connection, owner, made.code)
    async with store.one_meaning(made):
        return await PRODUCTS.enter(
            ctx, connection, made, "product-registered", why, given=(*terms, "access_place")
        )


async def _revise(ctx: Context, connection: Connection, known: Product, terms: dict[str, Any]) -> Product:
    made, why = rules.change(known, terms)
    changes = {name: getattr(made, name) for name in (*terms, "access_place")}
    async with store.one_meaning(made):
        revised = await PRODUCTS.revise(ctx, connection, known, "product-changed", _said(why), **changes)
    if revised.parties != known.parties:
        await tariffs.share_general(connection, revised)
    return revised


def _said(why: Derivation) -> Derivation | None:
    return why if why.steps else None
