"""Check 14 for a person who is known: the BSN of a registered citizen shows in one answer alone, and stands nowhere in the clear.

A whole life is lived with it, with everything that goes wrong on the way; then every log, answer, fact, webhook and table of all
four services is searched, as who sees every row and every byte. Ordinary words that were sent along show that the search would
have found it.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from deploy.postgres import Cluster
from shared.clients.access import AccessClient
from shared.kit.sealing import Keys
from shared.schemas.access import NewDecision, NewReferral, NewRequest
from shared.schemas.contracts import NewMandate
from shared.values.terms import Law
from tests.security.asking import Asker
from tests.security.listening import kept, shapes
from tests.support import lives
from tests.support.canary import Canary
from tests.support.deciding import in_full
from tests.support.house import House
from tests.support.persons import (
    MAIL,
    NAME,
    STREET,
    as_superuser,
    keys_of,
    neighbour,
    person,
    register,
    stated,
)
from tests.support.tenants import Tenant
from tests.wire.documents import SERVICES, operations, published

pytestmark = pytest.mark.xdist_group("published")

CANARY, SECOND = "999900018", "123456782"
WORDS = (CANARY, NAME, STREET, MAIL, "1958-05-17")
REFERENCE = "kanarie-0042"


class Life:
    """What a canary goes through; every answer but the one that may hold its data."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant, self.answers = tenant, list[httpx.Response]()

    async def ask(self, method: str, path: str, *, service: str = "access", **more: Any) -> httpx.Response:
        """One request, noted."""
        answer = await self.tenant.ask(service, method, path, **more)
        self.answers.append(answer)
        return answer

    async def register(self) -> str:
        """Registered, twice, and refused under other names."""
        made = await self.ask("POST", "/citizens", json=person(REFERENCE, CANARY), key="sleutel-1")
        assert made.status_code == 201, made.text
        again = await self.ask("POST", "/citizens", json=person(REFERENCE, CANARY), key="sleutel-1")
        reused = await self.ask("POST", "/citizens", json=person("ander", CANARY), key="sleutel-1")
        other = await self.ask("POST", "/citizens", json=person("ander", CANARY))
        assert [one.status_code for one in (again, reused, other)] == [201, 422, 409]
        citizen: str = made.json()["id"]
        return citizen

    async def mistakes(self, citizen: str) -> None:
        """Every way in which its data are sent wrongly: too much, too little, to the wrong place, by the wrong one."""
        path = f"/citizens/{citizen}/personal-data"
        wrong: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", "/citizens", {"json": person(REFERENCE, CANARY, familyName={"value": NAME})}),
            ("POST", "/citizens", {"json": person(REFERENCE, CANARY, email=stated(MAIL, CANARY))}),
            ("POST", "/citizens", {"json": person(CANARY, CANARY)}),
            ("POST", "/citizens", {"json": {**person(REFERENCE, CANARY), CANARY: CANARY}}),
            ("POST", "/citizens", {"json": {**person(REFERENCE), "bsn": CANARY}}),
            ("POST", "/citizens", {"content": f'{{"bsn": {{"value": "{CANARY}"'}),
            ("POST", "/citizens", {"content": f"{CANARY}\udcff".encode("utf-8", "surrogateescape")}),
            ("PATCH", path, {"json": {"bsn": stated(CANARY)}, "headers": {"If-Match": '"99"'}}),
            ("PATCH", path, {"json": {"bsn": stated(CANARY)}}),
            ("PATCH", path, {"json": {"givenNames": stated(CANARY)}, "headers": {"If-Match": '"1"'}}),
            ("POST", "/citizens/_search", {"json": {"bsn": CANARY, "citizenReference": REFERENCE}}),
            ("POST", "/citizens/_search", {"json": {"bsn": CANARY, "naam": NAME}}),
            ("POST", "/citizens/_search", {"json": {"bsn": CANARY}, "oin": self.tenant.providers[0]}),
            ("POST", "/citizens/_search", {"json": {"bsn": CANARY}, "end_user": None}),
            ("GET", f"/citizens/{CANARY}", {}),
            ("GET", f"/citizens?bsn={CANARY}", {}),
            ("POST", f"/citizens/{citizen}/departure", {"json": {"movedOn": "2027-02-01", "to": CANARY}}),
            ("POST", "/requests", {"json": {"citizenReference": CANARY, "law": "wmo2015", "contactOn": "2027-01-11"}}),
        ]  # fmt: skip
        for method, where, more in wrong:
            headers = {"Content-Type": "application/json", **more.pop("headers", {})}
            answer = await self.ask(method, where, headers=headers, **more)
            assert 400 <= answer.status_code < 500, f"{method} {where}: {answer.status_code} {answer.text}"

    async def care(self, citizen: str) -> None:
        """A decision and a referral, followed by settlement and outcomes."""
        tenant = self.tenant
        contract = await lives.active_contract(tenant)
        holder = NewMandate(holder="j.jansen", role="consultant", law=Law.WMO_2015, valid_from=tenant.today)
        await tenant.client(lives.ContractsClient).register_mandate(holder)
        await tenant.drain()
        client = tenant.client(AccessClient)

        async def asked() -> Any:
            new = NewRequest(
                citizen_id=UUID(citizen), contract_id=contract.id, law=Law.WMO_2015, contact_on=tenant.today
            )
            return await client.report_request(new)

        decided, referred = await asked(), await asked()
        decision = NewDecision(
            product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today, volume=4, unit="04",
            frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
        )  # fmt: skip
        await client.take_decision(decided.id, decision)
        await client.make_referral(referred.id, NewReferral(provider=tenant.providers[0]))
        await tenant.drain()

    async def reads(self, citizen: str) -> httpx.Response:
        """Read, searched, asked in the graph, in every feed; the one answer with the data is given back instead of noted."""
        await self.ask("GET", f"/citizens/{citizen}")
        await self.ask("GET", "/citizens")
        await self.ask("POST", "/citizens/_search", json={"bsn": CANARY})
        query = "{ citizens { nodes { id maskedBsn fields purposes { field purpose } } } requests { nodes { citizen { maskedBsn } } } }"
        graph = await self.ask("POST", "/graphql", json={"query": query})
        assert "*******18" in graph.text
        await self.ask("POST", "/graphql", json={"query": f'{{ citizen(id: "{CANARY}") {{ id }} }}'})
        for service in SERVICES:
            await self.ask("GET", "/events?limit=500", service=service)
        for path in ("/allocations", "/requests", "/decisions", "/transfers"):
            await self.ask("GET", path, service="settlement" if path == "/allocations" else "access")
        return await self.tenant.ask("access", "GET", f"/citizens/{citizen}/personal-data")

    async def breaks(self, cluster: Cluster, citizen: str) -> None:
        """What fails on our side: a key that is gone, bytes that were changed, a statement that the database refuses."""
        house = self.tenant.house
        with keys_of(house, Keys.of({9: b"9" * 32}, {9: b"n" * 32})):
            gone = await self.ask("GET", f"/citizens/{citizen}")
        change = "update citizens set sealed = sealed || '\\x00' where id = $1"
        await as_superuser(cluster, house, change, UUID(citizen))
        broken = await self.ask("GET", f"/citizens/{citizen}/personal-data")
        back = "update citizens set sealed = substring(sealed from 1 for length(sealed) - 1) where id = $1"
        await as_superuser(cluster, house, back, UUID(citizen))
        at_once = await asyncio.gather(
            *(self.ask("POST", "/citizens", json=person(f"gelijk-{number}", SECOND)) for number in range(6))
        )
        assert (gone.status_code, broken.status_code) == (503, 500)
        assert sorted(one.status_code for one in at_once) == [201, *[409] * 5]


@pytest.mark.rule("F-06")
async def test_check_14_a_known_canary_shows_nowhere(
    house: House, tenant: Tenant, cluster: Cluster, heard: Callable[[], str]
) -> None:
    """A whole life of a registered citizen: its data are in one answer, and in no other, no log, fact or table in the clear."""
    life = Life(tenant)
    citizen = await life.register()
    await life.mistakes(citizen)
    await life.care(citizen)
    whole = await life.reads(citizen)
    assert whole.status_code == 200 and all(word in whole.text for word in WORDS)
    assert whole.headers["cache-control"] == "no-store"
    await life.breaks(cluster, citizen)
    other = await neighbour(tenant)
    body = {"movedOn": "2027-02-01", "to": other.owner}
    offered = await life.ask("POST", f"/citizens/{citizen}/departure", json=body)
    path = f"/transfers/{offered.json()['id']}/acceptance"
    taken = await other.ask("access", "POST", path, json={"citizenReference": REFERENCE})
    life.answers += [taken, await other.ask("access", "GET", "/transfers")]
    assert (offered.status_code, taken.status_code) == (201, 200)
    said = heard()
    for word in (*WORDS, SECOND):
        for shape in shapes(word):
            assert shape not in said, f"{word} as {shape} in a log"
        shown = [f"{one.request.method} {one.request.url}" for one in life.answers if word in one.text]
        assert shown == [], f"{word} in {shown}"
        assert not any(word in str(one.headers) for one in life.answers)
        assert await kept(cluster, house, word) == [], word
    assert '"route":' in said and "SealBroken" in said and "key 1" in said
    assert await kept(cluster, house, REFERENCE) == ["access.citizens"]
    assert all(word not in cluster.log_path.read_text(errors="replace") for word in WORDS)


@pytest.mark.rule("F-06")
async def test_the_search_itself_finds_what_stands_in_the_clear(
    house: House, tenant: Tenant, cluster: Cluster, heard: Callable[[], str]
) -> None:
    """A word in a text, in bytes and in base64 within bytes is found, and so is one in a log: else nothing above is shown."""
    citizen = (await register(tenant, person("plant-1", bsn=None))).json()["id"]
    for planted in (b"xx kanariegeel yy", b"xx a2FuYXJpZWdlZWw= yy", b"xx AGthbmFyaWVnZWVsAA== yy"):
        change = "update citizens set sealed = $1 where id = $2"
        await as_superuser(cluster, house, change, planted, UUID(citizen))
        found = await kept(cluster, house, "kanariegeel")
        assert found == ["access.citizens"], planted
    logging.getLogger("bedoeling.test").warning("gezegd", extra={"person": "kanariegeel"})
    assert "kanariegeel" in heard()


@pytest.mark.rule("F-06")
async def test_a_bsn_has_one_place_in_all_four_services(house: House) -> None:
    """Only access describes a field for it: in a registration, a correction and a search, and in one answer."""
    places: set[tuple[str, str, str]] = set()
    for service in SERVICES:
        document = await published(house.http, house.urls[service])
        takes = {
            name
            for name, one in document["components"]["schemas"].items()
            if "Bsn" in str(one.get("properties"))
        }
        assert takes == set() or service == "access", f"{service}: {takes}"
        for one in operations(service, document):
            if "bsn" in str(one.content.get("application/json", {}).get("example", "")).lower():
                places.add((service, one.method, one.path))
    assert places == {("access", "POST", "/citizens"), ("access", "POST", "/citizens/_search")}


@pytest.mark.rule("F-06")
async def test_check_13_no_address_takes_what_is_personal(house: House) -> None:
    """No path or query parameter of access has the name of a personal field; every search is in a body."""
    document = await published(house.http, house.urls["access"])
    named = {
        name.lower()
        for one in operations("access", document)
        for name in one.names("path") | one.names("query")
    }
    personal = {
        "bsn",
        "birthdate",
        "sex",
        "familyname",
        "givennames",
        "address",
        "postcode",
        "email",
        "phone",
    }
    assert not named & (personal | {"citizenreference", "name"})


@pytest.mark.rule("F-06")
@pytest.mark.parametrize("service", ["contracts", "settlement", "outcomes"])
async def test_no_other_service_knows_a_citizen(house: House, tenant: Tenant, service: str) -> None:
    """There is no address for them, and a body with a personal field is refused by its name."""
    asker = Asker(tenant, service)
    await asker.prepare()
    for path in ("/citizens", "/citizens/_search", "/transfers"):
        answer = await asker.send(
            "POST", path, asker.tokens["all"], {"Idempotency-Key": "k"}, json={"bsn": CANARY}
        )
        assert answer.status_code == 404 and CANARY not in answer.text
    document = await published(house.http, house.urls[service])
    asked = 0
    for one in operations(service, document):
        if one.is_json and isinstance(one.example, dict):
            body = {**one.example, "bsn": stated(CANARY)}
            headers = {"Idempotency-Key": f"bsn-{asked}", "If-Match": "*"}
            answer = await asker.send(one.method, one.address(), asker.token_for(one), headers, json=body)
            assert answer.status_code in (400, 403) and CANARY not in answer.text, f"{one}: {answer.text}"
            asked += 1
    assert asked >= 3


def test_the_listener_of_a_whole_run_hears_a_bsn_and_nothing_else() -> None:
    """In a message, in what a record carries, in the trace of an error; not masked, not from the tests' own client."""
    canary, ours = Canary(), logging.getLogger("bedoeling.listened")
    ours.addHandler(canary)
    ours.propagate = False
    try:
        ours.warning("inwoner *******18")
        assert canary.heard == [] and canary.listened == 1
        ours.warning("inwoner %s", CANARY)
        ours.warning("inwoner", extra={"citizen": CANARY})
        try:
            raise ValueError(CANARY)
        except ValueError:
            ours.exception("fout")
    finally:
        ours.removeHandler(canary)
    assert len(canary.heard) == 3 and CANARY not in str(canary.heard)
    canary.emit(logging.makeLogRecord({"name": "httpx", "msg": CANARY}))
    assert len(canary.heard) == 3
