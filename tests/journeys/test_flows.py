"""From a question to flows, costs and a pilot, lived over HTTP through all four services and their feeds (R-X07, R-X10)."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.schemas.access import (
    Decision,
    NewCareStart,
    NewCareStop,
    NewDecision,
    NewDesiredResult,
    NewPgbSwitch,
    NewRequest,
    PgbGrant,
)
from shared.schemas.contracts import CharacteristicsToImport, Contract, NewArea, NewCharacteristic, NewMandate
from shared.schemas.outcomes import Flow, NewTripleAim
from shared.values.care_courses import PgbReason, ResultSetter, StopReason
from shared.values.populations import AreaLevel, CharacteristicKind, CharacteristicUnit, FigureSource
from shared.values.terms import Law
from tests.support import lives
from tests.support.deciding import in_full
from tests.support.tenants import Tenant

TODAY = date(2026, 3, 2)
WHERE = {"area": "WK-01", "team": "WIJK-A"}


async def _decided(tenant: Tenant, contract: Contract, citizen: str, provider: str) -> Decision:
    """A citizen who asked, talked, and was granted support today."""
    client = tenant.client(AccessClient)
    asked = await client.report_request(
        NewRequest(
            citizen_reference=citizen, contract_id=contract.id, law=Law.WMO_2015, contact_on=date(2026, 2, 23)
        )
    )
    await client.hold_first_talk(asked.id, TODAY)
    return await client.take_decision(
        asked.id,
        NewDecision(
            product_category="02", product_code="02A03", provider=provider, start_date=TODAY, volume=4, unit="04",
            frequency="4", motivation="Begeleiding is nodig.", **in_full(TODAY),
        ),
    )  # fmt: skip


async def _region(tenant: Tenant) -> None:
    """The neighbourhood with its 400 inhabitants, imported."""
    client = tenant.client(ContractsClient)
    await client.register_area(
        NewArea(code="WK-01", name="Wijk", level=AreaLevel.DISTRICT, division="eigen", municipality_code="0484",
                valid_from=date(2026, 1, 1))
    )  # fmt: skip
    told = NewCharacteristic(
        area_code="WK-01", characteristic=CharacteristicKind.INHABITANTS, year=2026,
        source=FigureSource.MUNICIPALITY, unit=CharacteristicUnit.COUNT, value="400",
    )  # fmt: skip
    await client.import_characteristics(CharacteristicsToImport(characteristics=[told]))


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-X10")
@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O19")
@pytest.mark.rule("R-O07")
async def test_from_a_question_to_flows_and_a_pilot(
    tenant_on: Callable[[date], Awaitable[Tenant]],
) -> None:
    """Three decisions: in, through and out by provider, a goal, a switch to a PGB, reach, cost, three aims."""
    tenant = await tenant_on(TODAY)
    contract = await lives.active_contract(tenant)
    await _region(tenant)
    holder = NewMandate.model_validate(
        {"holder": "j.jansen", "role": "consultant", "law": "wmo2015", "valid_from": "2026-01-01"}
    )
    await tenant.client(ContractsClient).register_mandate(holder)
    await tenant.drain()
    access, outcomes = tenant.client(AccessClient), tenant.client(OutcomesClient)
    first, second = tenant.providers[:2]
    decided = [
        await _decided(tenant, contract, f"inwoner-{citizen}", provider)
        for citizen, provider in (("a", first), ("b", first), ("b", second))
    ]
    starts = []
    for one in decided[:2]:
        reporting = tenant.client(AccessClient, one.provider)
        starts.append(
            await reporting.register_care_start(NewCareStart(decision_id=one.id, start_date=TODAY, **WHERE))
        )
    await access.register_desired_result(
        NewDesiredResult(decision_id=decided[0].id, text="Zelf de was doen", term_months=2,
                         set_by=[ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY])
    )  # fmt: skip
    moved = NewCareStop(care_start_id=starts[1].id, end_date=TODAY, reason=StopReason.TRANSFERRED_TO_PROVIDER)
    await tenant.client(AccessClient, first).register_care_stop(moved)
    # Something else than what is allocated: beside care in kind there is no PGB for the same product.
    other = await access.report_request(
        NewRequest(
            citizen_id=decided[0].citizen_id, contract_id=contract.id, law=Law.WMO_2015, contact_on=TODAY
        )
    )
    asked = await access.register_pgb_switch(
        NewPgbSwitch(request_id=other.id, requested_on=TODAY, reason=PgbReason.CARER_OF_CHOICE)
    )
    await access.grant_pgb_switch(asked.id, PgbGrant(switched_on=TODAY))
    await tenant.live_until(date(2026, 3, 3))
    later = NewCareStart(decision_id=decided[2].id, start_date=tenant.today, **WHERE)
    await tenant.client(AccessClient, second).register_care_start(later)
    await tenant.drain()

    by_provider = {one.provider: one for one in (await _flows(outcomes, contract, "provider"))}
    assert (by_provider[first].inflow, by_provider[first].through_flow, by_provider[first].open_at_end) == (
        2,
        1,
        1,
    )
    assert (by_provider[second].inflow, by_provider[second].arrived, by_provider[second].open_at_end) == (
        0,
        1,
        1,
    )
    [whole] = await _flows(outcomes, contract, "contract")
    assert (whole.open_at_begin, whole.inflow, whole.outflow, whole.open_at_end) == (0, 2, 0, 2)
    assert (whole.clients, whole.population, whole.pgb_requested, whole.pgb_switched) == (2, 110_000, 1, 1)
    assert (whole.until_start.median_days, whole.goals_due) == (7, 0)
    [area] = [one for one in await _flows(outcomes, contract, "area") if one.area_code is not None]
    assert (area.area_code, area.clients, area.population, area.reach_basis_points) == ("WK-01", 2, 400, 50)
    assert (await outcomes.register_flow_rebuild()).differing == 0
    [cost] = await outcomes.population_costs(contractId=contract.id)
    assert (cost.year, cost.cost_cents, cost.inhabitants) == (2026, 166_250_000, 110_000)
    aims = NewTripleAim.model_validate(
        {
            "name": "Wijk", "contract_id": contract.id, "area_code": "WK-01",
            "before": {"first_day": "2025-01-01", "last_day": "2025-12-31"},
            "after": {"first_day": "2026-01-01", "last_day": "2026-03-02"},
            "quality": {"before": {"value": "7.4"}, "after": {"value": "7.6"}},
            "health": {"before": {"value": "0.72"}, "after": {"value": "0.72"}},
            "cost": {"before_cents": 210_000, "after_cents": 208_000},
        }
    )  # fmt: skip
    assert (await outcomes.register_triple_aim(aims)).verdict == "success"


async def _flows(outcomes: OutcomesClient, contract: Contract, by: str) -> list[Flow]:
    found = await outcomes.flows(contractId=contract.id, by=by, since="2026-01-01", until="2026-03-31")
    return found.lines
