"""What happens to schedules: terms arrive, years are planned, instalments fall due."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.settlement.ledger import rules as ledger_rules
from services.settlement.ledger import store as ledger
from services.settlement.retentions import store as retentions
from services.settlement.retentions.rules import Retention
from services.settlement.schedules import rules, store
from services.settlement.schedules.rules import Schedule, Terms
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as contract_schemas
from shared.schemas import settlement as schemas
from shared.values import Money, new_id
from shared.values.booking import EntryCause, EntryKind
from shared.values.terms import InstalmentState, RetentionState, Scope


@operation
async def get_schedule(ctx: Context, schedule_id: UUID) -> Schedule:
    """One schedule with its instalments. Raises ScheduleNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_schedule(connection, schedule_id)


@operation
async def list_schedules(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, year: int | None = None
) -> Slice[Schedule]:
    """A page of schedules, of one contract or year when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_schedules(connection, page, contract_id, year)


@operation
async def list_schedules_by_contract(ctx: Context, contracts: list[UUID]) -> dict[UUID, list[Schedule]]:
    """The schedules of many contracts at once, for a loader."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        found = await store.list_schedules_by_contract(connection, contracts)
    grouped: dict[UUID, list[Schedule]] = {}
    for schedule in found:
        grouped.setdefault(schedule.contract_id, []).append(schedule)
    return grouped


def terms_of(contract: contract_schemas.Contract) -> Terms | None:
    """What settlement needs of an active contract (R-X01); None where nothing is paid in instalments."""
    assert contract.start_date is not None and contract.end_date is not None
    assert contract.payee is not None, "an active contract names its payee"
    if not contract.yearly_funding:
        return None
    # Contracts sees to it that no two of them are paid at the same time (R-C61).
    funding = contract.yearly_funding[0]
    return Terms(
        id=contract.id,
        version=contract.version,
        owner=contract.owner,
        parties=sorted(contract.parties),
        number=contract.number,
        legal_form=contract.legal_form,
        start_date=contract.start_date,
        end_date=contract.end_date,
        payee=contract.payee,
        annual_amount_cents=funding.annual_amount_cents,
        effective_on=funding.effective_on or contract.start_date,
        advance_basis_points=funding.advance_basis_points,
        instalment_count=funding.instalment_count,
        instalment_day=funding.instalment_day,
        rests_from=contract.suspension.valid_from if contract.suspension is not None else None,
        rests_until=contract.suspension.valid_until if contract.suspension is not None else None,
    )


@operation
async def apply_contract(ctx: Context, fact: Fact) -> None:
    """A contract came into force or changed: keep its terms, and plan or plan anew the year that they touch (R-X01).

    Suspended, its instalments wait until it is resumed; extended or terminated, the year of its last day is planned anew.
    """
    terms = terms_of(fact.told(contract_schemas.Contract))
    async with ctx.begin() as connection:
        if terms is None:
            connection.recorded = True
            return
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
    """The contracts in force that have a year without a schedule on the domain's day."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        return [contract for contract, _ in await store.list_unplanned(connection, today)]


@operation
async def plan_year(ctx: Context, contract_id: UUID) -> None:
    """Plan the earliest year of a contract that has no schedule yet; done twice it changes nothing."""
    async with ctx.begin() as connection:
        terms = await store.find_terms(connection, contract_id, lock=True)
        missing = dict(await store.list_unplanned(connection, ctx.today))
        if terms is None or contract_id not in missing:
            connection.recorded = True
            return
        await _plan(ctx, connection, terms, missing[contract_id])


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
    planned = await store.list_schedules_by_contract(connection, [terms.id])
    schedule, why = rules.plan(rules.terms_in(terms, year, planned), year)
    await store.add_schedule(connection, schedule, ctx.actor.client_id)
    await _commit(ctx, connection, schedule, schedule.year_amount_cents)
    if schedule.retention_cents:
        await retentions.add_retention(connection, _retention(schedule), ctx.actor.client_id)
    await logbook.record(ctx, connection, "schedule-planned", schemas.Schedule, schedule, why)


async def _commit(ctx: Context, connection: Connection, schedule: Schedule, more_cents: int) -> None:
    """What a year commits the purchaser to, and what a change adds to it or takes from it."""
    if not more_cents:
        return
    made = ledger_rules.entry(
        schedule.owner, ledger_rules.COMMITMENT, ledger_rules.COMMITTED, Money(more_cents), EntryCause.COMMITMENT,
        event_on=ctx.today, description=f"commitment {schedule.contract_number} {schedule.year}",
        contract_id=schedule.contract_id, subject_id=schedule.id,
    )  # fmt: skip
    await ledger.post(connection, [made], ctx.actor.client_id, today=ctx.today)


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
    )


async def _replan(ctx: Context, connection: Connection, terms: Terms, schedule_id: UUID) -> None:
    before = await store.lock_schedule(connection, schedule_id)
    retention = await retentions.lock_retention_of(connection, before.contract_id, before.year)
    released = retention is not None and retention.state is not RetentionState.WITHHELD
    settled = Money(retention.released_cents) if retention is not None and released else None
    schedule, why = rules.replan(before, terms, ctx.today, settled)
    await store.save_replanned(connection, schedule, {line.id for line in before.instalments})
    retains = await retentions.withhold(
        connection, schedule.owner, schedule.contract_id, schedule.year,
        amount_cents=schedule.retention_cents, more_cents=0,
    )  # fmt: skip
    if retains is None and schedule.retention_cents:
        await retentions.add_retention(connection, _retention(schedule), ctx.actor.client_id)
    await _commit(ctx, connection, schedule, schedule.year_amount_cents - before.year_amount_cents)
    more = schedule.receivable_cents - before.receivable_cents
    if more:
        sides = ledger_rules.both(ledger_rules.RECEIVABLE, ledger_rules.PROGRAMME_COSTS, Money(more))
        back = ledger_rules.both(ledger_rules.COMMITMENT, ledger_rules.COMMITTED, Money(more))
        correction = ledger_rules.compound(
            schedule.owner, [*sides, *back], EntryCause.RECEIVABLE, event_on=ctx.today,
            description=f"receivable {schedule.contract_number} {schedule.year}",
            contract_id=schedule.contract_id, subject_id=schedule.id,
        )  # fmt: skip
        await ledger.post(connection, [correction], ctx.actor.client_id, today=ctx.today)
    await logbook.record(ctx, connection, "schedule-replanned", schemas.Schedule, schedule, why)


async def due_instalments(ctx: Context) -> list[UUID]:
    """The instalments that fall due on or before the domain's day and are not posted yet."""
    async with ctx.read() as connection:
        return await store.list_due(connection, await ctx.read_clock(connection))


@operation
async def post_instalment(ctx: Context, instalment_id: UUID) -> None:
    """Post an instalment that fell due: what is paid now as posted, what is retained as pending (R-S01).

    Done twice it changes nothing; of a contract that rests nothing is posted.
    """
    async with ctx.begin() as connection:
        schedule = await store.lock_schedule_of(connection, instalment_id)
        line = next(one for one in schedule.instalments if one.id == instalment_id)
        terms = await store.find_terms(connection, schedule.contract_id)
        rests = terms is not None and terms.rests_on(ctx.today)
        if line.state is not InstalmentState.PLANNED or rests:
            connection.recorded = True
            return
        posted = replace(line, state=InstalmentState.POSTED, posted_on=ctx.today)
        lines = [posted if one.id == line.id else one for one in schedule.instalments]
        schedule = replace(schedule, version=schedule.version + 1, instalments=lines)
        await store.save_posted(connection, schedule, posted)
        retention_id = await retentions.withhold(
            connection, schedule.owner, schedule.contract_id, schedule.year,
            amount_cents=schedule.retention_cents, more_cents=posted.retained_cents,
        )  # fmt: skip
        entries = _entries(schedule, posted, retention_id)
        await ledger.post(connection, entries, ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "instalment-posted", schemas.Schedule, schedule)


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
