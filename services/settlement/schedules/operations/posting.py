"""Posting: instalments that fall due become payable, and what they retain becomes pending."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ledger import rules as ledger_rules
from services.settlement.ledger import store as ledger
from services.settlement.retentions import store as retentions
from services.settlement.schedules import rules, store
from services.settlement.schedules.rules import Schedule
from shared.kit import telling
from shared.kit.context import Context, operation
from shared.schemas import settlement as schemas
from shared.values import Money
from shared.values.booking import EntryCause, EntryKind


async def due_instalments(ctx: Context) -> list[UUID]:
    """A nil id for each 500 schedules with an instalment that falls due on or before the domain's day and is not posted."""
    async with ctx.read() as connection:
        found = await store.count_due(connection, await ctx.read_clock(connection))
    return [ledger.NIL] * -(-found // store.MOST)


@operation
async def post_instalments(ctx: Context, _: UUID) -> None:
    """Post what fell due of up to 500 schedules: what is paid now as posted, what is retained as pending (R-S01).

    A fixed number of statements, one fact for each schedule. Done twice, or by two at once, it changes nothing the second
    time; of a contract that rests nothing is posted.
    """
    async with ctx.begin() as connection:
        found = await store.lock_due(connection, ctx.today)
        posted = [one for one in (rules.post_due(each, ctx.today) for each in found) if one is not None]
        if not posted:
            connection.recorded = True
            return
        changed = [schedule for schedule, _ in posted]
        await store.save_posted(
            connection, changed, [line.id for _, lines in posted for line in lines], ctx.today
        )
        held = await retentions.withhold_all(
            connection, [(one, sum(line.retained_cents for line in lines)) for one, lines in posted]
        )
        entries = [
            entry
            for schedule, lines in posted
            for line in lines
            for entry in _entries(schedule, line, held.get((schedule.contract_id, schedule.year)))
        ]
        await ledger.post(connection, entries, ctx.actor.client_id, today=ctx.today)
        await telling.tell_all(ctx, connection, "instalment-posted", schemas.Schedule, changed)


def _entries(
    schedule: Schedule, line: rules.Instalment, retention_id: UUID | None
) -> list[ledger_rules.Entry]:
    """What is paid now is cost and no commitment any more; what is retained is pending until it is released or forfeited."""
    assert line.posted_on is not None
    name = f"{schedule.contract_number} {schedule.year}-{line.number:02}"
    made = []
    if line.amount_cents:
        amount = Money(line.amount_cents)
        paid = ledger_rules.both(ledger_rules.PROGRAMME_COSTS, ledger_rules.PAYABLE, amount)
        spent = ledger_rules.both(ledger_rules.COMMITTED, ledger_rules.COMMITMENT, amount)
        made.append(
            ledger_rules.compound(
                schedule.owner,
                [*paid, *spent],
                EntryCause.INSTALMENT,
                event_on=line.posted_on,
                description=f"instalment {name}",
                contract_id=schedule.contract_id,
                subject_id=line.id,
            )
        )
    if line.retained_cents:
        made.append(
            ledger_rules.entry(
                schedule.owner,
                ledger_rules.PROGRAMME_COSTS,
                ledger_rules.RETAINED,
                Money(line.retained_cents),
                EntryCause.RETENTION,
                event_on=line.posted_on,
                description=f"retained with {name}",
                contract_id=schedule.contract_id,
                subject_id=retention_id,
                kind=EntryKind.PENDING,
            )
        )
    return made
