"""What a person can do with recognitions: register and change one, find them, and ask whether a provider may deliver."""

from __future__ import annotations

from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.products import store as products
from services.contracts.recognitions import rules, store
from services.contracts.recognitions.rules import Check, Demand, Demanding, Recognition
from shared.errors import ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.parties import RecognitionKind
from shared.values.terms import Scope

_CHANGING = ("number", "issued_by", "product_codes", "valid_until")
_FIXED = ("organisation", "kind", "code", "valid_from")


@operation
async def get_recognition(ctx: Context, recognition_id: UUID) -> Recognition:
    """One recognition. Raises RecognitionNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RECOGNITIONS.get(connection, recognition_id)


@operation
async def list_recognitions(
    ctx: Context,
    page: PageRequest,
    *,
    organisation: str | None = None,
    kind: RecognitionKind | None = None,
    code: str | None = None,
    reference: str | None = None,
) -> Slice[Recognition]:
    """A page of recognitions, filtered when asked; a provider sees its own."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RECOGNITIONS.page(
            connection, page, organisation=organisation, kind=kind, code=code, external_reference=reference
        )


@operation
async def check_recognitions(ctx: Context, asked: schemas.NewRecognitionCheck) -> Check:
    """Whether a provider may deliver on a day: admitted, or refused with what it lacks, demand by demand (R-C58).

    What the product demands, or every product of the contract, and beside it what is asked here. Raises ContractNotFound,
    RecognitionQuestionRefused.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        demanding = await _demanding(connection, asked)
        held = await store.list_of_provider(connection, asked.provider)
    return rules.admit(asked.provider, asked.day, demanding, held)


async def _demanding(connection: Connection, asked: schemas.NewRecognitionCheck) -> list[Demanding]:
    """Who demands something of this delivery: its products, and whoever asks."""
    owner, of_contract = None, None
    if asked.contract_id is not None:
        contract = await contracts.get_contract(connection, asked.contract_id)
        owner = contract.owner
        of_contract = {
            *contract.product_codes,
            *(code for one in contract.funding_agreements for code in one.product_codes),
        }
    codes = rules.products_asked(asked.product_code, of_contract)
    found = await products.list_products_on(connection, codes, asked.day, owner) if codes else []
    if not asked.demands:
        where = "#/productCode" if asked.product_code is not None else "#/contractId"
        rules.check_known(codes, {one.code for one in found}, asked.day, where)
    demanding = [Demanding(one.recognition_demands, one.code, one.code, one.owner) for one in found]
    if asked.demands:
        own = [Demand(one.kind, one.code) for one in asked.demands]
        demanding.append(Demanding(own, counts_for=asked.product_code, owner=owner))
    return demanding


@operation
async def register_recognition(ctx: Context, new: schemas.NewRecognition) -> Recognition:
    """Register what an organisation was recognised for; it may read that.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_recognition(
    ctx: Context, reference: str, new: schemas.NewRecognition
) -> tuple[Recognition, bool]:
    """Register a recognition under the client's own reference, or bring it to this; True when it is new.

    Whose it is, of what kind, and its first day stay. Raises PurchaserOnly, ReferenceUsed, PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        known = await store.RECOGNITIONS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        if any(getattr(known, name) != getattr(new, name) for name in _FIXED):
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, replaced(known, new, "external_reference")), False


@operation
async def change_recognition(
    ctx: Context, recognition_id: UUID, change: schemas.RecognitionChange
) -> Recognition:
    """Give a recognition another last day, number or products.

    Raises PurchaserOnly, RecognitionNotFound, PreconditionFailed, RecognitionRefused.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.RECOGNITIONS.get(connection, recognition_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _register(
    ctx: Context, connection: Connection, new: schemas.NewRecognition, owner: str
) -> Recognition:
    recognition = made(Recognition, new, id=new_id(), version=1, owner=owner, parties=[new.organisation])
    given = (*_FIXED, *_CHANGING)
    return await store.RECOGNITIONS.enter(ctx, connection, recognition, "recognition-registered", given=given)


async def _revise(
    ctx: Context, connection: Connection, before: Recognition, after: Recognition
) -> Recognition:
    rules.check_days(after)
    changes = {name: getattr(after, name) for name in _CHANGING}
    return await store.RECOGNITIONS.revise(ctx, connection, before, "recognition-revised", **changes)
