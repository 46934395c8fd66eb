"""Own contributions in the database: one per start of care, ended with its day, and found when the care says otherwise."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.own_contributions.store import REGISTER, is_known, list_behind
from shared.schemas.access import NewCareStart, NewOwnContribution
from shared.values import new_id
from tests.services.access.legal_checks.known import catalogued


@pytest.mark.rule("R-A30")
async def test_the_database_keeps_a_contribution_whole(agreed: Any) -> None:
    """No second one, no end without its state, nobody who collects nothing; what is behind its care is found."""
    await catalogued(agreed)
    decision = await agreed.acute()
    care = await agreed.client().register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    made = await agreed.client().register_own_contribution(NewOwnContribution(care_start_id=care.id))
    async with agreed.connection() as connection:
        assert await is_known(connection, agreed.tenant.owner, care.id)
        assert not await is_known(connection, agreed.tenant.owner, new_id())
        assert await list_behind(connection) == []
        known = REGISTER.values(await REGISTER.get(connection, made.id))
    wrong: list[tuple[dict[str, Any], type[Exception]]] = [
        ({}, asyncpg.UniqueViolationError),
        ({"state": "ended"}, asyncpg.CheckViolationError),
        ({"state": "withdrawn", "collected_by": None}, asyncpg.CheckViolationError),
        ({"state": "ended", "end_date": date(2026, 3, 31)}, asyncpg.CheckViolationError),
    ]
    for changes, error in wrong:
        with pytest.raises(error):
            async with agreed.connection() as connection:
                await REGISTER.add(connection, REGISTER.kind(**{**known, "id": new_id(), **changes}), "balie")
    async with agreed.connection() as connection:
        lapsed = REGISTER.kind(**{**known, "version": 2, "start_date": date(2026, 4, 2)})
        await REGISTER.save(connection, lapsed)
        assert await list_behind(connection) == [made.id]
