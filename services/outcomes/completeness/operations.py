"""What can be asked of completeness: of one contract year, or of all contracts, page by page."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from services.outcomes.completeness import rules, store
from services.outcomes.completeness.rules import Completeness
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import Indicator, quarter_names
from services.outcomes.measurements.rules import limit_for
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.values.terms import Scope

_DAY = timedelta(days=1)


@operation
async def list_completeness(
    ctx: Context, page: PageRequest, year: int, contract_id: UUID | None = None
) -> Slice[Completeness]:
    """How complete contract years are, oldest contract first (R-O32): five statements, however many contracts a page has."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today: date = await ctx.read_clock(connection)
        found = await store.page_contracts(connection, page, contract_id)
        known = await indicators.list_indicators_of(connection, [one.id for one in found.items])
        ids = [one.id for one in known]
        registered = await store.list_registered(connection, ids, quarter_names(year))
        baselines = await store.list_baselines(connection, ids)
        last = min(date(year, 12, 31), today - _DAY)
        tallies = await store.tally_cases(connection, [one.id for one in found.items], date(year, 1, 1), last)
    by_contract: dict[UUID, list[Indicator]] = {}
    for indicator in known:
        by_contract.setdefault(indicator.contract_id, []).append(indicator)
    limit = limit_for(ctx.actor.kind, ctx.service.settings.small_number)
    cases = {one.contract_id: rules.cases_scored(one, limit) for one in tallies}
    told = [
        rules.completeness(
            one, year, by_contract.get(one.id, []), registered, baselines, today, cases.get(one.id)
        )
        for one in found.items
    ]
    return Slice(told, found.last)
