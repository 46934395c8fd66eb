"""What a purchaser asks of all that runs side by side in a municipality or region."""

from __future__ import annotations

from datetime import date

from services.contracts.findings.rules import regional as rules
from services.contracts.findings.rules.regional import AreaIncentives
from services.contracts.findings.store.regional import list_running_on
from shared.kit.context import Context, operation
from shared.values.terms import Scope


@operation
async def find_area_incentives(
    ctx: Context, municipality_code: str | None = None, region: str | None = None, on: date | None = None
) -> AreaIncentives:
    """The sum of incentives and the conflicts of the contracts that run in an area on a day, today if none is named (R-C61).

    Without an area it is about all that the reader sees. Raises AreaTooWide.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        found = await list_running_on(connection, municipality_code, region, day)
    return rules.combine(found, municipality_code, region, day)
