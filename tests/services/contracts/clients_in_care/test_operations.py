"""What contracts takes over of access's facts on care, and what it leaves out (R-X12)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.kit.followers import Fact
from shared.schemas import access
from shared.values import new_id
from tests.services.contracts import caring, given
from tests.services.contracts.conftest import Ready
from tests.support.facts import as_told


async def tell(ready: Ready, what: str, decision: access.Decision, **changes: Any) -> None:
    """One fact of access, through the handler that the application wired."""
    service, tenant = ready.tenant.house.services["contracts"], ready.tenant
    told = decision.model_copy(update=changes)
    data = as_told(access.Decision, told.model_dump(mode="json", by_alias=True))
    fact = Fact("access", 0, what, tenant.owner, told.id, told.version, tenant.today, data)
    await service.followers["access"].handlers[what](service.system_context(tenant.owner, cause=fact), fact)


async def clients(ready: Ready, on: str = "2026-01-01") -> list[int | None]:
    """The clients in care under each contract."""
    return [one.clients for one in await ready.client().clients_in_care(on=on)]


@pytest.mark.rule("R-X12")
async def test_nothing_of_a_person_is_kept(ready: Ready) -> None:
    """Of a decision the row has its own id, contract, product, provider and days: no citizen, no request, no allocation number."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    (decision,) = await caring.decide(ready, contract, 1)
    rows = await ready.tenant.house.services["contracts"].database.worker.fetch(
        "select * from clients_in_care where owner = $1", ready.tenant.owner
    )
    (row,) = [dict(one) for one in rows]
    assert (row["id"], row["contract_id"], row["start_date"]) == (decision.id, contract.id, date(2026, 1, 1))
    assert set(row) == {
        "owner", "id", "version", "parties", "allocation_version", "client_id", "external_reference", "created_at", "contract_id", "provider",
        "provision_type", "product_category", "product_code", "start_date", "end_date", "lapsed",
    }  # fmt: skip
    held = str(row)
    assert str(decision.citizen_id) not in held and str(decision.request_id) not in held


@pytest.mark.rule("R-X12")
async def test_a_move_ends_care_or_makes_it_lapse_and_no_contract_is_no_count(ready: Ready) -> None:
    """Ended on a day it counts until then; ended where it begins it never was; without a contract nothing is kept."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    first, second = await caring.decide(ready, contract, 2)
    await tell(ready, "decision-taken", first, id=new_id(), contract_id=None)
    assert await clients(ready) == [2]
    await tell(ready, "decision-ended", first, version=2, end_date=date(2026, 1, 31))
    assert [await clients(ready, day) for day in ("2026-01-31", "2026-02-01")] == [[2], [1]]
    await tell(ready, "decision-ended", second, version=2, end_date=second.start_date)
    assert await clients(ready) == [1]
    await tell(ready, "decision-taken", second)
    assert await clients(ready) == [1], "the first version, told again, changes nothing"


@pytest.mark.rule("R-X12")
@pytest.mark.rule("R-A56")
async def test_an_accepted_referral_ends_with_the_departure(ready: Ready) -> None:
    """Accepted on the 1st and moved on the 3rd: a client on the 2nd, none on the 3rd; settlement keeps the same last day."""
    contract, tenant = await caring.contract_of_a_year(ready), ready.tenant
    await tenant.drain()
    [made] = await caring.refer(ready, contract, 1)
    to = access.NewDeparture(moved_on=date(2026, 1, 3), to="00000099000000000363")
    await tenant.client(AccessClient).record_departure(made.citizen_id, to)
    await tenant.live_until(date(2026, 1, 3))
    assert [await clients(ready, f"2026-01-0{day}") for day in (2, 3)] == [[1], [0]]
    [kept] = (await tenant.ask("settlement", "GET", "/allocations?kind=referral")).json()["items"]
    assert (kept["id"], kept["startDate"], kept["endDate"]) == (str(made.id), "2026-01-01", "2026-01-02")


@pytest.mark.rule("R-X12")
async def test_a_departure_in_access_ends_the_care_here(ready: Ready) -> None:
    """Recorded in access, its due work ends the decision on the day before, and contracts counts that."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    (decision,) = await caring.decide(ready, contract, 1)
    to = access.NewDeparture(moved_on=date(2026, 1, 3), to="00000099000000000363")
    await ready.tenant.client(AccessClient).record_departure(decision.citizen_id, to)
    await ready.tenant.live_until(date(2026, 1, 3))
    assert [await clients(ready, f"2026-01-0{day}") for day in (2, 3)] == [[1], [0]]


@pytest.mark.rule("R-X12")
async def test_everybody_counts_what_is_theirs_to_count(ready: Ready) -> None:
    """The purchaser all twelve, each provider its own; the auditor a quarter without small numbers; nobody else anything."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    await caring.decide(ready, contract, 3)
    await caring.decide(ready, contract, 9, "elders", provider=ready.tenant.providers[1], productCode="02A04")
    assert await clients(ready) == [12]
    for oin, count in zip(ready.tenant.providers[:3], (3, 9, 0), strict=True):
        (own,) = await ready.client(oin).clients_in_care()
        assert (own.clients, own.suppressed) == (count, False)
    (told,) = await ready.client(ready.tenant.auditor).clients_in_care(on="2026-02-02", until="2026-02-02")
    assert (told.clients, told.suppressed, str(told.on), str(told.until)) == (
        12,
        True,
        "2026-01-01",
        "2026-03-31",
    )
    assert [one.clients for one in told.counts] == [None, None]
    assert (told.started_general, told.started_tailor_made, told.general_share_basis_points) == (None,) * 3


@pytest.mark.rule("R-X12")
async def test_it_takes_two_statements_however_many_contracts(ready: Ready) -> None:
    """One contract or three: the page and the count."""
    query = '{ clientsInCare(on: "2026-01-01") { nodes { clients } } }'
    await caring.contract_of_a_year(ready)
    one = await given.statements(ready.tenant, query)
    for number in (2, 3):
        more = {"number": f"ALP-{number}", "consortiumId": None, "provider": ready.lead}
        await caring.contract_of_a_year(ready, **more)
    assert await given.statements(ready.tenant, query) == one


@pytest.mark.rule("R-X12")
@pytest.mark.rule("R-A35")
async def test_an_allocation_that_ends_sooner_or_is_deleted_is_known_here(ready: Ready) -> None:
    """Ended on a day it counts no further, whatever its decision says afterwards; deleted it never counted."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    first, second = await caring.decide(ready, contract, 2)
    client = ready.tenant.client(AccessClient, end_user="j.jansen")
    for decision, change in (
        (first, access.AllocationChange(change_reason="05", end_date=date(2026, 1, 31), motivation="Klaar.")),
        (second, access.AllocationChange(change_reason="13", motivation="Nooit begonnen.")),
    ):
        [made] = await client.list_allocations(decisionId=str(decision.id))
        await client.change_allocation(made.id, change)
    await ready.tenant.drain()
    assert [await clients(ready, day) for day in ("2026-01-31", "2026-02-01")] == [[1], [0]]
    await tell(ready, "decision-ended", first, version=9, end_date=date(2026, 6, 30))
    assert await clients(ready, "2026-02-01") == [0]
