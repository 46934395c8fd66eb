"""Who judges three aims, on what, and who reads it."""

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import NewTripleAim
from shared.values import new_id
from shared.values.flowing import TripleAimVerdict
from tests.services.outcomes.conftest import Measured

GIVEN: dict[str, Any] = {
    "name": "Wesselerbrink, twee jaar",
    "area_code": "WK015301",
    "before": {"first_day": "2025-01-01", "last_day": "2025-12-31"},
    "after": {"first_day": "2026-01-01", "last_day": "2026-06-30"},
    "quality": {"before": {"value": "7.4"}, "after": {"value": "7.6"}},
    "health": {"before": {"value": "0.72"}, "after": {"value": "0.72"}},
    "cost": {"before_cents": 210_000, "after_cents": 208_000},
}


def new(**other: Any) -> NewTripleAim:
    """The rule's own example, of the pilot in Enschede."""
    return NewTripleAim.model_validate({**GIVEN, **other})


@pytest.mark.rule("R-O07")
async def test_three_aims_of_a_pilot_judged_on_measurements(measured: Measured) -> None:
    """Success, explained; read by its participants, by no other; the same reference twice is one, another content is refused."""
    client, second, third = measured.client(), *measured.tenant.providers[1:3]
    before, after = await measured.measure("2026-Q1", "7.4"), await measured.measure("2026-Q2", "7.6")
    quality = {"before": {"measurement_id": before.id}, "after": {"measurement_id": after.id, "value": "7.6"}}
    asked = new(contract_id=measured.contract.id, pilot_id=new_id(), participants=[second], quality=quality)
    made = await client.put_triple_aim("wesselerbrink", asked)
    assert (made.verdict, made.quality.before, made.parties) == (TripleAimVerdict.SUCCESS, "7.4", [second])
    assert await client.put_triple_aim("wesselerbrink", asked) == made
    with pytest.raises(Refusal) as refused:
        await client.put_triple_aim("wesselerbrink", new(name="Anders"))
    assert refused.value.code == "external-reference-used"
    assert await measured.client(second).triple_aim(made.id) == made
    assert await measured.client(third).triple_aims() == []
    assert await client.triple_aims(pilotId=str(made.pilot_id), verdict="success") == [made]
    steps = (await client.triple_aim_derivation(made.id)).steps
    assert [step.rule for step in steps] == ["R-O07"] * 4
    assert (
        steps[2].sentence == "Kosten per inwoner: van € 2.100,00 naar € 2.080,00, lager is beter: improved."
    )


@pytest.mark.rule("R-O07")
async def test_what_cannot_be_judged(measured: Measured) -> None:
    """A measurement that is not there, a contract that is not, and a provider that would judge itself."""
    missing = {"before": {"measurement_id": new_id()}, "after": {"value": "7.6"}}
    with pytest.raises(Refusal) as refused:
        await measured.client().register_triple_aim(new(quality=missing))
    assert (refused.value.code, refused.value.problem["errors"][0]["location"]) == (
        "triple-aim-refused", "#/quality/before",
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        await measured.client().register_triple_aim(new(contract_id=new_id()))
    assert refused.value.code == "outcomes-contract-not-found"
    with pytest.raises(Refusal) as refused:
        await measured.client(measured.lead).register_triple_aim(new())
    assert refused.value.status == 403
