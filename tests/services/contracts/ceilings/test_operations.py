"""What happens to ceilings at once and again: no shift is lost, and a check keeps nothing."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.ceilings.test_rest import agreed, check, level_one, of_population
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("R-C23")
async def test_twenty_shifts_at_once_keep_the_pot_whole(ready: Ready) -> None:
    """Of 0.3 m each from a second line of 3.5 m: eleven fit, nine are refused, and the total stays 6 m."""
    pot = await agreed(ready, of_population(ready, "populationAllLines"))
    body = {"fromLine": "secondLine", "toLine": "team", "amountCents": 30_000_000}
    answers = await given.twenty(ready.tenant, "POST", f"/ceilings/{pot.id}/shifts", json=body)
    assert given.statuses(answers) == {200: 11, 409: 9}
    now = await ready.client().ceiling(pot.id)
    assert (now.team_cents, now.second_line_cents, now.version) == (580_000_000, 20_000_000, 12)
    told = await given.facts(ready.tenant, "ceiling-shifted")
    assert [one["subjectversion"] for one in told] == list(range(2, 13))


async def test_twenty_retries_at_once_under_one_reference_make_one_ceiling(ready: Ready) -> None:
    """With keys of their own: one 201, nineteen times what the first one made."""
    body = level_one(ready, externalReference="plafond-1")
    answers = await given.twenty(ready.tenant, "POST", "/ceilings", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(ready.tenant, "ceiling-agreed")
    assert all(answer.json() == fact["data"] for answer in answers)


async def test_a_check_tells_nobody(ready: Ready) -> None:
    """Nothing is kept of it: no fact, no version."""
    ceiling = await agreed(ready, level_one(ready))
    await check(ready, ceiling, spent_cents=60_000_000)
    answer = await ready.ask("GET", "/events?limit=500")
    told = [one["type"] for one in answer.json()["events"] if one["subject"] == str(ceiling.id)]
    assert len(told) == 1
    assert (await ready.client().ceiling(ceiling.id)).version == 1
