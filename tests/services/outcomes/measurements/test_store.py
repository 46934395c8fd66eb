"""What is kept of measurements: each one for good, the newest counting."""

import re

import asyncpg
import pytest

from services.outcomes.measurements import store
from services.outcomes.measurements.rules import MeasurementNotFound, Slot
from services.outcomes.tables import measurements, staged_errors, staged_measurements
from shared.kit import batches
from shared.schemas import outcomes as schemas
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
    # What a house does by itself in time: the planner must know how many there are.
    own = await asyncpg.connect(measured.tenant.house.databases["outcomes"].owner_dsn)
    await own.execute("analyze measurements")
    await own.close()
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


async def _entered(measured: Measured, *plans: str) -> tuple[int, list[tuple[str, str]]]:
    """Enter six lines of which the last three repeat the first three references with other values; what was kept."""
    tenant = measured.tenant
    [known] = [one for one in await measured.client().indicators() if one.code == "client-satisfaction"]
    slot = Slot(measured.contract, known, "2026-Q1", "provider", set())
    upload = batches.Upload()
    for line in range(1, 7):
        told: dict[str, str | None] = dict.fromkeys(schemas.NewMeasurement.model_fields)
        told |= {"external_reference": f"r-{(line - 1) % 3}", "quarter": "2026-Q1", "value": str(line)}
        told |= {"source": "provider"}
        upload.good.write(store.staged_line(line, slot, list(told.values())).encode())
    ctx = tenant.house.services["outcomes"].system_context(tenant.owner)
    async with ctx.begin() as connection:
        assert await store.stage_lines(connection, upload) == 6
        await connection.raw.execute("analyze staged_measurements")
        for plan in plans:
            await connection.raw.execute(f"set local {plan}")
        entered = await store.enter_lines(connection, new_id(), "a-client")
        rows = await connection.raw.fetch(
            "select external_reference, value from measurements where client_id = 'a-client' and owner = $1",
            tenant.owner,
        )
        connection.recorded = True
    upload.close()
    return entered, sorted((row["external_reference"], row["value"]) for row in rows)


@pytest.mark.parametrize(
    "plans",
    [
        ["enable_nestloop = off", "enable_mergejoin = off"],
        ["enable_hashjoin = off", "enable_mergejoin = off"],
        ["enable_hashjoin = off", "enable_nestloop = off"],
    ],
    ids=["hash", "loop", "merge"],
)
async def test_of_a_reference_that_stands_twice_the_first_line_counts(
    measured: Measured, plans: list[str]
) -> None:
    """Lines are entered in the order of the file, however the database joins them with their indicators."""
    entered, kept = await _entered(measured, *plans)
    assert entered == 3
    assert kept == [("r-0", "1"), ("r-1", "2"), ("r-2", "3")]
