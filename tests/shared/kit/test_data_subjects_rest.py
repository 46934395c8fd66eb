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


async def test_what_is_kept_without_a_surrogate_is_asked_by_requests(tenant: Tenant) -> None:
    """Outcomes finds waiting times by the surrogate; one from before it was kept by the request that is named, each once."""
    filed = await file(tenant)
    path = f"/data-subjects/{filed.citizen_id}"
    known = (await tenant.ask("outcomes", "GET", path)).json()
    asked = {filed.ids["granted"], filed.ids["refused"]}
    assert {one["requestId"] for one in known["holdings"][0]["items"]} == asked
    async with tenant.house.services["outcomes"].system_context(tenant.owner).begin() as connection:
        connection.recorded = True
        await connection.raw.execute("update waits set citizen_id = null where owner = $1", tenant.owner)
    bare = (await tenant.ask("outcomes", "GET", path)).json()
    named = (await tenant.ask("outcomes", "GET", f"{path}?requestId={filed.ids['granted']}")).json()
    assert bare["holdings"][0]["items"] == []
    assert [one["requestId"] for one in named["holdings"][0]["items"]] == [filed.ids["granted"]]
    assert named["followed"].keys() == {"contracts", "access", "settlement"} and named["waiting"] == 0
