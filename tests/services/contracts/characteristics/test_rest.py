"""Characteristics of areas over HTTP: with their source, many at once, suppressed, and for which budget (N-106, R-C17)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from shared.clients.contracts import ContractsClient
from tests.services.contracts.areas.given import SIX, register_emmen
from tests.services.contracts.characteristics.given import new_value
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C17")
async def test_households_with_children_for_the_social_budget_is_a_warning(ready: Ready) -> None:
    """Registered all the same, with fitsUse false and why; found as a work list; corrected it fits."""
    await register_emmen(ready)
    made = (await ready.ask("POST", "/characteristics", json=new_value(usedFor="social"))).json()
    await ready.ask("POST", "/characteristics", json=new_value("TG-B"))
    assert (made["fitsUse"], made["value"]) == (False, "2410")
    client = ready.tenant.client(ContractsClient)
    assert [str(one.id) for one in await client.characteristics(fitsUse="false")] == [made["id"]]
    steps = (await client.characteristic_derivation(made["id"])).steps
    assert [one.rule for one in steps] == ["N-106", "R-C17"] and "social" in steps[1].sentence
    mended = await ready.ask(
        "PATCH", f"/characteristics/{made['id']}", json={"usedFor": "youth"}, headers={"If-Match": '"1"'}
    )
    assert (mended.json()["fitsUse"], mended.json()["version"]) == (True, 2)


async def test_an_import_is_all_or_nothing_and_safe_to_repeat(ready: Ready) -> None:
    """Six values, one suppressed and one unfit; unknown areas are all told; another value is the next version."""
    await register_emmen(ready)
    values = [new_value(code, value="." if code == "TG-B" else "100") for code in SIX]
    values[0]["usedFor"] = "social"
    wrong = {"characteristics": [*values, new_value("TG-X"), new_value("TG-Y")]}
    refused = await ready.ask("POST", "/characteristics/_import", json=wrong)
    assert (refused.status_code, refused.json()["code"]) == (409, "characteristics-refused")
    assert [one["location"] for one in refused.json()["errors"]] == [
        f"#/characteristics/{n}/areaCode" for n in (6, 7)
    ]
    first = (await ready.ask("POST", "/characteristics/_import", json={"characteristics": values})).json()
    assert (first["registered"], first["suppressed"], first["unfit"]) == (6, 1, 1)
    values[2]["value"] = "101"
    second = (await ready.ask("POST", "/characteristics/_import", json={"characteristics": values})).json()
    assert (second["registered"], second["changed"], second["unchanged"]) == (0, 1, 5)
    (hidden,) = await ready.client().characteristics(
        areaCode="TG-B", year=2026, characteristic="householdsWithChildren"
    )
    assert (hidden.value, hidden.suppressed) == (None, True)


async def test_a_value_under_a_reference_is_registered_and_corrected(ready: Ready) -> None:
    """PUT: made, the same, corrected, and refused for another year; POST of another value of the same is refused."""
    await register_emmen(ready)
    path = "/characteristics/by-reference/cbs/1"
    answers = [
        await ready.ask("PUT", path, json=new_value(**more))
        for more in ({}, {}, {"value": "5"}, {"year": 2025})
    ]
    assert [one.status_code for one in answers] == [201, 200, 200, 409]
    assert answers[2].json()["version"] == 2
    differs = await ready.ask("POST", "/characteristics", json=new_value(value="6"))
    assert (differs.status_code, differs.json()["errors"][0]["code"]) == (409, "value-differs")
    same = await ready.ask("POST", "/characteristics", json=new_value(value="5"))
    assert (same.status_code, same.json()) == (200, answers[2].json())


async def test_values_of_another_purchaser_are_not_there(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """404 by id for another; a provider registers none."""
    await register_emmen(ready)
    made = (await ready.ask("POST", "/characteristics", json=new_value())).json()
    other = await tenant_on(ready.tenant.today)
    hidden = await other.ask("contracts", "GET", f"/characteristics/{made['id']}")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "characteristic-not-found")
    refused = await ready.ask("POST", "/characteristics", oin=ready.lead, json=new_value("TG-B"))
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
