"""The part of a purchaser's life in which it is settled who takes part: recognitions, cooperations, keys."""

from datetime import date
from uuid import UUID

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.parties import CooperationModel
from tests.support.tenants import Tenant, invented_oin

_FROM = date(2027, 1, 1)


async def partner(tenant: Tenant, consortium_id: UUID) -> None:
    """A certificate that ends, two municipalities that purchase together, and a consortium that divides its years."""
    client = tenant.client(ContractsClient)
    await _describe(client, tenant, consortium_id)
    await _recognise(client, tenant.providers[0])
    await _cooperate(tenant, client)
    members = (await client.consortium(consortium_id)).members
    parts = [10_000 // len(members)] * len(members)
    parts[0] += 10_000 - sum(parts)
    shares = [
        contracts.KeyShare(oin=one.oin, basis_points=part) for one, part in zip(members, parts, strict=True)
    ]
    new = contracts.NewConsortiumKey(consortium_id=consortium_id, year=2026, shares=shares)
    first = await client.enter_consortium_key(new)
    second = await client.put_consortium_key("sleutel/2027", new.model_copy(update={"year": 2027}))
    turned = [
        contracts.KeyShare(oin=one.oin, basis_points=part)
        for one, part in zip(members, parts[::-1], strict=True)
    ]
    changed = await client.change_consortium_key(second.id, 1, contracts.ConsortiumKeyChange(shares=turned))
    assert await client.consortium_key(changed.id) == changed
    assert await client.consortium_keys(year=2026) == [first]
    assert (await client.consortium_key_derivation(first.id)).steps
    asked = contracts.NewKeySplit(consortium_id=consortium_id, year=2026, amount_cents=100)
    assert sum(one.amount_cents for one in (await client.split_by_key(asked)).members) == 100


async def _describe(client: ContractsClient, tenant: Tenant, consortium_id: UUID) -> None:
    new = contracts.NewOrganisation(oin=tenant.auditor, kind="auditor", name="De Rekenkamer")
    made = await client.put_organisation("accountant/1", new)
    told = contracts.OrganisationChange(financial_signal="stable", financial_signal_on=_FROM)
    known = await client.change_organisation(made.id, made.version, told)
    assert await client.organisations(kind="auditor", region=None) == [known]
    team = contracts.NewConsortium(
        name="Tweetal",
        start_date=_FROM,
        members=[contracts.Member(oin=tenant.providers[0], role="main", payment_lead=True)],
    )
    other = await client.put_consortium("tweetal/1", team)
    shared = await client.change_consortium(other.id, 1, contracts.ConsortiumChange(shared_overhead=True))
    assert await client.consortia(externalReference="tweetal/1") == [shared]
    assert (await client.consortium(consortium_id)).shared_overhead is None


async def _recognise(client: ContractsClient, provider: str) -> None:
    new = contracts.NewRecognition(
        organisation=provider, kind="certificate", code="hkz", valid_from=_FROM, valid_until=date(2027, 3, 31)
    )
    made = await client.register_recognition(new)
    other = await client.put_recognition("iso/1", new.model_copy(update={"code": "iso"}))
    longer = await client.change_recognition(
        other.id, 1, contracts.RecognitionChange(valid_until=date(2028, 3, 31))
    )
    assert await client.recognition(longer.id) == longer
    assert await client.recognitions(code="hkz") == [made]
    asked = contracts.NewRecognitionCheck(
        provider=provider,
        day=date(2027, 4, 2),
        demands=[contracts.RecognitionDemand(kind="certificate", code="hkz")],
    )
    assert not (await client.check_recognitions(asked)).admitted


async def _cooperate(tenant: Tenant, client: ContractsClient) -> None:
    members = [
        contracts.CooperationMember(oin=tenant.owner, municipality_code="0484"),
        contracts.CooperationMember(oin=invented_oin(), municipality_code="0569"),
    ]
    new = contracts.NewCooperation(
        name="Samen",
        model="accountHolder",
        host=tenant.owner,
        legal_basis="wgr",
        members=members,
        valid_from=_FROM,
    )
    made = await client.register_cooperation(new)
    network = new.model_copy(update={"model": CooperationModel.NETWORK, "host": None})
    other = await client.put_cooperation("netwerk/1", network)
    named = await client.change_cooperation(other.id, 1, contracts.CooperationChange(name="Los verband"))
    assert await client.cooperation(named.id) == named
    assert await client.cooperations(model="accountHolder") == [made]
    powers = await client.cooperation_powers(made.id, _FROM)
    assert [len(one.missing) for one in powers.members] == [0, 2]
