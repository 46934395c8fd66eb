"""A follower that meets another feed than the one it followed stops and says so; reconcile lets it begin again."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import pytest
import pytest_asyncio

from deploy.cli import main
from deploy.issuer_keys import private_key_path
from deploy.settings import SERVICES
from shared.kit import meta
from shared.kit.followers import Follower
from shared.kit.pages import seal
from shared.kit.reconcile import RENEW_EPOCH, FeedUnknown, FollowerRuns, reconcile
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.shared.kit.test_followers import change, copies, waiting, write
from tests.support.diary import notes as operations
from tests.support.tenants import Tenant


@pytest_asyncio.fixture
async def follower(diaries: Diaries) -> AsyncIterator[Follower]:
    """The follower of the copying diary, at the end of its feed; set going again whatever a test leaves."""
    found: Follower = diaries.copies.followers["contracts"]
    await found.catch_up()
    yield found
    if (await found.state())["stopped"]:
        await reconcile(diaries.copies, "contracts")


async def restore(diaries: Diaries) -> UUID:
    """What happens to a feed when its database is put back: it gets another epoch."""
    async with diaries.superuser() as admin:
        epoch: UUID = await admin.fetchval(RENEW_EPOCH)
    return epoch


async def test_another_epoch_stops_the_follower(
    diaries: Diaries, author: Tenant, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes nothing over any more, and health says why and what to do."""
    monkeypatch.setattr(meta, "READY_SECONDS", 0)
    await restore(diaries)
    await write(diaries, author)
    assert await follower.catch_up() == 0
    assert await copies(diaries, author) == {}
    told = (await diaries.copies.health())["follower-contracts"]
    assert told["status"] == "stopped"
    assert told["stopped"] == "it has another epoch: run bedoeling reconcile settlement contracts"
    assert await follower.catch_up() == 0, "it stays stopped"
    ready = await diaries.http.get(f"{diaries.urls['settlement']}/v1/health/ready")
    assert told["stopped"] in ready.text


async def test_a_position_that_goes_back_stops_the_follower(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """A feed that ends before the position that was read last is another feed, also when its epoch was not renewed."""
    end = (await follower.state())["position"]
    beyond = seal(b"s" * 32, end + 1000, client="service-settlement")
    async with diaries.superuser("settlement") as admin:
        await admin.execute("update followers set position = $1, cursor = $2", end + 1000, beyond)
    await write(diaries, author)
    assert await follower.catch_up() == 0
    assert (await follower.state())["stopped"].startswith("its position went back")
    async with diaries.superuser("settlement") as admin:
        await admin.execute("update followers set stopped = null, cursor = null")
    assert await follower.catch_up() == 0
    assert (await follower.state())["stopped"].startswith("its position went back")


async def test_reconcile_follows_again_and_only_what_was_missed_takes_effect(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """All facts come again in order; known versions change nothing, missed ones arrive, and the follower goes on."""
    known = await write(diaries, author, "known")
    await change(diaries, author, known, "changed")
    await follower.catch_up()
    epoch = await restore(diaries)
    missed = await write(diaries, author, "missed")
    await follower.catch_up()
    done = await reconcile(diaries.copies, "contracts")
    assert done.stopped.startswith("it has another epoch")
    assert done.applied >= 3
    found = await copies(diaries, author)
    assert found[known] == ("changed", [1, 2], 4), "told again, and known already"
    assert found[missed] == ("missed", [1], 1)
    state = await follower.state()
    assert (state["epoch"], state["stopped"], state["position"]) == (epoch, None, done.to_position)
    later = await write(diaries, author, "later")
    assert await follower.catch_up() == 1
    assert (await copies(diaries, author))[later] == ("later", [1], 1)


async def test_reconcile_loses_no_fact_that_waited(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """What was parked is parked anew, also where the old epoch had parked another fact under the same number."""
    missing, gone = new_id(), new_id()
    about = await write(diaries, author, "about", about=missing)
    once = await write(diaries, author, "once", about=gone)
    await follower.catch_up()
    await write(diaries, author, "there", id=gone)
    await follower.catch_up()
    async with diaries.superuser("settlement") as admin:
        await admin.execute(
            "insert into parked (feed, sequence, owner, subject, event_day, reason, alarm, done_at, fact) select"
            " 'contracts', $1 + g, $2, gen_random_uuid(), '2026-01-01', 'lost', false, now(), '{}'"
            " from generate_series(1, 50) g",
            (await follower.state())["position"],
            author.owner,
        )
    await restore(diaries)
    await follower.catch_up()
    await reconcile(diaries.copies, "contracts")
    assert [subject for subject, _, _ in await waiting(diaries, author)] == [about]
    assert (await copies(diaries, author))[once][1] == [1]
    another = await write(diaries, author, "another", about=missing)
    await follower.catch_up()
    assert [subject for subject, _, _ in await waiting(diaries, author)] == [about, another]
    await write(diaries, author, "at last", id=missing)
    await follower.catch_up()
    assert (await copies(diaries, author))[about] == ("about", [1], 1)


async def test_only_a_stopped_follower_is_reconciled(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """One that runs is left alone, and a feed that is not followed is named."""
    before = await follower.state()
    with pytest.raises(FollowerRuns):
        await reconcile(diaries.copies, "contracts")
    with pytest.raises(FeedUnknown):
        await reconcile(diaries.copies, "outcomes")
    assert await follower.state() == before
    assert operations.Moments.inside is None


@pytest.fixture
def bedoeling(
    diaries: Diaries, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Awaitable[tuple[int, str]]]:
    """Run the command beside the running services, told what their servers are told; exit code and all it says."""
    database = diaries.databases["settlement"]
    told = {
        "DATABASE_URL": database.app_dsn,
        "DATABASE_WORKER_URL": database.worker_dsn,
        "BEDOELING_SERVICE_URLS": json.dumps(dict.fromkeys(SERVICES, "http://127.0.0.1:9") | diaries.urls),
        "BEDOELING_ISSUER": diaries.issuer,
        "BEDOELING_SECRET": (b"s" * 32).hex(),
        "BEDOELING_CLIENT_KEY": str(private_key_path(diaries.issuer_folder, "service-settlement")),
    }

    async def run(*arguments: str, **variables: str) -> tuple[int, str]:
        for name, text in (told | variables).items():
            monkeypatch.setenv(name, text)
        code = await asyncio.to_thread(main, arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


async def test_the_command_lets_a_stopped_follower_go_on(
    diaries: Diaries,
    author: Tenant,
    follower: Follower,
    bedoeling: Callable[..., Awaitable[tuple[int, str]]],
) -> None:
    """`reconcile contracts --restored` renews the epoch, `reconcile settlement contracts` goes on; again it says no (1)."""
    await write(diaries, author)
    owner = diaries.databases["contracts"].owner_dsn
    code, said = await bedoeling("reconcile", "contracts", "--restored", DATABASE_OWNER_URL=owner)
    assert (code, "bedoeling reconcile settlement contracts" in said) == (0, True), said
    await follower.catch_up()
    assert (await follower.state())["stopped"] is not None
    code, said = await bedoeling("reconcile", "settlement", "contracts")
    assert (code, "settlement follows contracts again" in said) == (0, True), said
    state = await follower.state()
    end = await diaries.source.mark.settle(diaries.source.database, 1)
    assert (state["stopped"], state["position"]) == (None, end)
    code, said = await bedoeling("reconcile", "settlement", "contracts")
    assert (code, "follows contracts as usual" in said) == (1, True), said


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"BEDOELING_ISSUER": "http://127.0.0.1:9"}, "contracts cannot be followed now"),
        ({"DATABASE_URL": "postgresql://x:x@127.0.0.1:9/x"}, "mend DATABASE_URL"),
        ({"BEDOELING_SECRET": ""}, "BEDOELING_SECRET is missing"),
    ],
)
async def test_the_command_says_what_must_be_mended(
    diaries: Diaries,
    follower: Follower,
    bedoeling: Callable[..., Awaitable[tuple[int, str]]],
    variables: dict[str, str],
    named: str,
) -> None:
    """An issuer or a database that is away, or a variable that is missing: code 2, and two sentences."""
    await restore(diaries)
    await follower.catch_up()
    code, said = await bedoeling("reconcile", "settlement", "contracts", **variables)
    assert (code, named in said) == (2, True), said
    assert (await follower.state())["stopped"] is not None
