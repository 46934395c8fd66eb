"""Snapshots of every collection: whole, only one's own, logged as exports, and with the facts after them a true mirror (check 31)."""

import asyncio
import json
from collections import Counter
from typing import Any

from deploy.postgres import Cluster
from shared.kit import snapshots
from shared.schemas.facts import told
from shared.values.terms import ActorKind, HolderRole
from tests.security.mirrors import Mirror, lines_of
from tests.security.test_events import EVERY_READ, behind, read_feed
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.documents import Document, published
from tests.wire.life import TODAY, Life, live

# What a service knows of others' facts: its own feed does not tell it again, so a mirror reads it at its source.
# In the waiting list it is the place that is shown, which moves with every entry before it.
FOLLOWED = {"allocations", "cases", "products", "provider-catalogues", "provider-rankings", "waiting-list"}
# Balances and reckonings are no rows; terms are a page of policy, and reference lists belong to nobody.
REFERENCE = {"finding-kinds", "source-texts", "funding-forms", "legal-frameworks", "reference-lists"}
REPORTS = {"area-profiles", "coverages/gaps", "reciprocity-report", "subsidy-checks", "contract-calendar"} | {
    "social-return-overview"
}
COUNTS = {
    "clients-in-care",
    "completeness",
    "population-costs",
    "obligations",
    "obligation-totals",
    "liquidity",
}
# What outcomes reckons anew at each reading, and what this release knows.
RECKONED = {"assessment-steps", "missing-assessments", "client-results/tasks", "improvement-plans/needed"} | {
    "indicator-findings"
}
KNOWN = {"assessment-editions", "indicator-finding-kinds", "indicator-libraries"}
# What access reckons anew (how far a ceiling is used), and what it knows: tables of the reform, by code and without ids.
ACCESS = {"access-ceilings/uses", "access-routes/referrers", "access-routes/scenarios", "process-steps"} | {
    "care-stackings"
}
NO_ROWS = (
    {"accounts", "waiting-times/requests", "retention-terms"}
    | REFERENCE
    | REPORTS
    | COUNTS
    | RECKONED
    | KNOWN
    | ACCESS
)


def collections(document: Document) -> list[str]:
    """The names of the collections that a service offers."""
    names: list[str] = document["components"]["schemas"]["NewSnapshot"]["properties"]["collection"]["enum"]
    return names


def model_of(house: House, service: str, collection: str) -> Any:
    """The schema of a collection's rows as facts tell them."""
    offered = snapshots.collections_of(house.surfaces[service].endpoints)
    return told(offered[collection].model)


async def listed(tenant: Tenant, service: str, collection: str, **asked: Any) -> dict[str, dict[str, Any]]:
    """All rows of a collection as its GET shows them, without what facts leave out."""
    model = model_of(tenant.house, service, collection)
    found: dict[str, dict[str, Any]] = {}
    params: dict[str, Any] = {"limit": 100}
    while True:
        answer = await tenant.ask(service, "GET", f"/{collection}", params=params, **asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found |= {item["id"]: as_told(model, item) for item in page["items"]}
        if page["next"] is None:
            return found
        params["cursor"] = page["next"]


def as_told(model: Any, row: dict[str, Any]) -> dict[str, Any]:
    """A row as the schema of facts writes it."""
    kept = {name: value for name, value in row.items() if name in _names(model)}
    shown: dict[str, Any] = json.loads(model.model_validate(kept).model_dump_json(by_alias=True))
    return shown


def _names(model: Any) -> set[str]:
    return {one.alias or name for name, one in model.model_fields.items()}


async def taken(tenant: Tenant, service: str, collection: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a snapshot."""
    answer = await tenant.ask(service, "POST", "/snapshots", json={"collection": collection}, **asked)
    assert answer.status_code == 200, f"{collection}: {answer.text}"
    return lines_of(answer.text)[1]


async def test_a_snapshot_is_all_that_its_get_lists(
    house: House, house_lives: tuple[Life, Life], service: str, document: Document
) -> None:
    """Every collection of every service, for the purchaser and for a provider: row by row what the pages show."""
    tenant = house_lives[0].tenant
    offered = collections(document)
    pages = {
        one.path.lstrip("/")
        for one in house.surfaces[service].endpoints
        if one.method == "GET" and one.page and "{" not in one.path
        if one.route.endpoint.__module__.startswith("services.")
        and not getattr(one.answer, "fleeting", False)
    }
    assert pages - set(offered) <= NO_ROWS
    filled = 0
    for collection in offered:
        for oin in (tenant.owner, tenant.providers[0]):
            page = await tenant.ask(service, "GET", f"/{collection}", oin=oin)
            if page.status_code == 403:
                refused = await tenant.ask(
                    service, "POST", "/snapshots", json={"collection": collection}, oin=oin
                )
                assert refused.status_code == 403
                continue
            expected = await listed(tenant, service, collection, oin=oin)
            rows = await taken(tenant, service, collection, oin=oin)
            assert {row["id"]: row for row in rows} == expected and len(rows) == len(expected)
            filled += bool(rows)
    assert filled >= 4, "a life leaves something"


async def test_a_snapshot_and_a_feed_hold_nothing_of_another(
    house: House, house_lives: tuple[Life, Life], service: str, document: Document
) -> None:
    """Check 25: two purchasers with the same lives: not one id of the other in any snapshot or fact."""
    first, second = house_lives
    theirs = second.ids[service] - first.ids[service]
    assert theirs
    texts = [json.dumps(await read_feed(first.tenant, service))]
    texts += [json.dumps(await taken(first.tenant, service, one)) for one in collections(document)]
    for text in texts:
        assert not [one for one in theirs if one in text]
        assert second.tenant.owner not in text


async def test_a_vendor_takes_a_snapshot_of_its_principal(
    house: House, house_lives: tuple[Life, Life], service: str, document: Document
) -> None:
    """In the principal's name it gets what the principal gets, within its scopes; in its own name, or for another, nothing."""
    tenant, other = house_lives[0].tenant, house_lives[1].tenant
    vendor = await tenant.actor(ActorKind.VENDOR)
    await tenant.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    for collection in collections(document):
        asked = {"json": {"collection": collection}, "oin": vendor}
        if (
            await tenant.ask(service, "GET", f"/{collection}", oin=vendor, acting_for=tenant.owner)
        ).status_code == 403:
            continue
        rows = await taken(tenant, service, collection, oin=vendor, acting_for=tenant.owner)
        whole = await listed(tenant, service, collection, oin=vendor, acting_for=tenant.owner)
        assert {row["id"]: row for row in rows} == whole
        assert len(whole) == len(await listed(tenant, service, collection)) or collection == "authorisations"
        foreign = await tenant.ask(service, "POST", "/snapshots", acting_for=other.owner, **asked)
        assert foreign.status_code == 403
        alone = await tenant.ask(service, "POST", "/snapshots", **asked)
        own = [] if alone.status_code == 403 else lines_of(alone.text)[1]
        assert not own or {row.get("holder") for row in own} == {vendor}


async def test_persons_in_a_snapshot_are_logged_as_an_export(
    cluster: Cluster, house: House, house_lives: tuple[Life, Life]
) -> None:
    """One line per person, as the stream goes, marked export; and it asks for the person behind the request."""
    tenant = house_lives[0].tenant
    reader = await tenant.actor(ActorKind.VENDOR)
    await tenant.authorise(reader, HolderRole.VENDOR, EVERY_READ)
    asked = {"oin": reader, "acting_for": tenant.owner}
    lines = "select subject, event from processing_log where via = $1"
    async with behind(cluster, house, "access") as admin:
        rows = await taken(tenant, "access", "requests", **asked)
        persons = {row["citizenId"] for row in rows}
        found = await admin.fetch(lines, reader)
        assert Counter(str(line["subject"]) for line in found) == dict.fromkeys(persons, 1)
        assert {line["event"] for line in found} == {"export"} and len(persons) >= 3
    nobody = await tenant.ask(
        "access", "POST", "/snapshots", json={"collection": "requests"}, end_user=None, **asked
    )
    assert (nobody.status_code, nobody.json()["code"]) == (403, "end-user-missing")


async def test_mirrors_of_everything_live_a_year(house: House) -> None:
    """Check 31: mirrors of all collections, begun empty, begun halfway and followed while the year is lived, are the source."""
    tenant = await new_tenant(house, TODAY, providers=2)
    offered = {one: collections(await published(house.http, url)) for one, url in house.urls.items()}
    mirrors = {
        (service, collection): Mirror(tenant, service, collection, limit=40)
        for service, names in offered.items()
        for collection in names
    }
    for mirror in mirrors.values():
        await mirror.load()
    done = asyncio.Event()
    late: list[Mirror] = []

    async def watch() -> None:
        while not done.is_set():
            for mirror in [*mirrors.values(), *late]:
                await mirror.follow()
            if len(late) < len(mirrors):
                begun = Mirror(tenant, *list(mirrors)[len(late)])
                await begun.load()
                late.append(begun)

    async def year() -> None:
        try:
            await live(tenant)
        finally:
            done.set()

    await asyncio.gather(year(), watch())
    # What an act raised as a signal is told by the day's work.
    done_today = await tenant.ask("access", "POST", f"/sandbox/{tenant.owner}/work")
    assert done_today.status_code == 200, done_today.text
    told_nothing, wrong = set[str](), set[str]()
    for mirror in [*mirrors.values(), *late]:
        await mirror.follow()
        expected = await listed(tenant, mirror.service, mirror.collection)
        model = model_of(house, mirror.service, mirror.collection)
        if not mirror.head["types"] and not mirror.head["rereadOn"]:
            told_nothing.add(mirror.collection)
            await mirror.load()
        rows = {key: as_told(model, row) for key, row in mirror.rows.items()}
        if rows != expected:
            other = [one for one in {*rows, *expected} if rows.get(one) != expected.get(one)]
            wrong.add(
                f"{mirror.service} {mirror.collection}: {rows.get(other[0])} is {expected.get(other[0])}"
            )
    assert wrong == set(), "\n".join(sorted(wrong))
    assert told_nothing == FOLLOWED
    assert sum(mirror.applied for mirror in mirrors.values()) > 40
