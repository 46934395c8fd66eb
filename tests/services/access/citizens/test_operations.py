"""Who learns what of a citizen: a portal the surrogate of who logged in, nobody an erased person, every process the same one."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from deploy.postgres import Cluster
from deploy.rekey import _rekey_owner
from services.access.citizens import rules, store
from services.access.citizens.store.erasing import erase_citizens
from shared.kit.sealing import Keys
from shared.values.terms import ActorKind, HolderRole, PersonalField, Scope
from tests.support.persons import (
    BSN,
    OTHER_BSN,
    as_superuser,
    invented_bsn,
    keys_of,
    neighbour,
    person,
    processed,
    register,
    registered,
    stated,
)
from tests.support.tenants import Tenant

PORTAL = [Scope.PERSONS_READ.value, Scope.ACCESS_READ.value]
OLD, NEW = ({1: b"c" * 32}, {1: b"h" * 32}), ({2: b"C" * 32}, {2: b"H" * 32})


async def portal_of(tenant: Tenant, citizen: UUID | None = None) -> str:
    """A portal that the municipality authorised; its token names a citizen or nobody yet."""
    oin = await tenant.actor(ActorKind.PORTAL, citizen=citizen)
    await tenant.authorise(oin, HolderRole.PORTAL, PORTAL)
    return oin


async def asks(tenant: Tenant, portal: str, body: dict[str, Any], **more: Any) -> Any:
    """What a portal hears when it searches on behalf of the municipality."""
    return await tenant.ask(
        "access", "POST", "/citizens/_search", json=body, oin=portal, acting_for=tenant.owner, **more
    )


@pytest.mark.rule("F-06")
async def test_a_portal_learns_the_surrogate_of_who_logged_in_and_nothing_else(tenant: Tenant) -> None:
    """By BSN only, of this municipality only; every other address of citizens stays closed to it."""
    made = await registered(tenant)
    portal = await portal_of(tenant)
    found = await asks(tenant, portal, {"bsn": BSN})
    assert (found.status_code, found.json()) == (200, {"items": [{"id": made["id"]}], "next": None})
    assert (await asks(tenant, portal, {"bsn": OTHER_BSN})).json()["items"] == []
    by_reference = await asks(tenant, portal, {"citizenReference": "inwoner-1"})
    assert (by_reference.status_code, by_reference.json()["code"]) == (403, "role-not-allowed")
    for path in (
        "/citizens",
        f"/citizens/{made['id']}",
        f"/citizens/{made['id']}/personal-data",
        "/transfers",
    ):
        answer = await tenant.ask("access", "GET", path, oin=portal, acting_for=tenant.owner)
        assert answer.status_code == 403, f"{path}: {answer.text}"
    requests = await tenant.ask("access", "GET", "/requests", oin=portal, acting_for=tenant.owner)
    assert (requests.status_code, requests.json()["items"]) == (200, [])
    unnamed = await asks(tenant, portal, {"bsn": BSN}, end_user=None)
    assert (unnamed.status_code, unnamed.json()["code"]) == (403, "end-user-missing")
    lines = [line for line in await processed(tenant, tenant.house) if line[1].endswith("search_citizens")]
    assert [str(subject) for _, _, subject, _ in lines] == [made["id"], "None"]


@pytest.mark.rule("F-06")
async def test_a_portal_whose_token_names_a_citizen_finds_nobody_else(tenant: Tenant) -> None:
    """The limit of the token is lifted for who names nobody yet; who names one finds that one by its BSN, and no other."""
    mine = await registered(tenant)
    await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
    portal = await portal_of(tenant, UUID(mine["id"]))
    assert (await asks(tenant, portal, {"bsn": BSN})).json()["items"] == [{"id": mine["id"]}]
    assert (await asks(tenant, portal, {"bsn": OTHER_BSN})).json()["items"] == []


@pytest.mark.rule("F-06")
async def test_a_portal_without_an_authorisation_of_that_municipality_searches_nothing(
    tenant: Tenant,
) -> None:
    """Neither in its own name nor for a municipality that did not authorise it."""
    other = await neighbour(tenant)
    await registered(other)
    portal = await portal_of(tenant)
    elsewhere = await tenant.ask(
        "access", "POST", "/citizens/_search", json={"bsn": BSN}, oin=portal, acting_for=other.owner
    )
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "not-authorised")
    assert (await asks(tenant, portal, {"bsn": BSN})).json()["items"] == []


async def erase(tenant: Tenant, citizen_id: str) -> None:
    """Erase a person as the store does it."""
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    async with ctx.begin() as connection:
        await erase_citizens(connection, tenant.owner, [UUID(citizen_id)], tenant.today)
        connection.recorded = True


@pytest.mark.rule("F-38")
async def test_an_erased_citizen_is_gone_and_a_repeated_key_says_so(agreed: Any, cluster: Cluster) -> None:
    """410 at every address and for every key of before, in the graph nobody; a new registration is somebody new."""
    tenant: Tenant = agreed.tenant
    made = (await register(tenant, key="sleutel-1")).json()
    body = agreed.new_request(None, citizen_id=UUID(made["id"])).model_dump(mode="json", by_alias=True)
    reported = await agreed.post("/requests", body, key="sleutel-2")
    assert reported.status_code == 201, reported.text
    await erase(tenant, made["id"])
    path = f"/citizens/{made['id']}"
    change = {"json": {"email": None}, "headers": {"If-Match": "*"}}
    gone = [
        await tenant.ask("access", "GET", path),
        await tenant.ask("access", "GET", f"{path}/personal-data"),
        await tenant.ask("access", "PATCH", f"{path}/personal-data", **change),
        await register(tenant, key="sleutel-1"),
        await agreed.post("/requests", body, key="sleutel-2"),
        await agreed.post("/requests", body),
    ]
    assert [(one.status_code, one.json()["code"]) for one in gone] == [(410, "citizen-erased")] * 6
    assert (await tenant.ask("access", "GET", "/citizens")).json()["items"] == []
    graph = await agreed.graph("{ requests { nodes { citizenId citizen { id } } } }")
    assert graph["data"]["requests"]["nodes"] == [{"citizenId": made["id"], "citizen": None}]
    [row] = await as_superuser(
        cluster, tenant.house, "select * from citizens where id = $1", UUID(made["id"])
    )
    assert (row["reference"], row["sealed"], row["bsn_hash"], row["purposes"]) == (None, None, None, "{}")
    assert (row["erased_on"], row["version"]) == (tenant.today, 2)
    assert (await registered(tenant))["id"] != made["id"]


@pytest.mark.rule("F-06")
async def test_keys_rotate_while_the_service_runs(tenant: Tenant, cluster: Cluster) -> None:
    """New key in front: old and new are read and found; sealed anew beside running writes; the old key may go."""
    first = await registered(tenant)
    both = Keys.of({**NEW[0], **OLD[0]}, {**NEW[1], **OLD[1]})
    with keys_of(tenant.house, both):
        second = await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
        for bsn, one in ((BSN, first), (OTHER_BSN, second)):
            found = await tenant.ask("access", "POST", "/citizens/_search", json={"bsn": bsn})
            assert found.json()["items"] == [{"id": one["id"]}]
        assert (await register(tenant)).json()["id"] == first["id"]
        await _write_and_rekey(tenant, first["id"])
    assert {row[0] for row in await marks(cluster, tenant)} == {("010002", "010002")}
    with keys_of(tenant.house, Keys.of(*NEW)):
        listed = (await tenant.ask("access", "GET", "/citizens?limit=100")).json()["items"]
        assert len(listed) == 18
        for one in listed:
            read = await tenant.ask("access", "GET", f"/citizens/{one['id']}/personal-data")
            assert read.status_code == 200
            again = await tenant.ask(
                "access", "POST", "/citizens/_search", json={"bsn": read.json()["bsn"]["value"]}
            )
            assert again.json()["items"] == [{"id": one["id"]}]


async def _write_and_rekey(tenant: Tenant, known: str) -> None:
    """Registrations and corrections of one citizen while another process seals everything anew, two rows at a time."""
    service = tenant.house.services["access"]

    async def write(number: int) -> None:
        await registered(tenant, person(f"nieuw-{number}", bsn=invented_bsn()))
        for _ in range(3):
            path = f"/citizens/{known}"
            tag = (await tenant.ask("access", "GET", path)).headers["etag"]
            answer = await tenant.ask(
                "access", "PATCH", f"{path}/personal-data", json={"sex": stated(str(number % 3))},
                headers={"If-Match": tag},
            )  # fmt: skip
            assert answer.status_code in (200, 412), answer.text

    async def rekey() -> None:
        for _ in range(20):
            await _rekey_owner(service, tenant.owner, 2)
            await asyncio.sleep(0.01)

    await asyncio.gather(rekey(), *(write(number) for number in range(16)))
    await _rekey_owner(service, tenant.owner, 2)


async def marks(cluster: Cluster, tenant: Tenant) -> list[Any]:
    """Under which keys a municipality's citizens are sealed and hashed."""
    query = (
        "select (encode(substring(sealed from 1 for 3), 'hex'), encode(substring(bsn_hash from 1 for 3), 'hex'))"
        " from citizens where owner = $1"
    )
    return await as_superuser(cluster, tenant.house, query, tenant.owner)


@pytest.mark.rule("F-06")
async def test_a_rotation_that_stops_half_way_goes_on_where_it_stood(
    tenant: Tenant, cluster: Cluster
) -> None:
    """Each step is a transaction of its own: what was done stays done, and both keys read everything meanwhile."""
    for number in range(5):
        await registered(tenant, person(f"inwoner-{number}", bsn=invented_bsn()))
    service = tenant.house.services["access"]
    both = Keys.of({**NEW[0], **OLD[0]}, {**NEW[1], **OLD[1]})
    with keys_of(tenant.house, both):
        ctx = service.system_context(tenant.owner)
        async with ctx.begin() as connection:
            connection.recorded = True
            assert (await store.renew(connection, both, tenant.owner, 2)).citizens == 2
        assert sorted(row[0][0] for row in await marks(cluster, tenant)) == ["010001"] * 3 + ["010002"] * 2
        listed = (await tenant.ask("access", "GET", "/citizens")).json()["items"]
        assert len(listed) == 5 and all(one["version"] == 1 for one in listed)
        assert await _rekey_owner(service, tenant.owner, 2) == 3
        assert await _rekey_owner(service, tenant.owner, 2) == 0


@pytest.mark.rule("F-06")
async def test_processes_in_the_midst_of_a_rotation_record_one_person_once(tenant: Tenant) -> None:
    """With the new key known everywhere, one process hashes with the old one and another with the new: one citizen."""
    service = tenant.house.services["access"]
    former = Keys.of({**OLD[0], **NEW[0]}, {**OLD[1], **NEW[1]})
    latter = Keys.of({**NEW[0], **OLD[0]}, {**NEW[1], **OLD[1]})

    async def process(keys: Keys, number: int) -> str | None:
        ctx = service.system_context(tenant.owner)
        async with ctx.begin() as connection:
            connection.recorded = True
            await store.lock_person(connection, keys, tenant.owner, BSN)
            if await store.list_known(connection, keys, tenant.owner, f"kenmerk-{number}", BSN):
                return None
            await store.add_person(connection, keys, _citizen(tenant.owner, number), "balie")
            return f"kenmerk-{number}"

    with keys_of(tenant.house, latter):
        made = await asyncio.gather(*(process((former, latter)[one % 2], one) for one in range(10)))
        assert len([one for one in made if one is not None]) == 1
        found = await tenant.ask("access", "POST", "/citizens/_search", json={"bsn": BSN})
        assert len(found.json()["items"]) == 1


def _citizen(owner: str, number: int) -> Any:
    personal = {PersonalField.BSN: rules.Stated(BSN, "identification")}
    return rules.register(owner, f"kenmerk-{number}", personal, date(2026, 1, 1))
