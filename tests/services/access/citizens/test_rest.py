"""Citizens over HTTP: registered with a purpose for every field, found again by BSN in a body, corrected, never doubled."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from deploy.postgres import Cluster
from shared.clients.access import AccessClient
from shared.kit.sealing import Keys
from shared.schemas.access import NewCitizen
from shared.schemas.common import EventPage
from shared.values import new_id
from tests.support.persons import (
    BSN,
    MAIL,
    NAME,
    OTHER_BSN,
    as_superuser,
    keys_of,
    neighbour,
    person,
    processed,
    register,
    registered,
    stated,
)
from tests.support.statements import counted
from tests.support.tenants import Tenant

SECRET = (BSN, NAME, "Fenna", "Kanariestraat", MAIL, "1958-05-17")
ALL = ["bsn", "bornOn", "sex", "familyName", "givenNames", "address", "email"]


async def search(tenant: Tenant, **more: Any) -> list[str]:
    """The surrogates that a search finds."""
    answer = await tenant.ask("access", "POST", "/citizens/_search", json=more)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


@pytest.mark.rule("F-06")
async def test_a_citizen_is_registered_and_read_without_the_data(tenant: Tenant) -> None:
    """201 with address and version; which fields are filled, for what, and two digits of the BSN; nothing else."""
    answer = await register(tenant)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["location"] == f"/v1/citizens/{made['id']}" and answer.headers["etag"] == '"1"'
    assert (made["maskedBsn"], made["fields"], made["citizenReference"]) == ("*******06", ALL, "inwoner-1")
    assert {"field": "sex", "purpose": "needAssessment"} in made["purposes"]
    assert not any(text in answer.text for text in SECRET)
    read = await tenant.ask("access", "GET", f"/citizens/{made['id']}")
    assert read.json() == made
    listed = await tenant.ask("access", "GET", "/citizens")
    assert listed.json()["items"] == [made]


@pytest.mark.rule("F-06")
async def test_the_data_in_the_clear_are_an_address_of_their_own(tenant: Tenant) -> None:
    """Every field as it was given, the BSN too, with the citizen's version."""
    made = await registered(tenant)
    answer = await tenant.ask("access", "GET", f"/citizens/{made['id']}/personal-data")
    assert answer.status_code == 200 and answer.headers["etag"] == '"1"'
    found = answer.json()
    assert found["address"]["value"].items() >= person()["address"]["value"].items()
    assert {name: found[name] for name in ALL if name != "address"} == {
        name: person()[name] for name in ALL if name != "address"
    }
    assert found["phone"] is None and answer.headers["cache-control"] == "no-store"


async def test_registering_the_same_person_again_gives_who_is_there(tenant: Tenant) -> None:
    """The same key: the same answer; another key: 200 with the citizen; both say that they are repeated."""
    first = await register(tenant, key="sleutel-1")
    for key, status in (("sleutel-1", 201), ("sleutel-2", 200)):
        again = await register(tenant, key=key)
        assert (again.status_code, again.json()) == (status, first.json())
        assert again.headers["idempotent-replayed"] == "true"
    assert len((await tenant.ask("access", "GET", "/citizens")).json()["items"]) == 1


@pytest.mark.rule("F-06")
@pytest.mark.parametrize(
    ("body", "locations"),
    [
        (person("inwoner-2"), ["#/citizenReference"]),
        (person("inwoner-2", familyName=None), ["#/citizenReference"]),
        (person(familyName=stated("Anders"), email=None), ["#/familyName", "#/email"]),
        (person(bsn=OTHER_BSN), ["#/bsn"]),
    ],
)
async def test_a_known_person_with_other_data_is_refused_by_its_id(
    tenant: Tenant, body: dict[str, Any], locations: list[str]
) -> None:
    """409 citizen-known names the citizen who is there and every field that differs, and no value."""
    made = await registered(tenant)
    answer = await register(tenant, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "citizen-known")
    assert made["id"] in answer.json()["detail"] and made["id"] in answer.json()["mend"]
    assert sorted(error["location"] for error in answer.json()["errors"]) == sorted(locations)
    assert not any(text in answer.text for text in (*SECRET, OTHER_BSN, "Anders"))


async def test_a_citizen_of_an_earlier_request_is_completed_by_a_correction(agreed: Any) -> None:
    """A reference alone was enough to report; registering names that citizen, and a correction adds the data."""
    request = await agreed.report("inwoner-1")
    refused = await register(agreed.tenant)
    assert refused.status_code == 409 and str(request.citizen_id) in refused.json()["detail"]
    body = person()
    del body["citizenReference"]
    added = await agreed.tenant.ask(
        "access",
        "PATCH",
        f"/citizens/{request.citizen_id}/personal-data",
        json=body,
        headers={"If-Match": '"1"'},
    )
    assert added.status_code == 200 and added.json()["fields"] == ALL, added.text
    assert (await register(agreed.tenant)).json()["id"] == str(request.citizen_id)


@pytest.mark.rule("F-01")
@pytest.mark.rule("F-02")
async def test_every_field_says_for_which_allowed_purpose_it_is_kept(tenant: Tenant) -> None:
    """Without a purpose, with one that is not for this field, with one that does not exist: all at once, with rule and mend."""
    body = person(
        bsn=None,
        familyName={"value": NAME},
        email=stated(MAIL, "needAssessment"),
        bornOn=stated("1958-05-17", "curiosity"),
    )
    answer = await register(tenant, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "personal-data-refused")
    found = {error["location"]: (error["code"], error["rule"]) for error in answer.json()["errors"]}
    assert found == {
        "#/familyName/purpose": ("purpose-missing", "F-01"),
        "#/email/purpose": ("purpose-not-allowed", "F-02"),
        "#/bornOn/purpose": ("purpose-not-allowed", "F-02"),
    }
    [mail] = [error for error in answer.json()["errors"] if error["location"] == "#/email/purpose"]
    assert "contact" in mail["detail"] and answer.json()["mend"]
    assert "curiosity" not in answer.text and NAME not in answer.text


@pytest.mark.rule("F-01")
async def test_what_is_not_on_the_list_is_not_asked(tenant: Tenant) -> None:
    """A field that the list does not know is refused by its name."""
    answer = await register(tenant, person(religion=stated("geen")))
    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == ["#/religion"]


@pytest.mark.rule("F-06")
@pytest.mark.parametrize("bsn", ["999900007", "000000000"])
async def test_a_bsn_passes_the_eleven_test(tenant: Tenant, bsn: str) -> None:
    """In a registration, a correction and a search: 400 at its place, without the number."""
    made = await registered(tenant)
    asked = [
        ("POST", "/citizens", person("inwoner-2", bsn=bsn), "#/bsn/value"),
        ("PATCH", f"/citizens/{made['id']}/personal-data", {"bsn": stated(bsn)}, "#/bsn/value"),
        ("POST", "/citizens/_search", {"bsn": bsn}, "#/bsn"),
    ]
    for method, path, body, location in asked:
        answer = await tenant.ask("access", method, path, json=body, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (400, "personal-data-refused"), answer.text
        assert [(error["location"], error["rule"]) for error in answer.json()["errors"]] == [
            (location, "CS002")
        ]
        assert bsn not in answer.text


@pytest.mark.rule("F-06")
@pytest.mark.parametrize("field", ["familyName", "givenNames", "phone", "email", "street", "city"])
async def test_a_bsn_stands_in_its_own_field_alone(tenant: Tenant, field: str) -> None:
    """Any other text of a person refuses one."""
    texts = {"phone": f"+{OTHER_BSN}", "email": f"x-{OTHER_BSN}@voorbeeld.example"}
    text, place = texts.get(field, f"Jan {OTHER_BSN}"), f"#/{field}/value"
    change = {field: stated(text, "contact")}
    if field in ("street", "city"):
        place = f"#/address/value/{field}"
        change = {"address": stated({**person()["address"]["value"], field: text}, "residence")}
    answer = await register(tenant, person(**change))
    assert (answer.status_code, answer.json()["code"]) == (400, "bsn-refused"), answer.text
    assert [error["location"] for error in answer.json()["errors"]] == [place]
    assert OTHER_BSN not in answer.text


async def test_nobody_is_born_tomorrow(tenant: Tenant) -> None:
    """The day of birth is held against the domain's day."""
    answer = await register(tenant, person(bornOn=stated("2026-01-02")))
    assert [error["code"] for error in answer.json()["errors"]] == ["in-future"]


@pytest.mark.rule("F-38")
async def test_data_are_corrected_added_and_taken_away(tenant: Tenant) -> None:
    """What is left out stays, null takes away, a field comes whole; the version rises and a newer one is demanded."""
    made = await registered(tenant)
    path = f"/citizens/{made['id']}/personal-data"
    change = {"familyName": stated("Anders"), "email": None, "phone": stated("+31612345678", "contact")}
    without = await tenant.ask("access", "PATCH", path, json=change)
    assert (without.status_code, without.json()["code"]) == (428, "if-match-missing")
    done = await tenant.ask("access", "PATCH", path, json=change, headers={"If-Match": '"1"'})
    assert (done.status_code, done.headers["etag"], done.json()["version"]) == (200, '"2"', 2)
    stale = await tenant.ask("access", "PATCH", path, json=change, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    found = (await tenant.ask("access", "GET", path)).json()
    assert (found["familyName"]["value"], found["email"]) == ("Anders", None)
    assert found["phone"]["value"] == "+31612345678" and found["bsn"]["value"] == BSN


async def test_of_twenty_corrections_of_one_version_one_wins(tenant: Tenant) -> None:
    """The others hear that there is a newer version (412), and nothing of theirs is kept."""
    made = await registered(tenant)
    path = f"/citizens/{made['id']}/personal-data"
    answers = await asyncio.gather(
        *(
            tenant.ask(
                "access",
                "PATCH",
                path,
                json={"givenNames": stated(f"Naam {number}")},
                headers={"If-Match": '"1"'},
            )
            for number in range(20)
        )
    )
    assert sorted(one.status_code for one in answers) == [200, *[412] * 19]
    winner = next(place for place, one in enumerate(answers) if one.status_code == 200)
    found = (await tenant.ask("access", "GET", path)).json()
    assert (found["version"], found["givenNames"]["value"]) == (2, f"Naam {winner}")


async def test_a_retry_after_a_correction_answers_with_the_citizen_as_it_is_now(tenant: Tenant) -> None:
    """What a person's data were before is kept nowhere: the repeated key shows the version of then with the mask of now."""
    first = await register(tenant, key="sleutel-1")
    path = f"/citizens/{first.json()['id']}/personal-data"
    await tenant.ask("access", "PATCH", path, json={"bsn": stated(OTHER_BSN)}, headers={"If-Match": '"1"'})
    again = await register(tenant, key="sleutel-1")
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert again.json()["maskedBsn"] == "*******18" and again.json()["version"] == 1


@pytest.mark.rule("F-06")
async def test_another_s_bsn_is_not_taken_over(tenant: Tenant) -> None:
    """A correction to a BSN that somebody has is refused by that one's id; one's own may be given again."""
    first, second = await registered(tenant), await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
    path = f"/citizens/{second['id']}/personal-data"
    answer = await tenant.ask("access", "PATCH", path, json={"bsn": stated(BSN)}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "citizen-known")
    assert first["id"] in answer.json()["detail"]
    own = await tenant.ask(
        "access", "PATCH", path, json={"bsn": stated(OTHER_BSN)}, headers={"If-Match": '"1"'}
    )
    assert own.status_code == 200


@pytest.mark.rule("F-06")
async def test_a_citizen_is_found_by_bsn_or_reference_in_a_body(tenant: Tenant) -> None:
    """The surrogate alone; nobody is an empty page; exactly one key; no idempotency key, and no address takes a BSN."""
    made = await registered(tenant)
    assert await search(tenant, bsn=BSN) == await search(tenant, citizenReference="inwoner-1") == [made["id"]]
    assert await search(tenant, bsn=OTHER_BSN) == await search(tenant, citizenReference="niemand") == []
    answer = await tenant.ask("access", "POST", "/citizens/_search", json={"bsn": BSN})
    assert answer.json() == {"items": [{"id": made["id"]}], "next": None}
    for body in ({}, {"bsn": BSN, "citizenReference": "inwoner-1"}):
        wrong = await tenant.ask("access", "POST", "/citizens/_search", json=body)
        assert wrong.status_code == 400 and wrong.json()["errors"][0]["code"] == "exactly-one"
        assert BSN not in wrong.text
    for path in (f"/citizens?bsn={BSN}", f"/citizens/{BSN}"):
        refused = await tenant.ask("access", "GET", path)
        assert refused.status_code == 400 and BSN not in refused.text


@pytest.mark.rule("F-06")
async def test_citizens_are_for_the_municipality_and_a_named_person_with_the_right(tenant: Tenant) -> None:
    """A provider, an auditor, a token without a person or without the scope: 403 at every address."""
    made = await registered(tenant)
    asked: list[tuple[str, str, Any]] = [
        ("GET", "/citizens", None),
        ("GET", f"/citizens/{made['id']}", None),
        ("GET", f"/citizens/{made['id']}/personal-data", None),
        ("POST", "/citizens", person("inwoner-2", bsn=OTHER_BSN)),
        ("POST", "/citizens/_search", {"bsn": BSN}),
        ("PATCH", f"/citizens/{made['id']}/personal-data", {"email": None}),
        (
            "POST",
            f"/citizens/{made['id']}/departure",
            {"movedOn": "2026-07-01", "to": "00000099000000000518"},
        ),
        ("GET", "/transfers", None),
    ]
    limited = await tenant.token(tenant.owner, scope="access:read access:write access:decide")
    for method, path, body in asked:
        sent = {"json": body} if body is not None else {}
        match = {"If-Match": '"1"'}
        for more in (
            {"oin": tenant.providers[0], "headers": match},
            {"oin": tenant.auditor, "headers": match},
            {"end_user": None, "headers": match},
            {"headers": {**match, "Authorization": f"Bearer {limited}"}},
        ):
            answer = await tenant.ask("access", method, path, **sent, **more)
            assert answer.status_code == 403, f"{method} {path} {more}: {answer.text}"
    assert await search(tenant, bsn=OTHER_BSN) == []


@pytest.mark.rule("F-06")
async def test_a_request_is_reported_for_a_registered_citizen(agreed: Any) -> None:
    """By citizenId or by reference, exactly one; unknown is 404, and another municipality's is unknown."""
    made = await registered(agreed.tenant)
    by_id = await agreed.report(None, citizen_id=UUID(made["id"]))
    by_reference = await agreed.report("inwoner-1")
    assert str(by_id.citizen_id) == str(by_reference.citizen_id) == made["id"]
    body = agreed.new_request().model_dump(mode="json", by_alias=True)
    for citizen in ({"citizenReference": None}, {"citizenId": made["id"]}):
        wrong = await agreed.post("/requests", body | citizen)
        assert wrong.status_code == 400 and wrong.json()["errors"][0]["code"] == "exactly-one", wrong.text
    elsewhere = await registered(await neighbour(agreed.tenant), person("inwoner-9", bsn=OTHER_BSN))
    for unknown in (str(new_id()), elsewhere["id"]):
        answer = await agreed.post("/requests", body | {"citizenReference": None, "citizenId": unknown})
        assert (answer.status_code, answer.json()["code"]) == (404, "citizen-not-found")


async def test_the_same_person_registered_at_once_is_one_citizen(tenant: Tenant) -> None:
    """Twelve at the same moment: with the same data all get one citizen; under other references the first wins."""
    made = await asyncio.gather(*(register(tenant) for _ in range(12)))
    assert {answer.status_code for answer in made} <= {200, 201}
    assert len({answer.json()["id"] for answer in made}) == 1
    others = await asyncio.gather(
        *(register(tenant, person(f"ander-{number}", bsn=OTHER_BSN)) for number in range(12))
    )
    assert sorted(answer.status_code for answer in others) == [201, *[409] * 11]
    found = await search(tenant, bsn=OTHER_BSN)
    assert len(found) == 1
    assert all(found[0] in answer.text for answer in others)


@pytest.mark.rule("F-06")
async def test_one_person_in_two_municipalities_is_two_citizens(tenant: Tenant, cluster: Cluster) -> None:
    """Other surrogates, other hashes, other seals: nothing shows that it is the same person."""
    other = await neighbour(tenant)
    made = [await registered(tenant), await registered(other)]
    query = (
        "select id::text, encode(bsn_hash, 'hex'), encode(sealed, 'hex') from citizens where owner = any($1)"
    )
    rows = await as_superuser(cluster, tenant.house, query, [tenant.owner, other.owner])
    assert {row[0] for row in rows} == {one["id"] for one in made} and len(rows) == 2
    assert rows[0][1] != rows[1][1] and rows[0][2] != rows[1][2]


@pytest.mark.rule("F-06")
async def test_facts_tell_which_fields_are_filled_and_nothing_more(tenant: Tenant) -> None:
    """citizen-registered and citizen-corrected: id, version, owner, names of fields; as the logbook holds them."""
    made = await registered(tenant)
    path = f"/citizens/{made['id']}/personal-data"
    await tenant.ask("access", "PATCH", path, json={"email": None}, headers={"If-Match": '"1"'})
    events = EventPage.model_validate_json((await tenant.ask("access", "GET", "/events")).content).events
    told = [(one.type.split(".")[-2], one.data) for one in events if one.subject == made["id"]]
    common = {"id": made["id"], "owner": tenant.owner}
    assert told == [
        ("citizen-registered", {**common, "version": 1, "fields": ALL}),
        ("citizen-corrected", {**common, "version": 2, "fields": ALL[:-1]}),
    ]
    worker = tenant.house.services["access"].database.worker
    rows = await worker.fetch("select * from logbook where owner = $1", tenant.owner)
    assert not any(text in str([dict(row) for row in rows]) for text in (*SECRET, "inwoner-1", "*******06"))


@pytest.mark.rule("F-07")
async def test_every_action_on_a_person_leaves_a_line(tenant: Tenant) -> None:
    """Created, read masked and whole, searched for (found or not), corrected, and named by a refusal (NEN 7513)."""
    made = await registered(tenant)
    path = f"/citizens/{made['id']}"
    await tenant.ask("access", "GET", path)
    await tenant.ask("access", "GET", f"{path}/personal-data")
    await search(tenant, bsn=BSN)
    await search(tenant, bsn=OTHER_BSN)
    await register(tenant, person("inwoner-2"))
    await tenant.ask(
        "access", "PATCH", f"{path}/personal-data", json={"sex": None}, headers={"If-Match": '"1"'}
    )
    lines = await processed(tenant, tenant.house)
    assert [(event, name.removeprefix("access.citizens."), str(who)) for event, name, who, _ in lines] == [
        ("create", "citizen-registered", made["id"]),
        ("read", "get_citizen", made["id"]),
        ("read", "get_personal_data", made["id"]),
        ("search", "search_citizens", made["id"]),
        ("search", "search_citizens", "None"),
        ("search", "register_citizen", made["id"]),
        ("update", "citizen-corrected", made["id"]),
    ]


@pytest.mark.rule("F-07")
async def test_a_refusal_about_a_person_leaves_a_line(tenant: Tenant) -> None:
    """A correction with another's BSN names that person: a search that found one, beside a reading of one's own citizen."""
    mine = await registered(tenant)
    theirs = await registered(tenant, person("inwoner-2", OTHER_BSN))
    before = len(await processed(tenant, tenant.house))
    path, change = f"/citizens/{mine['id']}/personal-data", {"bsn": stated(OTHER_BSN)}
    refused = await tenant.ask("access", "PATCH", path, json=change, headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (409, "citizen-known")
    assert theirs["id"] in refused.json()["detail"]
    hold = await tenant.ask(
        "access", "POST", "/legal-holds", json={"citizenId": mine["id"], "ground": "beroep"}
    )
    assert hold.status_code == 201, hold.text
    held = await tenant.ask(
        "access", "POST", f"/citizens/{mine['id']}/erasure", json={"ground": "wrongPerson"}
    )
    assert (held.status_code, held.json()["code"]) == (409, "file-held")
    lines = (await processed(tenant, tenant.house))[before:]
    assert [(event, name.removeprefix("access."), str(who)) for event, name, who, _ in lines] == [
        ("search", "citizens.correct_personal_data", theirs["id"]),
        ("read", "citizens.correct_personal_data", mine["id"]),
        ("create", "legal_holds.legal-hold-placed", mine["id"]),
        ("read", "erasures.erase_citizen", mine["id"]),
    ]


@pytest.mark.rule("F-06")
async def test_without_its_key_a_sealed_person_is_unavailable_and_nothing_is_lost(tenant: Tenant) -> None:
    """503 that names the key's number; lists too; with the key back everything is there."""
    made = await registered(tenant)
    path = f"/citizens/{made['id']}"
    with keys_of(tenant.house, Keys.of({7: b"7" * 32}, {7: b"q" * 32})):
        for one in (path, f"{path}/personal-data", "/citizens"):
            answer = await tenant.ask("access", "GET", one)
            assert (answer.status_code, answer.json()["code"]) == (503, "sealing-key-missing"), answer.text
            assert "1" in answer.json()["detail"]
        assert (await tenant.ask("access", "GET", "/requests")).status_code == 200
    assert (await tenant.ask("access", "GET", path)).json() == made


async def test_the_number_of_statements_does_not_grow_with_the_citizens(tenant: Tenant) -> None:
    """Registering, searching and a page take as many for the fortieth as for the first."""

    async def count() -> tuple[int, int, int, int]:
        found = []
        body = person(f"teller-{new_id()}", bsn=None)
        for method, path, sent in (
            ("POST", "/citizens", {"json": body}),
            ("POST", "/citizens/_search", {"json": {"bsn": BSN}}),
            ("GET", "/citizens?limit=100", {}),
            ("GET", f"/citizens/{known['id']}/personal-data", {}),
        ):
            async with counted(tenant.house, "access") as ran:
                answer = await tenant.ask("access", method, path, **sent)
            assert answer.status_code < 300, answer.text
            found.append(len(ran))
        return tuple(found)  # type: ignore[return-value]

    known = await registered(tenant)
    first = await count()
    for number in range(40):
        await tenant.client(AccessClient).register_citizen(NewCitizen(citizen_reference=f"inwoner-x{number}"))
    assert await count() == first
    assert max(first) <= 6
