"""Definitions over HTTP: made, renewed, agreed with by both sides, read as they were, and taken over from libraries."""

from __future__ import annotations

from datetime import date

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import (
    IndicatorDefinitionChange,
    LibraryToImport,
    NewDefinitionAgreement,
)
from shared.values.indicating import AgreeingSide
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.definitions.bodies import HIP, hip, renewed
from tests.support.house import House
from tests.support.tenants import new_tenant


@pytest.mark.rule("R-O21")
@pytest.mark.rule("R-O29")
async def test_a_definition_lives_through_versions_and_consensus(measured: Measured, house: House) -> None:
    """Made once under a reference, renewed from a day on, agreed with by both sides; each day reads its own version."""
    client, lead = measured.client(), measured.client(measured.lead)
    new = hip(providers=[measured.lead])
    made = await client.put_indicator_definition("eigen/1", new)
    assert await client.put_indicator_definition("eigen/1", new) == made
    with pytest.raises(Refusal) as met:
        await client.put_indicator_definition("eigen/1", hip(providers=[measured.lead], norm="3.5"))
    assert (met.value.status, met.value.code) == (409, "external-reference-used")
    with pytest.raises(Refusal) as met:
        await client.define_indicator(new)
    assert (met.value.status, met.value.code) == (409, "indicator-definition-code-used")
    dry = await client.define_indicator(hip(code="other"), dry_run=True)
    assert await client.indicator_definitions(code=dry.code) == []
    later = await client.renew_indicator_definition(made.id, renewed(date(2027, 1, 1), norm="3.0"))
    assert [(one.number, one.norm, one.valid_until) for one in later.versions] == [
        (1, "4.0", date(2026, 12, 31)), (2, "3.0", None),
    ]  # fmt: skip
    assert await client.renew_indicator_definition(made.id, renewed(date(2027, 1, 1), norm="3.0")) == later
    then = await client.indicator_definition(made.id, date(2026, 7, 1))
    assert [one.norm for one in then.versions] == ["4.0"]
    (listed,) = await client.indicator_definitions(kind="outcome", scope="group", validOn="2025-01-01")
    assert (listed.id, listed.versions) == (made.id, [])
    refused = await measured.get(f"/indicator-definitions/{made.id}?validOn=2025-01-01")
    assert (refused.status_code, refused.json()["code"]) == (404, "indicator-definition-not-valid")
    value = await lead.indicator_value(made.id, 6, 200)
    assert (value.value, value.within_norm, value.steps[0].rule) == ("3", True, "R-O29")
    agreed = await client.agree_indicator_definition(made.id, NewDefinitionAgreement(number=1))
    council = NewDefinitionAgreement(number=1, side=AgreeingSide.COUNCIL, note="Raad van mei")
    await client.agree_indicator_definition(made.id, council)
    assert not agreed.versions[0].consensus
    both = await lead.agree_indicator_definition(made.id, NewDefinitionAgreement(number=1))
    assert both.versions[0].consensus and not both.versions[1].consensus
    said = [(one.side.value, one.organisation, one.agreed_by) for one in both.versions[0].agreements]
    assert said == [
        ("purchaser", measured.tenant.owner, "j.jansen"), ("council", measured.tenant.owner, "j.jansen"),
        ("provider", measured.lead, "j.jansen"),
    ]  # fmt: skip
    assert (await client.explain_indicator_definition(made.id)).steps[-1].result is True
    stranger = await new_tenant(house, measured.tenant.today, providers=1)
    unseen = await stranger.ask("outcomes", "GET", f"/indicator-definitions/{made.id}")
    assert (unseen.status_code, unseen.json()["code"]) == (404, "indicator-definition-not-found")
    await _refusals(measured, both.id, both.version)


async def _refusals(measured: Measured, definition_id: object, version: int) -> None:
    """Who may not, and what does not hold, is told with all faults."""
    path = f"/indicator-definitions/{definition_id}"
    denied = await measured.post("/indicator-definitions", hip(code="mine"), oin=measured.lead)
    assert denied.status_code == 403
    foreign = await measured.post(f"{path}/agreements", {"number": 9, "side": "purchaser"}, oin=measured.lead)
    assert (foreign.status_code, [one["location"] for one in foreign.json()["errors"]]) == (
        409,
        ["#/number", "#/side"],
    )
    wrong = {**HIP, "code": "wrong", "norm": "101", "multiplier": None, "source": "provider"}
    refused = await measured.post("/indicator-definitions", {**wrong, "sourceIndependent": True})
    assert (refused.status_code, [one["location"] for one in refused.json()["errors"]]) == (
        409,
        ["#/norm", "#/multiplier", "#/source"],
    )
    change = IndicatorDefinitionChange(providers=measured.tenant.providers[:2])
    changed = await measured.client().change_indicator_definition(definition_id, version, change)  # type: ignore[arg-type]
    assert changed.providers == sorted(measured.tenant.providers[:2])
    assert not changed.versions[0].consensus
    with pytest.raises(Refusal) as met:
        await measured.client().change_indicator_definition(definition_id, version, change)  # type: ignore[arg-type]
    assert met.value.status == 412
    blind = await measured.tenant.ask("outcomes", "PATCH", path, json={"providers": []})
    assert blind.status_code == 428


@pytest.mark.rule("R-O36")
async def test_the_libraries_are_taken_over_once_by_who_may(measured: Measured) -> None:
    """Ten of Alphen, then unchanged; Emmen's satisfaction differs from Alphen's; the parties of a contract read what it measures."""
    client, lead = measured.client(), measured.client(measured.lead)
    listed = await client.indicator_libraries()
    assert {one.code: one.count for one in listed}["alphen"] == 10
    assert not any(one.items for one in listed)
    assert len((await lead.indicator_library("utrecht")).items) == 15
    society = {one.code for one in (await lead.indicator_library("societal")).items}
    assert {"school-completion", "nuisance", "recidivism", "neighbourhood-liveability", "drop-out"} <= society
    start = date(2026, 1, 1)
    done = await client.import_indicator_library("alphen", LibraryToImport(valid_from=start))
    assert [one.outcome.value for one in done.items] == ["new"] * 10
    again = await client.import_indicator_library("alphen", LibraryToImport(valid_from=start))
    assert [one.outcome.value for one in again.items] == ["unchanged"] * 10
    emmen = await client.import_indicator_library(
        "emmen", LibraryToImport(valid_from=start, codes=["client-satisfaction"])
    )
    assert [(one.outcome.value, "norm" in one.differing) for one in emmen.items] == [("differs", True)]
    assert await client.library_import(done.id) == done
    assert await client.library_imports("emmen") == [emmen]
    assert [one.code for one in await lead.indicator_definitions()] == ["client-satisfaction"]
    assert len(await client.indicator_definitions(library="alphen")) == 10
    with pytest.raises(Refusal) as met:
        await client.indicator_library("unknown")
    assert met.value.code == "indicator-library-not-found"
    refused = await measured.post(
        "/indicator-libraries/emmen/import", {"validFrom": "2026-01-01", "codes": ["xx"]}
    )
    assert (refused.status_code, refused.json()["errors"][0]["location"]) == (409, "#/codes/0")
    denied = await measured.post(
        "/indicator-libraries/emmen/import", {"validFrom": "2026-01-01"}, oin=measured.lead
    )
    assert denied.status_code == 403
