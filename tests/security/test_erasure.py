"""F-38: who is erased is gone from all four databases; books and logbook keep a surrogate that leads to nobody."""

import secrets
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from deploy.postgres import Cluster
from services.access.citizens.store.persons import hashed, keys_of
from shared.values.terms import ErasureGround
from tests.security.scanning import places
from tests.support.files import BSN, Filed, file, logged
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

pytestmark = [pytest.mark.rule("F-38"), pytest.mark.xdist_group("published")]
LATER = [one for one in ErasureGround if one is not ErasureGround.TERM_PASSED]


@pytest_asyncio.fixture
async def filed(tenant: Tenant) -> Filed:
    """One citizen with support until the summer and a referral that was refused, under a name that nobody else has."""
    return await file(tenant, end=date(2026, 6, 30), word=f"Kanarie{secrets.token_hex(4)}")


async def erase(filed: Filed, ground: str = "wrongPerson", **more: Any) -> Any:
    """The answer to an erasure."""
    return await filed.ask("POST", f"/citizens/{filed.citizen_id}/erasure", {"ground": ground}, **more)


def traces(filed: Filed) -> list[str]:
    """What leads to the person: name, BSN and its hash, the municipality's and the clients' references, texts."""
    ctx = filed.tenant.house.services["access"].system_context(filed.tenant.owner)
    digest = keys_of(ctx).hash.digest(hashed(filed.tenant.owner, BSN))
    return [
        filed.word,
        BSN,
        digest.hex(),
        f"{filed.word}-melding",
        f"{filed.word}-besluit",
        f"{filed.word}-verwijzing",
    ]


async def test_nothing_leads_to_the_person_any_more(cluster: Cluster, house: House, filed: Filed) -> None:
    """Before, access holds the reference, the hash and the texts; after, no column of any table in any service does."""
    before = await places(cluster, house, *traces(filed))
    assert {one for found in before.values() for one in found} == {
        "access.citizens", "access.requests", "access.decisions", "access.referrals",
    }  # fmt: skip
    assert before[BSN] == [], "a BSN is sealed from the start"
    answer = await erase(filed)
    assert answer.status_code == 201, answer.text
    await filed.tenant.drain()
    assert await places(cluster, house, *traces(filed)) == {trace: [] for trace in traces(filed)}


async def test_books_and_logbook_keep_the_dead_surrogate(
    cluster: Cluster, house: House, filed: Filed
) -> None:
    """Requests, decisions, referrals and allocations stand as they stood, under a number that is nobody's name."""
    allocations = await filed.tenant.ask("settlement", "GET", "/allocations")
    await erase(filed)
    await filed.tenant.drain()
    found = (await places(cluster, house, filed.citizen_id))[filed.citizen_id]
    kept = {"access.citizens", "access.requests", "access.decisions", "access.referrals", "access.logbook"}
    assert kept | {"settlement.allocations", "access.erasures"} <= set(found)
    assert (await filed.tenant.ask("settlement", "GET", "/allocations")).json() == allocations.json()
    decision = (await filed.ask("GET", f"/decisions/{filed.ids['decision']}")).json()
    assert (decision["citizenId"], decision["externalReference"]) == (filed.citizen_id, None)
    referral = (await filed.ask("GET", f"/referrals/{filed.ids['referral']}")).json()
    assert (referral["state"], referral["refusalReason"]) == ("refused", None)


async def test_the_feed_tells_the_surrogate_alone(filed: Filed) -> None:
    """One fact, citizen-erased, with surrogate, ground and day; siblings and clients can follow it."""
    made = (await erase(filed, "courtOrder")).json()
    page = (await filed.ask("GET", "/events?limit=500")).json()
    fact = page["events"][-1]
    assert (fact["type"], fact["subject"]) == ("nl.sociaaldomein.access.citizen-erased.v1", made["id"])
    assert fact["data"] == {
        "id": made["id"], "version": 1, "owner": filed.tenant.owner, "citizenId": filed.citizen_id,
        "ground": "courtOrder", "erasedOn": "2026-01-01", "destructionListId": None,
    }  # fmt: skip
    assert filed.word not in str(page["events"])


async def test_who_is_gone_is_answered_410(filed: Filed) -> None:
    """Reading the citizen, its data, its dossier or a motivation, and anything new about it: citizen-erased."""
    await erase(filed)
    citizen, request = f"/citizens/{filed.citizen_id}", f"/requests/{filed.ids['refused']}"
    asked = [
        await filed.ask("GET", citizen),
        await filed.ask("GET", f"{citizen}/personal-data"),
        await filed.ask("GET", f"{citizen}/dossier"),
        await filed.ask("GET", f"/decisions/{filed.ids['decision']}/motivation"),
        await filed.ask("POST", f"{citizen}/erasure", {"ground": "wrongPerson"}),
        await filed.ask("POST", "/legal-holds", {"citizenId": filed.citizen_id, "ground": "beroep"}),
        await filed.ask(
            "POST", "/requests", {"citizenId": filed.citizen_id, "law": "wmo2015", "contactOn": "2026-01-01"}
        ),
        await filed.ask("POST", f"{request}/referrals", {"provider": filed.tenant.providers[1]}),
        await filed.ask("POST", f"{request}/first-talk", {"heldOn": "2026-01-01"}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in asked] == [(410, "citizen-erased")] * len(asked)
    assert (await filed.ask("GET", f"/legal-holds?citizenId={filed.citizen_id}")).json()["items"] == []


async def test_an_older_key_is_answered_410(filed: Filed) -> None:
    """What was answered before the erasure is not answered again: not the request, the decision, nor the referral."""
    today, provider = filed.tenant.today.isoformat(), filed.tenant.providers[0]
    request = {
        "citizenId": filed.citizen_id, "law": "wmo2015", "contactOn": today, "externalReference": f"{filed.word}-melding",
        "contractId": str(filed.contract.id),
    }  # fmt: skip
    referral = {"provider": provider, "externalReference": f"{filed.word}-verwijzing"}
    asked = [
        ("/requests", request, f"melding-{filed.word}-wmo2015"),
        (f"/requests/{filed.ids['refused']}/referrals", referral, f"verwijzing-{filed.word}"),
    ]
    for path, body, key in asked:
        again = await filed.ask("POST", path, body, key=key)
        assert again.headers.get("Idempotent-Replayed") == "true", again.text
    await erase(filed)
    for path, body, key in asked:
        again = await filed.ask("POST", path, body, key=key)
        assert (again.status_code, again.json()["code"]) == (410, "citizen-erased"), again.text
        assert filed.word not in again.text


async def test_the_erasure_itself_can_be_asked_again(filed: Filed) -> None:
    """The same key gives the same erasure; another key hears that the citizen is gone."""
    first, again, other = [await erase(filed, key=key) for key in ("wis", "wis", "anders")]
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 410)
    assert again.headers["Idempotent-Replayed"] == "true" and again.json() == first.json()
    location = first.headers["Location"].removeprefix("/v1")
    assert (await filed.ask("GET", location)).json() == first.json()
    assert first.json()["erasedBy"] == "j.jansen"
    reasons = (await filed.ask("GET", f"{location}/derivation")).json()
    assert [step["rule"] for step in reasons["steps"]] == ["F-38"]


async def test_the_same_person_comes_back_as_somebody_new(filed: Filed) -> None:
    """The BSN that was erased gives a new surrogate, and a search finds that one alone."""
    await erase(filed)
    assert (await filed.ask("POST", "/citizens/_search", {"bsn": BSN})).json()["items"] == []
    again = await filed.register()
    assert again != filed.citizen_id
    assert (await filed.ask("POST", "/citizens/_search", {"bsn": BSN})).json()["items"] == [{"id": again}]


async def test_a_provider_no_longer_meets_who_is_gone(filed: Filed) -> None:
    """An open referral and its request are withdrawn from the provider; what it delivered it still sees."""
    provider = filed.tenant.providers[1]
    body = {"provider": provider}
    referral = await filed.made(f"/requests/{filed.ids['refused']}/referrals", body)
    await erase(filed)
    answers = [
        await filed.ask("POST", f"/referrals/{referral['id']}/refusal", {"reason": filed.word}, oin=provider),
        await filed.ask(
            "POST", f"/requests/{filed.ids['refused']}/first-talk", {"heldOn": "2026-01-01"}, oin=provider
        ),
    ]
    assert [one.status_code for one in answers] == [404, 404]
    seen = await filed.ask("GET", f"/decisions/{filed.ids['decision']}", oin=filed.tenant.providers[0])
    assert seen.status_code == 200


@pytest.mark.rule("F-37")
@pytest.mark.parametrize("ground", list(ErasureGround))
async def test_a_legal_hold_stops_every_ground(filed: Filed, ground: str) -> None:
    """409 file-held while it is in force; once it is released a ground that does not wait erases."""
    hold = await filed.made(
        "/legal-holds", {"citizenId": filed.citizen_id, "ground": f"{filed.word} in beroep"}
    )
    held = await erase(filed, ground)
    assert (held.status_code, held.json()["code"], held.json()["rule"]) == (409, "file-held", "F-37")
    assert (await filed.statuses(f"/citizens/{filed.citizen_id}")) == [200]
    await filed.made(f"/legal-holds/{hold['id']}/release", {"reason": f"{filed.word} trok het in"})
    done = await erase(filed, ground)
    assert done.status_code == (409 if ground == ErasureGround.TERM_PASSED else 201), done.text


@pytest.mark.parametrize("ground", LATER)
async def test_a_ground_of_the_law_does_not_wait(filed: Filed, ground: str) -> None:
    """Wrong person, unlawful, consent withdrawn, court order: erased though a decision runs."""
    made = await erase(filed, ground)
    assert (made.status_code, made.json()["ground"]) == (201, ground)


@pytest.mark.rule("F-37")
async def test_otherwise_the_file_stays_until_its_term_is_past(filed: Filed) -> None:
    """Open: 409; closed with the term running: 409; the day after fifteen years: erased, with the term as reason."""
    running = await erase(filed, "termPassed")
    assert (running.status_code, running.json()["code"]) == (409, "file-stays")
    assert {error["code"] for error in running.json()["errors"]} == {"file-open", "term-running"}
    await filed.jump(date(2041, 6, 30))
    last = await erase(filed, "termPassed")
    assert [error["code"] for error in last.json()["errors"]] == ["term-running"]
    assert "30" in last.text and "Wmo 2015 art. 5.3.4" in last.text
    await filed.jump(date(2041, 7, 1))
    done = await erase(filed, "termPassed")
    assert done.status_code == 201, done.text
    reasons = (await filed.ask("GET", f"/erasures/{done.json()['id']}/derivation")).json()["steps"]
    assert [(step["rule"], step["inputs"]["dueOn"]) for step in reasons] == [("F-37", "2041-06-30")]


async def test_who_may_erase(house: House, filed: Filed) -> None:
    """A provider and a token without the scope or the person: 403; another municipality: 404; a dry run changes nothing."""
    path = f"/citizens/{filed.citizen_id}/erasure"
    token = await filed.tenant.token(filed.tenant.owner, scope="persons:read")
    bare = {"Authorization": f"Bearer {token}"}
    answers = [
        await erase(filed, oin=filed.tenant.providers[0]),
        await erase(filed, headers=bare),
        await erase(filed, end_user=None),
        await (await new_tenant(house, filed.tenant.today, providers=0)).ask(
            "access", "POST", path, json={"ground": "wrongPerson"}
        ),
        await filed.ask("POST", f"{path}?dryRun=true", {"ground": "wrongPerson"}),
    ]
    assert [one.status_code for one in answers] == [403, 403, 403, 404, 201]
    assert (await filed.statuses(f"/citizens/{filed.citizen_id}")) == [200]


async def test_the_erasure_stands_in_the_processing_log(filed: Filed) -> None:
    """One line, in the transaction of the erasure: who, on whose data, erase."""
    await erase(filed, end_user="a.bakker")
    lines = [one for one in await logged(filed, filed.citizen_id) if one["event"] == "erase"]
    assert [(one["end_user"], one["name"], one["status"]) for one in lines] == [
        ("a.bakker", "access.erasures.citizen-erased", "Ok")
    ]
