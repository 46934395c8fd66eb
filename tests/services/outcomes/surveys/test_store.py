"""What is kept of surveys: for good, and what counts of a year."""

import asyncpg
import pytest

from services.outcomes.surveys import store
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.surveys.asking import survey


async def test_a_survey_never_changes_and_a_corrected_one_does_not_count(measured: Measured) -> None:
    """The application cannot change or delete it; of a year counts what no other one corrects, by the day it was held."""
    client = measured.client()
    first = await client.register_survey(survey(measured))
    better = await client.register_survey(survey(measured, mean="7.4", corrects_id=first.id))
    await client.register_survey(survey(measured, held_on="2025-12-31"))
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    for change in ("update surveys set mean = '9'", "delete from surveys"):
        with pytest.raises((asyncpg.RestrictViolationError, asyncpg.InsufficientPrivilegeError)):
            async with ctx.begin() as connection:
                await connection.raw.execute(f"{change} where id = $1", first.id)
    async with ctx.read() as connection:
        counting = await store.list_surveys_of_year(connection, measured.contract.id, 2026)
        corrected, superseded = await store.find_corrected(connection, first.id)
    assert [one.id for one in counting] == [better.id]
    assert (corrected.id if corrected else None, superseded) == (first.id, True)
