"""What a municipality can do with access ceilings: set and change them, see how far they are used; those of contracts follow."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.access_ceilings import rules, store
from services.access.access_ceilings.rules import AccessCeiling, AccessCeilingNotFound
from services.access.access_ceilings.store import REGISTER
from services.access.contract_terms import store as contract_terms
from services.access.policies.store import policy_on
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.kit.steps import steps_of
from shared.schemas import contracts
from shared.schemas.access import routes as schemas
from shared.values import new_id
from shared.values.access_policies import CeilingSource
from shared.values.terms import Law, Scope

_GIVEN = ("name", "year", "contract_id", "law", "product_category", "maximum_decisions")
PLAIN = Plain(
    one="access_ceiling",
    many="access_ceilings",
    dutch="toegangsplafond",
    dutch_many="toegangsplafonds",
    model=schemas.AccessCeiling,
    new=schemas.NewAccessCeiling,
    missing=AccessCeilingNotFound,
    change=schemas.AccessCeilingChange,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_access_ceiling(ctx: Context, ceiling_id: UUID) -> AccessCeiling:
    """One ceiling. Raises AccessCeilingNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, ceiling_id)


@operation
async def list_access_ceilings(
    ctx: Context,
    page: PageRequest,
    *,
    year: int | None = None,
    source: CeilingSource | None = None,
    contract_id: UUID | None = None,
    law: Law | None = None,
    reference: str | None = None,
) -> Slice[AccessCeiling]:
    """A page of ceilings."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, year=year, source=source, contract_id=contract_id, law=law,
            external_reference=reference,
        )  # fmt: skip


@operation
async def get_access_ceiling_use(
    ctx: Context, ceiling_id: UUID, on: date | None = None
) -> schemas.AccessCeilingUse:
    """How far a ceiling is used up to and including a day (R-A38): 780 of 800 is 97.5 %. Raises AccessCeilingNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        found = await store.count_uses(connection, PageRequest(1), day, ceiling_id=ceiling_id)
        if not found.items:
            raise AccessCeilingNotFound(id=ceiling_id)
        ceiling, counted = found.items[0]
        policy = await policy_on(connection, ceiling.owner, day)
    return _shown(ctx, rules.use_of(ceiling, counted, policy, day))


@operation
async def list_access_ceiling_uses(
    ctx: Context, page: PageRequest, year: int | None, on: date | None
) -> Slice[schemas.AccessCeilingUse]:
    """A page of ceilings with how far each is used, in the order in which they were set. Raises PurchaserOnly."""
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        policy = await policy_on(connection, owner, day)
        found = await store.count_uses(connection, page, day, year=year)
    items = [_shown(ctx, rules.use_of(ceiling, counted, policy, day)) for ceiling, counted in found.items]
    return Slice(items, found.last)


def _shown(ctx: Context, use: rules.CeilingUse) -> schemas.AccessCeilingUse:
    told = {name: getattr(use, name) for name in schemas.AccessCeilingUse.model_fields if name != "steps"}
    return schemas.AccessCeilingUse(**told, steps=steps_of(ctx, use.why))


@operation
async def register_access_ceiling(ctx: Context, new: schemas.NewAccessCeiling) -> AccessCeiling:
    """Set how many access decisions are agreed for a year (R-A38).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    AccessCeilingRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id, reference = require_purchaser(ctx), ctx.actor.client_id, new.external_reference
    ceiling = made(
        AccessCeiling, new, id=new_id(), version=1, owner=owner, parties=[], ceiling_id=None,
        source=CeilingSource.MUNICIPALITY,
    )  # fmt: skip
    async with ctx.begin() as connection:
        others = await store.lock_ceilings(connection, owner, new.year)
        known = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(ceiling, name) for name in _GIVEN}
            give_known(schemas.AccessCeiling, known, reference, given)
        if new.contract_id is not None:
            await contract_terms.get_terms(connection, new.contract_id)
        rules.check(ceiling, others)
        await REGISTER.add(connection, ceiling, client_id)
        await logbook.record(ctx, connection, "access-ceiling-set", schemas.AccessCeiling, ceiling)
    return ceiling


@operation
async def change_access_ceiling(
    ctx: Context, ceiling_id: UUID, change: schemas.AccessCeilingChange
) -> AccessCeiling:
    """Change a ceiling that the municipality set itself.

    Raises AccessCeilingNotFound, PurchaserOnly, PreconditionFailed, AccessCeilingRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await REGISTER.get(connection, ceiling_id, lock=True)
        if before.owner not in ctx.actor.organisations or not ctx.actor.purchaser:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.check(merged(before, change), [])
        return await REGISTER.revise(
            ctx, connection, before, "access-ceiling-changed", name=after.name,
            maximum_decisions=after.maximum_decisions,
        )  # fmt: skip


@operation
async def apply_ceiling(ctx: Context, fact: Fact) -> None:
    """Take over a ceiling of contracts that bounds citizens (R-X06): as many may have a decision; another is not for access."""
    told = fact.told(contracts.Ceiling)
    async with ctx.begin() as connection:
        if told.maximum_citizens is None:
            return
        ceiling = AccessCeiling(
            id=told.id,
            version=told.version,
            owner=fact.owner,
            external_reference=None,
            parties=[],
            name=told.name,
            year=told.year,
            source=CeilingSource.CONTRACT,
            ceiling_id=told.id,
            contract_id=told.contract_id,
            law=None,
            product_category=None,
            maximum_decisions=told.maximum_citizens,
        )
        await store.save_ceiling(connection, ceiling, ctx.actor.client_id)
