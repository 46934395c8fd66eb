"""Names are looked up in threads of our own: a name server that is silent keeps only its own owner's messages waiting.

The system's resolver cannot be cancelled, and the event loop's own look-ups go through two threads of the whole process
(libuv) or through those of all other work. Here each look-up has a thread, and an owner has only so many at a time: one that was
given up counts until the system is done with it.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from ipaddress import ip_address

AT_ONCE = 128
PER_OWNER = 4
_OWNER: ContextVar[str] = ContextVar("looked_up_for", default="")


@contextmanager
def looking_up_for(owner: str) -> Iterator[None]:
    """The look-ups in this block count for an organisation (OIN)."""
    token = _OWNER.set(owner)
    try:
        yield
    finally:
        _OWNER.reset(token)


def ask_system(host: str, port: int) -> list[str]:
    """Every address of a name, as the system's resolver has it; blocks. Raises OSError."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Resolver:
    """Looks names up for one service, in the event loop that it is called in."""

    def __init__(
        self,
        ask: Callable[[str, int], list[str]] = ask_system,
        *,
        at_once: int = AT_ONCE,
        per_owner: int = PER_OWNER,
    ) -> None:
        self.ask, self.at_once, self.per_owner = ask, at_once, per_owner
        self._busy: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Every address of a name, once there is room for its owner. Raises OSError; who waits long enough cancels it."""
        with suppress(ValueError):
            return [str(ip_address(host))]
        owner, loop = _OWNER.get(), asyncio.get_running_loop()
        await self._enter(owner, loop)
        answer: asyncio.Future[list[str]] = loop.create_future()

        def work() -> None:
            found: list[str] | Exception
            try:
                found = self.ask(host, port)
            except Exception as error:
                found = error
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(self._done, owner, answer, found)

        try:
            threading.Thread(target=work, name="look-up", daemon=True).start()
        except RuntimeError as error:  # the machine gives no more threads
            self._leave(owner)
            raise OSError("no thread for a look-up") from error
        return await answer

    async def _enter(self, owner: str, loop: asyncio.AbstractEventLoop) -> None:
        """Take a place, in order of asking among those for whom there is room."""
        if self._room(owner):
            self._busy[owner] += 1
            return
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append((owner, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave(owner)
            raise
        finally:
            with suppress(ValueError):
                self._waiting.remove((owner, turn))

    def _room(self, owner: str) -> bool:
        return self._busy[owner] < self.per_owner and self._busy.total() < self.at_once

    def _done(self, owner: str, answer: asyncio.Future[list[str]], found: list[str] | Exception) -> None:
        self._leave(owner)
        if answer.done():  # given up meanwhile
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def _leave(self, owner: str) -> None:
        """Give a place back, and to whoever may have it now."""
        self._busy[owner] -= 1
        self._busy = +self._busy
        for one, turn in self._waiting:
            if not turn.done() and self._room(one):
                self._busy[one] += 1
                turn.set_result(None)


__all__ = ["AT_ONCE", "PER_OWNER", "Resolver", "ask_system", "looking_up_for"]
