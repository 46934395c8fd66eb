"""For whom a request is made: authorisations followed from contracts, judged on the principal's own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.kit import authorising
from shared.kit.auth import Actor
from shared.kit.authorising import NotAuthorised, act_for, apply_authorisation, every_principal
from shared.kit.clock import Clock
from shared.kit.followers import Fact
from shared.kit.rights import BY_AUTHORISATION, OF_A_CASE
from shared.values import new_id
from shared.values.terms import ActorKind, Scope
from tests.shared.kit.conftest import Diaries
from tests.support.tenants import Tenant, invented_oin

READS = frozenset({Scope.SETTLEMENT_READ, Scope.EVENTS_READ, Scope.OUTCOMES_READ})
DAY = timedelta(days=1)


def actor(kind: ActorKind = ActorKind.VENDOR, **other: Any) -> Actor:
    """A client of an organisation that nobody knows yet."""
    made = Actor(
        client_id="client-1", organisations=(invented_oin(),), scopes=READS, end_user="j.jansen",
        subject="client-1", issuer="https://issuer.example.org", token_id="t1", kind=kind,
    )  # fmt: skip
    return replace(made, **other)


async def give(service: Any, principal: str, to: Actor, today: date, **other: Any) -> UUID:
    """An authorisation as the feed of contracts brings it, from today on."""
    told = {
        "id": new_id(), "version": 1, "owner": principal, "externalReference": None,
        "holder": to.organisation, "role": to.kind, "principalRole": "purchaser",
        "scopes": sorted(READS), "citizenId": new_id() if to.kind in OF_A_CASE else None,
        "validFrom": today, "validUntil": None, "withdrawnOn": None, "takeSnapshot": True, **other,
    }  # fmt: skip
    fact = Fact("contracts", 0, "authorisation-granted", principal, told["id"], told["version"], today, told)
    await apply_authorisation(service.system_context(principal, cause=fact), fact)
    return UUID(str(told["id"]))


async def test_a_vendor_takes_the_place_of_who_authorised_it(diaries: Diaries, author: Tenant) -> None:
    """Role and reach of the principal, the scopes that token and authorisation share, and both names."""
    service, vendor = diaries.source, actor(scopes=frozenset({Scope.SETTLEMENT_READ, Scope.SETTLEMENT_PAY}))
    await give(service, author.owner, vendor, author.today)
    speaking = await act_for(service, vendor, author.owner)
    assert (speaking.organisations, speaking.via) == ((author.owner,), vendor.organisation)
    assert (speaking.kind, speaking.purchaser) == (ActorKind.PURCHASER, True)
    assert speaking.scopes == {Scope.SETTLEMENT_READ}
    assert (speaking.client_id, speaking.end_user) == (vendor.client_id, vendor.end_user)


async def test_a_vendor_of_a_provider_sees_what_that_provider_sees(diaries: Diaries, author: Tenant) -> None:
    """No purchaser: rows to which the provider is a party, and the provider's role; its day is that of its host's sandbox."""
    service, vendor, provider = diaries.source, actor(), author.providers[0]
    await give(service, provider, vendor, author.today, principalRole="provider", validUntil=author.today)
    speaking = await act_for(service, vendor, provider)
    assert (speaking.kind, speaking.purchaser, speaking.organisations) == (
        ActorKind.PROVIDER, False, (provider,),
    )  # fmt: skip
    await author.live_until(author.today + DAY)
    with pytest.raises(NotAuthorised):
        await act_for(service, vendor, provider)


@pytest.mark.parametrize("kind", sorted(BY_AUTHORISATION - {ActorKind.VENDOR}))
async def test_the_other_roles_stay_what_they_are(diaries: Diaries, author: Tenant, kind: ActorKind) -> None:
    """On the principal's rows with the rights of their own role; a portal keeps its citizen, an ombuds officer gets its case."""
    service, citizen = diaries.source, new_id()
    holder = actor(kind, citizens=(citizen,) if kind is ActorKind.PORTAL else None)
    case = new_id()
    await give(service, author.owner, holder, author.today, citizenId=case if kind in OF_A_CASE else None)
    speaking = await act_for(service, holder, author.owner)
    assert (speaking.kind, speaking.purchaser, speaking.via) == (kind, True, holder.organisation)
    expected = {ActorKind.PORTAL: (citizen,), **dict.fromkeys(OF_A_CASE, (case,))}.get(kind)
    assert speaking.citizens == expected


@pytest.mark.rule("F-26")
async def test_an_ombuds_officer_sees_every_case_it_has_and_no_other(
    diaries: Diaries, author: Tenant
) -> None:
    """Several authorisations are several citizens; one that is over takes its citizen along."""
    service, officer = diaries.source, actor(ActorKind.OMBUDS)
    first, second, later = new_id(), new_id(), new_id()
    await give(service, author.owner, officer, author.today, citizenId=first)
    await give(service, author.owner, officer, author.today, citizenId=second, validUntil=author.today)
    await give(service, author.owner, officer, author.today + DAY, citizenId=later)
    assert (await act_for(service, officer, author.owner)).citizens == (first, second)
    await author.live_until(author.today + DAY)
    assert (await act_for(service, officer, author.owner)).citizens == (first, later)


@pytest.mark.parametrize(
    "wrong",
    [
        {"validFrom": 1},
        {"validFrom": -9, "validUntil": -1},
        {"withdrawnOn": 0, "version": 2},
        {"holder": "00000099000000000077"},
        {"role": "researcher"},
    ],
    ids=["future", "ended-yesterday", "withdrawn", "another-holder", "another-role"],
)
async def test_what_is_not_in_force_for_this_holder_in_this_role_opens_nothing(
    diaries: Diaries, author: Tenant, wrong: dict[str, Any]
) -> None:
    """On the sandbox's own day, which is not that of the machine."""
    days = {
        name: author.today + value * DAY
        for name, value in wrong.items()
        if name.startswith(("valid", "with"))
    }
    vendor = actor()
    await give(diaries.source, author.owner, vendor, author.today, **{**wrong, **days})
    with pytest.raises(NotAuthorised) as refused:
        await act_for(diaries.source, vendor, author.owner)
    assert refused.value.facts == {"principal": author.owner}


async def test_the_first_and_the_last_day_belong_to_it(diaries: Diaries, author: Tenant) -> None:
    """An authorisation of one day holds on that day."""
    vendor = actor()
    await give(diaries.source, author.owner, vendor, author.today, validUntil=author.today)
    assert (await act_for(diaries.source, vendor, author.owner)).via == vendor.organisation


async def test_a_principal_without_a_sandbox_lives_by_the_machines_day(diaries: Diaries) -> None:
    """Real organisations and invented ones stand in one service, each on its own day."""
    vendor, principal, today = actor(), invented_oin(), Clock().today
    await give(diaries.source, principal, vendor, today)
    assert (await act_for(diaries.source, vendor, principal)).organisation == principal
    other = actor()
    await give(diaries.source, principal, other, today + DAY)
    with pytest.raises(NotAuthorised):
        await act_for(diaries.source, other, principal)


@pytest.mark.parametrize(
    "kind", [ActorKind.PURCHASER, ActorKind.PROVIDER, ActorKind.AUDITOR, ActorKind.OPERATOR, ActorKind.REGION]
)
async def test_who_asks_in_its_own_name_speaks_for_nobody_else(
    diaries: Diaries, author: Tenant, kind: ActorKind
) -> None:
    """Even with a row that says so: only the roles of an authorisation act by one; oneself may be named."""
    one = actor(kind)
    await give(diaries.source, author.owner, replace(one, kind=ActorKind.VENDOR), author.today)
    with pytest.raises(NotAuthorised):
        await act_for(diaries.source, one, author.owner)
    named = await act_for(diaries.source, one, one.organisation)
    assert (named.organisations, named.via) == (one.organisations, None)


async def test_a_sibling_speaks_for_any_purchaser(diaries: Diaries, author: Tenant) -> None:
    """A service of the house asks for whom it works, without an authorisation and without a statement."""
    sibling = actor(ActorKind.SERVICE, service=True)
    speaking = await act_for(diaries.source, sibling, author.owner)
    assert (speaking.organisations, speaking.purchaser, speaking.via) == ((author.owner,), True, None)


async def test_several_authorisations_add_up_within_one_role_of_the_principal(
    diaries: Diaries, author: Tenant
) -> None:
    """Scopes of one role of the principal are joined; what it gave as a provider widens nothing that it gave as purchaser."""
    service, vendor = diaries.source, actor(scopes=frozenset(Scope))
    await give(service, author.owner, vendor, author.today, scopes=["settlement:read"])
    await give(service, author.owner, vendor, author.today, scopes=["outcomes:read"])
    await give(
        service, author.owner, vendor, author.today, scopes=["settlement:pay"], principalRole="provider"
    )
    speaking = await act_for(service, vendor, author.owner)
    assert speaking.scopes == {"settlement:read", "outcomes:read"} and speaking.purchaser


async def test_a_token_of_several_organisations_acts_by_what_each_of_them_holds(
    diaries: Diaries, author: Tenant
) -> None:
    """The one that holds the authorisation is the one that acts."""
    vendor = actor()
    await give(diaries.source, author.owner, vendor, author.today)
    both = replace(vendor, organisations=(invented_oin(), vendor.organisation))
    assert (await act_for(diaries.source, both, author.owner)).via == vendor.organisation


async def test_it_costs_one_statement(
    diaries: Diaries, author: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many authorisations there are; a token that speaks for itself costs none."""
    service, vendor, asked = diaries.source, actor(), []
    for scope in sorted(READS):
        await give(service, author.owner, vendor, author.today, scopes=[scope])

    class Counting:
        async def fetch(self, *query: Any) -> Any:
            asked.append(query[0])
            return await worker.fetch(*query)

    worker = service.database.worker
    monkeypatch.setattr(service.database, "worker", Counting())
    assert (await act_for(service, vendor, author.owner)).scopes == READS
    assert len(asked) == 1
    await act_for(service, vendor, vendor.organisation)
    assert len(asked) == 1
    assert [one.organisation for one in await every_principal(service, vendor)] == [author.owner]
    assert len(asked) == 2


async def test_the_newest_version_is_kept_in_whatever_order_they_come(
    diaries: Diaries, author: Tenant
) -> None:
    """A withdrawal that overtook the grant is not undone by it."""
    service, vendor, id_ = diaries.source, actor(), new_id()
    await give(service, author.owner, vendor, author.today, id=id_, version=2, withdrawnOn=author.today)
    await give(service, author.owner, vendor, author.today, id=id_)
    with pytest.raises(NotAuthorised):
        await act_for(service, vendor, author.owner)


async def test_whose_facts_a_holder_follows(diaries: Diaries, author: Tenant, stranger: Tenant) -> None:
    """Of everybody who lets it read events today, as each of them lets it; not of who gave it something else."""
    service, vendor = diaries.source, actor()
    await give(service, author.owner, vendor, author.today)
    await give(service, author.providers[0], vendor, author.today, principalRole="provider")
    await give(service, stranger.owner, vendor, author.today, scopes=["settlement:read"])
    found = {one.organisation: one for one in await every_principal(service, vendor)}
    assert found.keys() == {author.owner, author.providers[0]}
    assert found[author.owner].purchaser and not found[author.providers[0]].purchaser
    assert {one.via for one in found.values()} == {vendor.organisation}


def test_every_service_that_follows_contracts_follows_authorisations(diaries: Diaries) -> None:
    """No service has to remember it: the kit adds both facts to what it does with that feed."""
    assert diaries.copies.followers["contracts"].handlers.keys() > authorising.FOLLOWS.keys()


async def test_a_holder_moves_no_day_with_a_clock_of_its_own(diaries: Diaries) -> None:
    """Where the principal is a guest of its own holder, the machine's day decides; elsewhere the host's."""
    service, vendor, principal, host = diaries.source, actor(), invented_oin(), invented_oin()
    later = Clock().today + 31 * DAY
    await give(service, principal, vendor, Clock().today + 30 * DAY)
    clock = "insert into clocks (owner, parties, today) values ($1, $2, $3)"
    async with diaries.superuser() as admin:
        await admin.execute(clock, vendor.organisation, [principal], later)
        with pytest.raises(NotAuthorised):
            await act_for(service, vendor, principal)
        await admin.execute(clock, host, [principal], later)
    assert (await act_for(service, vendor, principal)).via == vendor.organisation


async def test_what_the_token_says_by_itself_is_kept(diaries: Diaries, author: Tenant) -> None:
    """Who acts by an authorisation can be judged anew: its own role, organisation and scopes stay known."""
    service, vendor = diaries.source, actor(until=123.0)
    await give(service, author.owner, vendor, author.today)
    speaking = await act_for(service, vendor, author.owner)
    assert speaking.bearer == vendor and speaking.until == 123.0
    assert vendor.bearer is None
