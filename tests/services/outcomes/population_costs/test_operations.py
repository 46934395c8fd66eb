"""Costs and populations follow settlement and contracts; reach and use are told of them."""

from datetime import date
from typing import Any

import pytest

from shared.kit.followers import NotYetKnown
from shared.schemas import contracts, settlement
from shared.values import new_id
from shared.values.populations import CharacteristicKind, CharacteristicUnit, FigureSource
from shared.values.terms import InstalmentState, Law, RetentionState
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start

D = date


def population(measured: Measured, **other: Any) -> contracts.Population:
    """The 16,000 inhabitants of an area, as contracts tells of them."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": measured.tenant.owner, "name": "Wesselerbrink",
        "municipality_code": "0153", "laws": [Law.WMO_2015], "description": "Alle inwoners.",
        "inhabitants": 16_000, "inhabitants_on": D(2026, 1, 1), "area_codes": ["WK015301"], "delimited_by": [],
    }  # fmt: skip
    return contracts.Population.model_validate({**told, **other})


def schedule(measured: Measured, posted: int, **other: Any) -> settlement.Schedule:
    """A year of twelve instalments of 1,000 euro, so many of them posted."""
    instalments = [
        {
            "id": new_id(), "number": number, "due_date": D(2026, number, 1), "gross_cents": 100_000,
            "amount_cents": 95_000, "retained_cents": 5_000,
            "state": InstalmentState.POSTED if number <= posted else InstalmentState.PLANNED,
            "posted_on": D(2026, number, 1) if number <= posted else None, "paid_on": None,
        }
        for number in range(1, 13)
    ]  # fmt: skip
    told: dict[str, Any] = {
        "id": new_id(), "version": posted, "owner": measured.tenant.owner, "contract_id": measured.contract.id,
        "contract_number": measured.contract.number, "contract_version": 3, "year": 2026,
        "annual_amount_cents": 1_200_000, "year_amount_cents": 1_200_000, "advance_basis_points": 9500,
        "advance_cents": 1_140_000, "retention_cents": 60_000, "receivable_cents": 0, "payee": measured.lead,
        "instalments": instalments, "parties": [],
    }  # fmt: skip
    return settlement.Schedule.model_validate({**told, **other})


def retention(measured: Measured, released: int) -> settlement.Retention:
    """What was held back on the year, released."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 2, "owner": measured.tenant.owner, "contract_id": measured.contract.id,
        "contract_number": measured.contract.number, "year": 2026, "amount_cents": 60_000,
        "withheld_cents": 60_000, "released_cents": released, "state": RetentionState.RELEASED,
        "released_on": D(2027, 2, 1), "paid_on": None, "payee": measured.lead, "parties": [],
    }  # fmt: skip
    unsaid = dict.fromkeys(("verdict_id", "verdict_version", "audit_statement_id"))
    return settlement.Retention.model_validate({**unsaid, **told})


async def bind(measured: Measured, known: contracts.Population) -> None:
    """Let the contract be for that population."""
    bound = measured.contract.model_copy(update={"version": 4, "population_id": known.id})
    await measured.tell("contracts", "contract-amended", bound)


@pytest.mark.rule("R-X10")
async def test_what_a_population_cost_follows_what_was_posted_and_released(measured: Measured) -> None:
    """Six instalments, then seven and the release: each time what it is by now, per inhabitant; old news changes nothing."""
    known = population(measured)
    await measured.tell("contracts", "population-registered", known)
    await bind(measured, known)
    year = schedule(measured, 6)
    await measured.tell("settlement", "instalment-posted", year)
    client = measured.client()
    [before] = await client.population_costs(year=2026)
    assert (before.cost_cents, before.cost_per_inhabitant_cents, before.population_name) == (
        570_000,
        36,
        known.name,
    )
    await measured.tell("settlement", "instalment-posted", schedule(measured, 7, id=year.id))
    await measured.tell("settlement", "instalment-posted", year)
    await measured.tell("settlement", "retention-released", retention(measured, 60_000))
    [after] = await client.population_costs(areaCode="WK015301")
    assert (after.posted_cents, after.released_cents, after.cost_cents) == (665_000, 60_000, 725_000)
    assert await client.population_costs(populationId=str(known.id)) == [after]
    assert await client.population_costs(areaCode="WK015302") == []
    assert await measured.client(measured.lead).population_costs() == [after]
    with pytest.raises(NotYetKnown):
        await measured.tell("settlement", "instalment-posted", schedule(measured, 1, contract_id=new_id()))


@pytest.mark.rule("R-O18")
@pytest.mark.rule("R-O19")
async def test_reach_and_use_are_told_of_the_population_and_of_the_area(measured: Measured) -> None:
    """Eight clients of 16,000 inhabitants are 5 basis points; of an area of 400 they are 2 %; a revised size counts from then."""
    known = population(measured)
    await measured.tell("contracts", "population-registered", known)
    await bind(measured, known)
    for day in range(5, 13):
        await measured.tell("access", "care-started", start(measured, D(2026, 1, day)))
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": measured.tenant.owner, "area_code": "WK-01",
        "characteristic": CharacteristicKind.INHABITANTS, "detail": None, "year": 2026,
        "source": FigureSource.MUNICIPALITY, "unit": CharacteristicUnit.COUNT, "value": "400", "suppressed": False,
        "used_for": None, "fits_use": True,
    }  # fmt: skip
    inhabitants = contracts.Characteristic.model_validate(told)
    await measured.tell("contracts", "characteristic-registered", inhabitants)
    asked = {"contractId": str(measured.contract.id), "until": "2026-03-31"}
    [whole] = (await measured.client().flows(**asked)).lines
    assert (whole.clients, whole.population, whole.reach_basis_points) == (8, 16_000, 5)
    assert (whole.tailor_made_per_thousand, whole.general_per_thousand) == ("0.5", "0.0")
    [area] = (await measured.client().flows(by="area", **asked)).lines
    assert (area.area_code, area.population, area.reach_basis_points) == ("WK-01", 400, 200)
    fewer = known.model_copy(update={"version": 2, "inhabitants": 8_000, "inhabitants_on": D(2026, 2, 1)})
    await measured.tell("contracts", "population-revised", fewer)
    [whole] = (await measured.client().flows(**asked)).lines
    assert (whole.population, whole.reach_basis_points) == (8_000, 10)
