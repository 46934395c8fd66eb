"""What the messages of every service have in common."""

from tests.support.tenants import Tenant


async def test_nobody_real_can_be_put_on_a_sandbox_clock(tenant: Tenant) -> None:
    """An OIN that is no test OIN is refused as a guest of a sandbox, with the field that holds it and the mend."""
    body = {
        "owner": tenant.owner,
        "organisations": [tenant.providers[0], "00000001234567890000"],
        "today": "2026-01-01",
    }
    answer = await tenant.ask("settlement", "POST", "/sandbox", json=body)
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    assert (error["location"], error["code"]) == ("#/organisations/1", "oin-not-invented")
    assert "00000099" in error["detail"]
