"""Remedies as plain HTTP: tried without doing it, filters, and a version that was not seen."""

from tests.services.access.conftest import Agreed


async def test_filters_a_trial_and_a_version_not_seen(agreed: Agreed) -> None:
    """dryRun keeps nothing, kind and state narrow the list, If-Match of another version is 412."""
    decision = await agreed.decided()
    body = {
        "kind": "complaint", "citizenId": str(decision.citizen_id), "subject": "conduct", "filedOn": "2026-04-20",
        "handlerKind": "complaintsDesk", "provider": decision.provider,
    }  # fmt: skip
    assert (await agreed.post("/remedies?dryRun=true", body)).status_code in (200, 201)
    assert (await agreed.get("/remedies")).json()["items"] == []
    made = (await agreed.post("/remedies", body)).json()
    for query in (
        "kind=complaint",
        "state=filed",
        f"provider={decision.provider}",
        f"citizenId={decision.citizen_id}",
    ):
        assert [one["id"] for one in (await agreed.get(f"/remedies?{query}")).json()["items"]] == [
            made["id"]
        ], query
    assert (await agreed.get("/remedies?kind=objection")).json()["items"] == []
    stale = await agreed.tenant.ask(
        "access", "POST", f"/remedies/{made['id']}/withdrawal", headers={"If-Match": '"7"'}
    )
    assert stale.status_code == 412
    with_bsn = await agreed.post("/remedies", {**body, "ground": "Mijn nummer is 999900006."})
    assert with_bsn.status_code == 400
