"""Claims under ceilings, over HTTP: agreed in contracts, used in settlement."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.schemas import contracts
from shared.schemas.settlement import CeilingUsage
from tests.services.settlement.claims.claiming import allocate, claim, line, outcome, production
from tests.support.tenants import Tenant


@pytest_asyncio.fixture
async def april(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Tenant:
    """A tenant in April, with a contract of which the first quarter can be claimed."""
    return await tenant_on(date(2026, 4, 1))


async def ceiling(tenant: Tenant, cents: int, **more: Any) -> contracts.Ceiling:
    """A ceiling in money for the first provider, that settlement knows."""
    told = {
        "name": "Plafond", "year": 2026, "level": "providerSecondLine", "quantity": "cost", "scope": "provider",
        "option": "budget", "provider": tenant.providers[0], "amountCents": cents,
        "exemptCareTypes": [{"name": "crisiszorg", "productCodes": ["44A09"]}], **more,
    }  # fmt: skip
    made = await tenant.client(ContractsClient).agree_ceiling(contracts.NewCeiling.model_validate(told))
    await tenant.drain()
    return made


async def usage(tenant: Tenant) -> CeilingUsage:
    """How far the tenant's one ceiling is used."""
    [found] = await tenant.client(SettlementClient).ceiling_usages(year=2026)
    return found


@pytest.mark.rule("R-S32")
@pytest.mark.rule("R-S33")
@pytest.mark.rule("R-X11")
async def test_claims_are_paid_up_to_the_ceiling_and_acute_care_above_it(april: Tenant) -> None:
    """Ceiling 660.00, used 550.00: a claim of 275.00 is paid for 110.00, with our own reason; acute whole, 275.00 as an exception."""
    contract = await production(april)
    made = await ceiling(april, 66_000)
    await allocate(april, contract, 1, volume=100)
    await allocate(april, contract, 2, volume=100, acute=True)
    february = {"periodStart": "2026-02-01", "periodEnd": "2026-02-28"}
    await claim(april, line("a", 10), line("b", 5, **february))
    assert await outcome(april, "a") == ("approved", 10, 55_000, None, None)
    assert await outcome(april, "b") == ("partial", 2, 11_000, "claim.ceiling-exceeded", None)
    await claim(
        april,
        line("c", 5, **february, allocationNumber=2),
        line("d", 1, periodStart="2026-03-01", periodEnd="2026-03-31"),
    )
    assert await outcome(april, "c") == ("approved", 5, 27_500, None, None)
    assert (await outcome(april, "d"))[0] == "rejected"
    found = await usage(april)
    assert (found.id, found.used_cents, found.remaining_cents, found.exception_cents, found.refused_cents) == (
        made.id, 66_000, 0, 27_500, 16_500 + 5_500,
    )  # fmt: skip
    assert (found.exhausted_on, found.empty_on, found.used_basis_points) == (date(2026, 2, 28),) * 2 + (
        10_000,
    )
    assert await april.client(SettlementClient).ceiling_usage(made.id) == found
    told = (await april.ask("settlement", "GET", "/events?limit=500")).json()["events"]
    assert [one["data"]["id"] for one in told if "ceiling-warned" in one["type"]] == [str(made.id)]
    own = april.client(SettlementClient, april.providers[0])
    assert await own.ceiling_usages() == [found]
    assert await april.client(SettlementClient, april.providers[1]).ceiling_usages() == []


@pytest.mark.rule("R-S34")
async def test_two_claims_racing_for_the_last_euro_never_overdraw_it(april: Tenant) -> None:
    """Two providers claim 275.00 each at the same moment from a pot of 330.00: together 330.00 is paid."""
    contract = await production(april)
    population = contract.population_id
    assert population is not None
    await ceiling(
        april, 33_000, level="populationSecondLine", scope="population", option=None, provider=None,
        populationId=str(population), secondLineCents=33_000,
    )  # fmt: skip
    await allocate(april, contract, 1, volume=100)
    await allocate(april, contract, 2, volume=100, provider=april.providers[1])
    await asyncio.gather(
        claim(april, line("a", 5)), claim(april, line("b", 5, allocationNumber=2), provider=1)
    )
    paid = await april.client(SettlementClient).claims()
    assert sorted(one.paid_cents for one in paid) == [5_500, 27_500]
    found = await usage(april)
    assert (found.used_cents, found.refused_cents) == (33_000, 22_000)


@pytest.mark.rule("R-C26")
@pytest.mark.rule("R-S32")
async def test_a_ceiling_that_is_revised_keeps_what_was_used(april: Tenant) -> None:
    """Raised from 110.00 to 550.00, what was used stands; a credit gives back; a ceiling of persons is not for settlement."""
    contract = await production(april)
    made = await ceiling(april, 11_000)
    await allocate(april, contract, 1, volume=100)
    await claim(april, line("a", 5))
    assert (await outcome(april, "a"))[:3] == ("partial", 2, 11_000)
    await revise(april, made, amountCents=55_000)
    await claim(april, line("b", 5, creditOf="a"), line("c", 6))
    found = await usage(april)
    assert (found.amount_cents, found.used_cents, found.version) == (55_000, 33_000, made.version + 1)


async def revise(tenant: Tenant, made: contracts.Ceiling, **more: Any) -> contracts.Ceiling:
    """The ceiling in a new version, with these terms instead, as settlement knows it then."""
    terms = made.model_dump(mode="json", by_alias=True, exclude_none=True) | more
    names = contracts.CeilingTerms.model_json_schema(by_alias=True)["properties"]
    revised = contracts.CeilingTerms.model_validate({name: terms[name] for name in names if name in terms})
    done = await tenant.client(ContractsClient).revise_ceiling(made.id, made.version, revised)
    await tenant.drain()
    return done


@pytest.mark.rule("R-S34")
@pytest.mark.rule("R-X11")
async def test_what_was_paid_before_a_ceiling_was_told_counts_under_it(april: Tenant) -> None:
    """550.00 was paid; a ceiling of 600.00 that comes then has 50.00 left and warns, and credits never go below nought."""
    contract = await production(april)
    await allocate(april, contract, 1, volume=100)
    await claim(april, line("a", 10))
    made = await ceiling(april, 60_000)
    found = await usage(april)
    assert (found.used_cents, found.remaining_cents, found.warned) == (55_000, 5_000, True)
    february = {"periodStart": "2026-02-01", "periodEnd": "2026-02-28"}
    await claim(april, line("b", 2, **february))
    assert (await outcome(april, "b"))[:3] == ("partial", 1, 5_000)
    exempt = [{"name": "alles", "productCodes": ["02A15"]}]
    await revise(april, made, exemptCareTypes=exempt)
    found = await usage(april)
    assert (found.used_cents, found.exempt_cents, found.exhausted_on) == (0, 60_000, None)
    await claim(april, line("c", 10, creditOf="a"), line("d", 2, **february, creditOf="b"))
    found = await usage(april)
    assert (found.used_cents, found.exempt_cents) == (0, 0)


@pytest.mark.rule("R-S33")
async def test_a_credit_of_acute_care_frees_each_ceiling_of_what_it_took_there(april: Tenant) -> None:
    """Ceilings of 110.00 and 220.00, acute 275.00: 165.00 and 55.00 above them; taken back, both are as they were."""
    contract = await production(april)
    await ceiling(april, 11_000)
    await ceiling(april, 22_000, name="Contract", contractId=str(contract.id))
    await allocate(april, contract, 1, volume=100, acute=True)
    await claim(april, line("a", 5))
    client = april.client(SettlementClient)
    sums = {one.amount_cents: (one.used_cents, one.exception_cents) for one in await client.ceiling_usages()}
    assert sums == {11_000: (11_000, 16_500), 22_000: (22_000, 5_500)}
    await claim(april, line("b", 5, creditOf="a"))
    assert {(one.used_cents, one.exception_cents) for one in await client.ceiling_usages()} == {(0, 0)}


@pytest.mark.rule("R-S32")
@pytest.mark.rule("R-S12")
async def test_what_is_paid_whole_is_not_split_by_a_ceiling(april: Tenant) -> None:
    """A trajectory of 1,200.00 under a ceiling of 1,000.00 is refused, nothing of it is paid; raised, it is paid whole."""
    agreed = {
        "number": 1, "form": "trajectory", "productCodes": ["02A15"], "periods": 20, "motivation": "Een traject.",
        "interventions": [{"name": "Training", "unitsPerPeriod": "1", "tariff": "60"}],
    }  # fmt: skip
    contract = await production(april, funding_agreements=[agreed])
    made = await ceiling(april, 100_000)
    await allocate(april, contract, 1, unit="82", volume=1)
    whole = {"unit": "82", "amountCents": 120_000}
    await claim(april, line("a", 1, **whole))
    assert await outcome(april, "a") == ("rejected", 0, 0, "claim.ceiling-exceeded", None)
    await revise(april, made, amountCents=120_000)
    await claim(april, line("b", 1, **whole))
    assert (await outcome(april, "b"))[:3] == ("approved", 1, 120_000)


@pytest.mark.rule("R-S34")
async def test_a_large_pot_that_is_hardly_used_lasts(april: Tenant) -> None:
    """55.00 of ten billion: no day of exhaustion, and the page is read."""
    contract = await production(april)
    await ceiling(april, 1_000_000_000_000)
    await allocate(april, contract, 1, volume=100)
    await claim(april, line("a", 1))
    found = await usage(april)
    assert (found.used_cents, found.empty_on) == (5_500, None)


@pytest.mark.rule("R-S32")
@pytest.mark.rule("R-X11")
async def test_a_ceiling_that_bounds_no_money_any_more_binds_nothing(april: Tenant) -> None:
    """Lowered to 60.00 with 55.00 used it warns at once; of hours alone it says so and binds no more: 550.00 is paid."""
    contract = await production(april)
    made = await ceiling(april, 100_000)
    await allocate(april, contract, 1, volume=100)
    await claim(april, line("a", 1))
    made = await revise(april, made, amountCents=6_000)
    assert (await usage(april)).warned
    client = april.client(ContractsClient)
    hours = {
        name: value
        for name, value in made.model_dump(mode="json", by_alias=True, exclude_none=True).items()
        if name in contracts.CeilingTerms.model_json_schema(by_alias=True)["properties"]
        and name not in ("amountCents", "option")
    }
    told = contracts.CeilingTerms.model_validate(
        {**hours, "quantity": "volume", "volume": "10", "unit": "hour"}
    )
    await client.revise_ceiling(made.id, made.version, told)
    await april.drain()
    assert (await usage(april)).withdrawn
    february = {"periodStart": "2026-02-01", "periodEnd": "2026-02-28"}
    await claim(april, line("b", 10, **february))
    assert (await outcome(april, "b"))[:3] == ("approved", 10, 55_000)
