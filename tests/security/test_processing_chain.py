"""Checks 32 and 33: the processing log is kept whole: sealed by month, tampering named, destroyed only after its term."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from deploy import migrate, processing
from deploy.databases import prepare_databases
from deploy.issuer import read_private_key
from deploy.postgres import Cluster
from deploy.settings import ServiceDatabase, Trouble
from shared.kit.clock import machine_now
from shared.kit.processing_chain import key_of
from shared.kit.processing_decisions import decisions
from shared.kit.processing_months import ahead, bounds, following, is_over, open_months
from shared.kit.processing_sealing import look_after, seal, settled
from shared.kit.processing_verifying import Verdict, verify
from shared.values import new_id
from tests.security.logged import lines_of
from tests.support.house import House, make_app
from tests.support.tenants import Tenant

SECRET = b"s" * 32
OLD = date(2019, 3, 1)


@dataclass
class Kept:
    """A service with a database of its own, in which every line of the log may be touched."""

    service: Any
    database: ServiceDatabase
    admin: Any

    async def add(self, *days: datetime, owner: str = "00000099000000000484") -> None:
        """Lines that were written at these moments."""
        for day in days:
            await self.service.database.pool.execute(
                "insert into processing_log (created_at, started_at, owner, actor, client_id, end_user, role, activity, event,"
                " name, subject, status, trace_id, span_id) values ($1, $1, $2, $2, 'proef', 'j.jansen', 'purchaser',"
                " 'access-to-support/versions/1', 'read', 'access.requests.get_request', $3, 'Ok', $4, '00f067aa0ba902b7')",
                day, owner, new_id(), secrets.token_hex(16),
            )  # fmt: skip

    async def verdict(self, anchor: str | None = None, *, secret: bytes = SECRET) -> Verdict:
        """What a verification says."""
        async with self.service.database.worker.acquire() as raw:
            return await verify(raw, [key_of(secret)], anchor)

    async def tamper(self, statement: str, *values: Any) -> None:
        """What a superuser can do when it puts the triggers aside."""
        async with self.admin.transaction():
            await self.admin.execute("set local session_replication_role = replica")
            assert not (await self.admin.execute(statement, *values)).endswith(" 0")


@pytest_asyncio.fixture
async def kept(house: House, cluster: Cluster, tmp_path: Path) -> AsyncIterator[Kept]:
    """A fresh service, months of 2019 included."""
    suffix = f"_chain_{secrets.token_hex(4)}"
    made = await prepare_databases(cluster.superuser_dsn, ["outcomes"], suffix, secrets=cluster.secrets)
    database = made["outcomes"]
    await asyncio.to_thread(migrate.upgrade, "outcomes", database)
    service = make_app("outcomes", database, house.urls, house.issuer, house.issuer_folder).service
    await service.start()
    admin = await asyncpg.connect(
        cluster.superuser_dsn.rsplit("/", 1)[0] + "/" + database.owner_dsn.rsplit("/", 1)[1]
    )
    for month in (OLD, following(OLD)):
        await service.database.pool.execute("select open_processing_month($1)", month)
    yield Kept(service, database, admin)
    await admin.close()
    await service.stop()


@pytest.fixture
def told(kept: Kept, house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kept:
    """The same, as the command line finds it."""
    key = tmp_path / "key.json"
    key.write_text(json.dumps(read_private_key(house.issuer_folder, "service-outcomes")))
    for name, value in {
        "DATABASE_URL": kept.database.app_dsn,
        "DATABASE_WORKER_URL": kept.database.worker_dsn,
        "DATABASE_OWNER_URL": kept.database.owner_dsn,
        "BEDOELING_SECRET": SECRET.hex(),
        "BEDOELING_ISSUER": house.issuer,
        "BEDOELING_CLIENT_KEY": str(key),
        "BEDOELING_SERVICE_URLS": json.dumps(house.urls),
    }.items():
        monkeypatch.setenv(name, value)
    return kept


async def command(*arguments: str) -> int:
    """The exit code of `bedoeling processing …`."""
    return await asyncio.to_thread(processing.run, arguments)


def at(day: int, month: date = OLD) -> datetime:
    """Noon of a day."""
    return datetime(month.year, month.month, day, 12, tzinfo=UTC)


async def test_check_33_seals_cover_every_line_once_and_build_on_each_other(kept: Kept) -> None:
    """Check 33: month after month, each seal on the one before; what is there twice is not sealed twice."""
    await kept.add(at(1), at(2), at(3, following(OLD)), machine_now())
    assert await seal(kept.service) == 4
    assert await seal(kept.service) == 0
    await kept.add(machine_now(), machine_now())
    assert await seal(kept.service) == 2
    rows = await kept.admin.fetch("select * from processing_chain order by month, number")
    assert [(row["month"], row["number"], row["lines"]) for row in rows] == [
        (OLD, 1, 2), (following(OLD), 1, 1), (machine_now().date().replace(day=1), 1, 1),
        (machine_now().date().replace(day=1), 2, 2),
    ]  # fmt: skip
    assert len({row["hash"] for row in rows}) == 4
    verdict = await kept.verdict()
    assert (verdict.findings, verdict.seals, verdict.lines, verdict.unsealed) == ([], 4, 6, 0)


async def test_check_33_long_stretches_are_divided(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check 33: a seal covers at most so many lines; ten lines by three are four seals."""
    monkeypatch.setattr("shared.kit.processing_sealing.STRETCH", 3)
    await kept.add(*[machine_now()] * 10)
    assert await seal(kept.service) == 10
    assert [
        row[0] for row in await kept.admin.fetch("select lines from processing_chain order by number")
    ] == [3, 3, 3, 1]
    assert (await kept.verdict()).findings == []


TAMPERING = {
    "a changed line": (
        "update processing_log set end_user = 'p.pietersen' where id = $1", (2,), "seal 1: a line among lines 1 to 3 was changed",
    ),
    "a changed time": (
        "update processing_log set created_at = created_at + interval '1 microsecond' where id = $1", (2,),
        "seal 1: a line among lines 1 to 3 was changed",
    ),
    "a deleted line": ("delete from processing_log where id = $1", (3,), "seal 1: 1 of lines 1 to 3 were deleted"),
    "an inserted line": (
        "insert into processing_log overriding system value select $1, created_at, started_at, owner, actor, via, client_id,"
        " end_user, role, activity, event, name, subject, status, trace_id, span_id, parent_span_id, processor,"
        " fsc_transaction_id, policy from processing_log where id = 2",
        (-7,), "seal 1: 1 lines were inserted among lines 1 to 3",
    ),
    "a line added to a month that is over": (
        "insert into processing_log overriding system value select nextval(pg_get_serial_sequence('processing_log', 'id')) + $1::int, created_at,"
        " started_at, owner, actor, via, client_id, end_user, role, activity, event, name, subject, status, trace_id, span_id,"
        " parent_span_id, processor, fsc_transaction_id, policy from processing_log where id = 2",
        (100,), "outside every seal: 1 lines were inserted",
    ),
    "a moved line": (
        "update processing_log set created_at = created_at + interval '1 month' where id = $1", (3,),
        "seal 1: 1 of lines 1 to 3 were deleted",
    ),
    "a changed seal": (
        "update processing_chain set lines = lines - 1 where month = $1 and number = 1", (OLD,),
        "seal 1: 1 lines were inserted among lines 1 to 3",
    ),
    "a forged seal": (
        "update processing_chain set hash = sha256('vervalst') where month = $1 and number = 1", (OLD,),
        "seal 1: a line among lines 1 to 3 was changed, or the seal itself was",
    ),
    "a deleted seal": ("delete from processing_chain where month = $1 and number = 1", (OLD,), "seal 1: the seal is missing"),
    "a month without its seals": (
        "delete from processing_chain where month = $1", (OLD,), "outside every seal: 4 lines were inserted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERING)
async def test_check_33_tampering_is_named(told: Kept, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 33: whatever a superuser does to a line or a seal, the command names the first month and seal and ends with 1."""
    await told.add(at(1), at(2), at(3))
    await seal(told.service)
    await told.add(at(4))
    # A line that belongs to a month still open is sealed as it comes; that month is closed by the next one.
    assert await seal(told.service) == 1
    await told.add(at(3, following(OLD)), machine_now())
    assert await seal(told.service) == 2
    assert await command("verify", "outcomes") == 0
    capsys.readouterr()
    statement, values, what = TAMPERING[how]
    await told.tamper(statement, *values)
    assert await command("verify", "outcomes") == 1
    said = capsys.readouterr().err
    assert f"2019-03, {what}" in said.splitlines()[0], said


async def test_check_33_a_cut_off_end_needs_the_anchor(
    told: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 33: the last lines with their seals can be cut off unseen, but not from who kept the newest hash elsewhere."""
    await told.add(machine_now(), machine_now())
    await seal(told.service)
    await told.add(machine_now())
    await seal(told.service)
    assert await command("verify", "outcomes") == 0
    anchor = capsys.readouterr().out.split()[-1]
    await told.tamper("delete from processing_chain where number = 2")
    await told.tamper("delete from processing_log where id = 3")
    assert await command("verify", "outcomes") == 0
    assert await command("verify", "outcomes", "--anchor", anchor) == 1
    assert "kept elsewhere is gone" in capsys.readouterr().err


async def test_check_33_the_seals_need_the_key(kept: Kept) -> None:
    """Check 33: with another key no seal can be made anew; a former secret still verifies what it sealed."""
    await kept.add(machine_now(), machine_now())
    await seal(kept.service)
    assert len((await kept.verdict(secret=b"x" * 32)).findings) == 1
    async with kept.service.database.worker.acquire() as raw:
        keys = [key_of(b"x" * 32), key_of(SECRET)]
        assert (await verify(raw, keys)).findings == []


async def test_check_33_only_settled_lines_are_sealed(kept: Kept) -> None:
    """Check 33: a line whose id was drawn before but which is committed later is not passed over."""
    late = await asyncpg.connect(kept.database.app_dsn)
    transaction = late.transaction()
    await transaction.start()
    await late.execute(
        "insert into processing_log (started_at, owner, actor, client_id, role, activity, event, name, status, trace_id,"
        " span_id) values (now(), 'x', 'x', 'x', 'system', 'x/versions/1', 'read', 'a.b.c', 'Ok', 'x', 'x')"
    )
    await kept.add(machine_now())
    async with kept.service.database.worker.acquire() as raw:
        assert await settled(raw, patience=0.02) is None
    assert await seal(kept.service, patience=0.02) == 0
    await transaction.commit()
    await late.close()
    assert await seal(kept.service) == 2
    assert (await kept.verdict()).findings == []


async def test_check_33_two_processes_seal_once(kept: Kept, house: House) -> None:
    """Check 33: whoever comes second leaves it to the first, and nothing is sealed twice."""
    twin = make_app("outcomes", kept.database, house.urls, house.issuer, house.issuer_folder).service
    await twin.start()
    await kept.add(*[machine_now()] * 20)
    found = await asyncio.gather(*(seal(one) for one in (kept.service, twin) * 4))
    await twin.stop()
    assert sum(found) == 20
    assert (await kept.verdict()).findings == []


async def test_check_33_a_month_closes_an_hour_after_its_end(kept: Kept) -> None:
    """Check 33: the next month is sealed once nothing can be added to the one before, also by a clock that is behind."""
    month, later = OLD, following(OLD)
    await kept.add(at(31), bounds(later)[0] + timedelta(minutes=1))
    assert await seal(kept.service, now=bounds(month)[1] + timedelta(minutes=59)) == 1
    assert (await kept.verdict()).unsealed == 1
    assert await seal(kept.service, now=bounds(month)[1] + timedelta(minutes=60)) == 1


async def test_check_33_the_service_seals_by_itself(
    house: House, kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Check 33: a running service opens months and seals in the background, tells the newest hash in its log, and stops."""
    settings = {"follow_seconds": 0.01}
    monkeypatch.setattr("shared.kit.processing_sealing.PAUSE_SECONDS", 0.01)
    caplog.set_level("INFO", "bedoeling.processing")
    app = make_app("outcomes", kept.database, house.urls, house.issuer, house.issuer_folder)
    object.__setattr__(app.service.settings, "follow_seconds", settings["follow_seconds"])
    await app.service.start()
    try:
        await kept.add(machine_now())
        async with asyncio.timeout(60):
            # A seal is told a moment after it is put: the test waits for the telling, which comes last.
            while not [one for one in caplog.records if hasattr(one, "hash")]:
                await asyncio.sleep(0.02)
    finally:
        await app.service.stop()
    # One round may have told several seals; what the log holds last is the newest that stands.
    last = [getattr(one, "hash", None) for one in caplog.records if hasattr(one, "hash")][-1]
    newest = (await kept.verdict()).newest
    assert newest is not None and newest.hash.hex() == last


async def test_check_33_purchasers_can_keep_the_seals(house: House, tenant: Tenant) -> None:
    """Check 33: the newest seal of each month is theirs to read and to keep, not a provider's."""
    await tenant.ask("access", "GET", "/requests")
    await seal(house.services["access"])
    answer = await tenant.ask("access", "GET", "/processing-seals")
    newest = answer.json()["items"][0]
    assert newest["month"] == f"{machine_now():%Y-%m}" and len(newest["hash"]) == 64
    async with house.services["access"].database.worker.acquire() as raw:
        assert (await verify(raw, [key_of(SECRET)], newest["hash"])).findings == []
    assert (
        await tenant.ask("access", "GET", "/processing-seals", oin=tenant.providers[0])
    ).status_code == 403


def test_check_33_months_are_opened_ahead() -> None:
    """Check 33: this month and the two that follow, over the turn of the year too."""
    assert list(ahead(date(2026, 11, 30))) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


async def test_check_33_a_month_that_was_not_opened_is_not_lost(kept: Kept) -> None:
    """Check 33: its lines stand in the part for all others, are found and sealed, and opening it later moves nothing."""
    month = date(2031, 7, 1)
    await kept.add(at(5, month), at(6, month))
    await kept.service.database.pool.execute("select open_processing_month($1)", month)
    parts = await kept.admin.fetch("select tableoid::regclass::text as part from processing_log")
    assert {row["part"] for row in parts} == {"processing_log_other"}
    assert await seal(kept.service, now=bounds(month)[1] + timedelta(days=1)) == 2
    assert (await kept.verdict()).findings == []


async def test_check_33_a_month_is_opened_while_lines_are_written(kept: Kept) -> None:
    """Check 33: an open transaction with a line does not hinder it, and does not have to wait for it."""
    writer = await asyncpg.connect(kept.database.app_dsn)
    async with writer.transaction():
        await writer.execute(
            "insert into processing_log (started_at, owner, actor, client_id, role, activity, event, name, status, trace_id,"
            " span_id) values (now(), 'x', 'x', 'x', 'system', 'x/versions/1', 'read', 'a.b.c', 'Ok', 'x', 'x')"
        )
        await kept.service.database.pool.execute("select open_processing_month('2032-01-01')")
    await writer.close()
    assert await kept.admin.fetchval("select to_regclass('processing_log_2032_01') is not null")
    await kept.add(at(5, date(2032, 1, 1)))
    assert await kept.admin.fetchval("select count(*) from processing_log_2032_01") == 1


async def test_check_33_a_part_is_as_closed_as_the_log(kept: Kept) -> None:
    """Check 33: nobody changes, deletes or truncates a line, through the log or past it, and the application reads no part."""
    await kept.add(at(1))
    owner = await asyncpg.connect(kept.database.owner_dsn)
    for statement in ("update {} set created_at = now()", "delete from {}", "truncate {}"):
        for table in ("processing_log", "processing_log_2019_03", "processing_chain"):
            with pytest.raises(asyncpg.RestrictViolationError):
                await owner.execute(statement.format(table))
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)):
                await kept.service.database.pool.execute(statement.format(table))
    await owner.close()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await kept.service.database.pool.execute("select * from processing_log_2019_03")


async def test_check_33_what_hinders_the_months_is_told_and_not_fatal(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    """Check 33: a service starts and goes on without the right to open months or to seal, and says so."""
    role = kept.database.app_role
    await kept.admin.execute(f'revoke execute on function open_processing_month(date) from "{role}"')
    await kept.admin.execute(f'revoke insert on processing_chain from "{role}"')
    await kept.admin.execute("drop table processing_log_2019_04")
    await kept.add(machine_now())
    await look_after(kept.service)
    assert "not sealed" in caplog.text
    monthly = machine_now().date().replace(day=1)
    await kept.admin.execute(f"drop table processing_log_{following(monthly):%Y_%m}")
    await open_months(kept.service)
    assert "not opened" in caplog.text


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (date(2024, 3, 31), False),
        (date(2024, 4, 1), True),
        (date(2025, 1, 1), True),
        (date(2019, 4, 1), False),
    ],
)
def test_check_33_a_month_is_kept_until_its_last_line_is_five_years_old(today: date, over: bool) -> None:
    """Check 33: the lines of March 2019 may go on 1 April 2024 and not a day before."""
    assert is_over(OLD, today) is over


@pytest.mark.rule("F-37")
async def test_check_33_whole_months_are_destroyed_and_declared(
    told: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 33: by a clock of 2024 March goes and April stays; the seals stay, a declaration closes them, all verifies."""
    await told.add(at(1), at(2), at(3, following(OLD)), machine_now())
    assert await processing.drop("outcomes", date(2024, 3, 31), by="archivaris") == 0
    assert "no month" in capsys.readouterr().out
    assert await processing.drop("outcomes", date(2024, 4, 1), by="archivaris", show=True) == 0
    assert await told.admin.fetchval("select count(*) from processing_log") == 4
    assert await processing.drop("outcomes", date(2024, 4, 1), by="archivaris") == 0
    declared = capsys.readouterr().out
    assert "destroyed on 2024-04-01: processing log of outcomes, month 2019-03, 2 lines (1 to 2)" in declared
    assert await told.admin.fetchval("select to_regclass('processing_log_2019_03')") is None
    assert await told.admin.fetchval("select count(*) from processing_log") == 2
    rows = await told.admin.fetch(
        "select number, lines, declared_by from processing_chain where month = $1 order by 1", OLD
    )
    assert [tuple(row) for row in rows] == [(1, 2, None), (2, 2, "archivaris")]
    assert await command("verify", "outcomes") == 0
    assert "destroyed after their term: 2019-03" in capsys.readouterr().out
    await told.add(machine_now())
    assert await seal(told.service) == 1
    assert (await told.verdict()).findings == []
    assert await processing.drop("outcomes", date(2024, 4, 1), by="archivaris") == 0
    assert "no month" in capsys.readouterr().out


async def test_check_33_a_destruction_that_nobody_declared_shows(
    told: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 33: a month dropped by hand, a forged declaration and a line put back are all named."""
    await told.add(at(1), at(3, following(OLD)), machine_now())
    await seal(told.service)
    await told.admin.execute("drop table processing_log_2019_03")
    assert await command("verify", "outcomes") == 1
    assert "2019-03, seal 1: 1 of lines 1 to 1 were deleted" in capsys.readouterr().err
    await told.admin.execute(
        "insert into processing_chain (month, number, first_id, last_id, lines, hash, declared_by)"
        " select month, 2, first_id, last_id, lines, sha256(hash), 'niemand' from processing_chain where month = $1", OLD,
    )  # fmt: skip
    assert await command("verify", "outcomes") == 1
    assert "2019-03, seal 2: the declaration of destruction is not genuine" in capsys.readouterr().err
    assert await processing.drop("outcomes", date(2024, 6, 1), by="archivaris") == 1
    assert "tampered" in capsys.readouterr().err


@pytest.mark.parametrize("number", [1, -7, 10**12])
async def test_check_33_a_line_put_into_a_destroyed_month_is_found(told: Kept, number: int) -> None:
    """Check 33: after the destruction of a month any line in it is one too many, also under a number that was in use."""
    await told.add(at(1), at(2), at(3, following(OLD)), machine_now())
    await seal(told.service)
    assert await processing.drop("outcomes", date(2024, 4, 1), by="archivaris") == 0
    assert (await told.verdict()).findings == []
    names = (
        "created_at, started_at, owner, actor, client_id, end_user, role, activity, event, name, subject, status, trace_id,"
        " span_id"
    )
    chosen = names.replace("created_at, started_at", "$2, $2")
    await told.tamper(
        f"insert into processing_log (id, {names}) overriding system value select $1, {chosen} from processing_log limit 1",
        number, at(5),
    )  # fmt: skip
    assert [str(one) for one in (await told.verdict()).findings] == [
        "2019-03, outside every seal: 1 lines were inserted"
    ]


async def test_check_33_lines_outside_their_part_go_with_their_month(told: Kept) -> None:
    """Check 33: of a month that never had a part the lines are deleted from the part for all others, and nothing else."""
    month = date(2018, 5, 1)
    await told.add(at(5, month), at(6, month), at(1))
    assert await processing.drop("outcomes", date(2023, 6, 1), by="archivaris") == 0
    assert await told.admin.fetchval("select count(*) from processing_log") == 1
    assert (await told.verdict()).destroyed == [month]
    owner = await asyncpg.connect(told.database.owner_dsn)
    with pytest.raises(asyncpg.RestrictViolationError):
        await owner.execute("delete from processing_log_other")
    await owner.close()


@pytest.mark.parametrize("years", ["4", "0", "vijf", "-5"])
async def test_check_33_less_than_five_years_is_refused(
    told: Kept, monkeypatch: pytest.MonkeyPatch, years: str
) -> None:
    """Check 33: the policy may be longer than five years, never shorter."""
    monkeypatch.setenv("BEDOELING_PROCESSING_YEARS", years)
    with pytest.raises(Trouble, match="at least 5 years"):
        await processing.drop("outcomes", date(2026, 1, 1), by="archivaris")


async def test_check_33_a_longer_policy_keeps_longer(told: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check 33: with seven years March 2019 stays until April 2026."""
    monkeypatch.setenv("BEDOELING_PROCESSING_YEARS", "7")
    await told.add(at(1))
    for today, left in ((date(2026, 3, 31), 1), (date(2026, 4, 1), 0)):
        assert await processing.drop("outcomes", today, by="archivaris") == 0
        assert await told.admin.fetchval("select count(*) from processing_log") == left


async def test_check_34_decisions_are_exported_as_records(
    house: House,
    tenant: Tenant,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Check 34: exactly one record for each decision, a denial Unset, a permit Ok, each with its policy."""
    since = machine_now() - timedelta(seconds=1)
    denied = await tenant.ask("access", "GET", "/requests", oin=tenant.auditor)
    asked = {"citizenReference": "inwoner-1", "law": "wmo2015", "contactOn": "2026-01-01"}
    changed = await tenant.ask("access", "POST", "/requests", json=asked)
    read = await tenant.ask("access", "GET", "/requests")
    until = machine_now() + timedelta(seconds=1)
    key = tmp_path / "key.json"
    key.write_text(json.dumps(read_private_key(house.issuer_folder, "service-access")))
    for name, value in {
        "DATABASE_URL": house.databases["access"].app_dsn,
        "DATABASE_WORKER_URL": house.databases["access"].worker_dsn,
        "BEDOELING_SECRET": SECRET.hex(),
        "BEDOELING_ISSUER": house.issuer,
        "BEDOELING_CLIENT_KEY": str(key),
        "BEDOELING_SERVICE_URLS": json.dumps(house.urls),
        "BEDOELING_CITIZEN_KEYS": f"1:{'1' * 64}",
        "BEDOELING_CITIZEN_HASH_KEYS": f"1:{'2' * 64}",
    }.items():
        monkeypatch.setenv(name, value)
    assert await command("decisions", "access", "--from", since.isoformat(), "--to", until.isoformat()) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for answer, status in ((denied, "Unset"), (changed, "Ok"), (read, "Ok")):
        trace = answer.headers["traceparent"].split("-")[1]
        (record,) = [one for one in records if one["trace_id"] == trace]
        assert (record["event_name"], record["status"]) == ("adl.access_evaluation", status)
        assert record["body"]["response"]["decision"] is (status == "Ok")
        (policy,) = record["attributes"]["adl.core.policies"]
        assert (await house.http.get(policy)).status_code == 200
    assert len(await lines_of(house, "access", read.headers["traceparent"].split("-")[1])) == 1


async def test_check_34_a_client_cannot_fold_its_decisions_into_one(house: House, tenant: Tenant) -> None:
    """Check 34: three readings under one trace and parent of the client's choice are three records; one reading of many is one."""
    since = machine_now() - timedelta(seconds=1)
    for number in range(3):
        asked = {"citizenReference": f"inwoner-{number}", "law": "wmo2015", "contactOn": "2026-01-01"}
        assert (await tenant.ask("access", "POST", "/requests", json=asked)).status_code == 201
    trace, parent = secrets.token_hex(16), secrets.token_hex(8)
    for _ in range(3):
        headers = {"traceparent": f"00-{trace}-{parent}-01"}
        answer = await tenant.ask("access", "GET", "/requests", headers=headers)
        assert len(answer.json()["items"]) == 3
    assert len(await lines_of(house, "access", trace)) == 9
    until = machine_now() + timedelta(seconds=1)
    found = [
        one async for one in decisions(house.services["access"], since, until) if one["trace_id"] == trace
    ]
    assert len(found) == 3 and len({one["span_id"] for one in found}) == 3
