"""The conductor: one domain day over all services, in few requests, safe to repeat and to resume."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from deploy import sandbox
from deploy.demo import contracting
from deploy.demo.cast import Cast, assemble
from deploy.demo.results import explain_schedule
from deploy.demo.wire import Line
from deploy.processes import free_ports
from deploy.settings import SERVICES, Trouble, port_variable
from shared.clients.base import Refusal
from shared.kit.context import Context
from shared.kit.work import Duty
from shared.schemas.common import SandboxDay, SandboxState
from tests.support.house import House
from tests.support.tenants import invented_oin

FIRST_DAY = date(2025, 12, 15)


@pytest_asyncio.fixture
async def line() -> Line:
    """A line that counts its requests."""
    return Line()


@pytest_asyncio.fixture
async def cast(house: House, line: Line) -> AsyncIterator[Cast]:
    """Everybody of the demo, registered, on its first day."""
    async with httpx.AsyncClient(transport=line, timeout=30) as http:
        yield await assemble({**house.urls, "issuer": house.issuer}, house.issuer_folder, http)


async def test_a_quiet_day_costs_one_request_per_service(cast: Cast, line: Line) -> None:
    """Nothing happened, so nobody follows and nobody works."""
    before = line.requests
    assert await cast.tenant.clock.advance() == date(2025, 12, 16)
    assert line.requests - before == len(SERVICES)


async def test_a_day_brings_what_was_written_to_everybody(cast: Cast) -> None:
    """A contract that is activated today has a schedule after the next day, and its first instalment is posted when due."""
    for act in (contracting.register, contracting.draft, contracting.sign, contracting.activate):
        await act(cast)
    clock = cast.tenant.clock
    await clock.advance()
    planned = (await explain_schedule(cast)).subject
    assert planned.instalments[0].posted_on is None
    while clock.today < date(2026, 1, 1):
        await clock.advance()
    posted = (await explain_schedule(cast)).subject
    assert posted.instalments[0].posted_on == date(2026, 1, 1)
    assert clock.applied()["settlement<-contracts"] >= 1


async def test_a_day_that_was_half_set_is_finished(cast: Cast, house: House) -> None:
    """After an interruption some services are a day ahead: the next advance brings the others to that day."""
    clock, owner = cast.tenant.clock, cast.tenant.owner
    ahead = clock._clients["access"]
    await ahead.post(f"/sandbox/{owner}/days", SandboxState, SandboxDay(today=date(2025, 12, 16)))
    await clock.look()
    assert clock.today == FIRST_DAY
    assert await clock.advance() == date(2025, 12, 16)
    assert {state.today for state in clock.states.values()} == {date(2025, 12, 16)}


async def test_a_seed_is_lived_once(house: House) -> None:
    """The same seed makes the same organisations, so a year that went on is not begun again."""
    urls = {**house.urls, "issuer": house.issuer}
    async with httpx.AsyncClient(timeout=30) as http:
        first = await assemble(urls, house.issuer_folder, http, seed=484)
        await first.tenant.clock.advance()
        with pytest.raises(Trouble, match="--seed 484"):
            await assemble(urls, house.issuer_folder, http, seed=484)


async def test_opening_twice_is_the_same_tenant(cast: Cast) -> None:
    """The same words again change nothing, also later; other organisations under the same owner are refused."""
    clock = cast.tenant.clock
    await clock.advance()
    others = [oin for oin in cast.tenant.organisations if oin != cast.tenant.owner]
    await clock.open(FIRST_DAY, others)
    assert clock.today == date(2025, 12, 16)
    with pytest.raises(Refusal):
        await clock.open(FIRST_DAY, others[:-1])


async def test_a_person_of_the_tenant_asks_with_an_own_token(cast: Cast) -> None:
    """The client names the organisation and the person, and sees what that organisation may see."""
    await contracting.register(cast)
    client = cast.tenant.client(contracting.ContractsClient, cast.tenant.owner, "contractmanager")
    assert len(await client.organisations()) >= 10


async def test_a_day_that_does_not_come_to_rest_is_told(
    cast: Cast, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that stays due is a fault of a service: the conductor names it instead of asking for ever."""

    async def always(ctx: Context) -> list[UUID]:
        return [UUID(int=1)]

    async def never(ctx: Context, id_: UUID) -> None:
        """Do nothing, so that it stays due."""

    monkeypatch.setattr(house.services["access"], "duties", (Duty("never-done", always, never),))
    with pytest.raises(Trouble, match="access"):
        await cast.tenant.clock.advance()


def ports_of(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command find the house under test."""
    monkeypatch.setenv("BEDOELING_STATE", str(house.issuer_folder.parent))
    for name, url in {**house.urls, "issuer": house.issuer}.items():
        monkeypatch.setenv(port_variable(name), url.rsplit(":", 1)[1])


async def test_the_command_opens_and_advances(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sandbox open` and `sandbox advance` move all four services and say where they stand; a stranger is refused."""
    ports_of(house, monkeypatch)
    owner = invented_oin()
    commands = (
        (["open", "--owner", owner, "--on", "2026-01-01"], 0, "2026-01-01"),
        (["advance", "--owner", owner, "--to", "2026-01-04"], 0, "2026-01-04"),
        (["advance", "--owner", owner, "--to", "2026-01-04"], 0, "2026-01-04"),
        (["advance", "--owner", invented_oin(), "--to", "2026-01-04"], 1, ""),
    )
    for arguments, code, day in commands:
        assert await asyncio.to_thread(sandbox.run, arguments) == code
        told = capsys.readouterr().out
        assert told.count(day) >= len(SERVICES) if day else not told


async def test_the_command_says_when_nothing_runs(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without services, or without a local issuer, it says how to start them."""
    ports_of(house, monkeypatch)
    monkeypatch.setattr(sandbox, "PATIENCE", 0.1)
    monkeypatch.setenv(port_variable("issuer"), str(free_ports(1)[0]))
    asked = ["open", "--owner", invented_oin(), "--on", "2026-01-01"]
    with pytest.raises(Trouble, match="make up"):
        await asyncio.to_thread(sandbox.run, asked)
    monkeypatch.setenv("BEDOELING_STATE", str(house.issuer_folder / "nowhere"))
    with pytest.raises(Trouble, match="make up"):
        await asyncio.to_thread(sandbox.run, asked)
