"""The part of a purchaser's life in which it procures: a dialogue that is withdrawn, and a catalogue that is awarded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.procurements import AwardMeasure, ScoringMethod
from tests.services.contracts import given
from tests.support.tenants import Tenant


@asynccontextmanager
async def the_day_before(tenant: Tenant) -> AsyncIterator[None]:
    """Contracts stands on the day before; at the end on the tenant's day again: a closing moment passes in between."""
    async with given.context(tenant).begin() as connection:
        await connection.raw.execute("update clocks set today = today - 1 where owner = $1", tenant.owner)
        connection.recorded = True
    yield
    day = {"today": tenant.today.isoformat()}
    moved = await tenant.ask("contracts", "POST", f"/sandbox/{tenant.owner}/days", json=day)
    assert moved.status_code == 200, moved.text


async def procure(tenant: Tenant) -> None:
    """Bids are made, replaced and withdrawn; the rest are opened, scored and awarded; a catalogue is kept."""
    client = tenant.client(ContractsClient)
    first, second = (tenant.client(ContractsClient, oin) for oin in tenant.providers[:2])
    closes = f"{tenant.today.isoformat()}T09:00:00Z"
    async with the_day_before(tenant):
        await _talk(tenant, client)
        made = await client.put_procurement("inkoop/1", _catalogue(tenant, closes))
        renamed = contracts.ProcurementChange(name="Dagbesteding")
        made = await client.change_procurement(made.id, 1, renamed)
        made = await client.publish_procurement(made.id)
        bid = await first.submit_bid(made.id, _offer("7"))
        bid = await first.replace_bid(
            bid.id, bid.version, contracts.BidReplacement.model_validate(_content("8"))
        )
        gone = await second.submit_bid(made.id, _offer("6"))
        assert (await second.withdraw_bid(gone.id)).state == "withdrawn"
        other = await second.put_bid(made.id, "bod/2", _offer("9"))
        assert await first.bid(bid.id) == bid and await client.bids() == []
    opened = await client.open_bids(made.id)
    assert {one.id for one in await client.bids(procurementId=opened.id)} == {bid.id, other.id}
    await client.score_bids(made.id, contracts.BidScoring())
    awarded = await client.award_procurement(made.id)
    assert [one.total for one in awarded.awards] == ["90.0", "80.0"]
    assert await client.procurement(made.id) == awarded
    assert len(await client.procurements(procurementModel="catalogue")) == 1
    assert (await client.procurement_derivation(made.id)).steps
    assert (await first.bid_derivation(bid.id)).steps
    (catalogue,) = await client.catalogues(procurementId=made.id)
    room = {"capacities": [{"provider": tenant.providers[0], "capacity": 2}]}
    kept = await client.change_capacity(catalogue.id, 1, contracts.CatalogueChange.model_validate(room))
    assert await client.catalogue(catalogue.id) == kept
    offered = tenant.today - timedelta(days=9)
    assert (await client.catalogue_assignment(catalogue.id, offered)).provider == tenant.providers[1]


async def _talk(tenant: Tenant, client: ContractsClient) -> None:
    """A dialogue goes one phase on and is withdrawn."""
    told = {
        "number": "DIA-1", "name": "Dialoog", "municipalityCode": "0484", "openness": "invited",
        "invited": tenant.providers, "maximumWinners": 1, "closesAt": f"{tenant.today.isoformat()}T10:00:00Z",
        "procedure": {"model": "dialogue", "phases": [
            {"number": 1, "kind": "dialogue", "name": "Verkennen", "endsOn": tenant.today.isoformat()},
            {"number": 2, "kind": "proposal", "name": "Voorstel", "endsOn": tenant.today.isoformat()},
        ]},
        "awardCriteria": [
            {"number": 1, "name": "Plan", "measure": "quality", "weightBasisPoints": 10000, "method": "assessed"},
        ],
    }  # fmt: skip
    talk = await client.draft_procurement(contracts.NewProcurement.model_validate(told))
    await client.publish_procurement(talk.id)
    phase = await client.conclude_phase(talk.id, contracts.PhaseConclusion(number=1, outcome="Verder."))
    assert len(phase.concluded_phases) == 1
    assert (await client.withdraw_procurement(talk.id, "Er is geen budget.")).state == "withdrawn"


def _catalogue(tenant: Tenant, closes: str) -> contracts.NewProcurement:
    told = {
        "number": "CAT-1", "name": "Begeleiding", "municipalityCode": "0484", "closesAt": closes,
        "openness": "invited", "invited": tenant.providers,
        "procedure": {"model": "catalogue", "choiceTermDays": 5},
        "contract": {"productCodes": ["02A03"]},
        "awardCriteria": [{
            "number": 1, "name": "Tevredenheid", "measure": AwardMeasure.INDICATOR, "weightBasisPoints": 10000,
            "method": ScoringMethod.LINEAR, "best": "10", "worst": "0", "indicatorCode": "client-satisfaction",
        }],
    }  # fmt: skip
    return contracts.NewProcurement.model_validate(told)


def _content(value: str) -> dict[str, Any]:
    return {"capacity": 3, "awardAnswers": [{"criterion": 1, "value": value}]}


def _offer(value: str) -> contracts.NewBid:
    return contracts.NewBid.model_validate(_content(value))
