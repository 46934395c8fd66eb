"""Meetings when many act at once."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import twenty
from tests.services.outcomes.meetings.case import cycle, meeting


async def test_twenty_at_once_record_one_meeting(measured: Measured) -> None:
    """Under one reference one meeting, and the cycle moves on once; of twenty changes of a version one wins."""
    made = (await measured.post("/meeting-cycles", cycle(measured))).json()
    sent = meeting(measured, made["id"], externalReference="verslag-een")
    assert await twenty(measured, "POST", "/meetings", json=sent) == {200: 19, 201: 1}
    (held,) = await measured.client().meetings()
    moved = await measured.client().meeting_cycle(made["id"])
    assert (moved.version, str(moved.next_on)) == (2, "2026-08-12")
    change = {"agreements": [{**sent["agreements"][0], "doneOn": "2026-08-01"}]}
    changed = await twenty(
        measured, "PATCH", f"/meetings/{held.id}", json=change, headers={"If-Match": '"1"'}
    )
    assert changed == {200: 1, 412: 19}
    late = await measured.post("/meetings", meeting(measured, made["id"], heldOn="2026-02-25"))
    assert late.status_code == 201
    assert (await measured.client().meeting_cycle(made["id"])).version == 2, "long ago moves nothing"
