"""What is kept of measurements: each one for good, the newest counting."""

import re

import asyncpg
import pytest

from services.outcomes.measurements import store
from services.outcomes.measurements.rules import MeasurementNotFound
from services.outcomes.tables import measurements, staged_errors, staged_measurements
from shared.kit import batches
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_a_measurement_stays_as_it_is(measured: Measured) -> None:
    """Neither the application nor the tables' owner can change or delete what was measured."""
    made = await measured.measure()
    databases = measured.tenant.house.databases["outcomes"]
    for dsn in (databases.app_dsn, databases.owner_dsn):
        connection = await asyncpg.connect(dsn)
        try:
            async with connection.transaction():
                await connection.execute(f"set local app.organisations = '{measured.tenant.owner}'")
                for change in ("update measurements set value = '9'", "delete from measurements"):
                    with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)):
                        async with connection.transaction():
                            await connection.execute(f"{change} where id = $1", made.id)
                            assert dsn == databases.owner_dsn, "row-level security hides it from the owner"
                            raise asyncpg.RestrictViolationError
        finally:
            await connection.close()
    [kept] = await measured.client().measurements(contract_id=measured.contract.id)
    assert kept.value == "7.0"


async def test_the_newest_of_each_quarter_counts(measured: Measured) -> None:
    """Of many measurements the newest in each quarter, in order of quarter."""
    for quarter, value in (("2026-Q2", "7.0"), ("2026-Q1", "6.0"), ("2026-Q1", "6.5")):
        last = await measured.measure(quarter, value)
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.read() as connection:
        found = await store.list_newest_by_indicator(connection, [last.indicator_id])
        assert await store.get_measurement(connection, last.id) == found[0]
        with pytest.raises(MeasurementNotFound):
            await store.get_measurement(connection, new_id())
    assert [(one.quarter, one.value) for one in found] == [("2026-Q1", "6.5"), ("2026-Q2", "7.0")]


async def test_the_newest_is_found_without_walking_all(measured: Measured) -> None:
    """Of 4,000 measurements of two quarters, half of them of teams, a look reads one row for each quarter."""
    ids = [(await measured.measure(quarter)).id for quarter in ("2026-Q1", "2026-Q2")]
    names = [one.name for one in measurements.c]
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.begin() as connection:
        for team in ("null", "'Noord'"):
            told = {"id": "gen_random_uuid()", "team": team}
            chosen = ", ".join(told.get(one, one) for one in names)
            await connection.raw.execute(
                f"insert into measurements ({', '.join(names)}) select {chosen} from measurements, generate_series(1, 1000)"
                " where id = any($1)",
                ids,
            )
        connection.recorded = True
    [first] = [one for one in await measured.client().indicators() if one.code == "client-satisfaction"]
    async with ctx.read() as connection:
        asked = store._newest(connection.reach)
        given = asked.arguments({"ids": [first.id], "organisations": connection.organisations})
        await connection.raw.execute("set local enable_seqscan = off")
        plan = await connection.raw.fetch(f"explain (analyze, timing off) {asked.sql}", *given)
    read = [
        int(float(one))
        for row in plan
        for one in re.findall(r"Scan.*measurements.*actual rows=([\d.]+)", row[0])
    ]
    assert read and max(read) <= 1, "\n".join(row[0] for row in plan)


async def test_what_is_staged_is_gone_with_the_transaction(measured: Measured) -> None:
    """The temporary tables of a file live for one transaction, and an empty file stages nothing."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    upload = batches.Upload()
    for _ in range(2):
        async with ctx.begin() as connection:
            assert await store.stage_lines(connection, upload) == 0
            assert await store.first_faults(connection) == []
            connection.recorded = True
    upload.close()
    async with ctx.read() as connection:
        for table in (staged_measurements, staged_errors):
            assert await connection.raw.fetchval("select to_regclass($1)", table.name) is None
