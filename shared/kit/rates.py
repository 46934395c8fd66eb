"""How much one client may ask: a quota that refills evenly, told in every answer (draft-ietf-httpapi-ratelimit-headers-10).

Not the package `limits`: its memory starts a thread a hundred times a second, walks all its keys in it, reads its own clock, and
a hit with what is left costs 5 µs instead of one.
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from shared.errors import Problem, Text
from shared.kit.clock import machine_time

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.call import Call

WINDOW_SECONDS = 60
MOST_KEYS = 10_000
COST_OF_A_POINT = 100
_HAIR = 1e-6  # a sum of fractions may end just beside the whole number that it stands for
_IPV6_NETWORK = 64


class TooManyRequests(Problem):
    """The quota is used up; nothing was read or written, and `Retry-After` says when there is enough again."""

    status: ClassVar[int] = 429
    code = "too-many-requests"
    rule = "draft-ietf-httpapi-ratelimit-headers-10"
    title = Text("Te veel verzoeken", "Too many requests")
    detail = Text(
        "Het quotum van {quota} punten per {window} seconden is op; dit verzoek kost {points}.",
        "The quota of {quota} points per {window} seconds is used up; this request costs {points}.",
    )
    mend = Text(
        "Wacht {retry} seconden en spreid de verzoeken; RateLimit zegt in elk antwoord wat er over is.",
        "Wait {retry} seconds and spread the requests; RateLimit says in every answer what is left.",
    )

    def __init__(self, quota: int, points: int, retry: int) -> None:
        super().__init__(quota=quota, points=points, retry=retry, window=WINDOW_SECONDS)
        self.headers = {"Retry-After": str(retry)}


class Standing(NamedTuple):
    """Where a client stands after a request: whether it was let through, points left, seconds until all are back.

    `retry` is the number of seconds until a refused request would be let through.
    """

    allowed: bool
    left: int
    reset: int
    retry: int


class Quota:
    """Points per window for each key, refilled evenly (GCRA): what is kept of a key is the moment its quota is whole again.

    It lives in this process and forgets whoever has a whole quota; a crowd of keys makes it forget the thriftiest.
    """

    def __init__(self, name: str, points: int, clock: Callable[[], float] = machine_time) -> None:
        self.name, self.points = name, points
        self.policy = f'"{name}";q={points};w={WINDOW_SECONDS}'.encode()
        self._clock, self._began, self._last = clock, clock(), 0.0
        self._step = WINDOW_SECONDS / points
        self._whole_at: dict[Hashable, float] = {}

    def spend(self, key: Hashable, points: int = 1, *, always: bool = False) -> Standing:
        """Take points, or none when there are not enough; `always` goes into debt. No request costs more than a quota.

        No points are asked to learn whether there is a debt: then nothing is let through until it has come back.
        """
        now = self._clock() - self._began
        if now < self._last:
            # The machine's clock was set back: time stands still for once.
            self._began -= self._last - now
            now = self._last
        self._last = now
        used = self._whole_at.get(key, 0.0) - now
        used = max(used, 0.0)
        wanted = used + (points if points < self.points else self.points) * self._step
        allowed = wanted <= WINDOW_SECONDS + _HAIR
        retry = 0
        if allowed or always:
            used = wanted
            if len(self._whole_at) >= MOST_KEYS and key not in self._whole_at:
                self._forget(now)
            self._whole_at[key] = now + used
        else:
            retry = max(1, math.ceil(wanted - WINDOW_SECONDS - _HAIR))
        left = int((WINDOW_SECONDS - used) / self._step + _HAIR) if used < WINDOW_SECONDS else 0
        return Standing(allowed, left, math.ceil(used - _HAIR), retry)

    def header(self, standing: Standing) -> bytes:
        """The value of `RateLimit`."""
        return b'"%s";r=%d;t=%d' % (self.name.encode(), standing.left, standing.reset)

    def _forget(self, now: float) -> None:
        owing = sorted((until, key) for key, until in self._whole_at.items() if until > now)
        self._whole_at = {key: until for until, key in owing[-MOST_KEYS // 2 :]}


class Rates:
    """The quotas of one service: of every client, and of every address that fails to say who it is. 0 points is no limit."""

    def __init__(self, client: int, unknown: int, clock: Callable[[], float] = machine_time) -> None:
        self.client = Quota("client", client, clock) if client else None
        self.unknown = Quota("unknown", unknown, clock) if unknown else None

    @classmethod
    def of(cls, settings: Any) -> Rates:
        """The quotas that a service's settings say."""
        return cls(getattr(settings, "rate_limit", 0), getattr(settings, "rate_limit_unknown", 0))

    def admit(self, call: Call, actor: Actor, points: int = 1) -> None:
        """Count a request of a client. Raises TooManyRequests; a sibling is never refused, nor told anything."""
        if self.client is None or actor.service:
            return
        standing = self.client.spend((actor.issuer, actor.client_id), points)
        call.rate = self.client, standing
        if not standing.allowed:
            raise TooManyRequests(self.client.points, points, standing.retry)

    def solvent(self, call: Call, actor: Actor) -> None:
        """Let no client in debt go on to what has yet to be weighed. Raises TooManyRequests."""
        if self.client is None or actor.service:
            return
        standing = self.client.spend((actor.issuer, actor.client_id), 0)
        if not standing.allowed:
            call.rate = self.client, standing
            raise TooManyRequests(self.client.points, 1, standing.retry)

    def fine(self, call: Call, actor: Actor, points: int) -> None:
        """Count what was refused already, because finding that out cost something: what there is not becomes a debt."""
        if self.client is not None and not actor.service:
            key = (actor.issuer, actor.client_id)
            call.rate = self.client, self.client.spend(key, points, always=True)

    def stranger(self, call: Call) -> None:
        """Count a request of nobody known: without a good token, or to a page that is open to all. Raises TooManyRequests.

        It comes instead of a 401, so that nothing is logged of it.
        """
        if self.unknown is None:
            return
        standing = self.unknown.spend(network_of(call.peer))
        if not standing.allowed:
            call.rate = self.unknown, standing
            raise TooManyRequests(self.unknown.points, 1, standing.retry)


def points_of(cost: int) -> int:
    """The points of a GraphQL operation: one for each hundred units of its cost, at least one."""
    return max(1, -(-cost // COST_OF_A_POINT))


def network_of(peer: str | None) -> str:
    """Who shares an unknown's quota: one IPv4 address, or one IPv6 network, as anyone has 2⁶⁴ addresses in it."""
    if peer is None or ":" not in peer:
        return peer or ""
    try:
        return str(ipaddress.IPv6Network((peer.partition("%")[0], _IPV6_NETWORK), strict=False))
    except ValueError:
        return peer
