"""The SQL on social return: seen by the parties of the contract, and in a constant number of statements."""

from __future__ import annotations

from datetime import date

import pytest

from services.contracts.social_returns import store
from services.contracts.social_returns.rules import SocialReturnNotFound
from shared.kit.rows import PageRequest
from tests.services.contracts import given
from tests.services.contracts.social_returns.examples import FIVE, ReadyOn, effort, recognised, running
from tests.support.statements import counted

AUTUMN = date(2026, 11, 1)


@pytest.mark.rule("R-C31")
async def test_a_stranger_reads_neither_efforts_nor_what_they_come_to(ready_on: ReadyOn) -> None:
    """Row-level security and the store's own belt: not by id, not by contract, not in sums."""
    ready, contract = await running(ready_on, AUTUMN)
    made = await recognised(ready, contract)
    other = await ready_on(AUTUMN)
    async with given.context(ready.tenant).read() as connection:
        around = (await store.read_around(connection, [contract.id]))[contract.id]
        assert (around.realised.by_year, around.realised.count) == ({2026: 2_400_000}, 1)
        assert [one.valid_from for one in around.slices] == [date(2026, 1, 1)]
        (known,) = await store.ENTRIES.list_by(connection, "contract_id", [contract.id])
        assert str(known.id) == made["id"]
    async with given.context(other.tenant).read() as connection:
        nothing = (await store.read_around(connection, [contract.id]))[contract.id]
        assert nothing == store.Around()
        assert (await store.list_asking(connection, PageRequest())).items == []
        with pytest.raises(SocialReturnNotFound):
            await store.ENTRIES.get(connection, known.id)


@pytest.mark.rule("D-49")
async def test_the_overview_takes_as_many_statements_for_five_contracts_as_for_one(ready_on: ReadyOn) -> None:
    """Contracts, versions, stated sums and efforts: one statement each, however many contracts there are."""
    ready, _ = await running(ready_on, AUTUMN)
    async with counted(ready.tenant.house, "contracts") as one:
        assert (await ready.ask("GET", "/social-return-overview")).status_code == 200
    for number in range(4):
        await ready.draft(number=f"ALP-{number}", municipalityCode=f"050{number}", conditions=FIVE)
    async with counted(ready.tenant.house, "contracts") as five:
        found = await ready.ask("GET", "/social-return-overview")
    assert len(found.json()["items"]) == 5 and len(five) == len(one)


@pytest.mark.rule("R-C31")
async def test_what_was_withdrawn_or_rejected_counts_nowhere(ready_on: ReadyOn) -> None:
    """Neither as realised nor as awaiting."""
    ready, contract = await running(ready_on, AUTUMN)
    for act, body in (("withdrawal", None), ("decision", {"recognised": False, "reason": "Nee"})):
        made = (await ready.ask("POST", "/social-returns", json=effort(contract))).json()
        done = await ready.ask("POST", f"/social-returns/{made['id']}/{act}", json=body)
        assert done.status_code == 200, done.text
    async with given.context(ready.tenant).read() as connection:
        realised = (await store.read_around(connection, [contract.id]))[contract.id].realised
    assert (realised.by_year, realised.count, realised.awaiting_cents) == ({}, 0, 0)
