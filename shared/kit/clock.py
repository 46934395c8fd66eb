"""The two clocks, read here and nowhere else (architecture § 7).

The machine's clock is for tokens, ids, telemetry and `created_at`; the domain's for everything that a rule decides.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def machine_now() -> datetime:
    """The machine's instant, UTC."""
    return datetime.now(UTC)


def machine_time() -> float:
    """The machine's instant in seconds since 1970."""
    return time.time()


class Clock:
    """The domain's clock of one request: a sandbox tenant's day when it has one, else the machine's in Amsterdam."""

    __slots__ = ("_day",)

    def __init__(self, day: date | None = None) -> None:
        self._day = day

    def set(self, day: date | None) -> None:
        """Take over the tenant's day; None leaves the machine's."""
        self._day = day

    @property
    def today(self) -> date:
        """The domain's day in Europe/Amsterdam."""
        return self._day or machine_now().astimezone(AMSTERDAM).date()

    @property
    def now(self) -> datetime:
        """The domain's instant, UTC; in a sandbox noon of the tenant's day."""
        if self._day is None:
            return machine_now()
        return datetime.combine(self._day, time_of_day(12), AMSTERDAM).astimezone(UTC)
