"""Starts of care in the database: one open at a time, closed off per organisation and per citizen."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.care_starts import store
from services.access.care_starts.store import REGISTER
from services.access.cases import store as cases
from shared.values import new_id
from shared.values.care_courses import CareState
from tests.services.access.cases.given import care


async def a_start(agreed: Any, citizen: str = "inwoner-1") -> Any:
    """A case of a new decision and a start under it, not written yet."""
    decision = await agreed.decided(citizen)
    async with agreed.connection() as connection:
        case = await cases.lock_case(connection, decision.id, None)
    return case, care(case, agreed.tenant.today, today=agreed.tenant.today)


@pytest.mark.rule("R-X07")
async def test_two_open_starts_of_a_case_never_stand_beside_each_other(agreed: Any) -> None:
    """The unique index is the last wall (TR326); a stopped or withdrawn one makes room."""
    case, made = await a_start(agreed)
    async with agreed.connection() as connection:
        await REGISTER.add(connection, made, "balie")
    second = replace(made, id=new_id())
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, second, "balie")
    stopped = replace(made, version=2, state=CareState.STOPPED, end_date=made.start_date)
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        await REGISTER.save(connection, stopped)
        await REGISTER.add(connection, second, "balie")
        found = await store.list_starts_of_case(connection, case)
    assert [one.state for one in found] == [CareState.STOPPED, CareState.IN_CARE]


@pytest.mark.rule("R-X07")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("end_date", date(2026, 4, 1)),
        ("allocation_number", None),
        ("state", "stopped"),
        ("reported_on", date(2026, 4, 1)),
    ],
)
async def test_the_database_keeps_a_start_whole(agreed: Any, column: str, value: Any) -> None:
    """An end before the start, an allocation without its number, stopped without a day, reported before it began."""
    made = replace((await a_start(agreed))[1], **{column: value})
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, made, "balie")


async def test_a_start_is_seen_by_its_owner_and_its_provider_alone(agreed: Any) -> None:
    """Row-level security: another member reads nothing and writes nothing for the municipality."""
    _, made = await a_start(agreed)
    async with agreed.connection() as connection:
        await REGISTER.add(connection, made, "balie")
        assert list(await store.list_starts_by_request(connection, [made.request_id])) == [made]
    async with agreed.connection(agreed.tenant.providers[1]) as connection:
        assert await store.list_starts_by_request(connection, [made.request_id]) == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with agreed.connection(agreed.tenant.providers[1]) as connection:
            await REGISTER.add(connection, replace(made, id=new_id(), state=CareState.WITHDRAWN), "balie")
