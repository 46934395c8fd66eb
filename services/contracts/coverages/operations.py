"""What a person can do with coverage: make one provider responsible, end that, and find gaps and overlaps (R-C12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.contracts.areas import store as areas
from services.contracts.contracts import rules as contract_rules
from services.contracts.contracts import store as contracts
from services.contracts.coverages import rules, store
from services.contracts.coverages.rules import Coverage, CoverageState, Ground
from services.contracts.populations import store as populations
from services.contracts.populations.rules import Population
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import Period, new_id
from shared.values.agreements import BasicForm
from shared.values.terms import MemberRole, Scope

_GIVEN = (
    "population_id", "contract_id", "provider", "area_codes", "laws", "demands", "age_from", "age_until", "valid_from",
    "valid_until", "expected_cost", "equity_cents",
)  # fmt: skip


@operation
async def get_coverage(ctx: Context, coverage_id: UUID) -> Coverage:
    """One coverage. Raises CoverageNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.COVERAGES.get(connection, coverage_id)


@operation
async def list_coverages(
    ctx: Context,
    page: PageRequest,
    *,
    population_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[Coverage]:
    """A page of coverages, filtered when asked; a provider sees its own."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.COVERAGES.page(
            connection,
            page,
            population_id=population_id,
            contract_id=contract_id,
            provider=provider,
            external_reference=reference,
        )


@operation
async def list_gaps(
    ctx: Context,
    page: PageRequest,
    *,
    population_id: UUID | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Slice[CoverageState]:
    """A page of populations, each with the gaps and overlaps of its coverage during days, today when none are named (R-C12).

    Three statements, however many populations. Raises PurchaserOnly.
    """
    ctx.require(Scope.CONTRACTS_READ)
    require_purchaser(ctx)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        first = valid_from or today
        last = valid_until if valid_until is not None and valid_until >= first else first
        period = Period.inclusive(first, last)
        found = await populations.POPULATIONS.page(connection, page, id=population_id)
        owners = sorted({one.owner for one in found.items})
        known = await areas.list_areas_of(connection, owners)
        asked = {
            one.id: rules.needs(one, [each for each in known if each.owner == one.owner], period)
            for one in found.items
        }
        codes = {cell.area_code for cells in asked.values() for cell in cells}
        held = await store.list_cells(connection, owners, codes, period)
    return Slice(
        [rules.state(one.id, period, asked[one.id], held[one.owner]) for one in found.items], found.last
    )


@operation
async def check_plan(ctx: Context, plan: schemas.CoveragePlan) -> CoverageState:
    """Hold a division of areas over providers, that is not saved, against a population (R-C12).

    Raises PopulationNotFound, PurchaserOnly.
    """
    ctx.require(Scope.CONTRACTS_READ)
    owner = require_purchaser(ctx)
    period = Period.inclusive(plan.valid_from, plan.valid_until)
    async with ctx.read() as connection:
        population = await populations.get_population(connection, plan.population_id)
        known = await areas.list_areas_of(connection, [population.owner])
    cells = []
    for one in plan.assignments:
        given = _planned(one, plan, owner)
        cells += rules.cells_of(rules.completed(given, population), known)
    return rules.state(population.id, period, rules.needs(population, known, period), cells)


@operation
async def assign_coverage(ctx: Context, new: schemas.NewCoverage) -> Coverage:
    """Make one provider responsible for areas of a population during days; two at once for the same: one gets it (R-C12).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, PopulationNotFound,
    ContractNotFound, CoverageRefused, CoverageTaken, ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        coverage, population, known = await _proposed(ctx, connection, new, owner)
        if known is not None:
            given = {name: getattr(rules.completed(coverage, population), name) for name in _GIVEN}
            give_known(schemas.Coverage, known, new.external_reference or "", given)
        return await _assign(ctx, connection, coverage, population)


@operation
async def put_coverage(ctx: Context, reference: str, new: schemas.NewCoverage) -> tuple[Coverage, bool]:
    """Assign under the client's own reference, or bring that coverage to this as far as its past allows; True when it is new.

    Raises what assigning raises, and PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner, named = _may_write(ctx), new.model_copy(update={"external_reference": reference})
    async with ctx.begin() as connection:
        coverage, population, known = await _proposed(ctx, connection, named, owner)
        if known is None:
            return await _assign(ctx, connection, coverage, population), True
        asked = rules.completed(coverage, population)
        fixed = [name for name in _GIVEN if name not in _CHANGING]
        if any(getattr(known, name) != getattr(asked, name) for name in fixed):
            raise ReferenceUsed(reference=reference, id=known.id)
        before = await store.COVERAGES.get(connection, known.id, lock=True)
        ctx.expect(before.version)
        changes = {name: getattr(asked, name) for name in _CHANGING}
        return await _revise(ctx, connection, before, replace(before, **changes)), False


@operation
async def change_coverage(ctx: Context, coverage_id: UUID, change: schemas.CoverageChange) -> Coverage:
    """Give a coverage another last day, from today on, or other areas before it begins; its past stays (R-C12).

    Raises PurchaserOnly, CoverageNotFound, PreconditionFailed, CoverageRefused, CoverageTaken.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.COVERAGES.get(connection, coverage_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


@operation
async def withdraw_coverage(ctx: Context, coverage_id: UUID) -> Coverage:
    """Take a coverage back that has not begun. Raises PurchaserOnly, CoverageNotFound, PreconditionFailed, CoverageRefused."""
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.COVERAGES.get(connection, coverage_id, lock=True)
        ctx.expect(before.version)
        gone = rules.withdraw(before, ctx.today)
        await store.COVERAGES.save(connection, gone)
        await store.renew_cells(connection, gone, [])
        await logbook.record(ctx, connection, "coverage-withdrawn", schemas.Coverage, gone)
    return gone


_CHANGING = ("area_codes", "valid_until", "expected_cost", "equity_cents")


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


def _planned(one: schemas.PlannedCoverage, plan: schemas.CoveragePlan, owner: str) -> Coverage:
    return made(
        Coverage, one, id=new_id(), version=1, owner=owner, external_reference=None, parties=[],
        population_id=plan.population_id, contract_id=None, target_group=None, age_from=one.age_from or 0,
        valid_from=plan.valid_from, valid_until=plan.valid_until,
    )  # fmt: skip


async def _proposed(
    ctx: Context, connection: Connection, new: schemas.NewCoverage, owner: str
) -> tuple[Coverage, Population, Coverage | None]:
    """What is asked, for whom, and what stands under its reference."""
    population = await populations.get_population(connection, new.population_id)
    coverage = made(
        Coverage, new, id=new_id(), version=1, owner=owner, parties=[new.provider], target_group=None,
        age_from=new.age_from or 0,
    )  # fmt: skip
    known = await store.COVERAGES.find_by_reference(
        connection, owner, ctx.actor.client_id, new.external_reference
    )
    return coverage, population, known


async def _ground(connection: Connection, contract_id: UUID | None) -> Ground | None:
    if contract_id is None:
        return None
    contract = await contracts.get_contract(connection, contract_id)
    around = await contracts.find_around(connection, contract)
    members = around.consortium.members if around.consortium is not None else []
    main = {one.oin for one in members if one.role is MemberRole.MAIN} | {contract.provider or ""}
    forms = {contract_rules.basic_form(one) for one in contract.funding_agreements}
    return Ground(contract.population_id, BasicForm.POPULATION in forms, main)


async def _assign(
    ctx: Context, connection: Connection, coverage: Coverage, population: Population
) -> Coverage:
    owner = coverage.owner
    await areas.lock_areas(connection, owner, shared=True)
    known = await areas.list_areas_of(connection, [owner])
    ground = await _ground(connection, coverage.contract_id)
    assigned, cells, why = rules.assign(coverage, population, known, ground)
    codes = {one.area_code for one in cells}
    # First itself: who asks the same under the same reference waits here, and then finds it.
    await store.COVERAGES.add(connection, assigned, ctx.actor.client_id)
    held = await store.list_cells(connection, [owner], codes, assigned.period)
    rules.check_free(cells, held[owner])
    await store.add_cells(connection, assigned, cells)
    await logbook.record(ctx, connection, "coverage-assigned", schemas.Coverage, assigned, why)
    return assigned


async def _revise(ctx: Context, connection: Connection, before: Coverage, after: Coverage) -> Coverage:
    rules.check_change(before, after, ctx.today)
    if after == before:
        connection.recorded = True
        return before
    owner = before.owner
    await areas.lock_areas(connection, owner, shared=True)
    population = await populations.get_population(connection, before.population_id)
    known = await areas.list_areas_of(connection, [owner])
    wider = rules.widens(before, after)
    revised, cells, why = rules.assign(rules.next_version(after), population, known, None, bounded=wider)
    held = await store.list_cells(
        connection, [owner], {one.area_code for one in cells}, revised.period, but=before.id
    )
    rules.check_free(cells, held[owner])
    await store.COVERAGES.save(connection, revised)
    await store.renew_cells(connection, revised, cells)
    await logbook.record(ctx, connection, "coverage-revised", schemas.Coverage, revised, why)
    return revised
