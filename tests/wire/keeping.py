"""The part of a purchaser's life in which it is settled what is kept how long, and citizens are held, erased and handed over."""

from uuid import UUID

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.values.terms import ErasureGround, RecordCategory
from tests.support.persons import BSN, invented_bsn, person
from tests.support.tenants import Tenant


async def keep(tenant: Tenant) -> None:
    """A longer term, a hold that stays and one that was lifted, a citizen who was erased, and a list that was executed."""
    client = tenant.client(AccessClient)
    category = RecordCategory.WMO_FILE
    legal = await client.get_retention_term(category)
    longer = await client.set_retention_term(category, legal.version, 20, "Besluit informatiebeheer 2026")
    assert await client.get_retention_term(category) == longer != legal
    assert len(await client.list_retention_terms()) == 4
    known = (await client.search_citizens(bsn=BSN))[0].id
    await _hold(client, known)
    wrong = await client.register_citizen(
        access.NewCitizen.model_validate(person("verkeerd-1", invented_bsn()))
    )
    erased = await client.erase_citizen(wrong.id, ErasureGround.WRONG_PERSON)
    assert await client.get_erasure(erased.id) == erased
    assert await client.list_erasures(citizen_id=wrong.id) == [erased]
    assert (await client.explain_erasure(erased.id)).steps
    await _destroy(tenant, client)
    await tenant.drain()
    found = await client.get_dossier(known)
    assert {one.service for one in found.services} == set(tenant.house.urls)


async def _hold(client: AccessClient, citizen: UUID) -> None:
    new = access.NewLegalHold(citizen_id=citizen, ground="beroepsprocedure")
    stays, lifted = await client.place_legal_hold(new), await client.place_legal_hold(new)
    lifted = await client.release_legal_hold(lifted.id, "De uitspraak is onherroepelijk.")
    assert await client.get_legal_hold(lifted.id) == lifted
    assert await client.list_legal_holds(citizen_id=citizen) == [stays, lifted]


async def _destroy(tenant: Tenant, client: AccessClient) -> None:
    """A list without anyone on it: nobody's term has passed."""
    made = await client.propose_destruction_list(access.NewDestructionList())
    assert await client.list_destruction_lists() == [made]
    other = tenant.client(AccessClient, end_user="b.visser")
    assert (await other.approve_destruction_list(made.id)).approved_by == "b.visser"
    done = await client.execute_destruction_list(made.id)
    assert await client.get_destruction_list(made.id) == done and done.destroyed == 0
    assert await client.list_destruction_lines(made.id) == []
    assert (await client.explain_destruction_list(made.id)).steps
    assert (await client.get_destruction_declaration(made.id)).sha256 == done.sha256
