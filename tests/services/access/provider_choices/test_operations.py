"""Two at once get two places, a citizen who moved or was erased gets none."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewDeparture
from shared.values.choosing import ChoiceState
from tests.services.access.provider_choices.test_rest import a_catalogue, asked


@pytest.mark.rule("R-C43")
async def test_the_last_place_is_given_once(agreed: Any) -> None:
    """Two assignments at the same moment, one place at each provider: one of rank 1, one of rank 2."""
    catalogue = a_catalogue(agreed, 1, 1)
    await agreed.tell("catalogue-capacity-changed", catalogue)
    client, made = agreed.client(), []
    for citizen in ("inwoner-1", "inwoner-2"):
        request = await agreed.report(citizen)
        new = asked(request.id, catalogue_id=catalogue.id, offered_on=date(2026, 4, 14))
        made.append(await client.register_provider_choice(new))
    found = await asyncio.gather(*(agreed.client().assign_provider(one.id) for one in made))
    assert sorted(one.rank for one in found) == [1, 2]


@pytest.mark.rule("R-A56")
async def test_an_offer_to_who_moved_is_withdrawn_by_the_day(agreed: Any) -> None:
    """The question goes on elsewhere, and so does the choice."""
    client = agreed.client()
    request = await agreed.report()
    made = await client.register_provider_choice(asked(request.id, offered=agreed.tenant.providers[:2]))
    departure = NewDeparture(to="00000099000000000310", moved_on=date(2026, 4, 22))
    await client.record_departure(request.citizen_id, departure)
    await agreed.on(date(2026, 4, 22))
    for _ in range(2):
        await agreed.work()
    gone = await client.get_provider_choice(made.id)
    assert (gone.state, gone.version) == (ChoiceState.WITHDRAWN, 2)
