"""The part of a purchaser's life in which citizens are registered, corrected, found, and move to another municipality."""

from datetime import date

from shared.clients.access import AccessClient
from shared.schemas import access
from tests.support.persons import BSN, invented_bsn, person
from tests.support.tenants import Tenant, invented_oin, new_tenant


async def know(tenant: Tenant) -> None:
    """Two citizens who are known by their data, and two who move: one for good, one who stays after all."""
    client = tenant.client(AccessClient)

    async def registered(reference: str, bsn: str) -> access.Citizen:
        return await client.register_citizen(access.NewCitizen.model_validate(person(reference, bsn)))

    known = await registered("bekend-1", BSN)
    change = access.PersonalDataChange.model_validate(
        {"email": None, "phone": {"value": "+31612345678", "purpose": "contact"}}
    )
    corrected = await client.correct_personal_data(known.id, known.version, change)
    assert await client.get_citizen(known.id) == corrected and corrected.version == 2
    assert (await client.get_personal_data(known.id)).email is None
    assert [one.id for one in await client.search_citizens(bsn=BSN)] == [known.id]
    assert await client.search_citizens(citizen_reference="onbekend") == []
    await _move(tenant, client, await registered("verhuist-1", invented_bsn()))
    stays = await registered("verhuist-2", invented_bsn())
    departure = access.NewDeparture(moved_on=date(2027, 3, 1), to=invented_oin())
    offered = await client.record_departure(stays.id, departure)
    assert (await client.withdraw_transfer(offered.id)).state == "withdrawn"
    assert len(await client.list_citizens()) >= 3
    assert {one.state for one in await client.list_transfers()} == {"accepted", "withdrawn"}


async def _move(tenant: Tenant, client: AccessClient, citizen: access.Citizen) -> None:
    other = await new_tenant(tenant.house, tenant.today, providers=0)
    departure = access.NewDeparture(moved_on=date(2027, 2, 1), to=other.owner)
    offered = await client.record_departure(citizen.id, departure)
    there = other.client(AccessClient)
    assert [one.id for one in await there.list_transfers()] == [offered.id]
    accepted = await there.accept_transfer(offered.id, "nieuw-1")
    assert (await client.get_transfer(offered.id)).state == "accepted"
    assert accepted.own_citizen_id not in (None, citizen.id)
