"""Coming back tells two things at once: the flame that went over, and the new request."""

from typing import Any

from shared.schemas.access import NewPilotFlame, PilotFlameReentry


async def test_a_retry_of_coming_back_makes_no_second_request(agreed: Any) -> None:
    """The same key gives the same request; the feed tells the flame first, then the request."""
    client = agreed.client()
    old = await agreed.report("vlam-terug")
    flame = await client.light_pilot_flame(old.id, NewPilotFlame())
    reentry = PilotFlameReentry(contact_on=agreed.tenant.today, acute=True, acute_motive="Alleen en ziek.")
    made = await client.reenter_pilot_flame(flame.id, reentry, key="terug-sleutel")
    assert await client.reenter_pilot_flame(flame.id, reentry, key="terug-sleutel") == made
    assert made.acute
    rows = [row for row in await agreed.logged() if row["subject"] in (flame.id, made.id)]
    assert [row["what"] for row in rows] == ["pilot-flame-lit", "pilot-flame-reentered", "request-received"]
    assert "Alleen en ziek." not in str([dict(row) for row in rows])
