"""Traffic lights when many act at once."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import twenty
from tests.services.outcomes.incentive_evaluations.case import light


async def test_twenty_at_once_give_one_light(measured: Measured) -> None:
    """Under one reference one light; another argument under it is refused, and a citizen's number is shut out."""
    sent = light(measured, externalReference="licht-een")
    assert await twenty(measured, "POST", "/incentive-evaluations", json=sent) == {200: 19, 201: 1}
    other = await measured.post("/incentive-evaluations", {**sent, "argument": "Anders."})
    assert (other.status_code, other.json()["errors"][0]["location"]) == (409, "#/argument")
    numbered = await measured.post("/incentive-evaluations", light(measured, argument="Zie 999900006."))
    assert (numbered.status_code, numbered.json()["errors"][0]["code"]) == (400, "bsn-refused")
    assert len(await measured.client().incentive_evaluations()) == 1
