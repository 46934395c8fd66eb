"""The dossier's address; what stands in it is shown in tests/security/test_dossier.py."""

import pytest

from tests.support.files import agree, file
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
async def test_a_dossier_has_a_part_of_each_service_in_order(tenant: Tenant) -> None:
    """Also of who never asked anything; an unknown citizen is 404, an erased one 410."""
    filed = await agree(tenant)
    citizen = await filed.register()
    found = await filed.ask("GET", f"/citizens/{citizen}/dossier")
    assert [one["service"] for one in found.json()["services"]] == [
        "access", "contracts", "settlement", "outcomes",
    ]  # fmt: skip
    assert (found.json()["citizenId"], found.json()["owner"]) == (citizen, tenant.owner)
    await filed.made(f"/citizens/{citizen}/erasure", {"ground": "unlawful"})
    statuses = await filed.statuses(
        f"/citizens/{citizen}/dossier", "/citizens/01990000-0000-7000-8000-000000000001/dossier"
    )
    assert statuses == [410, 404]


@pytest.mark.rule("F-38")
async def test_a_dossier_tells_of_the_care_and_what_it_is_for(tenant: Tenant) -> None:
    """Start, stop, desired result with its text, switch to a PGB with its note: each under its own kind."""
    filed = await file(tenant)
    today = tenant.today.isoformat()
    start = await filed.made("/care-starts", {"decisionId": filed.ids["decision"], "startDate": today})
    await filed.made("/care-stops", {"careStartId": start["id"], "endDate": today, "reasonCode": "19"})
    goal = {"decisionId": filed.ids["decision"], "text": "Zelf koken.", "termMonths": 3, "setBy": ["citizen"]}
    await filed.made("/desired-results", goal | {"setBy": ["citizen", "municipality"]})
    wish = {
        "requestId": filed.ids["granted"],
        "requestedOn": today,
        "reason": "other",
        "note": "Een neef helpt.",
    }
    await filed.made("/pgb-switches", wish)
    await tenant.drain()
    answer = await filed.ask("GET", f"/citizens/{filed.citizen_id}/dossier")
    assert answer.status_code == 200, answer.text
    (access,) = [one for one in answer.json()["services"] if one["service"] == "access"]
    kept = {one["kind"]: one["items"] for one in access["holdings"]}
    assert [one["state"] for one in kept["care-starts"]] == ["stopped"]
    assert [one["reason"] for one in kept["care-stops"]] == ["asPlanned"]
    assert [one["text"] for one in kept["desired-results"]] == ["Zelf koken."]
    assert [one["note"] for one in kept["pgb-switches"]] == ["Een neef helpt."]
