"""What happens to authorisations at once and again: one is given, one withdrawal wins, one fact for each change."""

from __future__ import annotations

from shared.values.terms import ActorKind
from tests.services.contracts import given
from tests.services.contracts.authorisations.test_rest import READS, give
from tests.support.tenants import Tenant


async def test_of_twenty_equal_grants_at_once_exactly_one_is_given(tenant: Tenant) -> None:
    """With keys of their own and no reference: one 201, nineteen hear that it is there already."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    sent = {"holder": vendor, "role": "vendor", "scopes": READS, "validFrom": "2026-01-01"}
    answers = await given.twenty(tenant, "POST", "/authorisations", json=sent)
    assert given.statuses(answers) == {201: 1, 409: 19}
    assert {one.json()["code"] for one in answers[1:]} == {"authorisation-exists"}
    (fact,) = await given.facts(tenant, "authorisation-granted")
    assert fact["data"] == answers[0].json() and fact["data"]["takeSnapshot"] is True


async def test_twenty_retries_at_once_under_one_reference_make_one(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    sent = {"holder": vendor, "role": "vendor", "scopes": READS, "validFrom": "2026-01-01"}
    answers = await given.twenty(tenant, "POST", "/authorisations", json={**sent, "externalReference": "m-1"})
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(tenant, "authorisation-granted")
    assert all(answer.json() == fact["data"] for answer in answers)


async def test_of_twenty_withdrawals_on_one_version_exactly_one_wins(tenant: Tenant) -> None:
    """All read version 1: one takes it back, nineteen hear that their version is old; the holder is told once."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    made = await give(tenant, vendor)
    answers = await given.twenty(
        tenant, "POST", f"/authorisations/{made.id}/withdrawal", headers={"If-Match": '"1"'}
    )
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(tenant, "authorisation-withdrawn")
    assert (fact["data"], fact["data"]["takeSnapshot"]) == (answers[0].json(), False)
    seen = (await tenant.ask("contracts", "GET", "/events?limit=500", oin=vendor)).json()["events"]
    told = [one["type"].split(".")[3] for one in seen if one["subject"] == str(made.id)]
    assert told == ["authorisation-granted", "authorisation-withdrawn"]


async def test_neither_a_dry_nor_a_repeated_withdrawal_changes_anything_more(tenant: Tenant) -> None:
    """A dry run shows the second version and writes none; the same key answers what it answered."""
    made = await give(tenant, await tenant.actor(ActorKind.VENDOR))
    path = f"/authorisations/{made.id}/withdrawal"
    dry = await tenant.ask("contracts", "POST", f"{path}?dryRun=true")
    assert (dry.status_code, dry.json()["version"]) == (200, 2)
    assert (await tenant.ask("contracts", "GET", f"/authorisations/{made.id}")).json()["version"] == 1
    first = await tenant.ask("contracts", "POST", path, key="terug")
    again = await tenant.ask("contracts", "POST", path, key="terug")
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (first.json(), "true")
    assert len(await given.facts(tenant, "authorisation-withdrawn")) == 1


async def test_a_person_gives_and_takes_back(tenant: Tenant) -> None:
    """Without an end user nothing is given, read or withdrawn: an ombuds officer's case is a person's."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    made = await give(tenant, vendor)
    sent = {"holder": vendor, "role": "vendor", "scopes": ["contracts:read"], "validFrom": "2026-01-01"}
    for method, path, more in (
        ("POST", "/authorisations", {"json": sent}),
        ("POST", f"/authorisations/{made.id}/withdrawal", {}),
        ("GET", f"/authorisations/{made.id}", {}),
        ("GET", "/authorisations", {}),
    ):
        answer = await tenant.ask("contracts", method, path, end_user=None, **more)
        assert (answer.status_code, answer.json()["code"]) == (403, "end-user-missing")
