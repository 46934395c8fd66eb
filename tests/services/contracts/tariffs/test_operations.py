"""What happens to tariffs at once and again: one amount on a day, one version each, one fact for each change."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import agreed, body, index
from tests.support.statements import counted
from tests.support.tenants import Tenant


async def test_of_twenty_tariffs_of_one_scope_exactly_one_enters(tenant: Tenant) -> None:
    """All at once for the same product and days: one 201, nineteen overlap, and one fact with the whole table."""
    await registered(tenant)
    told = body(maximum="60.00", maximumSource="Besluit van het college")
    answers = await given.twenty(tenant, "POST", "/tariffs", json=told)
    assert given.statuses(answers) == {201: 1, 409: 19}
    assert {one.json()["errors"][0]["code"] for one in answers[1:]} == {"tariff-overlap"}
    (fact,) = await given.facts(tenant, "tariff-agreed")
    answer = answers[0].json()
    assert answer.pop("maximumSource") == "Besluit van het college"
    assert fact["data"] == answer and answer["amounts"][0]["amount"] == "50.00"


async def test_twenty_retries_at_once_under_one_reference_make_one_tariff(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made."""
    await registered(tenant)
    answers = await given.twenty(tenant, "POST", "/tariffs", json=body(externalReference="t-1"))
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({one.text for one in answers}) == 1


async def test_twenty_retries_of_what_tariffs_rest_on_make_one_of_each(tenant: Tenant) -> None:
    """An index and a real price under one reference: one 201 each, nineteen times what the first one made."""
    price = {
        "municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "amount": "46.04", "source": "Verordening",
        "validFrom": "2026-01-01", "externalReference": "p-1",
    }  # fmt: skip
    index_ = {"year": 2027, "basisPoints": 300, "source": "OVA 2027", "externalReference": "i-1"}
    for path, sent in (("/real-prices", price), ("/tariff-indexes", index_)):
        answers = await given.twenty(tenant, "POST", path, json=sent)
        assert given.statuses(answers) == {200: 19, 201: 1}
        assert len({one.text for one in answers}) == 1


@pytest.mark.rule("R-C27")
async def test_twenty_indexations_at_once_index_once(tenant: Tenant) -> None:
    """One makes version 2 and tells it; the others find nothing to do."""
    await registered(tenant)
    made = await agreed(tenant)
    await index(tenant)
    answers = await given.twenty(tenant, "POST", f"/tariffs/{made.id}/indexation")
    assert given.statuses(answers) == {200: 20}
    assert {one.json()["version"] for one in answers} == {2}
    assert len(await given.facts(tenant, "tariff-indexed")) == 1


async def test_neither_a_refused_nor_a_dry_change_changes_anything(tenant: Tenant) -> None:
    """The tariff stays in its first version, and nobody hears of anything."""
    await registered(tenant)
    made = await agreed(tenant)
    path, match = f"/tariffs/{made.id}", {"If-Match": '"1"'}
    dry = await tenant.ask(
        "contracts", "PATCH", f"{path}?dryRun=true", json={"indexed": False}, headers=match
    )
    assert (dry.status_code, dry.json()["version"]) == (200, 2)
    refused = await tenant.ask("contracts", "PATCH", path, json={"maximum": "49.99"}, headers=match)
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C29")
    kept = await tenant.ask("contracts", "GET", path)
    assert kept.json() == made.model_dump(mode="json", by_alias=True)
    assert await given.facts(tenant, "tariff-changed") == []


async def test_finding_the_tariff_of_a_day_takes_as_long_with_many_as_with_one(tenant: Tenant) -> None:
    """The number of statements does not depend on how many tariffs stand beside it."""
    await registered(tenant)
    counts = []
    for more in ({}, {"provider": tenant.providers[0]}, {"provider": tenant.providers[1]}):
        await agreed(tenant, **more)
        async with counted(tenant.house, "contracts") as seen:
            answer = await tenant.ask("contracts", "GET", "/tariffs/_on?productCode=02A15&day=2026-06-01")
        assert answer.status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[-1] <= 4
