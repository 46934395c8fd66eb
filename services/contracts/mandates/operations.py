"""What a municipality can do with mandates: register one, find it, and withdraw it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.contracts.mandates import rules, store
from services.contracts.mandates.rules import Mandate
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Law, Scope


@operation
async def get_mandate(ctx: Context, mandate_id: UUID) -> Mandate:
    """One mandate. Raises MandateNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_mandate(connection, mandate_id)


@operation
async def list_mandates(
    ctx: Context,
    page: PageRequest,
    holder: str | None = None,
    law: Law | None = None,
    reference: str | None = None,
) -> Slice[Mandate]:
    """A page of mandates, by holder, law or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_mandates(connection, page, holder, law, reference)


@operation
async def register_mandate(ctx: Context, new: schemas.NewMandate) -> Mandate:
    """Register who may take access decisions, under which law and during which days (R-A03, F-10).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    mandate = Mandate(id=new_id(), version=1, owner=ctx.actor.organisation, parties=[], **new.model_dump())
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_mandate_by_reference(
                connection, mandate.owner, ctx.actor.client_id, reference
            )
            if known is not None:
                if replace(mandate, id=known.id) != known:
                    raise ReferenceUsed(reference=reference, id=known.id)
                raise Replayed(Answer(200, encode(schemas.Mandate, known), known.version, known.id))
        await store.add_mandate(connection, mandate, ctx.actor.client_id)
        await logbook.record(ctx, connection, "mandate-registered", schemas.Mandate, mandate)
    return mandate


@operation
async def withdraw_mandate(ctx: Context, mandate_id: UUID, valid_until: date) -> Mandate:
    """Bring the last day of a mandate forward, to today or later (R-A03).

    Raises MandateNotFound, PurchaserOnly, PreconditionFailed, WithdrawalRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        mandate = await store.lock_mandate(connection, mandate_id)
        if mandate.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        if ctx.expected_version not in (None, mandate.version):
            raise PreconditionFailed()
        mandate, why = rules.withdraw(mandate, valid_until, ctx.today)
        await store.save_withdrawn(connection, mandate)
        await logbook.record(ctx, connection, "mandate-withdrawn", schemas.Mandate, mandate, why)
    return mandate
