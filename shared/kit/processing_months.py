"""The months of the processing log: opened ahead of time, and destroyed as a whole after their term (F-37)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from shared.kit.clock import machine_now
from shared.kit.processing import TROUBLE
from shared.kit.processing_chain import Declaration, Seal, declare

if TYPE_CHECKING:
    from shared.kit.service import Service

LEAST_YEARS = 5  # NEN 7513, from the moment a line was written
AHEAD = 2
_OPEN = (
    "select open_processing_month(month) from unnest($1::date[]) month"
    " where to_regclass('public.processing_log_' || to_char(month, 'YYYY_MM')) is null"
)
_LIMITS = ("created_at >= $1", "created_at < $2")
log = logging.getLogger("bedoeling.processing")


def following(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """When a month begins and ends in the log, which lives by UTC."""
    return datetime.combine(month, time(), UTC), datetime.combine(following(month), time(), UTC)


def ahead(today: date) -> Iterator[date]:
    """This month and those that are opened before they begin."""
    month = today.replace(day=1)
    for _ in range(AHEAD + 1):
        yield month
        month = following(month)


async def open_months(service: Service) -> None:
    """Make the parts of this month and the next ones where they are not there; a line of a month without one still has its place.

    What hinders it is logged and tried again by the next round.
    """
    try:
        await service.database.pool.execute(_OPEN, list(ahead(machine_now().date())))
    except TROUBLE as error:
        log.warning("months of the processing log not opened", extra={"cause": type(error).__name__})


def is_over(month: date, today: date, years: int = LEAST_YEARS) -> bool:
    """Whether the last line of a month has been kept for its whole term on this day."""
    ends = following(month)
    return ends.replace(year=ends.year + years) <= today


@dataclass(frozen=True, slots=True)
class Destruction:
    """A month that is to go: the declaration that takes its place under the seals (verklaring van vernietiging)."""

    month: date
    declaration: Declaration

    @property
    def part(self) -> str:
        """The name of its part."""
        return f"processing_log_{self.month:%Y_%m}"


def destructions(
    key: bytes, seals: list[Seal], today: date, *, years: int, declared_by: str
) -> list[Destruction]:
    """The months whose term is over on this day, oldest first, each with its declaration."""
    chains: dict[date, list[Seal]] = {}
    for seal in seals:
        chains.setdefault(seal.month, []).append(seal)
    due = [
        month
        for month in sorted(chains)
        if is_over(month, today, years) and not chains[month][-1].declared_by
    ]
    return [Destruction(month, declare(key, chains[month], declared_by)) for month in due]


async def destroy(owner: Any, one: Destruction) -> None:
    """Drop a month as the owner of the tables, with what of it lies outside its part, and declare it, in one transaction."""
    starts, ends = bounds(one.month)
    where = " and ".join(_LIMITS)
    async with owner.transaction():
        await owner.execute("set local lock_timeout = '5s'")
        await owner.execute(f'drop table if exists public."{one.part}"')
        if await owner.fetchval(
            f"select exists (select from public.processing_log_other where {where})", starts, ends
        ):
            # The one deletion that the log knows; whoever may do this may also drop the table.
            await owner.execute("alter table public.processing_log_other disable trigger append_only")
            await owner.execute(f"delete from public.processing_log_other where {where}", starts, ends)
            await owner.execute("alter table public.processing_log_other enable trigger append_only")
        await owner.execute(
            "insert into public.processing_chain (month, number, first_id, last_id, lines, hash, declared_by)"
            " values ($1, $2, $3, $4, $5, $6, $7)",
            *one.declaration.row,
        )
