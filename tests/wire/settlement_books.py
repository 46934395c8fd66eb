"""The books as a client meets them."""

from datetime import date, timedelta

from shared.clients.settlement import SettlementClient
from shared.schemas import contracts, settlement


async def book(client: SettlementClient, contract: contracts.Contract, today: date) -> None:
    """The books of the contract: balances, a statement, an entry by hand and its reversal, a closing, the seals."""
    assert sum(one.balance_cents for one in await client.accounts(day=today)) == 0
    totals = await client.trial_balance(contract.id)
    assert totals.debit_cents == totals.credit_cents > 0
    payable = await client.statement("payable", contract.id, until=today)
    assert payable and payable[-1].balance_cents == 0
    first = (await client.entries(contract.id))[0]
    assert await client.entry(first.id) == first
    lines = [{"account": "suspense", "amountCents": 500}, {"account": "opening", "amountCents": -500}]
    told = {"eventOn": str(today), "description": "Doorbelasting", "lines": lines}
    made = await client.post_entry(settlement.NewEntry.model_validate(told))
    assert (await client.reverse_entry(made.id, "dubbel")).reverses == made.id
    closed = await client.close_books(settlement.NewClosing(closed_until=today - timedelta(days=1)))
    assert await client.closings() == [closed] and await client.closing(closed.id) == closed
    first_seal = (await client.seals())[0]
    assert await client.seal(first_seal.id) == first_seal
    assert len(await client.seals()) >= 1 and (await client.check_seals()).intact
    agreed = (await client.funding_agreements(contractId=str(contract.id)))[0]
    assert (
        await client.funding_agreement(agreed.id) == agreed and agreed.terms == contract.funding_agreements[0]
    )
    priced = (await client.tariffs())[0]
    assert await client.tariff(priced.id) == priced
