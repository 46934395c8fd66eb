"""Look-ups have threads of their own, a few for each owner."""

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest

from shared.kit.webhooks.addresses import Guard, NameUnanswered
from shared.kit.webhooks.resolving import Resolver, ask_system, looking_up_for

HOSTILE, VICTIM = "00000099000000000001", "00000099000000000002"


class Names:
    """A system's resolver that blocks on names that begin with `slow`, until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.most = self.busy = 0
        self.lock = threading.Lock()

    def __call__(self, host: str, port: int) -> list[str]:
        with self.lock:
            self.busy += 1
            self.most = max(self.most, self.busy)
        try:
            if host.startswith("slow"):
                self.go.wait(20)
            if host.startswith("none"):
                raise socket.gaierror(-2, "Name or service not known")
            return ["8.8.8.8"]
        finally:
            with self.lock:
                self.busy -= 1


@pytest.fixture
def names() -> Iterator[Names]:
    """Names that hang, let go at the end."""
    found = Names()
    yield found
    found.go.set()


async def asked(resolver: Resolver, owner: str, host: str) -> list[str]:
    """A look-up for an owner; for one that hangs we wait a moment, for any other as long as a busy machine takes."""
    with looking_up_for(owner):
        async with asyncio.timeout(1 if host.startswith(("slow", "given-up")) else 15):
            return list(await resolver(host, 443))


async def test_slow_names_of_one_owner_keep_no_other_waiting(names: Names) -> None:
    """Forty names that hang, given up and asked again: another owner's name is found at once."""
    resolver = Resolver(names)
    for turn in range(2):
        hanging = [
            asyncio.create_task(asked(resolver, HOSTILE, f"slow{turn}-{n}.example.org")) for n in range(20)
        ]
        await asyncio.sleep(0.05)
        assert await asked(resolver, VICTIM, "good.example.org") == ["8.8.8.8"]
        outcomes = await asyncio.gather(*hanging, return_exceptions=True)
        assert all(isinstance(one, TimeoutError) for one in outcomes)
    assert names.most <= 5, "what was given up counts until the system is done with it"


async def test_they_hold_up_no_other_work(names: Names) -> None:
    """Neither the loop's own look-ups nor the threads of other work are used."""
    resolver = Resolver(names)
    hanging = [asyncio.create_task(asked(resolver, f"owner-{n}", "slow.example.org")) for n in range(50)]
    async with asyncio.timeout(15):
        assert await asyncio.to_thread(lambda: 1) == 1
    await asyncio.gather(*hanging, return_exceptions=True)


async def test_who_waits_gets_the_place_that_comes_free(names: Names) -> None:
    """In order of asking, and nobody twice: what was given up while waiting takes no place."""
    resolver = Resolver(names, per_owner=1)
    hanging = asyncio.create_task(asked(resolver, HOSTILE, "slow.example.org"))
    given_up = asyncio.create_task(asked(resolver, HOSTILE, "given-up.example.org"))
    await asyncio.gather(hanging, given_up, return_exceptions=True)
    waiting = [asyncio.create_task(asked(resolver, HOSTILE, f"good{n}.example.org")) for n in range(3)]
    await asyncio.sleep(0.05)
    assert not any(one.done() for one in waiting)
    names.go.set()
    assert await asyncio.gather(*waiting) == [["8.8.8.8"]] * 3


async def test_there_is_an_end_to_the_threads_of_all_owners(names: Names) -> None:
    """However many owners ask, no more than so many look-ups are under way at a time."""
    resolver = Resolver(names, at_once=3)
    hanging = [asyncio.create_task(asked(resolver, f"owner-{n}", "slow.example.org")) for n in range(9)]
    await asyncio.gather(*hanging, return_exceptions=True)
    async with asyncio.timeout(15):  # a thread that was asked for begins when the machine has time
        while names.most < 3:
            await asyncio.sleep(0.01)
    assert names.most == 3


async def test_what_the_system_does_not_know_is_an_error(names: Names) -> None:
    """A name that does not exist is found out, which is something else than not answered."""
    with pytest.raises(OSError):
        await asked(Resolver(names), VICTIM, "none.example.org")


async def test_a_guard_waits_no_longer_than_its_patience(names: Names) -> None:
    """A name that hangs is unanswered after the guard's patience, whatever the system does."""
    guard = Guard(resolve=Resolver(names))
    guard.patience = 0.05
    with pytest.raises(NameUnanswered):
        await guard.addresses("slow.example.org", 443)


async def test_a_number_is_itself(names: Names) -> None:
    """A literal needs no thread and no name server; the system gives the same."""
    assert await Resolver(names)("127.0.0.1", 443) == ["127.0.0.1"] and names.most == 0
    assert ask_system("127.0.0.1", 443) == ["127.0.0.1"]
