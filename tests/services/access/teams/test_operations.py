"""Two who give one area to a team at once."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewTeam
from shared.values.access_policies import TeamKind


@pytest.mark.rule("R-A50")
async def test_an_area_goes_to_one_of_two_teams_at_once(agreed: Any) -> None:
    """One is registered, the other hears that the area is taken."""
    client = agreed.client()
    both = [
        NewTeam(code=code, kind=TeamKind.SOCIAL, name=code, areas=["W1"], valid_from=date(2026, 1, 1))
        for code in ("EEN", "TWEE")
    ]
    answers = await asyncio.gather(*(client.register_team(one) for one in both), return_exceptions=True)
    refused = [one for one in answers if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["team-refused"]
    assert len(await client.list_teams()) == 1
