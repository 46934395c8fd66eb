"""F-38: one call gives all data on one person over four services, whole or not at all, under one trace (AVG art. 15, 20)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from shared.values.terms import ActorKind, HolderRole
from tests.support.files import BSN, WORD, Filed, file, logged
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

pytestmark = [pytest.mark.rule("F-38"), pytest.mark.xdist_group("published")]
PORTAL = ["persons:read", "access:read"]


@pytest_asyncio.fixture
async def filed(tenant: Tenant) -> Filed:
    """One citizen with support and a referral that was refused; every service followed."""
    return await file(tenant)


async def dossier(filed: Filed, **more: Any) -> Any:
    """The answer to a request for the citizen's dossier."""
    return await filed.ask("GET", f"/citizens/{filed.citizen_id}/dossier", **more)


def parts(found: dict[str, Any]) -> dict[str, dict[str, list[Any]]]:
    """What each service keeps: its kinds of records with their items."""
    return {
        part["service"]: {one["kind"]: one["items"] for one in part["holdings"]} for part in found["services"]
    }


async def test_everything_of_one_person(filed: Filed) -> None:
    """Personal data with purposes, requests, decisions with motivation, referrals, holds; allocations and waiting times."""
    hold = await filed.made("/legal-holds", {"citizenId": filed.citizen_id, "ground": "beroepsprocedure"})
    answer = await dossier(filed)
    assert answer.status_code == 200, answer.text
    found = parts(answer.json())
    access = found["access"]
    [personal] = access["personal-data"]
    assert personal["bsn"] == {"value": BSN, "purpose": "identification"}
    assert personal["address"]["purpose"] == "residence"
    assert {one["id"] for one in access["requests"]} == {filed.ids["granted"], filed.ids["refused"]}
    assert [one["id"] for one in access["decisions"]] == [filed.ids["decision"]]
    assert [one["motivation"] for one in access["motivations"]] == [f"{WORD} kan niet koken."]
    assert [one["refusalReason"] for one in access["referrals"]] == [f"{WORD} is te ver weg."]
    assert [one["ground"] for one in access["legal-holds"]] == [hold["ground"]]
    assert (access["transfers"], access["erasures"]) == ([], [])
    assert [one["id"] for one in found["settlement"]["allocations"]] == [filed.ids["decision"]]
    waited = {one["requestId"] for one in found["outcomes"]["waiting-times"]}
    assert waited == {filed.ids["granted"], filed.ids["refused"]}
    assert {name: part["authorisations"] for name, part in found.items()} == {name: [] for name in found}
    assert access["destruction-lines"] == []
    said = {part["service"]: part["statement"] for part in answer.json()["services"]}
    assert "alleen de machtiging van een ombudsfunctionaris" in said["contracts"]
    assert all(one["description"] for part in answer.json()["services"] for one in part["holdings"])


@pytest.mark.rule("F-01")
async def test_nothing_of_another_person(filed: Filed) -> None:
    """A second citizen of the same municipality stands nowhere in it."""
    other = await filed.register("Ander", "123456782")
    request = await filed.request(other, "Ander")
    await filed.tenant.drain()
    answer = await dossier(filed)
    assert answer.status_code == 200
    assert not any(one in answer.text for one in (other, request, "Ander", "123456782"))


async def test_who_did_what_is_in_it(filed: Filed) -> None:
    """The lines of the processing log of every service about this person, oldest first, none missing."""
    await filed.ask("GET", f"/citizens/{filed.citizen_id}/personal-data", end_user="a.bakker")
    found = {part["service"]: part for part in (await dossier(filed)).json()["services"]}
    lines = found["access"]["processing"]
    assert lines[0]["name"] == "access.citizens.citizen-registered"
    assert lines[-1]["name"] == "access.citizens.get_personal_data"
    assert {one["citizenId"] for part in found.values() for one in part["processing"]} == {filed.citizen_id}
    assert [one["action"] for one in found["settlement"]["processing"]] == ["transfer"]
    assert all(part["processingComplete"] for part in found.values())


async def test_the_export_is_logged_in_all_four_under_one_trace(filed: Filed) -> None:
    """One line of kind export in each service, for the person who asked, with the trace of the answer."""
    answer = await dossier(filed, end_user="a.bakker")
    trace = answer.json()["traceId"]
    assert trace in answer.headers["traceparent"]
    for name, service in filed.tenant.house.services.items():
        lines = await service.database.worker.fetch(
            "select * from processing_log where trace_id = $1 and event = 'export'", trace
        )
        told = [(str(one["subject"]), one["end_user"], one["activity"].partition("/")[0]) for one in lines]
        assert told == [(filed.citizen_id, "a.bakker", "data-subjects")], name


async def test_a_portal_shows_its_own_citizen_and_nobody_else(filed: Filed) -> None:
    """With the citizen in its token: that dossier, without the ground of a hold; another's, or none named: 404."""
    await filed.made("/legal-holds", {"citizenId": filed.citizen_id, "ground": f"{WORD} wordt onderzocht"})
    tenant, asked = filed.tenant, {"acting_for": filed.tenant.owner, "end_user": "portaal"}
    own = await tenant.actor(ActorKind.PORTAL, PORTAL, UUID(filed.citizen_id))
    await tenant.authorise(own, HolderRole.PORTAL, PORTAL)
    answer = await dossier(filed, oin=own, **asked)
    assert answer.status_code == 200, answer.text
    found = parts(answer.json())
    assert found["access"]["personal-data"][0]["bsn"]["value"] == BSN
    assert [one["ground"] for one in found["access"]["legal-holds"]] == [None]
    assert found["settlement"]["allocations"]
    other = await filed.register("Ander", "123456782")
    stranger = await filed.ask("GET", f"/citizens/{other}/dossier", oin=own, **asked)
    nobody = await tenant.actor(ActorKind.PORTAL, PORTAL)
    await tenant.authorise(nobody, HolderRole.PORTAL, PORTAL)
    unnamed = await dossier(filed, oin=nobody, **asked)
    assert [(one.status_code, one.json()["code"]) for one in (stranger, unnamed)] == [
        (404, "citizen-not-found")
    ] * 2


async def test_who_is_refused(house: House, filed: Filed) -> None:
    """A provider, a token without persons:read, nobody behind it: 403; another municipality: 404."""
    token = await filed.tenant.token(filed.tenant.owner, scope="access:read")
    other = await new_tenant(house, date(2026, 1, 1), providers=0)
    answers = [
        await dossier(filed, oin=filed.tenant.providers[0]),
        await dossier(filed, headers={"Authorization": f"Bearer {token}"}),
        await dossier(filed, end_user=None),
        await other.ask("access", "GET", f"/citizens/{filed.citizen_id}/dossier"),
    ]
    assert [one.status_code for one in answers] == [403, 403, 403, 404]
    exported = [one for one in await logged(filed, filed.citizen_id) if one["event"] == "export"]
    assert exported == []


async def test_a_service_that_is_away_or_behind_is_named(
    house: House, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a dossier is not given: 503 with Retry-After says which part is missing and why; then it is whole again."""
    extra = await filed.request(filed.citizen_id, "later", contractId=str(filed.contract.id))
    behind = await dossier(filed)
    assert (behind.status_code, behind.json()["code"]) == (503, "dossier-incomplete")
    assert [(one["location"], one["code"]) for one in behind.json()["errors"]] == [
        ("contracts", "service-behind"), ("outcomes", "service-behind"), ("settlement", "service-behind"),
    ]  # fmt: skip
    assert "Retry-After" in behind.headers and WORD not in behind.text
    await filed.tenant.drain()
    settings = house.services["access"].settings
    urls = {**settings.service_urls, "settlement": "http://127.0.0.1:9"}
    with monkeypatch.context() as patch:
        patch.setattr("shared.kit.data_subjects.PATIENCE", 0.1)
        object.__setattr__(settings, "service_urls", urls)
        try:
            away = await dossier(filed)
        finally:
            object.__setattr__(settings, "service_urls", {**urls, "settlement": house.urls["settlement"]})
    assert [(one["location"], one["code"]) for one in away.json()["errors"]] == [
        ("settlement", "service-away")
    ]
    assert away.status_code == 503
    whole = await dossier(filed)
    assert whole.status_code == 200 and extra in whole.text


async def test_each_service_tells_its_own_part(filed: Filed) -> None:
    """The route behind it, for the municipality itself; who is unknown has nothing, and a provider no right."""
    path = f"/data-subjects/{filed.citizen_id}"
    for service in filed.tenant.house.urls:
        own = await filed.tenant.ask(service, "GET", path)
        assert (own.status_code, own.json()["service"]) == (200, service), own.text
        refused = await filed.tenant.ask(service, "GET", path, oin=filed.tenant.providers[0])
        assert refused.status_code == 403
        nobody = await filed.tenant.ask(service, "GET", "/data-subjects/01990000-0000-7000-8000-000000000001")
        items = [one for holding in nobody.json()["holdings"] for one in holding["items"]]
        assert (nobody.status_code, items) == (200, [])


async def test_an_ombuds_officer_s_case_is_in_every_part(filed: Filed) -> None:
    """For whose case somebody may act is kept by all four services, and all four tell it."""
    officer = await filed.tenant.actor(ActorKind.OMBUDS)
    await filed.tenant.authorise(officer, HolderRole.OMBUDS, ["access:read"], citizenId=filed.citizen_id)
    await filed.tenant.drain()
    found = parts((await dossier(filed)).json())
    assert set(found) == {"access", "contracts", "settlement", "outcomes"}
    for name, part in found.items():
        assert [(one["holder"], one["role"]) for one in part["authorisations"]] == [(officer, "ombuds")], name


async def test_a_line_on_a_destruction_list_is_in_the_dossier(tenant: Tenant) -> None:
    """Whose file is due sees when it closed, until when it is kept and what is done with it."""
    filed = await file(tenant, end=date(2026, 1, 20))
    await filed.jump(date(2050, 1, 1))
    await filed.made("/legal-holds", {"citizenId": filed.citizen_id, "ground": "beroep"})
    await filed.made("/destruction-lists", {})
    [line] = parts((await dossier(filed)).json())["access"]["destruction-lines"]
    assert (line["citizenId"], line["excluded"], line["destroyed"]) == (filed.citizen_id, "legalHold", False)
