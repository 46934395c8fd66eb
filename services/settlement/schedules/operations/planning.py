"""Planning: terms arrive, years are planned and planned anew."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.settlement.agreements import store as agreements
from services.settlement.ledger import rules as ledger_rules
from services.settlement.ledger import store as ledger
from services.settlement.retentions import store as retentions
from services.settlement.retentions.rules import Retention
from services.settlement.schedules import rules, store
from services.settlement.schedules.operations.telling import terms_of, told_contract
from services.settlement.schedules.rules import Schedule, Terms
from shared.kit import logbook, telling
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.schemas import contracts as contract_schemas
from shared.schemas import settlement as schemas
from shared.values import Derivation, Money, new_id
from shared.values.booking import EntryCause
from shared.values.terms import RetentionState


@operation
async def apply_contract(ctx: Context, fact: Fact) -> None:
    """A contract came into force or changed: keep its terms, and plan or plan anew the year that they touch (R-X01).

    Suspended, its instalments wait until it is resumed; extended or terminated, the year of its last day is planned anew.
    """
    contract = fact.told(contract_schemas.Contract)
    known, agreed = told_contract(contract)
    terms = terms_of(contract)
    async with ctx.begin() as connection:
        await agreements.save_contract(connection, known, agreed, ctx.actor.client_id)
        if terms is None:
            connection.recorded = True
            return
        terms = rules.following(await store.find_terms(connection, terms.id, lock=True), terms)
        if not await store.save_terms(connection, terms, ctx.actor.client_id):
            return
        stale = await store.list_stale(connection, terms.id)
        if stale:
            await _replan(ctx, connection, terms, stale[0])
            return
        missing = dict(await store.list_unplanned(connection, max(ctx.today, terms.start_date)))
        if terms.id in missing:
            await _plan(ctx, connection, terms, missing[terms.id])


async def due_years(ctx: Context) -> list[UUID]:
    """A nil id for each 500 contracts in force that have a year without a schedule on the domain's day."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await store.list_unplanned(connection, today)
    return [ledger.NIL] * -(-len(found) // store.MOST)


@operation
async def plan_years(ctx: Context, _: UUID) -> None:
    """Plan the earliest year without a schedule of up to 500 contracts, in a fixed number of statements.

    Done twice, or by two at once, it changes nothing the second time.
    """
    async with ctx.begin() as connection:
        found = await store.lock_unplanned(connection, ctx.today)
        planned = []
        for terms, before in found:
            year = rules.first_unplanned(terms, before, ctx.today)
            if year is not None:
                planned.append(rules.plan(terms, year))
        if not planned:
            connection.recorded = True
            return
        await _add(ctx, connection, planned)
        made, why = [one for one, _ in planned], [one for _, one in planned]
        await telling.tell_all(ctx, connection, "schedule-planned", schemas.Schedule, made, why)


async def due_replans(ctx: Context) -> list[UUID]:
    """The schedules whose contract has since got another amount or another last day in their year."""
    async with ctx.read() as connection:
        return await store.list_stale(connection)


@operation
async def replan_schedule(ctx: Context, schedule_id: UUID) -> None:
    """Plan the rest of one schedule anew (R-S05); done twice it changes nothing."""
    async with ctx.begin() as connection:
        schedule = await store.get_schedule(connection, schedule_id)
        # The terms first: who waits for a newer amendment then sees what that made of the schedule.
        terms = await store.find_terms(connection, schedule.contract_id, lock=True)
        assert terms is not None
        if schedule_id not in await store.list_stale(connection, terms.id):
            connection.recorded = True
            return
        await _replan(ctx, connection, terms, schedule_id)


async def _plan(ctx: Context, connection: Connection, terms: Terms, year: int) -> None:
    schedule, why = rules.plan(terms, year)
    await _add(ctx, connection, [(schedule, why)])
    await logbook.record(ctx, connection, "schedule-planned", schemas.Schedule, schedule, why)


async def _add(ctx: Context, connection: Connection, planned: Sequence[tuple[Schedule, Derivation]]) -> None:
    """Schedules with what they retain and what they commit to; four statements for any number."""
    made, client = [one for one, _ in planned], ctx.actor.client_id
    await store.add_schedules(connection, made, client)
    retained = [_retention(one) for one in made if one.retention_cents]
    await retentions.add_retentions(connection, retained, client)
    committed = [_commitment(ctx, one, one.year_amount_cents) for one in made if one.year_amount_cents]
    await ledger.post(connection, committed, client, today=ctx.today)


def _commitment(ctx: Context, schedule: Schedule, more_cents: int) -> ledger_rules.Entry:
    """What a year commits the purchaser to, or what a change adds to it or takes from it."""
    return ledger_rules.entry(
        schedule.owner, ledger_rules.COMMITMENT, ledger_rules.COMMITTED, Money(more_cents), EntryCause.COMMITMENT,
        event_on=ctx.today, description=f"commitment {schedule.contract_number} {schedule.year}",
        contract_id=schedule.contract_id, subject_id=schedule.id,
    )  # fmt: skip


def _retention(schedule: Schedule) -> Retention:
    return Retention(
        id=new_id(),
        version=1,
        owner=schedule.owner,
        external_reference=None,
        parties=schedule.parties,
        contract_id=schedule.contract_id,
        contract_number=schedule.contract_number,
        year=schedule.year,
        amount_cents=schedule.retention_cents,
        withheld_cents=0,
        released_cents=0,
        state=RetentionState.WITHHELD,
        released_on=None,
        paid_on=None,
        verdict_id=None,
        verdict_version=None,
        audit_statement_id=None,
        payee=schedule.payee,
        release_rule=rules.release_rule(schedule.sums),
    )


async def _replan(ctx: Context, connection: Connection, terms: Terms, schedule_id: UUID) -> None:
    before = await store.lock_schedule(connection, schedule_id)
    retention = await retentions.lock_retention_of(connection, before.contract_id, before.year)
    released = retention is not None and retention.state is not RetentionState.WITHHELD
    # What was forfeited is settled as well: it is not paid as an advance after all.
    decided = 0 if retention is None else retention.released_cents + retention.forfeited_cents
    settled = Money(decided) if released else None
    schedule, why = rules.replan(before, terms, ctx.today, settled)
    await store.save_replanned(connection, schedule, {line.id for line in before.instalments})
    retains = await retentions.withhold(
        connection, schedule.owner, schedule.contract_id, schedule.year,
        amount_cents=schedule.retention_cents, more_cents=0,
    )  # fmt: skip
    if retains is None and schedule.retention_cents:
        await retentions.add_retentions(connection, [_retention(schedule)], ctx.actor.client_id)
    entries = []
    if schedule.year_amount_cents != before.year_amount_cents:
        entries.append(_commitment(ctx, schedule, schedule.year_amount_cents - before.year_amount_cents))
    more = schedule.receivable_cents - before.receivable_cents
    if more:
        sides = ledger_rules.both(ledger_rules.RECEIVABLE, ledger_rules.PROGRAMME_COSTS, Money(more))
        back = ledger_rules.both(ledger_rules.COMMITMENT, ledger_rules.COMMITTED, Money(more))
        correction = ledger_rules.compound(
            schedule.owner, [*sides, *back], EntryCause.RECEIVABLE, event_on=ctx.today,
            description=f"receivable {schedule.contract_number} {schedule.year}",
            contract_id=schedule.contract_id, subject_id=schedule.id,
        )  # fmt: skip
        entries.append(correction)
    await ledger.post(connection, entries, ctx.actor.client_id, today=ctx.today)
    await logbook.record(ctx, connection, "schedule-replanned", schemas.Schedule, schedule, why)
