"""What a person can do with a retention: read it, and release it once."""

from __future__ import annotations

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
from shared.values import Money
from shared.values.booking import EntryCause
from shared.values.terms import Scope


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

    Raises PurchaserOnly, RetentionNotFound, AlreadyReleased, ReleaseRefused (with what is missing).
    """
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
        retention, why = rules.release(retention, verdict, ctx.today)
        await store.save_released(connection, retention)
        pending = await ledger.list_pending(connection, [retention.id])
        await ledger.post(connection, _entries(retention, pending), ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "retention-released", schemas.Retention, retention, why)
    return retention


def _entries(retention: Retention, pending: list[Entry]) -> list[Entry]:
    """Each sum that was pending becomes definite, and is no commitment any more; the database lets it happen once."""
    assert retention.released_on is not None
    made = []
    for one in pending:
        amount = Money(
            sum(line.amount_cents for line in one.lines if line.account == ledger_rules.PROGRAMME_COSTS)
        )
        paid = ledger_rules.both(ledger_rules.PROGRAMME_COSTS, ledger_rules.PAYABLE, amount)
        spent = ledger_rules.both(ledger_rules.COMMITTED, ledger_rules.COMMITMENT, amount)
        made.append(
            ledger_rules.resolve(
                one,
                [*paid, *spent],
                EntryCause.RELEASE,
                event_on=retention.released_on,
                description=f"released {retention.contract_number} {retention.year}",
            )
        )
    return made
