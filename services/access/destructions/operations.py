"""What a municipality can do with destruction lists: propose, read, approve by a second person, execute, account for."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.store.erasing import lock_citizens
from services.access.destructions import rules, store
from services.access.destructions.rules import Declaration, DestructionLine, DestructionList
from services.access.erasures import store as erasures
from services.access.erasures.rules import Erasure
from services.access.retention_terms import store as retention_terms
from services.access.retention_terms.rules import explain, years_by_category
from services.access.transfers.rules import drop
from shared.kit import logbook, processing
from shared.kit.clock import machine_now
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.terms import DestructionState, ErasureGround, Scope


@operation
async def get_list(ctx: Context, list_id: UUID) -> DestructionList:
    """One destruction list. Raises DestructionListNotFound."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.get_list(connection, list_id)


@operation
async def list_lists(ctx: Context, page: PageRequest) -> Slice[DestructionList]:
    """A page of destruction lists."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.list_lists(connection, page)


@operation
async def list_lines(ctx: Context, list_id: UUID, page: PageRequest) -> Slice[DestructionLine]:
    """A page of the citizens on a list: after its execution dead surrogates. Raises DestructionListNotFound."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        await store.get_list(connection, list_id)
        return await store.page_lines(connection, list_id, page)


@operation
async def get_declaration(ctx: Context, list_id: UUID) -> Declaration:
    """The declaration of destruction of an executed list. Raises DestructionListNotFound, DestructionStateWrong."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        found = await store.get_list(connection, list_id)
        return rules.declare(found, await store.count_destroyed(connection, list_id), ctx.language)


@operation
async def propose_list(ctx: Context, new: schemas.NewDestructionList) -> DestructionList:
    """List the citizens of whose file a part closed longer ago than its term (F-37); nothing is destroyed yet.

    The same client, reference and day give the list that is there (Replayed). Raises DestructionAhead, ReferenceUsed.
    """
    ctx.require(Scope.PERSONS_WRITE)
    by, owner, client_id = ctx.require_end_user(), ctx.actor.organisation, ctx.actor.client_id
    async with ctx.begin() as connection:
        as_of = new.as_of or ctx.today
        if new.external_reference is not None:
            known = await store.find_list_by_reference(connection, owner, client_id, new.external_reference)
            if known is not None:
                given = {} if new.as_of is None else {"as_of": as_of}
                give_known(schemas.DestructionList, known, new.external_reference, given)
        terms = await retention_terms.list_terms(connection, owner)
        files = await retention_terms.list_due_files(connection, owner, terms, min(as_of, ctx.today))
        made, lines, why = rules.propose(
            owner, as_of, files, years_by_category(terms), external_reference=new.external_reference, by=by,
            today=ctx.today,
        )  # fmt: skip
        await store.add_list(connection, made, lines, client_id)
        what, model = "destruction-proposed", schemas.DestructionList
        await _note(ctx, connection, what, lines)
        await logbook.record(ctx, connection, what, model, made, explain(terms).merge(why))
    return made


async def _note(ctx: Context, connection: Connection, what: str, lines: list[DestructionLine]) -> None:
    """One line per citizen in the processing log, in the transaction of the change: the list itself names nobody."""
    right = ctx.seen.right
    assert right is not None, "an operation on persons keeps a right"
    await processing.write(ctx, connection, right, what, lines)


@operation
async def approve_list(ctx: Context, list_id: UUID) -> DestructionList:
    """Approve a list, as another person than who proposed it (F-28, F-37).

    Raises DestructionListNotFound, PreconditionFailed, DestructionStateWrong, SecondPersonNeeded.
    """
    ctx.require(Scope.PERSONS_WRITE)
    by = ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await store.lock_list(connection, list_id)
        ctx.expect(known.version)
        approved = rules.approve(known, by=by, today=ctx.today)
        await store.save_list(connection, approved)
        await logbook.record(ctx, connection, "destruction-approved", schemas.DestructionList, approved)
    return approved


@operation
async def execute_list(ctx: Context, list_id: UUID) -> DestructionList:
    """Erase who is on an approved list, as it stands today: who was held or opened since stays (F-37).

    The number of statements does not depend on how many there are. An executed list is answered as it is (Replayed).
    Raises DestructionListNotFound, PreconditionFailed, DestructionStateWrong.
    """
    ctx.require(Scope.PERSONS_WRITE)
    by = ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await store.lock_list(connection, list_id)
        if known.state is DestructionState.EXECUTED:
            # Who asks again may still name the version that it executed.
            if ctx.expected_version != known.version - 1:
                ctx.expect(known.version)
            raise Replayed(Answer(200, encode(schemas.DestructionList, known), known.version, known.id))
        ctx.expect(known.version)
        rules.check_executable(known)
        lines = await _judged(ctx, connection, known)
        dead = [line for line in lines if line.destroyed]
        ids = [line.citizen_id for line in dead]
        for closed in await erasures.erase_files(connection, known.owner, ids, ctx.today):
            await logbook.tell(ctx, connection, "transfer-expired", schemas.Transfer, closed, drop(closed))
        await erasures.add_erasures(connection, _erasures(ctx, known, dead, by), ctx.actor.client_id)
        await store.save_lines(connection, known.owner, known.id, lines)
        executed, why = rules.execute(known, lines, by=by, today=ctx.today, at=machine_now())
        await store.save_list(connection, executed)
        what, model = "files-destroyed", schemas.DestructionList
        await _note(ctx, connection, what, dead)
        await logbook.record(ctx, connection, what, model, executed, why)
    return executed


async def _judged(ctx: Context, connection: Connection, known: DestructionList) -> list[DestructionLine]:
    """The lines of a list, with their citizens locked, judged by the terms of today."""
    lines = await store.list_lines(connection, known.id)
    ids = [line.citizen_id for line in lines]
    locked = await lock_citizens(connection, known.owner, ids)
    terms = await retention_terms.list_terms(connection, known.owner)
    files = await retention_terms.list_files(connection, known.owner, ids, terms, ctx.today)
    erased = [one for one, erased_on in locked.items() if erased_on is not None]
    return rules.judge_anew(lines, files, erased, ctx.today, years_by_category(terms))


def _erasures(ctx: Context, known: DestructionList, dead: list[DestructionLine], by: str) -> list[Erasure]:
    return [
        Erasure(
            new_id(),
            1,
            known.owner,
            None,
            line.citizen_id,
            ErasureGround.TERM_PASSED,
            ctx.today,
            by,
            known.id,
        )
        for line in dead
    ]
