"""Checks in the database: the register keeps its word, and a day of birth is given for its purposes alone."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.legal_checks.store import REGISTER, find_birth_date, list_checks
from shared.schemas.access import NewLegalCheck
from shared.values import new_id
from shared.values.legal_frames import LegalCheckKind, LegalCheckReason
from tests.services.access.legal_checks.known import youth
from tests.support.persons import person, registered, stated


@pytest.mark.rule("F-05")
async def test_the_database_keeps_a_check_whole(agreed: Any) -> None:
    """Of the register no row without a reason or with a note; an answer has its day; a citizen has its own checks."""
    request, other = await agreed.report(), await agreed.report("inwoner-2")
    for one in (request, other):
        await agreed.client().register_legal_check(
            NewLegalCheck(
                request_id=one.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE
            )
        )
    async with agreed.connection() as connection:
        (made,) = await list_checks(connection, agreed.tenant.owner, request.citizen_id)
    assert made.request_id == request.id
    known = REGISTER.values(made)
    for changes in ({"reason": None}, {"note": "Meer dan nodig."}, {"answer": "noIndication"}):
        with pytest.raises(asyncpg.CheckViolationError):
            async with agreed.connection() as connection:
                row: dict[str, Any] = {**known, "id": new_id(), **changes}
                await REGISTER.add(connection, REGISTER.kind(**row), "balie")


@pytest.mark.rule("F-02")
async def test_a_day_of_birth_is_given_for_its_purposes_alone(agreed: Any) -> None:
    """For who it is and what is needed, not when it was recorded for the own contribution, nor when it was not."""
    request = await youth(agreed)
    other = await registered(
        agreed.tenant, person("bijdrage", bsn=None, bornOn=stated("1950-01-01", "ownContribution"))
    )
    ctx = agreed.tenant.house.services["access"].system_context(agreed.tenant.owner)
    async with ctx.read() as connection:
        found = [
            await find_birth_date(ctx, connection, agreed.tenant.owner, citizen)
            for citizen in (request.citizen_id, other["id"])
        ]
    assert found == [date(2008, 9, 1), None]
