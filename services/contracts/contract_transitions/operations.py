"""What a purchaser can do with transitions: plan one, see who moves, change the plan, confirm it (R-C60)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.contracts.clients_in_care import store as clients_in_care
from services.contracts.contract_transitions import rules, store
from services.contracts.contract_transitions.rules import ContractTransition, ContractTransitionLine, Plan
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract, ContractNotFound
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.terms import Scope

_GIVEN = ("from_contract_id", "to_contract_id", "transition_date", "placements")
PLAIN = Plain(
    "contract_transition",
    "contract_transitions",
    "overgang van bestaande cliënten",
    "overgangen van bestaande cliënten",
    schemas.ContractTransition,
    schemas.NewContractTransition,
    rules.TransitionNotFound,
    change=schemas.ContractTransitionChange,
    derivation=True,
)


@operation
async def get_contract_transition(ctx: Context, contract_transition_id: UUID) -> ContractTransition:
    """One transition. Raises TransitionNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSITIONS.get(connection, contract_transition_id)


@operation
async def list_contract_transitions(
    ctx: Context,
    page: PageRequest,
    *,
    from_contract_id: UUID | None = None,
    to_contract_id: UUID | None = None,
    state: ContractTransitionState | None = None,
    reference: str | None = None,
) -> Slice[ContractTransition]:
    """A page of transitions, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSITIONS.page(
            connection,
            page,
            from_contract_id=from_contract_id,
            to_contract_id=to_contract_id,
            state=state,
            external_reference=reference,
        )


@operation
async def list_transition_lines(
    ctx: Context, page: PageRequest, contract_transition_id: UUID, outcome: PlacementOutcome | None = None
) -> Slice[ContractTransitionLine]:
    """A page of the lines of a transition as it is now, longest in care first. Raises TransitionNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.TRANSITIONS.get(connection, contract_transition_id)
        return await store.LINES.page(
            connection, page, transition_id=found.id, transition_version=found.version, outcome=outcome
        )


@operation
async def list_lines_by_transition(
    ctx: Context, ids: list[UUID]
) -> Mapping[UUID, list[ContractTransitionLine]]:
    """The lines of many transitions as they are now, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_lines(connection, ids)
    grouped: dict[UUID, list[ContractTransitionLine]] = {}
    for one in found:
        grouped.setdefault(one.transition_id, []).append(one)
    return grouped


@operation
async def register_contract_transition(
    ctx: Context, new: schemas.NewContractTransition
) -> ContractTransition:
    """Plan the move of all who are in care under a contract to another; each client is a line (R-C60).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    TransitionRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    asked = made(ContractTransition, new, id=new_id(), version=1, owner=owner)
    async with ctx.begin() as connection:
        reference = new.external_reference
        known = await store.TRANSITIONS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(asked, name) for name in _GIVEN}
            give_known(schemas.ContractTransition, known, reference, given)
        planned, _ = await _plan(ctx, connection, asked)
        await store.TRANSITIONS.add(connection, planned.transition, ctx.actor.client_id)
        await store.add_lines(connection, planned.lines, ctx.actor.client_id)
        await logbook.record(
            ctx,
            connection,
            "transition-planned",
            schemas.ContractTransition,
            planned.transition,
            planned.why,
        )
    return planned.transition


@operation
async def change_contract_transition(
    ctx: Context, contract_transition_id: UUID, change: schemas.ContractTransitionChange
) -> ContractTransition:
    """Change a plan, or only make its lines anew from who is in care by now; the former lines stay with their version.

    Nothing happens where nothing changed.
    Raises TransitionNotFound, PurchaserOnly, PreconditionFailed, TransitionConfirmed, ContractNotFound, TransitionRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await _lock(ctx, connection, contract_transition_id)
        asked = replace(merged(before, change), version=before.version + 1)
        planned, _ = await _plan(ctx, connection, asked)
        if rules.is_same(planned, before, await store.list_lines(connection, [before.id])):
            connection.recorded = True
            return before
        await _save(ctx, connection, planned)
        await logbook.record(
            ctx,
            connection,
            "transition-planned",
            schemas.ContractTransition,
            planned.transition,
            planned.why,
        )
    return planned.transition


@operation
async def confirm_contract_transition(ctx: Context, contract_transition_id: UUID) -> ContractTransition:
    """Confirm a transition with who is in care by now; from then on it is fixed, for access to carry out (R-C60).

    Raises TransitionNotFound, PurchaserOnly, PreconditionFailed, TransitionConfirmed, TransitionRefused,
    TransitionNotSeamless.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    by = ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await _lock(ctx, connection, contract_transition_id)
        planned, new = await _plan(ctx, connection, replace(before, version=before.version + 1))
        confirmed = rules.confirm(planned, new, by, ctx.today)
        await _save(ctx, connection, confirmed)
        await logbook.record(
            ctx,
            connection,
            "transition-confirmed",
            schemas.ContractTransition,
            confirmed.transition,
            confirmed.why,
        )
    return confirmed.transition


async def _lock(ctx: Context, connection: Connection, transition_id: UUID) -> ContractTransition:
    """A transition that may still change, locked, in the version that the client expects."""
    before = await store.TRANSITIONS.get(connection, transition_id, lock=True)
    if before.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    ctx.expect(before.version)
    rules.check_open(before)
    return before


async def _plan(ctx: Context, connection: Connection, asked: ContractTransition) -> tuple[Plan, Contract]:
    """The plan from who is in care by now, and the new contract; the number of statements does not depend on how many."""
    old, new = [
        await contracts.get_contract(connection, one)
        for one in (asked.from_contract_id, asked.to_contract_id)
    ]
    for one in (old, new):
        if one.owner != asked.owner:
            raise ContractNotFound(id=one.id)
    last, _ = rules.days_of(asked, old, new)
    care = await clients_in_care.list_care(connection, old.id, last)
    return rules.plan(asked, old, new, care, ctx.today), new


async def _save(ctx: Context, connection: Connection, planned: Plan) -> None:
    await store.TRANSITIONS.save(connection, planned.transition)
    await store.add_lines(connection, planned.lines, ctx.actor.client_id)
