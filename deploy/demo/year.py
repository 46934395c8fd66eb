"""The year: every domain day of it is lived in all four services, and on each day people do what is written for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

import httpx

from deploy.demo import contracting, results
from deploy.demo.care import Care
from deploy.demo.cast import Cast
from deploy.demo.measuring import Measuring
from deploy.demo.paying import Paying
from deploy.demo.results import Results
from deploy.demo.wire import Line, NotTheSame, send_again
from deploy.progress import Progress

EachDay = Callable[[date], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Lived:
    """What a lived year leaves: what the services tell, the bank's files, and how many facts each follower took over."""

    results: Results
    payments: dict[str, bytes]
    applied: dict[str, int]
    repeated: int


class Year:
    """One run of the story with a cast; `line` remembers the writes."""

    def __init__(self, cast: Cast, line: Line) -> None:
        self.cast, self.line = cast, line
        self.care, self.measuring, self.paying = Care(cast), Measuring(cast), Paying(cast)
        self.plan = cast.inputs.plan
        self._first_plan: results.Explained | None = None

    async def live(self, each_day: EachDay | None = None) -> Lived:
        """Live from the first day to the last; `each_day` is called at the beginning of every day."""
        clock, before = self.cast.tenant.clock, self.cast.tenant.clock.applied()
        days = (self.plan.closes_on - self.plan.opens_on).days + 1
        with Progress("the year", total=days) as progress:
            day = self.plan.opens_on
            await self._act(day)
            progress.step(note=f"{day}")
            while day < self.plan.closes_on:
                if each_day is not None:
                    await each_day(day)
                day = await clock.advance()
                await self._act(day)
                progress.step(note=f"{day}")
            await clock.settle()
        applied = {name: count - before.get(name, 0) for name, count in clock.applied().items()}
        return Lived(await self.tell(), self.paying.files, applied, 0)

    async def _act(self, day: date) -> None:
        """What people do on a day, after the services have done what was due."""
        plan, cast = self.plan, self.cast
        if day == plan.drafts_on:
            await contracting.register(cast)
            await contracting.draft(cast)
            await self.paying.open_accounts()
        if day == plan.signs_on:
            await contracting.sign(cast)
        if day == plan.activates_on:
            await contracting.activate(cast)
        if day == plan.activates_on + timedelta(days=1):
            self._first_plan = await results.explain_schedule(cast)
        if day == plan.amends_on:
            await contracting.amend(cast)
        await self.care.live(day)
        await self.measuring.live(day)
        if day == plan.release_too_early_on:
            await self.paying.refuse_early_release(day)
        if day == plan.audits_on:
            await self.measuring.audit()
        if day == plan.releases_on:
            await self.paying.release(day)
        await self.paying.live(day)

    async def tell(self) -> Results:
        """What the services tell now."""
        assert self._first_plan is not None, "the contract was activated"
        return await results.gather(self.cast, self._first_plan, self.measuring.batches)

    async def repeat(self, lived: Lived, http: httpx.AsyncClient) -> Lived:
        """Send every write of the year again with the same keys. Raises NotTheSame when anything became more."""
        count = await send_again(self.line, http)
        await self.cast.tenant.clock.settle()
        again = await self.tell()
        before, after = lived.results.counts(), again.counts()
        if before != after:
            more = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
            raise NotTheSame(f"repeating the year changed {more}")
        return Lived(again, lived.payments, lived.applied, count)
