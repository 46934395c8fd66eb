"""Who may see and do what, shown with real tokens: each role with what it can, and what it cannot.

| check | what | shown by |
|---|---|---|
| 22 | in another's name: token and authorisation together | test_check_22 |
| 25 | only rows of who authorised, one case, one citizen; the operator sees no content | test_check_25 |
| 34 | a denied attempt to act leaves its row | test_check_34 |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from deploy.issuer import read_private_key
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.tokens import TokenSource
from shared.schemas.access import NewRequest, Request
from shared.schemas.contracts import ResultAgreement
from shared.values import new_id
from shared.values.terms import ActorKind, HolderRole, Law, MeasurementSource
from tests.security.acting import DENIALS, code_of, denials, trace_of, uuids
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import PROVIDER, Tenant, new_client, new_tenant
from tests.wire.documents import SERVICES, operations, published
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("actors")
DAY = timedelta(days=1)
LISTS = {
    "contracts": "/contracts",
    "access": "/requests",
    "settlement": "/schedules",
    "outcomes": "/indicators",
}
READS = ["contracts:read", "access:read", "settlement:read", "outcomes:read", "events:read"]


async def read(
    tenant: Tenant, service: str, oin: str, acting_for: str | None, path: str | None = None
) -> Any:
    """A service's first list, or another path, as an organisation in somebody's name."""
    return await tenant.ask(service, "GET", path or LISTS[service], oin=oin, acting_for=acting_for)


async def codes(tenant: Tenant, oin: str, acting_for: str | None = None) -> list[str | None]:
    """What each of the four services says to a first list."""
    return [code_of(await read(tenant, service, oin, acting_for)) for service in SERVICES]


def items(answer: Any) -> list[dict[str, Any]]:
    """The items of a page that was given."""
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest_asyncio.fixture
async def agreed(tenant: Tenant) -> Tenant:
    """A municipality with a contract in force, on 1 January 2026."""
    await lives.active_contract(tenant)
    return tenant


async def report(tenant: Tenant, reference: str) -> Request:
    """A citizen's question, under a surrogate of this municipality."""
    new = NewRequest(citizen_reference=reference, law=Law.WMO_2015, contact_on=tenant.today)
    return await tenant.client(AccessClient).report_request(new)


async def test_check_25_a_vendor_acts_for_who_authorised_it_and_for_nobody_else(
    agreed: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Check 25: the municipality's own rows in every service, none of another's; in its own name no content at all."""
    await report(agreed, "inwoner-1")
    other, vendor = await tenant_on(agreed.today), await agreed.actor(ActorKind.VENDOR)
    assert await codes(agreed, vendor, agreed.owner) == ["not-authorised"] * 4
    await agreed.authorise(vendor, HolderRole.VENDOR, READS)
    for service in SERVICES:
        seen = items(await read(agreed, service, vendor, agreed.owner))
        assert seen == items(await read(agreed, service, agreed.owner, None))
    assert await codes(agreed, vendor, other.owner) == ["not-authorised"] * 4
    assert await codes(agreed, vendor) == ["role-not-allowed"] * 4
    assert items(await read(agreed, "contracts", vendor, None, "/authorisations"))[0]["owner"] == agreed.owner


async def test_check_22_a_vendor_has_what_token_and_authorisation_share(agreed: Tenant) -> None:
    """Check 22: a scope in the token alone, or in the authorisation alone, opens nothing; both names stand in the logbook."""
    vendor = await agreed.actor(ActorKind.VENDOR, ["contracts:read", "contracts:write", "settlement:read"])
    await agreed.authorise(vendor, HolderRole.VENDOR, ["contracts:read", "contracts:write", "outcomes:read"])
    assert await codes(agreed, vendor, agreed.owner) == [
        None,
        "scope-missing",
        "scope-missing",
        "scope-missing",
    ]
    body = {"oin": vendor, "kind": "provider", "name": "De Rijnoever"}
    made = await agreed.ask(
        "contracts", "POST", "/organisations", oin=vendor, acting_for=agreed.owner, json=body
    )
    assert (made.status_code, made.json()["owner"]) == (201, agreed.owner)
    row = await agreed.house.services["contracts"].database.worker.fetchrow(
        "select actor, via, client_id, end_user, parties from logbook where subject = $1", made.json()["id"]
    )
    assert tuple(row)[:4] == (agreed.owner, vendor, agreed.keys[vendor][0], "j.jansen")
    assert row["parties"] == [vendor]  # it is the organisation that was registered
    again = {"holder": await agreed.actor(ActorKind.VENDOR), "role": "vendor", "scopes": ["contracts:read"]}
    passed_on = await agreed.ask(
        "contracts", "POST", "/authorisations", oin=vendor, acting_for=agreed.owner,
        json={**again, "validFrom": agreed.today.isoformat()},
    )  # fmt: skip
    assert (passed_on.status_code, code_of(passed_on)) == (403, "scope-missing")


async def test_check_25_a_vendor_of_a_provider_reaches_no_further_than_the_provider(agreed: Tenant) -> None:
    """Check 25: the contracts of which it is a member, not those of its neighbours; it signs where the provider would."""
    lead, vendor = agreed.providers[0], await agreed.actor(ActorKind.VENDOR)
    await agreed.authorise(
        vendor, HolderRole.VENDOR, ["contracts:read", "contracts:write", "access:read"], principal=lead
    )
    mine = await report(agreed, "inwoner-1")
    seen = items(await read(agreed, "contracts", vendor, lead))
    assert [one["id"] for one in seen] == [
        one["id"] for one in items(await read(agreed, "contracts", lead, None))
    ]
    assert seen and items(await read(agreed, "access", vendor, lead)) == []
    hidden = await read(agreed, "access", vendor, lead, f"/requests/{mine.id}")
    assert (hidden.status_code, code_of(hidden)) == (404, "request-not-found")
    drafted = await agreed.ask(
        "contracts", "POST", "/contracts", oin=vendor, acting_for=lead,
        json={"number": "V-1", "name": "Van een aanbieder", "municipalityCode": "0484", "legalForm": "contract"},
    )  # fmt: skip
    assert (drafted.status_code, code_of(drafted)) == (403, "purchaser-only")
    assert await codes(agreed, vendor, agreed.owner) == ["not-authorised"] * 4


@pytest.mark.parametrize("case", ["future", "ended", "withdrawn", "another-role", "another-holder"])
async def test_check_34_what_is_not_in_force_is_denied_and_noted(agreed: Tenant, case: str) -> None:
    """Check 34: in every service 403 not-authorised, and one row in the security log with who tried."""
    vendor, other = await agreed.actor(ActorKind.VENDOR), await agreed.actor(ActorKind.VENDOR)
    researcher = await agreed.actor(ActorKind.RESEARCHER)
    tomorrow, asking = (agreed.today + DAY).isoformat(), vendor
    if case == "future":
        await agreed.authorise(vendor, HolderRole.VENDOR, READS, validFrom=tomorrow)
    elif case == "ended":
        await agreed.authorise(vendor, HolderRole.VENDOR, READS, validUntil=agreed.today.isoformat())
        assert (await read(agreed, "outcomes", vendor, agreed.owner)).status_code == 200
        await agreed.live_until(agreed.today + DAY)
    elif case == "withdrawn":
        made = await agreed.authorise(vendor, HolderRole.VENDOR, READS)
        await agreed.ask("contracts", "POST", f"/authorisations/{made['id']}/withdrawal")
        await agreed.drain()
    elif case == "another-role":
        await agreed.authorise(researcher, HolderRole.VENDOR, READS)
        asking = researcher
    else:
        await agreed.authorise(other, HolderRole.VENDOR, READS)
    for service in SERVICES:
        answer = await read(agreed, service, asking, agreed.owner)
        assert (answer.status_code, code_of(answer)) == (403, "not-authorised"), service
        trace = trace_of(answer)
        (row,) = (await denials(agreed, service, [trace]))[trace]
        assert (row["code"], row["status"], row["actor"], row["via"]) == ("not-authorised", 403, asking, None)
        assert (row["client_id"], row["end_user"]) == (agreed.keys[asking][0], "j.jansen")
        assert row["role"] == ("researcher" if asking == researcher else "vendor")


async def test_a_withdrawal_works_at_once_in_contracts_and_elsewhere_when_the_feed_was_followed(
    agreed: Tenant,
) -> None:
    """Between the withdrawal and the next look at the feed the other services still let the vendor in; then no more."""
    vendor = await agreed.actor(ActorKind.VENDOR)
    made = await agreed.authorise(vendor, HolderRole.VENDOR, READS)
    await agreed.ask("contracts", "POST", f"/authorisations/{made['id']}/withdrawal")
    assert await codes(agreed, vendor, agreed.owner) == ["not-authorised", None, None, None]
    await agreed.drain()
    assert await codes(agreed, vendor, agreed.owner) == ["not-authorised"] * 4


async def test_a_new_authorisation_says_to_take_a_snapshot_and_a_withdrawn_one_is_the_last_fact(
    agreed: Tenant,
) -> None:
    """The vendor's own feed begins with the grant and ends with the withdrawal, whatever the municipality does after it."""
    vendor = await agreed.actor(ActorKind.VENDOR)
    made = await agreed.authorise(vendor, HolderRole.VENDOR, READS)
    path = "/events?limit=500"
    told = (await read(agreed, "contracts", vendor, None, path)).json()["events"]
    (grant,) = [one for one in told if one["subject"] == made["id"]]
    assert (grant["data"]["takeSnapshot"], grant["data"]["holder"]) == (True, vendor)
    assert any(one["owner"] == agreed.owner and one["subject"] != made["id"] for one in told)
    await agreed.ask("contracts", "POST", f"/authorisations/{made['id']}/withdrawal")
    await lives_on(agreed)
    after = (await read(agreed, "contracts", vendor, None, path)).json()["events"]
    own = [one for one in after if one["owner"] == agreed.owner]
    assert own[-1]["type"].endswith(".authorisation-withdrawn.v1") and own[-1]["subject"] == made["id"]
    assert own[-1]["data"]["takeSnapshot"] is False


async def lives_on(tenant: Tenant) -> None:
    """The municipality does something more."""
    client = tenant.client(ContractsClient)
    mandate = {"holder": "k.consulent", "role": "consultant", "law": "wmo2015", "validFrom": "2026-01-01"}
    answer = await tenant.ask("contracts", "POST", "/mandates", json=mandate)
    assert answer.status_code == 201 and await client.mandates(holder="k.consulent")


@pytest.mark.rule("F-26")
async def test_check_25_an_ombuds_officer_reads_its_cases_only(agreed: Tenant) -> None:
    """Check 25: two cases are two citizens; the third's question is not there, and nothing can be changed or seen elsewhere."""
    first, second, third = [await report(agreed, f"inwoner-{number}") for number in range(3)]
    officer = await agreed.actor(ActorKind.OMBUDS)
    for one in (first, second):
        await agreed.authorise(officer, HolderRole.OMBUDS, ["access:read"], citizenId=str(one.citizen_id))
    seen = items(await read(agreed, "access", officer, agreed.owner))
    assert [one["id"] for one in seen] == [str(first.id), str(second.id)]
    for one, status in ((second, 200), (third, 404)):
        assert (
            await read(agreed, "access", officer, agreed.owner, f"/requests/{one.id}")
        ).status_code == status
    graph = await agreed.ask(
        "access", "POST", "/graphql", oin=officer, acting_for=agreed.owner,
        json={"query": "{ requests { nodes { id } } }"},
    )  # fmt: skip
    assert [one["id"] for one in graph.json()["data"]["requests"]["nodes"]] == [str(first.id), str(second.id)]
    talk = await agreed.ask(
        "access", "POST", f"/requests/{first.id}/first-talk", oin=officer, acting_for=agreed.owner,
        json={"heldOn": agreed.today.isoformat()},
    )  # fmt: skip
    assert talk.status_code == 403
    assert items(await read(agreed, "access", officer, None)) == []
    assert (await codes(agreed, officer, agreed.owner))[2:] == ["role-not-allowed", "role-not-allowed"]


async def test_check_25_a_portal_shows_the_citizen_who_logged_in_and_only_when_the_municipality_agreed(
    agreed: Tenant,
) -> None:
    """Check 25: the authorisation opens the municipality, the token's citizen limits what is seen; neither works alone."""
    mine, other = await report(agreed, "inwoner-1"), await report(agreed, "inwoner-2")
    portal = await agreed.actor(ActorKind.PORTAL, citizen=mine.citizen_id)
    nobody = await agreed.actor(ActorKind.PORTAL)
    assert code_of(await read(agreed, "access", portal, agreed.owner)) == "not-authorised"
    for one in (portal, nobody):
        await agreed.authorise(one, HolderRole.PORTAL, ["access:read"])
    assert [one["id"] for one in items(await read(agreed, "access", portal, agreed.owner))] == [str(mine.id)]
    assert (await read(agreed, "access", portal, agreed.owner, f"/requests/{other.id}")).status_code == 404
    asked = await read(agreed, "access", portal, agreed.owner, f"/requests?citizenId={other.citizen_id}")
    assert items(asked) == []
    assert items(await read(agreed, "access", nobody, agreed.owner)) == []
    assert items(await read(agreed, "access", portal, None)) == []


async def test_check_25_an_insurer_reads_money_and_results_of_who_authorised_it_and_no_persons(
    agreed: Tenant,
) -> None:
    """Check 25: contracts, settlement and outcomes of the municipality; allocations and access stay closed, with any scope."""
    await report(agreed, "inwoner-1")
    insurer = await agreed.actor(ActorKind.INSURER)
    await agreed.authorise(
        insurer, HolderRole.INSURER, ["contracts:read", "settlement:read", "outcomes:read", "events:read"]
    )
    for service in ("contracts", "settlement", "outcomes"):
        assert items(await read(agreed, service, insurer, agreed.owner)) == items(
            await read(agreed, service, agreed.owner, None)
        )
    closed = await read(agreed, "settlement", insurer, agreed.owner, "/allocations")
    assert (closed.status_code, code_of(closed)) == (403, "role-not-allowed")
    assert code_of(await read(agreed, "access", insurer, None)) == "role-not-allowed"
    facts = await read(agreed, "access", insurer, agreed.owner, "/events?limit=500")
    assert facts.json()["events"] == []
    assert items(await read(agreed, "contracts", insurer, None)) == []
    body = {"holder": "k.consulent", "role": "consultant", "law": "wmo2015", "validFrom": "2026-01-01"}
    denied = await agreed.ask(
        "contracts", "POST", "/mandates", oin=insurer, acting_for=agreed.owner, json=body
    )
    assert (denied.status_code, code_of(denied)) == (403, "purchaser-only")


def researched() -> ResultAgreement:
    """An agreement whose source is independent research."""
    one = lives.agreements()[0]
    return one.model_copy(
        update={"number": 3, "code": "research", "source": MeasurementSource.INDEPENDENT_RESEARCHER}
    )


@pytest.mark.rule("R-O12")
async def test_check_25_a_researcher_enters_its_own_measurements_and_reads_no_money_and_no_persons(
    tenant: Tenant,
) -> None:
    """Check 25, F-27: a researcher enters independent research and nothing else; a provider enters none of it."""
    contract = await lives.active_contract(tenant, agreements=[*lives.agreements(), researched()])
    researcher = await tenant.actor(ActorKind.RESEARCHER)
    await tenant.authorise(
        researcher,
        HolderRole.RESEARCHER,
        ["outcomes:read", "outcomes:write", "contracts:read", "events:read"],
    )

    async def enter(oin: str, acting_for: str | None, code: str, source: str, value: str = "7.4") -> Any:
        body = {
            "contractId": str(contract.id), "indicator": code, "quarter": "2026-Q1", "value": value,
            "source": source,
        }  # fmt: skip
        return await tenant.ask(
            "outcomes", "POST", "/measurements", oin=oin, acting_for=acting_for, json=body
        )

    made = await enter(researcher, tenant.owner, "research", "independentResearcher")
    assert (made.status_code, made.json()["owner"]) == (201, tenant.owner)
    for oin, acting_for, code, source, fault in (
        (researcher, tenant.owner, lives.CODES[0], "provider", "source-not-researchers"),
        (tenant.providers[0], None, "research", "independentResearcher", "source-not-independent"),
    ):
        refused = await enter(oin, acting_for, code, source)
        assert (refused.status_code, code_of(refused)) == (409, "measurement-refused")
        assert [one["code"] for one in refused.json()["errors"]] == [fault]
    # A party to the contract that is no member of it, in the role of a provider.
    party = f"{tenant.auditor}, provider"
    tenant.keys[party] = await new_client(tenant.house, tenant.auditor, "provider", PROVIDER)
    refused = await enter(party, None, "research", "independentResearcher")
    assert (refused.status_code, code_of(refused)) == (409, "measurement-refused")
    assert [one["code"] for one in refused.json()["errors"]] == ["source-not-members"]
    lines = (
        f"contractId,indicator,quarter,value,source\n{contract.id},research,2026-Q1,7.5,independentResearcher"
    )
    for oin, acting_for, accepted in (
        (researcher, tenant.owner, 1), (tenant.providers[0], None, 0), (party, None, 0),
    ):  # fmt: skip
        batch = await tenant.ask(
            "outcomes", "POST", "/measurement-batches", oin=oin, acting_for=acting_for, content=lines.encode(),
            headers={"Content-Type": "text/csv"},
        )  # fmt: skip
        assert (batch.status_code, batch.json()["accepted"]) == (202, accepted), batch.text
    for service, path in (
        ("contracts", "/contracts"), ("contracts", f"/contracts/{contract.id}/funding"), ("access", "/requests"),
        ("settlement", "/schedules"),
    ):  # fmt: skip
        closed = await read(tenant, service, researcher, None, path)
        assert (closed.status_code, code_of(closed)) == (403, "role-not-allowed"), path
    told = (await read(tenant, "contracts", researcher, tenant.owner, "/events?limit=500")).json()["events"]
    assert told and not [one for one in told if ".contract-" in one["type"] or ".amendment-" in one["type"]]


@pytest.mark.rule("R-C11")
async def test_only_the_lead_for_payment_signs_for_the_provider_side(agreed: Tenant) -> None:
    """Another member, main contractor too, is refused on a contract and on an amendment; the lead's signature counts."""
    contract = (await agreed.client(ContractsClient).contracts())[0]
    amendment = await agreed.ask(
        "contracts", "POST", f"/contracts/{contract.id}/amendments",
        json={
            "reason": "tightening", "motivation": "Een hogere norm past.", "effectiveOn": "2026-04-01",
            "agreementChanges": [{"number": 1, "norm": "7.2"}],
        },
    )  # fmt: skip
    assert amendment.status_code == 201, amendment.text
    second = await lives_draft(agreed)
    for path, denied in (
        (f"/contracts/{second}/signatures", "not-a-signing-party"),
        (f"/amendments/{amendment.json()['id']}/signatures", "not-a-signing-side"),
    ):
        for member, status, code in ((agreed.providers[1], 403, denied), (agreed.providers[0], 200, None)):
            signed = await agreed.ask("contracts", "POST", path, oin=member, json={})
            assert (signed.status_code, code_of(signed)) == (status, code), signed.text


async def lives_draft(tenant: Tenant) -> str:
    """A second complete draft with the same consortium, in the year after."""
    contract = (await tenant.client(ContractsClient).contracts())[0]
    body = {
        "number": "VB-2", "name": "Tweede", "municipalityCode": "0484", "legalForm": "contract",
        "consortiumId": str(contract.consortium_id), "populationId": str(contract.population_id),
        "startDate": "2040-01-01", "baseTermMonths": 12, "evaluationAfterMonths": 6,
        "fundingAgreements": [{"number": 1, "form": "lumpSum", "annualAmountCents": 100, "instalmentCount": 12}],
        "agreements": [one.model_dump(mode="json", by_alias=True) for one in lives.agreements()],
        "auditor": tenant.auditor,
    }  # fmt: skip
    made = await tenant.ask("contracts", "POST", "/contracts", json=body)
    assert made.status_code == 201, made.text
    found: str = made.json()["id"]
    return found


async def test_a_region_is_a_purchaser_of_its_own(house: House) -> None:
    """It registers, authorises and reads its own rows as a municipality does."""
    region = await new_tenant(house, date(2026, 1, 1), providers=1, role=ActorKind.REGION)
    vendor = await region.actor(ActorKind.VENDOR)
    made = await region.authorise(vendor, HolderRole.VENDOR, READS)
    assert made["principalRole"] == "region"
    body = {"oin": region.providers[0], "kind": "provider", "name": "De Rijnoever"}
    assert (await region.ask("contracts", "POST", "/organisations", json=body)).status_code == 201
    assert len(items(await read(region, "contracts", vendor, region.owner, "/organisations"))) == 1


async def test_check_25_the_operator_sees_no_content(house_lives: tuple[Life, Life]) -> None:
    """Check 25: with every scope, at every address of a living tenant: 403 and no id; the sandbox's own keeper neither."""
    life = house_lives[0]
    tenant = life.tenant
    operator = await tenant.actor(ActorKind.OPERATOR)
    key = read_private_key(tenant.house.issuer_folder, "sandbox-admin")
    keeper = await TokenSource(tenant.house.issuer, "sandbox-admin", key, http=tenant.house.http).token(
        end_user="x"
    )
    for service in SERVICES:
        house, known = tenant.house, sorted(life.ids[service])
        listed = operations(service, await published(house.http, house.urls[service]))
        gets = [one for one in listed if one.method == "GET" and one.scope not in (None, "sandbox")]
        denied = 0
        for one in gets:
            (name,) = one.names("path") - {"version"} or {""}
            queries = {
                each["name"]: "2027-Q1" if each["name"] == "quarter" else known[0]
                for each in one.parameters
                if each["in"] == "query" and each.get("required")
            }
            for id_ in known[:3] if name else known[:1]:
                address = one.address(**{name: "1" if name == "eventId" else id_})
                answers = [await tenant.ask(service, "GET", address, oin=operator, params=queries)]
                headers = {"Authorization": f"Bearer {keeper}"}
                url = f"{house.urls[service]}/v1{address}"
                answers.append(await house.http.get(url, headers=headers, params=queries))
                for answer in answers:
                    assert answer.status_code in (400, 403, 404), f"{one}: {answer.text}"
                    assert uuids(answer.text.replace(address, "")) & set(known) == set(), f"{one}"
                denied += code_of(answers[0]) in DENIALS
        # What is no address at all says so before the role is looked at; that is the matrix' own test.
        assert denied > 15, service
        assert len(gets) > 8 and len(known) > 8
        shown = await tenant.ask(service, "GET", f"/sandbox/{tenant.owner}", oin=operator)
        assert (shown.status_code, code_of(shown)) == (403, "sandbox-foreign")


async def test_an_unknown_role_is_the_one_that_sees_least(agreed: Tenant) -> None:
    """A token without a role is a provider's: no rows of its own, none of anyone's."""
    key = read_private_key(agreed.house.issuer_folder, "sandbox-admin")
    admin = await TokenSource(agreed.house.issuer, "sandbox-admin", key, http=agreed.house.http).token()
    oin = str(new_id().int)[:12].rjust(20, "0").replace("00000000", "00000099", 1)
    asked = {"organisations": [oin], "scopes": READS}
    made = await agreed.house.http.post(
        f"{agreed.house.issuer}/clients", json=asked, headers={"Authorization": f"Bearer {admin}"}
    )
    assert made.status_code == 201, made.text
    agreed.keys[oin] = (made.json()["clientId"], made.json()["privateJwk"])
    for service in SERVICES:
        assert items(await read(agreed, service, oin, None)) == []
    assert await codes(agreed, oin, agreed.owner) == ["not-authorised"] * 4
