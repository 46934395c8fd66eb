"""What a person can do with a retention: read it, and release or forfeit it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from services.settlement.ledger import rules as ledger_rules
from services.settlement.ledger import store as ledger
from services.settlement.ledger.rules import Entry
from services.settlement.retentions import rules, store
from services.settlement.retentions.rules import Retention
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values import Derivation, Money
from shared.values.booking import EntryCause
from shared.values.terms import Scope

Decision = Callable[[Retention, rules.YearVerdict | None, date], tuple[Retention, Derivation]]


@operation
async def get_retention(ctx: Context, retention_id: UUID) -> Retention:
    """One retention. Raises RetentionNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_retention(connection, retention_id)


@operation
async def list_retentions(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, year: int | None = None
) -> Slice[Retention]:
    """A page of retentions, of one contract or year when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_retentions(connection, page, contract_id, year)


@operation
async def list_retentions_by_contract(ctx: Context, contracts: list[UUID]) -> dict[UUID, list[Retention]]:
    """The retentions of many contracts at once, for a loader."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        found = await store.list_retentions_by_contract(connection, contracts)
    grouped: dict[UUID, list[Retention]] = {}
    for retention in found:
        grouped.setdefault(retention.contract_id, []).append(retention)
    return grouped


@operation
async def release_retention(ctx: Context, retention_id: UUID) -> Retention:
    """Pay out what was withheld once the agreements are met and an accountant recorded it (R-S03, R-X02).

    Raises PurchaserOnly, RetentionNotFound, AlreadyReleased, AlreadyForfeited, ReleaseRefused (with what is missing).
    """
    return await _decide(ctx, retention_id, rules.release)


@operation
async def forfeit_retention(ctx: Context, retention_id: UUID, new: schemas.Forfeit) -> Retention:
    """Decide that what is not met is forfeited, and where agreed that the rest is released, once (R-S03, G-01).

    Raises PurchaserOnly, RetentionNotFound, AlreadyReleased, AlreadyForfeited, ForfeitRefused (with what is missing).
    """
    person = ctx.require_end_user()
    return await _decide(ctx, retention_id, partial(rules.forfeit, person=person, motivation=new.motivation))


async def _decide(ctx: Context, retention_id: UUID, decide: Decision) -> Retention:
    ctx.require(Scope.SETTLEMENT_WRITE)
    require_purchaser(ctx)
    ctx.require_end_user()
    await ctx.replay()
    async with ctx.read() as connection:
        known = await store.get_retention(connection, retention_id)
    outcomes = ctx.clients.outcomes.acting_for(known.owner)
    verdict = await outcomes.contract_verdict(known.contract_id, known.year)
    async with ctx.begin() as connection:
        retention = await store.lock_retention(connection, retention_id)
        ctx.expect(retention.version)
        retention, why = decide(retention, verdict, ctx.today)
        await store.save_released(connection, retention)
        pending = await ledger.list_pending(connection, [retention.id])
        await ledger.post(connection, _entries(ctx, retention, pending), ctx.actor.client_id, today=ctx.today)
        told = "retention-released" if retention.released_cents else "retention-forfeited"
        await logbook.record(ctx, connection, told, schemas.Retention, retention, why)
    return retention


def _entries(ctx: Context, retention: Retention, pending: list[Entry]) -> list[Entry]:
    """Each sum that was pending becomes definite for the part that is released, and nothing of it is a commitment any more.

    The database lets it happen once.
    """
    sums = [
        sum(line.amount_cents for line in one.lines if line.account == ledger_rules.PROGRAMME_COSTS)
        for one in pending
    ]
    name = f"{retention.contract_number} {retention.year}"
    made = []
    for one, part in zip(pending, rules.definite(retention, sums), strict=True):
        paid = ledger_rules.both(ledger_rules.PROGRAMME_COSTS, ledger_rules.PAYABLE, Money(part))
        spent = ledger_rules.both(ledger_rules.COMMITTED, ledger_rules.COMMITMENT, Money(part))
        cause = EntryCause.RELEASE if part else EntryCause.FORFEIT
        what = f"{'released' if part else 'forfeited'} {name}"
        made.append(ledger_rules.resolve(one, [*paid, *spent], cause, event_on=ctx.today, description=what))
    if retention.forfeited_cents:
        freed = ledger_rules.entry(
            retention.owner, ledger_rules.COMMITTED, ledger_rules.COMMITMENT, Money(retention.forfeited_cents),
            EntryCause.FORFEIT, event_on=ctx.today, description=f"forfeited commitment {name}",
            contract_id=retention.contract_id, subject_id=retention.id,
        )  # fmt: skip
        made.append(freed)
    return made
