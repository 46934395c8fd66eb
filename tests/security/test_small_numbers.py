"""F-08: figures about few people are left out of every aggregate, with whatever would give them back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.schemas import access, contracts
from shared.schemas.outcomes import NewMeasurement
from shared.values.terms import ActorKind, HolderRole, Law, MeasurementSource, YearRule
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import Tenant

pytestmark = [pytest.mark.rule("F-08"), pytest.mark.xdist_group("published")]
READS = ["outcomes:read", "events:read"]


@pytest_asyncio.fixture
async def contract(tenant: Tenant) -> contracts.Contract:
    """A contract of 2026 whose first indicator is the mean of its quarters, weighted by who answered."""
    first, second = lives.agreements()
    weighted = first.model_copy(update={"year_rule": YearRule.MEAN_WEIGHTED})
    return await lives.active_contract(tenant, agreements=[weighted, second])


async def survey(tenant: Tenant, contract: contracts.Contract, counts: list[int]) -> list[Any]:
    """The grade in each quarter, by so many respondents."""
    client = tenant.client(OutcomesClient, tenant.providers[0])
    return [
        await client.register_measurement(
            NewMeasurement(
                contract_id=contract.id, indicator=lives.CODES[0], quarter=f"2026-Q{quarter}", value=f"7.{quarter}",
                respondents=count, standard_deviation="1.1", source=MeasurementSource.PROVIDER, narrative="Eén verhaal.",
            )
        )
        for quarter, count in enumerate(counts, 1)
    ]  # fmt: skip


async def insurer(tenant: Tenant) -> str:
    """An insurer that the municipality lets read its results."""
    oin = await tenant.actor(ActorKind.INSURER, READS)
    await tenant.authorise(oin, HolderRole.INSURER, ["outcomes:read"])
    return oin


async def as_insurer(tenant: Tenant, oin: str, path: str) -> Any:
    """What the insurer reads."""
    answer = await tenant.ask("outcomes", "GET", path, oin=oin, acting_for=tenant.owner)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def on_year_end(tenant: Tenant) -> None:
    """Every service stands in 2027: the year can be judged."""
    tenant.today = date(2027, 1, 15)
    for service in tenant.house.services.values():
        async with service.system_context(tenant.owner).begin() as connection:
            connection.recorded = True
            await connection.raw.execute(
                "update clocks set today = $1 where owner = $2", tenant.today, tenant.owner
            )


async def test_waiting_times_of_few_are_left_out_for_every_reader(
    house: House, tenant: Tenant, contract: contracts.Contract
) -> None:
    """Municipality, provider and auditor get no figures of one request; a sibling service gets them to reckon with."""
    client = tenant.client(OutcomesClient)
    asked = access.NewRequest(
        citizen_reference="inwoner-1", contract_id=contract.id, law=Law.WMO_2015, contact_on=tenant.today
    )
    body = asked.model_dump(mode="json", by_alias=True, exclude_unset=True)
    made = await tenant.ask("access", "POST", "/requests", json=body)
    talk = {"heldOn": tenant.today.isoformat()}
    await tenant.ask("access", "POST", f"/requests/{made.json()['id']}/first-talk", json=talk)
    await tenant.drain()
    for oin in (tenant.owner, tenant.providers[0], tenant.auditor):
        shown = await tenant.client(OutcomesClient, oin).waiting_times(contract.id, "2026-Q1")
        figures = (shown.counted, shown.within, shown.share_basis_points, shown.median_working_days)
        assert (shown.suppressed, figures) == (True, (None, None, None, None))
    sibling = house.services["settlement"].clients.outcomes.acting_for(tenant.owner)
    whole = await sibling.waiting_times(contract.id, "2026-Q1")
    assert (whole.suppressed, whole.counted, whole.within, whole.share_basis_points) == (False, 1, 1, 10_000)
    assert [one.request_id for one in await client.waiting_times_of_requests(contract.id, "2026-Q1")] == [
        UUID(made.json()["id"])
    ]


async def test_single_requests_are_no_ones_who_is_no_party(
    tenant: Tenant, contract: contracts.Contract
) -> None:
    """The list of single requests is refused to an insurer: 403; the figures without small numbers are not."""
    oin = await insurer(tenant)
    path = f"?contractId={contract.id}&quarter=2026-Q1"
    refused = await tenant.ask(
        "outcomes", "GET", f"/waiting-times/requests{path}", oin=oin, acting_for=tenant.owner
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "role-not-allowed")
    assert (await as_insurer(tenant, oin, f"/waiting-times{path}"))["suppressed"] is True


async def test_what_few_answered_is_for_the_parties(tenant: Tenant, contract: contracts.Contract) -> None:
    """Nine respondents: the parties and the auditor see the score, an insurer neither score, number nor story; ten it does."""
    await on_year_end(tenant)
    few, enough = await survey(tenant, contract, [9, 10])
    oin = await insurer(tenant)
    for party in (tenant.owner, tenant.providers[0], tenant.auditor):
        seen = (await tenant.ask("outcomes", "GET", f"/measurements/{few.id}", oin=party)).json()
        assert (seen["value"], seen["respondents"], seen["suppressed"]) == ("7.1", 9, False)
    hidden = await as_insurer(tenant, oin, f"/measurements/{few.id}")
    figures = [hidden[name] for name in ("value", "respondents", "standardDeviation", "narrative")]
    assert (hidden["suppressed"], figures) == (True, [None] * 4)
    listed = (await as_insurer(tenant, oin, f"/measurements?contractId={contract.id}"))["items"]
    assert [(one["value"], one["suppressed"]) for one in listed] == [(None, True), ("7.2", False)]
    assert (await as_insurer(tenant, oin, f"/measurements/{enough.id}"))["respondents"] == 10


async def test_a_year_does_not_give_back_its_quarter(tenant: Tenant, contract: contracts.Contract) -> None:
    """The weighted mean and the other three quarters would tell the fourth: the year goes with it, and so do its reasons."""
    await on_year_end(tenant)
    await survey(tenant, contract, [40, 40, 40, 5])
    oin = await insurer(tenant)
    [verdict] = (await as_insurer(tenant, oin, f"/contract-verdicts?contractId={contract.id}"))["items"]
    own = (await tenant.ask("outcomes", "GET", f"/contract-verdicts/{verdict['id']}")).json()
    grade = lives.CODES[0]

    def shown(found: Any, part: str) -> list[tuple[str | None, bool]]:
        return [(one["value"], one["suppressed"]) for one in found[part] if one["indicator"] == grade]

    assert shown(own, "quarters")[3] == ("7.4", False) and shown(own, "years")[0][0] is not None
    assert shown(verdict, "quarters") == [("7.1", False), ("7.2", False), ("7.3", False), (None, True)]
    assert shown(verdict, "years") == [(None, True)]
    assert [one["verdict"] for one in verdict["years"]] == [one["verdict"] for one in own["years"]]
    path = f"/contract-verdicts/{verdict['id']}"
    version = await as_insurer(tenant, oin, f"{path}/versions/{verdict['version']}")
    reasons = await as_insurer(tenant, oin, f"{path}/derivation")
    assert shown(version, "years") == [(None, True)]
    assert [one["rule"] for one in reasons["steps"]] == ["R-S03"]
    query = '{ contractVerdict(id: "%s") { years { value suppressed } derivation { steps { rule } } } }'
    graph = await tenant.ask(
        "outcomes",
        "POST",
        "/graphql",
        oin=oin,
        acting_for=tenant.owner,
        json={"query": query % verdict["id"]},
    )
    told = graph.json()["data"]["contractVerdict"]
    assert {"value": None, "suppressed": True} in told["years"] and len(told["derivation"]["steps"]) == 1


async def test_the_feed_tells_no_figures_of_few(tenant: Tenant, contract: contracts.Contract) -> None:
    """A fact reaches more readers than the parties: measurement and verdict leave out what few answered, for everyone."""
    await on_year_end(tenant)
    few, _ = await survey(tenant, contract, [5, 40])
    assert few.value == "7.1"
    answer = await tenant.ask("outcomes", "POST", f"/sandbox/{tenant.owner}/work")
    assert answer.status_code == 200, answer.text
    events = (await tenant.ask("outcomes", "GET", "/events?limit=500")).json()["events"]
    measured = [one["data"] for one in events if "measurement-registered" in one["type"]]
    assert [(one["value"], one["suppressed"]) for one in measured] == [(None, True), ("7.2", False)]
    [verdict] = [one["data"] for one in events if "verdict-given" in one["type"]]
    quarters = [one for one in verdict["quarters"] if one["indicator"] == lives.CODES[0]]
    assert [(one["value"], one["suppressed"]) for one in quarters[:2]] == [(None, True), ("7.2", False)]


async def test_settlement_releases_on_figures_that_nobody_else_sees(
    tenant: Tenant, contract: contracts.Contract
) -> None:
    """Between the services nothing is left out: a year of which few answered is judged, met, and its retention released."""
    await on_year_end(tenant)
    await survey(tenant, contract, [5, 5, 5, 5])
    lead = tenant.client(OutcomesClient, tenant.providers[0])
    for quarter in range(1, 5):
        await lead.register_measurement(
            NewMeasurement(
                contract_id=contract.id, indicator=lives.CODES[1], quarter=f"2026-Q{quarter}", value="8",
                source=MeasurementSource.PROVIDER,
            )
        )  # fmt: skip
    await lives.audit(tenant, contract.id)
    answer = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert answer.status_code == 200, answer.text
    settlement = tenant.client(SettlementClient)
    retention = await settlement.retention(contract.id, 2026)
    assert retention is not None
    assert (await settlement.release(retention.id)).released_cents == 35_000_000
