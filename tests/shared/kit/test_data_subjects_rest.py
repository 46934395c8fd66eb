"""`GET /v1/data-subjects/{citizenId}` of each service."""

from shared.values import new_id
from tests.support.files import file
from tests.support.tenants import Tenant


async def test_what_is_asked_wrongly(tenant: Tenant) -> None:
    """Not an id, or more ids than one question takes: 400; nobody behind the token, or no persons:read: 403."""
    token = await tenant.token(tenant.owner, scope="access:read")
    many = "&".join(f"requestId={new_id()}" for _ in range(51))
    for service in tenant.house.urls:
        answers = [
            await tenant.ask(service, "GET", "/data-subjects/inwoner-1"),
            await tenant.ask(service, "GET", f"/data-subjects/{new_id()}?{many}"),
            await tenant.ask(service, "GET", f"/data-subjects/{new_id()}", end_user=None),
            await tenant.ask(
                service, "GET", f"/data-subjects/{new_id()}", headers={"Authorization": f"Bearer {token}"}
            ),
        ]
        assert [one.status_code for one in answers] == [400, 400, 403, 403], service


async def test_a_service_without_surrogates_is_asked_by_requests(tenant: Tenant) -> None:
    """Outcomes knows the waiting times of the requests that are named, and without them nothing."""
    filed = await file(tenant)
    path = f"/data-subjects/{filed.citizen_id}"
    bare = (await tenant.ask("outcomes", "GET", path)).json()
    named = (await tenant.ask("outcomes", "GET", f"{path}?requestId={filed.ids['granted']}")).json()
    assert bare["holdings"][0]["items"] == []
    assert [one["requestId"] for one in named["holdings"][0]["items"]] == [filed.ids["granted"]]
    assert named["followed"].keys() == {"contracts", "access"} and named["waiting"] == 0
