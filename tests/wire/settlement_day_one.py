"""The municipality's own books as a client meets them: posting profiles and journals."""

from datetime import date

from shared.clients.settlement import SettlementClient
from shared.schemas import contracts, settlement
from tests.services.settlement import given
from tests.support.tenants import Tenant


async def take_over(client: SettlementClient, contract: contracts.Contract, today: date) -> None:
    """Where the costs of the contract land, the journal of what was posted, and its file."""
    told = {
        "account": "programme-costs",
        "ledgerAccount": "4425110",
        "contractId": contract.id,
        "validFrom": date(2026, 1, 1),
    }
    added = await client.add_posting_profile(settlement.NewPostingProfile.model_validate(told))
    assert await client.posting_profiles(contractId=str(contract.id)) == [added]
    made = await client.make_journal(settlement.NewJournal(suspense_account="2999"))
    assert await client.journals() == [made] and await client.journal(made.id) == made
    file = await client.journal_file(made.id)
    assert file.startswith(b"journal,") and b"4425110" in file and b"2999" in file
    ended = await client.end_posting_profile(added.id, today)
    assert ended.valid_until == today and await client.posting_profile(added.id) == ended


async def open_and_reverse(client: SettlementClient, contract: contracts.Contract, today: date) -> None:
    """The first instalment was paid before day one, it turns out not to be: it is payable again."""
    schedule = (await client.schedules(contract.id, 2026))[0]
    first = schedule.instalments[0]
    line = settlement.NewOpeningLine(
        contract_number=schedule.contract_number, year=2026, paid_cents=first.amount_cents,
        retained_cents=first.retained_cents,
    )  # fmt: skip
    opening = await client.open_books(
        settlement.NewOpening(
            external_reference="beginstand/2026",
            opened_on=today,
            old_total_cents=first.amount_cents,
            lines=[line],
        )
    )
    assert opening.lines[0].instalment_ids == [first.id]
    assert await client.openings(externalReference="beginstand/2026") == [opening]
    assert await client.opening(opening.id) == opening
    assert (await client.reverse_opening(opening.id)).reversed_on == today


async def ask_back(tenant: Tenant) -> None:
    """A year that was posted wholly is halved: what is too much is asked back, and two persons write it off."""
    schedule = await given.contract_year(tenant)
    await given.amend(tenant, schedule.contract_id, "3500000")
    worked = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert worked.status_code == 200, worked.text
    proposing = tenant.client(SettlementClient, end_user="a.bakker")
    (asked,) = await proposing.receivables(contractId=str(schedule.contract_id))
    assert await proposing.receivable(asked.id) == asked
    assert (await proposing.propose_write_off(asked.id, "De boedel is leeg")).state == "proposed"
    confirming = tenant.client(SettlementClient, end_user="b.visser")
    assert (await confirming.confirm_write_off(asked.id)).written_off_on == tenant.today
