"""The part of a purchaser's life in which it is settled for whom and where: areas, their people, their map, their coverage."""

from datetime import date

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from tests.support.tenants import Tenant

_FROM = date(2027, 1, 1)


async def populate(tenant: Tenant) -> None:
    """A municipality in three areas with data and map, shared with a provider that alone is responsible for two of them."""
    client = tenant.client(ContractsClient)
    await _draw(client)
    await _tell(tenant, client)
    new = contracts.NewPopulation(
        name="Jeugd in 0484", municipality_code="0484", laws=["jeugdwet"], description="jeugdigen", age_until=17,
        inhabitants=20_000, inhabitants_on=_FROM, area_codes=["GM0484"],
    )  # fmt: skip
    made = await client.put_population("jeugd/1", new)
    counted = contracts.PopulationChange(inhabitants=20_100, inhabitants_on=date(2027, 1, 2))
    population = await client.change_population(made.id, made.version, counted)
    assert [one.inhabitants for one in population.sizes] == [20_000, 20_100]
    assert (await client.population_derivation(made.id)).steps
    assert len(await client.legal_frameworks()) == 13
    await _cover(tenant, client, population)


async def _draw(client: ContractsClient) -> None:
    whole = contracts.NewArea(
        code="GM0484", name="Alphen", level="municipality", municipality_code="0484", valid_from=_FROM
    )
    parts = [
        contracts.NewArea(
            code=f"TG-{number}", name=f"Gebied {number}", level="district", division="toegang",
            municipality_code="0484", part_of=["GM0484"], valid_from=_FROM,
        )
        for number in (1, 2, 3)
    ]  # fmt: skip
    assert (await client.import_areas(contracts.AreasToImport(areas=[whole, parts[0]]))).registered == 2
    second = await client.register_area(parts[1])
    third = await client.put_area("gebied/3", parts[2])
    named = await client.change_area(third.id, third.version, contracts.AreaChange(name="Zuid"))
    assert await client.area(named.id) == named
    assert await client.areas(code="TG-2") == [second]


async def _tell(tenant: Tenant, client: ContractsClient) -> None:
    value = contracts.NewCharacteristic(
        area_code="TG-1", characteristic="householdsWithChildren", year=2026, source="cbs", unit="count",
        value="2410", used_for="youth",
    )  # fmt: skip
    one = await client.register_characteristic(value)
    mended = await client.change_characteristic(one.id, 1, contracts.CharacteristicChange(value="2415"))
    assert await client.characteristic(one.id) == mended
    other = await client.put_characteristic("cbs/2", value.model_copy(update={"year": 2025}))
    imported = await client.import_characteristics(
        contracts.CharacteristicsToImport(characteristics=[value.model_copy(update={"area_code": "TG-2"})])
    )
    assert imported.registered == 1
    assert await client.import_done(imported.id) == imported
    assert await client.imports(kind="characteristics") == [imported]
    assert await client.characteristics(areaCode="TG-1") == [mended, other]
    assert (await client.characteristic_derivation(one.id)).steps
    new = contracts.NewProvision(area_code="TG-1", name="Inloop", kind="general", valid_from=_FROM)
    made = await client.register_provision(new)
    second = await client.put_provision("kaart/2", new.model_copy(update={"area_code": "TG-2"}))
    named = await client.change_provision(second.id, 1, contracts.ProvisionChange(name="Maatjes"))
    assert await client.provision(named.id) == named
    assert await client.provisions(kind="general") == [made, named]
    shared = await client.share_area_profiles(
        contracts.NewAreaSharing(municipality_code="0484", organisations=[tenant.providers[0]])
    )
    assert shared.areas == 4
    assert await client.area_sharing(shared.id) == shared
    assert await client.area_sharings(municipalityCode="0484") == [shared]
    (profile,) = await client.area_profiles(code="TG-1")
    assert [each.name for each in profile.provisions] == ["Inloop"]


async def _cover(tenant: Tenant, client: ContractsClient, population: contracts.Population) -> None:
    def asked(number: int) -> contracts.NewCoverage:
        return contracts.NewCoverage(
            population_id=population.id, provider=tenant.providers[0], area_codes=[f"TG-{number}"],
            valid_from=date(2028, 1, 1),
        )  # fmt: skip

    first = await client.assign_coverage(asked(1))
    second = await client.put_coverage("dekking/2", asked(2))
    ends = await client.change_coverage(
        second.id, 1, contracts.CoverageChange(valid_until=date(2029, 12, 31))
    )
    gone = await client.withdraw_coverage((await client.assign_coverage(asked(3))).id)
    assert await client.coverage(gone.id) == gone
    assert await client.coverages(populationId=population.id) == [first, ends, gone]
    assert (await client.coverage_derivation(first.id)).steps
    (state,) = await client.coverage_gaps(populationId=population.id, validFrom="2028-01-01")
    assert (state.covered_areas, [one.area_code for one in state.gaps]) == (2, ["TG-3"])
    plan = contracts.CoveragePlan(
        population_id=population.id, valid_from=date(2028, 1, 1),
        assignments=[contracts.PlannedCoverage(provider=tenant.providers[0], area_codes=["GM0484"])],
    )  # fmt: skip
    assert (await client.check_coverage_plan(plan)).complete
