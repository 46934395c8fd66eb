"""What happens to a contract in force: suspended, resumed, extended, terminated; and what comes with a day."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import msgspec

from services.contracts.contract_results import store as results
from services.contracts.contract_results.rules import ContractResult
from services.contracts.contracts import rules, store
from services.contracts.contracts.operations.drafting import stamp
from services.contracts.contracts.rules import Contract, Evidence, Move, Suspension, Termination
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import contracts as schemas
from shared.values.life import VersionReason
from shared.values.terms import Scope


async def _moved(
    ctx: Context, contract_id: UUID, decide: Callable[[Contract, list[ContractResult]], Move]
) -> Contract:
    """One move that the purchaser decides, in a transaction of its own, knowing what outcomes told of the contract's years."""
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        told = await results.list_results_by_contract(connection, [contract_id])
        move = decide(contract, told)
        if move.reason is VersionReason.EXTENDED:
            await store.check_alone(connection, move.contract)
        return await _write(ctx, connection, move)


async def _write(ctx: Context, connection: Connection, move: Move) -> Contract:
    what = {
        VersionReason.SUSPENDED: "contract-suspended",
        VersionReason.RESUMED: "contract-resumed",
        VersionReason.EXTENDED: "contract-extended",
        VersionReason.TERMINATED: "contract-terminated",
        VersionReason.ENDED: "contract-ended",
    }[move.reason]
    await store.save_carried(
        connection,
        move.contract,
        move.effective_on,
        lambda one: rules.as_moved(move.contract, one),
        move.reason,
        stamp(ctx),
    )
    await logbook.record(ctx, connection, what, schemas.Contract, move.contract, move.why)
    return move.contract


@operation
async def suspend_contract(ctx: Context, contract_id: UUID, asked: schemas.NewSuspension) -> Contract:
    """Let a contract rest from today or a later day on; nothing is granted or paid under it meanwhile.

    Raises ContractNotFound, PurchaserOnly, ContractNotRunning, SuspensionRefused.
    """

    def decide(contract: Contract, _: list[ContractResult]) -> Move:
        told = asked.model_dump() | {"valid_from": asked.valid_from or ctx.today}
        return rules.suspend(contract, Suspension(**told), ctx.today)

    return await _moved(ctx, contract_id, decide)


@operation
async def resume_contract(ctx: Context, contract_id: UUID) -> Contract:
    """End a suspension today, or call off one that is planned.

    Raises ContractNotFound, PurchaserOnly, ContractNotRunning, NotSuspended.
    """
    return await _moved(ctx, contract_id, lambda contract, _: rules.resume(contract, ctx.today))


@operation
async def exercise_option(
    ctx: Context, contract_id: UUID, option: int, asked: schemas.ExtensionExercise
) -> Contract:
    """Extend a contract by its next option, on the evidence that its condition asks (R-C04, R-C45, R-C46, R-X05).

    Raises ContractNotFound, PurchaserOnly, ContractNotRunning, OptionRefused, OneContractPerMunicipality (R-C11).
    """
    evidence = msgspec.convert(asked, Evidence, from_attributes=True)
    return await _moved(
        ctx, contract_id, lambda contract, told: rules.exercise(contract, option, evidence, ctx.today, told)
    )


@operation
async def terminate_contract(ctx: Context, contract_id: UUID, asked: schemas.NewTermination) -> Contract:
    """End a contract before its time on a ground that carries it, or decide not to renew it (R-C09, R-C10, R-X05).

    Raises ContractNotFound, PurchaserOnly, ContractNotRunning, TerminationRefused.
    """

    def decide(contract: Contract, told: list[ContractResult]) -> Move:
        named = schemas.Termination(**asked.model_dump(), decided_on=ctx.today)
        termination = msgspec.convert(named, Termination, from_attributes=True)
        return rules.terminate(contract, termination, ctx.today, told)

    return await _moved(ctx, contract_id, decide)


async def due_moves(ctx: Context) -> list[UUID]:
    """The contracts that end, rest or go on by themselves on or before the domain's day."""
    async with ctx.read() as connection:
        return await store.list_due(connection, await ctx.read_clock(connection))


@operation
async def move_contract(ctx: Context, contract_id: UUID) -> None:
    """Do what came with the day: the contract ended, rests or goes on; done twice it changes nothing."""
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id)
        move = rules.due_move(contract, ctx.today)
        if move is None:
            connection.recorded = True
            return
        await _write(ctx, connection, move)
