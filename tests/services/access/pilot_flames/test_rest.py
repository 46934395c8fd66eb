"""A case that closes with light contact, over HTTP: reminded of, met, and entered again."""

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewClarification, NewPilotFlame, PilotFlameContact, PilotFlameReentry


@pytest.mark.rule("R-A51")
async def test_a_flame_is_kept_and_the_citizen_comes_back(agreed: Any, tenant_on: Any) -> None:
    """Reminded once on the day of contact; the way back is a new request that needs no full clarification."""
    client, today = agreed.client(), agreed.tenant.today
    request = await agreed.report("waakvlam")
    new = NewPilotFlame(next_contact_on=date(2026, 4, 22), note="Belt graag.", external_reference="vlam/1")
    flame = await client.light_pilot_flame(request.id, new)
    assert (flame.state, flame.lit_on) == ("burning", today)
    assert await client.put_pilot_flame(request.id, "vlam/1", new) == flame
    closed = await client.get_request(request.id)
    assert (closed.state, closed.end_reason) == ("closed", "pilotFlame")
    with pytest.raises(Refusal) as caught:
        await client.light_pilot_flame(request.id, NewPilotFlame())
    assert caught.value.problem["errors"][0]["code"] == "burning-already"
    await agreed.on(date(2026, 4, 22))
    await agreed.work()
    due = await agreed.facts("pilot-flame-due")
    assert [one.subject for one in due] == [str(flame.id)]
    assert "Belt graag." not in str(due)
    met = await client.contact_pilot_flame(flame.id, PilotFlameContact(held_on=date(2026, 4, 22)))
    assert (met.contacts, met.next_contact_on) == (1, date(2026, 10, 22))
    assert await client.list_pilot_flames(state="burning", requestId=request.id) == [met]
    back = await client.reenter_pilot_flame(flame.id, PilotFlameReentry(contact_on=date(2026, 4, 22)))
    assert (back.previous_id, back.state, back.contract_id) == (request.id, "received", request.contract_id)
    told = NewClarification(held_on=date(2026, 4, 22), method="talk")
    short = await client.record_clarification(back.id, told)
    assert short.short
    assert "missing" not in {one.level for one in short.findings}
    new = agreed.new_decision()
    decided = await client.take_decision(back.id, new.model_copy(update={"clarification": None}))
    assert decided.state == "final"
    out = await client.get_pilot_flame(flame.id)
    assert (out.state, out.reentry_id) == ("reentered", back.id)
    with pytest.raises(Refusal) as caught:
        await client.end_pilot_flame(flame.id)
    assert caught.value.code == "pilot-flame-out"
    refused = await agreed.get(f"/pilot-flames/{flame.id}", oin=agreed.tenant.providers[0])
    assert refused.status_code in (403, 404)
    other = await tenant_on(date(2026, 4, 20))
    assert (await other.ask("access", "GET", f"/pilot-flames/{flame.id}")).status_code == 404
