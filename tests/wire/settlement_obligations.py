"""The municipality's own books as a client meets them: obligations by contract year, and money by week."""

from datetime import date

from shared.clients.settlement import SettlementClient
from shared.schemas import contracts


async def look_ahead(client: SettlementClient, contract: contracts.Contract, today: date) -> None:
    """What the contract's years still ask, what all years come to, and the weeks in which money goes."""
    asked = await client.obligations(contractId=str(contract.id))
    assert asked and all(one.contract_number == contract.number for one in asked)
    totals = {one.year: one for one in await client.obligation_totals()}
    assert totals[asked[0].year].year_amount_cents >= asked[0].year_amount_cents > 0
    (week,) = await client.liquidity(today, today)
    assert week.total_cents == week.paid_cents + week.payable_cents + week.planned_cents
