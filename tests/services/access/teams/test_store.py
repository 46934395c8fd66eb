"""Teams in the database: of one municipality, one under each code."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.teams import store
from services.access.teams.store import REGISTER
from shared.schemas.access import NewTeam
from shared.values import new_id
from shared.values.access_policies import TeamKind
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-A50")
async def test_the_teams_of_a_municipality_are_its_own(agreed: Any) -> None:
    """All of them in one statement; a second one under a code, and days that end before they begin, the database refuses."""
    new = NewTeam(code="T1", kind=TeamKind.YOUTH, name="Team", areas=["W1"], valid_from=date(2026, 1, 1))
    made = await agreed.client().register_team(new)
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        (team,) = await store.lock_teams(connection, owner)
        assert (team.id, team.areas) == (made.id, ["W1"])
    async with agreed.connection(invented_oin()) as connection:
        assert await store.list_teams_of(connection, owner) == []
    for wrong, error in (
        (replace(team, id=new_id()), asyncpg.UniqueViolationError),
        (replace(team, id=new_id(), code="T2", valid_until=date(2025, 1, 1)), asyncpg.CheckViolationError),
    ):
        with pytest.raises(error):
            async with agreed.connection() as connection:
                await REGISTER.add(connection, wrong, "balie")
