"""Nobody but its bidder learns anything of a bid before the closing moment, on any path; the attack is shown to bite after it.

What is looked for: a text and a price of the bid, its id, and that it exists at all.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from graphql import GraphQLObjectType, get_named_type, is_required_argument

from deploy.issuer import read_private_key
from deploy.postgres import Cluster
from shared.clients.base import Refusal
from shared.clients.tokens import TokenSource
from shared.schemas.contracts import Bid, BidReplacement, Procurement
from shared.values.terms import ActorKind, HolderRole
from tests.security.listening import kept, listen
from tests.security.logged import superuser
from tests.services.contracts.procuring import DEMAND, QUALITY, Market
from tests.shared.kit.webhooks.subscribing import loopback_opened
from tests.support.house import House
from tests.wire.documents import operations, published
from tests.wire.graphs import schema_of, selection

PRICE = "4711.1723"
READING = ["contracts:read", "events:read", "subscriptions:write"]


@dataclass
class Sealed:
    """A bid on a published procedure, with the words that give it away."""

    market: Market
    procurement: Procurement
    bid: Bid
    words: list[str]

    @property
    def bidder(self) -> str:
        """Whose bid it is."""
        return self.bid.bidder

    def found(self, text: str) -> list[str]:
        """The words of the bid, and its id, that stand in a text."""
        return [one for one in (*self.words, str(self.bid.id)) if one in text]


@pytest_asyncio.fixture
async def sealed(market: Market) -> Sealed:
    """A bid with a word of its own in every text."""
    word = "kanarie-" + "".join(secrets.choice("abcdefghijklmnop") for _ in range(12))
    procurement = await market.publish("classicTender", admissionCriteria=DEMAND)
    bid = await market.bid(
        procurement, 0, price=PRICE, note=f"Wij bieden {word}", externalReference=word,
        awardAnswers=[{"criterion": 1, "text": f"Ons plan is {word}"}],
    )  # fmt: skip
    return Sealed(market, procurement, bid, [word, PRICE])


async def readers(sealed: Sealed) -> dict[str, dict[str, Any]]:
    """Who might want to know: how each of them asks."""
    tenant = sealed.market.tenant
    asked: dict[str, dict[str, Any]] = {
        "purchaser": {},
        "registered rival": {"oin": sealed.market.providers[1]},
        "stranger": {"oin": sealed.market.providers[6]},
        "auditor": {"oin": tenant.auditor},
    }
    for role in (HolderRole.VENDOR, HolderRole.INSURER, HolderRole.RESEARCHER):
        oin = await tenant.actor(ActorKind(role.value), READING)
        scopes = [one for one in READING if one == "contracts:read" or role is HolderRole.VENDOR]
        new = {"holder": oin, "role": role, "scopes": scopes, "validFrom": tenant.today.isoformat()}
        made = await tenant.ask("contracts", "POST", "/authorisations", json=new)
        assert made.status_code == 201, made.text
        asked[f"{role} for the purchaser"] = {"oin": oin, "acting_for": tenant.owner}
        asked[f"{role} itself"] = {"oin": oin}
    return asked


def _questions(sdl: str) -> Iterator[tuple[str, str]]:
    """Every field of the query that is asked without anything, or by an id, with all that hangs from it."""
    query = schema_of(sdl).query_type
    assert query is not None
    for name, field in query.fields.items():
        needed = {each for each, one in field.args.items() if is_required_argument(one)}
        kind = get_named_type(field.type)
        if name.startswith("_") or needed - {"id"} or not isinstance(kind, GraphQLObjectType):
            continue
        head, given = ("query ($id: UUID!)", "(id: $id)") if needed else ("query", "(first: 3)")
        given = given if needed or "first" in field.args else ""
        depth = 2 if name.startswith(("bid", "procurement", "catalogue")) else 1
        yield name, f"{head} {{ {name}{given} {selection(kind, depth)} }}"


async def look(sealed: Sealed, **asked: Any) -> dict[str, list[str]]:
    """Every GET, snapshot and field of the graph of contracts, asked at the bid and its procedure; where it was found."""
    market, where = sealed.market, dict[str, list[str]]()

    def note(path: str, text: str) -> None:
        if found := sealed.found(text):
            where[path] = found

    house = market.tenant.house
    document = await published(house.http, house.urls["contracts"])
    for one in operations("contracts", document):
        if one.method != "GET" or one.scope in (None, "sandbox"):
            continue
        path = one.path
        for name in one.names("path"):
            wanted = sealed.bid.id if name.lower().startswith("bid") else sealed.procurement.id
            path = path.replace("{" + name + "}", str(wanted))
        queries = ["", f"?procurementId={sealed.procurement.id}", "?state=sealed", f"?bidder={sealed.bidder}"]
        for query in queries if path == "/bids" else ["?limit=500"] if path == "/events" else [""]:
            answer = await market.ask("GET", path + query, **asked)
            # An answer of 404 may repeat what was asked.
            note(
                path + query,
                answer.text.replace(str(sealed.bid.id), "") if answer.status_code >= 400 else answer.text,
            )
    for collection in ("bids", "procurements", "contracts"):
        answer = await market.ask("POST", "/snapshots", json={"collection": collection}, **asked)
        note(f"snapshot of {collection}", answer.text)
    told = await market.ask("POST", "/graphql", json={"query": "{ _service { sdl } }"})
    for field, text in _questions(told.json()["data"]["_service"]["sdl"]):
        wanted = sealed.bid.id if field == "bid" else sealed.procurement.id
        variables = {"id": str(wanted)} if "$id" in text else {}
        sent = {"query": text, "variables": variables}
        answer = await market.ask("POST", "/graphql", json=sent, **asked)
        codes = {one["extensions"]["code"] for one in answer.json().get("errors", ())}
        faults = {one for one in codes if one.startswith("graphql-") or one == "internal-error"}
        assert not faults, (field, text, faults)
        note(f"graph {field}", str(answer.json().get("data")))
    entity = {"query": "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Bid { id bidder content { price note } } } }",
              "variables": {"r": [{"__typename": "Bid", "id": str(sealed.bid.id)}]}}  # fmt: skip
    answer = await market.ask("POST", "/graphql", json=entity, **asked)
    note("graph _entities", str(answer.json().get("data")))
    return where


@pytest.mark.rule("F-30")
async def test_no_reader_finds_a_bid_on_any_path_before_the_closing_moment(sealed: Sealed) -> None:
    """Every GET, snapshot, fact and field of the graph, as purchaser, rival, stranger, auditor and who acts for the purchaser."""
    for name, asked in (await readers(sealed)).items():
        assert await look(sealed, **asked) == {}, name


@pytest.mark.rule("F-30")
async def test_the_same_search_finds_it_as_its_bidder_and_after_the_opening(sealed: Sealed) -> None:
    """The search bites: the bidder finds it everywhere, the purchaser once it is opened, a rival never."""
    mine = await look(sealed, oin=sealed.bidder)
    assert {f"/bids/{sealed.bid.id}", "/bids", "snapshot of bids", "graph bid", "graph bids"} <= mine.keys()
    await sealed.market.close(sealed.procurement)
    opened = await look(sealed)
    assert PRICE in opened[f"/bids/{sealed.bid.id}"] and "graph bid" in opened
    assert await look(sealed, oin=sealed.market.providers[1]) == {}


@pytest.mark.rule("F-30")
async def test_the_purchaser_cannot_even_count_bids(sealed: Sealed) -> None:
    """The procedure reads the same with no bid, one and two; the list of bids is empty, as if there were none."""
    market, path = sealed.market, f"/procurements/{sealed.procurement.id}"
    before, events = (
        await market.ask("GET", path),
        (await market.ask("GET", "/events?limit=500")).json()["events"],
    )
    await market.bid(sealed.procurement, 1, price="5")
    after = await market.ask("GET", path)
    assert (before.json(), before.headers["ETag"]) == (after.json(), after.headers["ETag"])
    assert (await market.ask("GET", "/bids")).json()["items"] == []
    assert (await market.ask("GET", "/events?limit=500")).json()["events"] == events


@pytest.mark.rule("F-30")
async def test_siblings_hear_that_a_bid_is_sealed_and_nothing_of_it(sealed: Sealed, house: House) -> None:
    """The fact belongs to the bidder and holds id, version and state; a sibling that reads all facts learns no more."""
    key = read_private_key(house.issuer_folder, "service-settlement")
    token = await TokenSource(house.issuer, "service-settlement", key, http=house.http).token()
    sent = {"Authorization": f"Bearer {token}"}
    facts: list[dict[str, Any]] = []
    address, after = f"{house.urls['contracts']}/v1/events", ""
    while True:
        page = (await house.http.get(f"{address}?limit=500{after}", headers=sent)).json()
        facts += page["events"]
        if len(page["events"]) < 500:
            break
        after = f"&after={page['next']}"
    (told,) = [one for one in facts if one["subject"] == str(sealed.bid.id)]
    assert told["owner"] == sealed.bidder
    assert told["data"] == {"id": str(sealed.bid.id), "version": 1, "state": "sealed"}
    assert not any(word in str(facts) for word in sealed.words)
    for path in (f"/bids/{sealed.bid.id}", f"/bids/{sealed.bid.id}/derivation"):
        acting = {**sent, "Bedoeling-On-Behalf-Of": sealed.market.tenant.owner}
        answer = await house.http.get(f"{house.urls['contracts']}/v1{path}", headers=acting)
        assert answer.status_code == 404, answer.text
    listed = await house.http.get(f"{house.urls['contracts']}/v1/bids", headers=acting)
    assert listed.json()["items"] == []


@pytest.mark.rule("F-30")
async def test_a_webhook_tells_the_bidder_alone(sealed: Sealed, house: House) -> None:
    """A purchaser that listens to everything has no delivery of a bid; its bidder has one, without data."""
    market, taken = sealed.market, dict[str, str]()
    service = house.services["contracts"]
    with loopback_opened(house):
        for name, oin in (("purchaser", None), ("rival", market.providers[1]), ("bidder", sealed.bidder)):
            body = {"url": "http://127.0.0.1:9/hook"}
            made = await market.ask("POST", "/subscriptions", oin=oin, json=body)
            assert made.status_code == 201, made.text
            taken[name] = made.json()["id"]
        await market.client(sealed.bidder).replace_bid(sealed.bid.id, 1, BidReplacement(note=sealed.words[0]))
        await service.webhooks.deliver([market.tenant.owner, *market.providers])
    rows = {}
    for name, id_ in taken.items():
        query = "select d::text from deliveries d where subscription_id = $1"
        rows[name] = str(await service.database.worker.fetch(query, UUID(id_)))
    assert "bid-replaced" in rows["bidder"] and "bid-" not in rows["purchaser"] + rows["rival"]
    assert not any(word in text for word in sealed.words for text in rows.values())


@pytest.mark.rule("F-30")
async def test_nobody_opens_scores_or_awards_before_the_closing_moment(sealed: Sealed) -> None:
    """Opening is refused to the minute, dry or not; scoring, awarding and an earlier closing moment too."""
    market, path = sealed.market, f"/procurements/{sealed.procurement.id}"
    for query in ("", "?dryRun=true"):
        early = await market.ask("POST", f"{path}/opening{query}")
        assert (early.status_code, early.json()["code"]) == (409, "closing-moment-ahead")
    for act, body in (("scoring", {"assessments": []}), ("award", None)):
        refused = await market.ask("POST", f"{path}/{act}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "procurement-state-refused")
    sooner = {"closesAt": "2026-01-01T09:00:00Z"}
    moved = await market.ask("PATCH", path, json=sooner, headers={"If-Match": '"2"'})
    assert (moved.status_code, moved.json()["code"]) == (409, "procurement-criteria-fixed")
    assert await look(sealed) == {}


@pytest.mark.rule("F-30")
async def test_what_is_withdrawn_stays_sealed_for_good(sealed: Sealed) -> None:
    """The purchaser withdraws and waits for the closing moment: no bid is opened or counted; the bidder still has its own."""
    market = sealed.market
    await market.client().withdraw_procurement(sealed.procurement.id, "Wij willen eerst kijken.")
    await market.next_day()
    opening = await market.ask("POST", f"/procurements/{sealed.procurement.id}/opening")
    assert (opening.status_code, opening.json()["code"]) == (409, "procurement-state-refused")
    assert await look(sealed) == {}
    own = await market.client(sealed.bidder).bid(sealed.bid.id)
    assert own.content is not None and own.content.price == PRICE


@pytest.mark.rule("F-30")
async def test_after_the_closing_moment_and_before_the_opening_the_content_is_still_sealed(
    sealed: Sealed,
) -> None:
    """The clock alone opens nothing: the purchaser reads bids from the one act that opens all of them."""
    await sealed.market.next_day()
    assert await look(sealed) == {}
    await sealed.market.client().open_bids(sealed.procurement.id)
    assert (await sealed.market.client().bid(sealed.bid.id)).content is not None


@pytest.mark.rule("F-30")
async def test_a_key_of_another_replays_nothing(sealed: Sealed) -> None:
    """The bidder's own retry is answered with its bid; the same key, path and body of a rival makes a bid of its own."""
    market, path = sealed.market, f"/procurements/{sealed.procurement.id}/bids"
    body = {"price": "7", "note": "van mij"}
    first = await market.ask("POST", path, oin=market.providers[2], key="gelijk", json=body)
    again = await market.ask("POST", path, oin=market.providers[2], key="gelijk", json=body)
    assert (again.headers["Idempotent-Replayed"], again.json()) == ("true", first.json())
    rival = await market.ask("POST", path, oin=market.providers[3], key="gelijk", json=body)
    assert rival.status_code == 201 and "Idempotent-Replayed" not in rival.headers
    assert rival.json()["id"] != first.json()["id"]
    purchaser = await market.ask("POST", path, key="gelijk", json=body)
    assert (purchaser.status_code, purchaser.json()["code"]) == (403, "role-not-allowed")


@asynccontextmanager
async def as_role(house: House, dsn: str, organisations: str) -> AsyncIterator[Any]:
    """A session of the database itself, for some organisations."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await connection.execute(f"set local app.organisations = '{organisations}'")
            yield connection
    finally:
        await connection.close()


@pytest.mark.rule("F-30")
async def test_the_database_shows_the_application_no_bid_before_its_time(
    sealed: Sealed, house: House
) -> None:
    """Row-level security goes by time: with every filter gone the purchaser's session has no row, and writes none."""
    market, database = sealed.market, house.databases["contracts"]
    mine = "select count(*) from bids where procurement_id = $1"
    async with as_role(house, database.app_dsn, market.tenant.owner) as connection:
        assert await connection.fetchval(mine, sealed.procurement.id) == 0
        touched = await connection.execute("update bids set parties = parties where id = $1", sealed.bid.id)
        assert touched == "UPDATE 0"
    async with as_role(house, database.app_dsn, market.tenant.owner) as connection:
        with pytest.raises(asyncpg.RestrictViolationError):
            await connection.execute(
                "update procurements set closes_at = now() - interval '9 years' where id = $1",
                sealed.procurement.id,
            )
    async with as_role(house, database.app_dsn, sealed.bidder) as connection:
        assert await connection.fetchval(mine, sealed.procurement.id) == 1
    async with as_role(house, database.app_dsn, market.providers[1]) as connection:
        assert await connection.fetchval(mine, sealed.procurement.id) == 0
    await market.next_day()
    async with as_role(house, database.app_dsn, market.tenant.owner) as connection:
        assert await connection.fetchval(mine, sealed.procurement.id) == 1
    async with as_role(house, database.app_dsn, sealed.bidder) as connection:
        touched = await connection.execute("update bids set sealed = 'x' where id = $1", sealed.bid.id)
        assert touched == "UPDATE 0"


@pytest.mark.rule("F-30")
async def test_the_store_holds_alone_as_well(sealed: Sealed, house: House, cluster: Cluster) -> None:
    """With row-level security taken away from bids the purchaser and a rival still find nothing, before and after the moment."""
    async with superuser(cluster, house, "contracts") as admin:
        await admin.execute("alter table bids disable row level security")
        try:
            for asked in ({}, {"oin": sealed.market.providers[1]}):
                assert await look(sealed, **asked) == {}
            early = await sealed.market.ask("POST", f"/procurements/{sealed.procurement.id}/opening")
            assert early.json()["code"] == "closing-moment-ahead"
            await sealed.market.next_day()
            assert await look(sealed) == {}
        finally:
            await admin.execute("alter table bids enable row level security")


@pytest.mark.rule("F-30")
async def test_no_table_and_no_log_holds_a_word_of_a_sealed_bid(
    market: Market,
    cluster: Cluster,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who sees every row of every table, and who reads every log line, finds the text nowhere in whatever form."""
    heard: Callable[[], str] = listen(market.tenant.house, caplog, capfd, monkeypatch)
    word = "kanarie-" + "".join(secrets.choice("abcdefghijklmnop") for _ in range(12))
    procurement = await market.publish("classicTender")
    body = {"note": f"Wij bieden {word}", "price": "10", "awardAnswers": [{"criterion": 1, "text": word}]}
    bid = await market.bid(procurement, 0, **body)
    replaced = {**body, "note": f"Anders {word}"}
    put = await market.ask(
        "PUT", f"/bids/{bid.id}", oin=bid.bidder, json=replaced, headers={"If-Match": '"1"'}
    )
    assert put.status_code == 200, put.text
    wrong = await market.ask(
        "POST", f"/procurements/{procurement.id}/bids", oin=bid.bidder, json={**body, "lot": 9}
    )
    assert wrong.status_code == 409
    gone = await market.ask("POST", f"/bids/{bid.id}/withdrawal", oin=bid.bidder)
    assert gone.status_code == 200 and gone.json()["content"] is None
    kept_bid = await market.bid(procurement, 1, **body)
    assert await kept(cluster, market.tenant.house, word) == []
    assert word not in heard()
    await market.close(procurement)
    assert await kept(cluster, market.tenant.house, word) == ["contracts.bids"]
    assert (await market.client().bid(kept_bid.id)).content is not None


@pytest.mark.rule("F-30")
async def test_a_bid_at_or_after_the_closing_moment_is_refused(sealed: Sealed) -> None:
    """By the domain's clock: no new bid, no replacement, no withdrawal once the moment has come, opened or not."""
    market = sealed.market
    await market.next_day()
    late = await market.ask(
        "POST", f"/procurements/{sealed.procurement.id}/bids", oin=market.providers[1], json={"price": "1"}
    )
    assert (late.status_code, late.json()["code"], late.json()["rule"]) == (409, "bidding-closed", "F-30")
    match = {"If-Match": '"1"'}
    put = await market.ask(
        "PUT", f"/bids/{sealed.bid.id}", oin=sealed.bidder, json={"price": "1"}, headers=match
    )
    gone = await market.ask("POST", f"/bids/{sealed.bid.id}/withdrawal", oin=sealed.bidder)
    assert [(one.status_code, one.json()["code"]) for one in (put, gone)] == [(409, "bidding-closed")] * 2
    await market.client().open_bids(sealed.procurement.id)
    with pytest.raises(Refusal) as refused:
        await market.client(sealed.bidder).withdraw_bid(sealed.bid.id)
    assert refused.value.code == "bid-not-sealed"


@pytest.mark.rule("N-118")
async def test_who_acts_for_the_bidder_reads_its_bid_and_not_that_of_another_principal(
    sealed: Sealed,
) -> None:
    """A vendor of two competitors: for each it bids under the same reference, and sees of each its own alone."""
    tenant, rival = sealed.market.tenant, sealed.market.providers[1]
    vendor = await tenant.actor(ActorKind.VENDOR, [*READING, "contracts:write"])
    for oin in (sealed.bidder, rival):
        new = {
            "holder": vendor, "role": "vendor", "scopes": ["contracts:read", "contracts:write"], "validFrom": "2026-01-01",
        }  # fmt: skip
        made = await tenant.ask("contracts", "POST", "/authorisations", oin=oin, json=new)
        assert made.status_code == 201, made.text
    procurement = await sealed.market.publish("classicTender", number="INK-2", awardCriteria=QUALITY)
    ids = {}
    for oin, price in ((sealed.bidder, "50"), (rival, "60")):
        body = {"price": price, "externalReference": "bod-1"}
        path = f"/procurements/{procurement.id}/bids"
        made = await tenant.ask("contracts", "POST", path, oin=vendor, acting_for=oin, json=body)
        assert made.status_code == 201, made.text
        ids[oin] = made.json()["id"]
    crossed = await tenant.ask(
        "contracts", "GET", f"/bids/{ids[rival]}", oin=vendor, acting_for=sealed.bidder
    )
    assert crossed.status_code == 404
    own = await tenant.ask("contracts", "GET", f"/bids/{ids[rival]}", oin=vendor, acting_for=rival)
    assert own.json()["content"]["price"] == "60"
