"""What can be done with allocations: read them with their versions, change them, and what follows by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.access.allocations import rules, store
from services.access.allocations.rules import Allocation, AllocationNotFound, AllocationVersion
from services.access.allocations.store import REGISTER
from services.access.allocations.store.deciding import decide
from services.access.care_stacking import store as care_stacking
from services.access.citizens.rules import refuse_bsn
from services.access.citizens.store.erasing import lock_alive
from services.access.contract_terms import store as contract_terms
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rights import READ
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.allocating import AllocationOrigin, AllocationState, ChangeInitiator
from shared.values.terms import Law, Scope

PLAIN = Plain(
    one="allocation",
    many="allocations",
    dutch="toewijzing",
    dutch_many="toewijzingen",
    model=schemas.Allocation,
    new=None,
    missing=AllocationNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_DECIDE,
)


@operation
async def get_allocation(ctx: Context, allocation_id: UUID) -> Allocation:
    """One allocation as it stands. Raises AllocationNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, allocation_id)


@operation
async def list_allocations(
    ctx: Context,
    page: PageRequest,
    *,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    decision_id: UUID | None = None,
    contract_id: UUID | None = None,
    law: Law | None = None,
    allocation_number: int | None = None,
    provider: str | None = None,
    product_category: str | None = None,
    product_code: str | None = None,
    state: AllocationState | None = None,
    origin: AllocationOrigin | None = None,
    cohort_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Allocation]:
    """A page of allocations; a provider sees its own. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (product_category, product_code, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, citizen_id=citizen_id, request_id=request_id, decision_id=decision_id,
            contract_id=contract_id, law=law, allocation_number=allocation_number, provider=provider,
            product_category=product_category, product_code=product_code, state=state, origin=origin,
            cohort_id=cohort_id, external_reference=reference,
        )  # fmt: skip


@operation
async def list_allocations_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Allocation]:
    """Many allocations at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await REGISTER.list_by(connection, "id", ids)}


@operation
async def get_allocation_versions(ctx: Context, allocation_id: UUID) -> schemas.AllocationVersions:
    """All versions of an allocation and which of them counts (IV013). Raises AllocationNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        seen = await REGISTER.get(connection, allocation_id)
        found = await store.list_versions(connection, allocation_id)
    # The versions name nobody, and are about whom the allocation is.
    right = ctx.service.rights.of("allocations", READ)
    ctx.seen.note(right, "get_allocation_versions", {seen.owner: [seen.citizen_id]}, machine_now())
    return versions_of(allocation_id, found)


@operation
async def list_versions_by_allocation(
    ctx: Context, ids: list[UUID]
) -> Mapping[UUID, schemas.AllocationVersions]:
    """The versions of many allocations at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_versions_by_allocation(connection, ids)
    grouped: dict[UUID, list[AllocationVersion]] = {}
    for one in found:
        grouped.setdefault(one.allocation_id, []).append(one)
    return {key: versions_of(key, several) for key, several in grouped.items()}


def versions_of(allocation_id: UUID, found: Sequence[AllocationVersion]) -> schemas.AllocationVersions:
    """The wire form of an allocation's versions."""
    names = schemas.AllocationVersion.model_fields
    ordered = sorted(found, key=lambda one: one.version)
    return schemas.AllocationVersions(
        allocation_id=allocation_id,
        current=rules.current(found).version,
        versions=[
            schemas.AllocationVersion(**{name: getattr(one, name) for name in names}) for one in ordered
        ],
    )


@operation
async def change_allocation(ctx: Context, allocation_id: UUID, asked: schemas.AllocationChange) -> Allocation:
    """Change an allocation: its end, total volume or budget on the number, anything else under a new one (IV066, R-A35).

    The provider in scenario B, C and D, which thereby notifies; or the municipality, which decides: with a mandate, longer only
    after a test, what grows within the law and ratified, and objection to the decision under it is open anew (R-A03, R-A11,
    R-A14 … R-A20, R-A29). Raises AllocationNotFound,
    CitizenErased, AllocationChangeRefused, NewDecisionNeeded, MandateMissing, PreconditionFailed, PurchaserOnly.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        seen = await REGISTER.get(connection, allocation_id)
    initiator = ChangeInitiator.MUNICIPALITY if ctx.actor.purchaser else ChangeInitiator.PROVIDER
    if initiator is ChangeInitiator.PROVIDER and seen.provider not in ctx.actor.organisations:
        raise PurchaserOnly()
    # A provider that may scale reaches what the municipality counts: the next number, and what runs beside it.
    reached = tuple(dict.fromkeys((*ctx.actor.organisations, seen.owner)))
    speaking = replace(ctx, actor=replace(ctx.actor, organisations=reached, purchaser=True))
    async with speaking.begin() as connection:
        await lock_alive(connection, seen.owner, seen.citizen_id)
        known = await REGISTER.get(connection, allocation_id, lock=True)
        ctx.expect(known.version)
        wanted = rules.Change(**asked.model_dump())
        number = None
        if rules.needs_number(known, wanted):
            number = (await store.next_numbers(connection, known.owner, known.law, 1))[0]
        beside = await _beside(connection, known)
        made, why = rules.change(
            known, wanted, beside, initiator=initiator, number=number, today=ctx.today, now=ctx.now
        )
        if initiator is ChangeInitiator.MUNICIPALITY:
            await decide(ctx, connection, known, wanted, made, beside)
        changed = replace(made.allocation, told_version=made.allocation.version)
        await store.save_allocation(connection, changed, ctx.actor.client_id, initiator)
        if made.replacement is not None:
            # Its own fact is told by the duty: one operation tells one fact.
            await store.add_allocations(connection, [made.replacement], ctx.actor.client_id, initiator)
        await care_stacking.tell_stacking(connection, known.owner, known.citizen_id, ctx.today)
        await logbook.record(ctx, connection, "allocation-changed", schemas.Allocation, changed, why)
    return changed


async def _beside(connection: Connection, known: Allocation) -> rules.Beside:
    terms = (
        None if known.contract_id is None else await contract_terms.get_terms(connection, known.contract_id)
    )
    return rules.Beside(
        others=await store.list_granted(connection, known.owner, known.citizen_id),
        pgbs=await store.list_pgb_products(connection, known.owner, known.citizen_id),
        delivered=await store.is_delivered(connection, known),
        scenario=None if terms is None else terms.scenario,
    )


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The allocations of this owner that run on past their citizen's departure (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departing(connection)


@operation
async def end_departed(ctx: Context, allocation_id: UUID) -> None:
    """End the allocation of a citizen who moves, on the day before the other municipality takes over (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        departing = await store.lock_departing(connection, allocation_id)
        if departing is None:
            connection.recorded = True
            return
        known, taken_on = departing
        ended, why = rules.end_by_move(known, taken_on, ctx.today, ctx.now)
        ended = replace(ended, told_version=ended.version)
        await store.save_allocation(connection, ended, ctx.actor.client_id)
        await logbook.record(ctx, connection, "allocation-changed", schemas.Allocation, ended, why)


@operation
async def due_untold(ctx: Context) -> list[UUID]:
    """The allocations of this owner of which a version came about beside another act, and no fact told it yet."""
    async with ctx.read() as connection:
        return await store.list_untold(connection)


@operation
async def tell_allocation(ctx: Context, allocation_id: UUID) -> None:
    """Tell an allocation that came about, or changed, beside another act. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        known = await store.lock_untold(connection, allocation_id)
        if known is None:
            connection.recorded = True
            return
        await store.mark_told(connection, known)
        if known.version == 1:
            await logbook.record(
                ctx,
                connection,
                "allocation-granted",
                schemas.Allocation,
                known,
                rules.explain_taken_over(known),
            )
        else:
            await logbook.record(ctx, connection, "allocation-changed", schemas.Allocation, known)
