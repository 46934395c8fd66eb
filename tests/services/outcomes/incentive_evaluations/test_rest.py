"""Traffic lights over HTTP: given by a person, never by a computer (N-157, D-46)."""

from __future__ import annotations

from shared.values.consulting import Light
from shared.values.findings import Dimension
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.incentive_evaluations.case import light
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_five_lights_side_by_side(year_over: Measured, house: House) -> None:
    """No light until somebody gives one; a later one takes its place, the former year's stands beside it; the provider reads them."""
    client, put = year_over.client(), "/incentive-evaluations/by-reference/licht/1"
    empty = await client.incentive_overview(year_over.contract.id, 2026)
    assert [one.light for one in empty.dimensions] == [None] * 5
    assert not empty.complete
    sent = [await year_over.tenant.ask("outcomes", "PUT", put, json=light(year_over)) for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 200], sent[0].text
    for dimension in Dimension:
        made = await year_over.post(
            "/incentive-evaluations", light(year_over, dimension=dimension.value, light="green", year=2027)
        )
        assert made.status_code == 201, made.text
    await year_over.post("/incentive-evaluations", light(year_over, light="red", year=2027))
    full = await year_over.client(year_over.lead).incentive_overview(year_over.contract.id, 2027)
    assert full.complete
    (accessible,) = [one for one in full.dimensions if one.dimension is Dimension.ACCESSIBILITY]
    assert (accessible.light, accessible.previous) == (Light.RED, Light.AMBER)
    listed = await client.incentive_evaluations(contractId=year_over.contract.id, year=2027, light="red")
    assert [one.dimension for one in listed] == [Dimension.ACCESSIBILITY]
    told = (await year_over.get("/events?limit=200")).text
    assert (
        "incentive-evaluation-given" in told and "Laagdrempelig" not in told and "beleidsadviseur" not in told
    )
    stranger = await new_tenant(house, year_over.tenant.today, providers=1)
    unseen = await stranger.ask("outcomes", "GET", f"/incentive-evaluations/{listed[0].id}")
    assert (unseen.status_code, unseen.json()["code"]) == (404, "incentive-evaluation-not-found")


async def test_a_provider_or_a_year_to_come_gets_no_light(measured: Measured) -> None:
    """Only the purchaser gives one, on a year that has begun and in which the contract runs."""
    denied = await measured.post("/incentive-evaluations", light(measured), oin=measured.lead)
    assert denied.status_code == 403
    for year in (2025, 2027):
        refused = await measured.post("/incentive-evaluations", light(measured, year=year))
        assert (refused.status_code, refused.json()["code"]) == (409, "incentive-evaluation-year")
