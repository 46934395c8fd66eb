"""What happens to population costs: they follow settlement and contracts, and are read per contract, year and population."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.flows.rules import Size
from services.outcomes.indicators import store as indicators
from services.outcomes.population_costs import rules, store
from services.outcomes.population_costs.rules import AreaSize, CostPosting, PopulationCopy, PopulationCost
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as agreed
from shared.schemas import settlement as settled
from shared.values.flowing import CostSource
from shared.values.imports import ImportKind
from shared.values.populations import CharacteristicKind, CharacteristicUnit
from shared.values.terms import Scope


@operation
async def list_population_costs(
    ctx: Context,
    page: PageRequest,
    *,
    year: int | None = None,
    contract_id: UUID | None = None,
    population_id: UUID | None = None,
    area_code: str | None = None,
) -> Slice[PopulationCost]:
    """A page of contract years with what they cost so far, per inhabitant of their population (R-X10).

    Four statements, however many there are.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contracts = {one.id: one for one in await indicators.list_contracts(connection)}
        bound = [one.population_id for one in contracts.values() if one.population_id is not None]
        populations = await store.list_populations(connection, bound)
        asked: list[UUID] | None = None
        if contract_id is not None or population_id is not None or area_code is not None:
            some = [one for one in contracts.values() if contract_id in (None, one.id)]
            asked = rules.wanted(some, populations, population_id=population_id, area_code=area_code)
        found = await store.page_schedules(connection, page, year=year, contracts=asked)
        released = await store.list_released(connection, [one.contract_id for one in found.items])
    items = []
    for one in found.items:
        contract = contracts.get(one.contract_id)
        population_of = contract.population_id if contract else None
        population = populations.get(population_of) if population_of else None
        items.append(rules.population_cost(one, released, contract, population))
    return Slice(items, found.last)


@operation
async def apply_population(ctx: Context, fact: Fact) -> None:
    """Take over a population and how many people it counted on which days (R-O18, R-O19)."""
    told = fact.told(agreed.Population)
    sizes = {one.counted_on: one.inhabitants for one in told.sizes}
    sizes[told.inhabitants_on] = told.inhabitants
    async with ctx.begin() as connection:
        named = [one for one in await indicators.list_contracts(connection) if one.population_id == told.id]
        population = PopulationCopy(
            id=told.id, version=told.version, owner=fact.owner,
            parties=sorted({party for one in named for party in one.parties}), name=told.name, area_codes=told.area_codes,
            targeted=told.target_group is not None,
            sizes=[Size(counted_on=day, inhabitants=sizes[day]) for day in sorted(sizes)],
        )  # fmt: skip
        await store.save_population(connection, population, ctx.actor.client_id)


@operation
async def apply_characteristic(ctx: Context, fact: Fact) -> None:
    """Take over how many inhabitants an area has in a year, registered or corrected (N-106)."""
    told = fact.told(agreed.Characteristic)
    async with ctx.begin() as connection:
        await store.save_area_sizes(connection, _inhabitants([told], fact.owner), ctx.actor.client_id)


@operation
async def apply_import(ctx: Context, fact: Fact) -> None:
    """Ask for the inhabitants of areas when characteristics were imported: that fact names them without their values."""
    told = fact.told(agreed.Import)
    found: list[agreed.Characteristic] = []
    if told.kind is ImportKind.CHARACTERISTICS:
        contracts = ctx.clients.contracts.acting_for(fact.owner)
        found = await contracts.characteristics(characteristic=CharacteristicKind.INHABITANTS.value)
    async with ctx.begin() as connection:
        await store.save_area_sizes(connection, _inhabitants(found, fact.owner), ctx.actor.client_id)


def _inhabitants(found: list[agreed.Characteristic], owner: str) -> list[AreaSize]:
    """Whole numbers of all inhabitants: not those of one age or sex, and no percentages."""
    return [
        AreaSize(
            id=one.id, version=one.version, owner=owner, area_code=one.area_code, year=one.year,
            inhabitants=int(one.value.partition(".")[0]) if one.value is not None else None,
        )
        for one in found
        if one.characteristic is CharacteristicKind.INHABITANTS
        and one.unit is CharacteristicUnit.COUNT
        and one.detail is None
    ]  # fmt: skip


@operation
async def apply_schedule(ctx: Context, fact: Fact) -> None:
    """Take over what was posted on a contract year, from the instalments of its schedule (R-X10). Raises NotYetKnown."""
    told = fact.told(settled.Schedule)
    posted = sum(one.amount_cents for one in told.instalments if one.posted_on is not None)
    async with ctx.begin() as connection:
        posting = CostPosting(
            id=told.id, version=told.version, owner=fact.owner,
            parties=await _parties(connection, told.contract_id), contract_id=told.contract_id, year=told.year,
            source=CostSource.SCHEDULE, amount_cents=posted,
        )  # fmt: skip
        await store.save_posting(connection, posting, ctx.actor.client_id)


@operation
async def apply_retention(ctx: Context, fact: Fact) -> None:
    """Take over what was released of the retention of a contract year (R-X10). Raises NotYetKnown."""
    told = fact.told(settled.Retention)
    async with ctx.begin() as connection:
        posting = CostPosting(
            id=told.id, version=told.version, owner=fact.owner,
            parties=await _parties(connection, told.contract_id), contract_id=told.contract_id, year=told.year,
            source=CostSource.RETENTION, amount_cents=told.released_cents,
        )  # fmt: skip
        await store.save_posting(connection, posting, ctx.actor.client_id)


async def _parties(connection: Connection, contract_id: UUID) -> list[str]:
    """Who sees the costs of a contract: its parties. Raises NotYetKnown for a contract that has not arrived."""
    contract = await indicators.find_contract(connection, contract_id)
    if contract is None:
        raise NotYetKnown(f"contract {contract_id}")
    return contract.parties
