"""Journals over HTTP."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from typing import Any

import httpx
import pytest

from tests.services.settlement import given
from tests.services.settlement.ledger.test_rest import by_hand, post
from tests.services.settlement.posting_profiles.test_rest import add
from tests.support.tenants import Tenant


async def make(tenant: Tenant, body: dict[str, Any] | None = None, **asked: Any) -> httpx.Response:
    """Make a journal."""
    return await tenant.ask("settlement", "POST", "/journals", json=body or {}, **asked)


async def lines(tenant: Tenant, journal: dict[str, Any]) -> list[dict[str, str]]:
    """The file of a journal, line by line; its digest is the one that the journal told."""
    answer = await tenant.ask("settlement", "GET", f"/journals/{journal['id']}/csv")
    assert answer.status_code == 200, answer.text
    digest = hashlib.sha256(answer.content)
    assert digest.hexdigest() == journal["sha256"]
    assert answer.headers["content-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.rule("F-39")
async def test_a_journal_takes_over_what_was_posted_once_each_line_with_its_place(tenant: Tenant) -> None:
    """The first instalment of 554,166.67 goes over as costs and payable; commitments and what is pending stay; then nothing is left."""
    schedule = await given.contract_year(tenant)
    await add(tenant)
    await add(tenant, {"account": "payable", "ledgerAccount": "1600", "costCentre": None, "taskField": None})
    made = await make(tenant)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["number"], told["entryCount"], told["lineCount"]) == (1, 1, 2)
    assert (told["totalCents"], told["suspenseCount"], told["replaces"]) == (55_416_667, 0, None)
    costs, payable = await lines(tenant, told)
    assert {name: costs[name] for name in ("ledgerAccount", "costCentre", "taskField", "vatTreatment")} == {
        "ledgerAccount": "4425110", "costCentre": "6710", "taskField": "6.71a", "vatTreatment": "exempt",
    }  # fmt: skip
    assert (costs["debit"], costs["credit"], costs["contractId"]) == (
        "554166.67",
        "",
        str(schedule.contract_id),
    )
    assert (payable["ledgerAccount"], payable["debit"], payable["credit"]) == ("1600", "", "554166.67")
    assert (costs["eventOn"], costs["budgetYear"], costs["cause"]) == ("2026-01-01", "2026", "instalment")
    again = await make(tenant)
    assert (again.status_code, again.json()["code"]) == (409, "nothing-to-journal")
    assert (await tenant.ask("settlement", "GET", "/journals")).json()["items"] == [told]
    assert (await tenant.ask("settlement", "GET", f"/journals/{told['id']}")).json() == told


@pytest.mark.rule("F-39")
async def test_without_a_profile_nothing_is_made_unless_a_suspense_account_is_named(tenant: Tenant) -> None:
    """Both accounts of the instalment have no profile: the refusal names them; with suspense account 2999 both go there."""
    schedule = await given.contract_year(tenant)
    refused = await make(tenant)
    assert (refused.status_code, refused.json()["code"]) == (409, "posting-profiles-missing")
    named = [one["detail"] for one in refused.json()["errors"]]
    assert len(named) == 2 and all(str(schedule.contract_id) in one for one in named)
    assert "payable" in named[0] and "programme-costs" in named[1]
    assert (await tenant.ask("settlement", "GET", "/journals")).json()["items"] == []
    told = (await make(tenant, {"suspenseAccount": "2999"})).json()
    assert (told["number"], told["suspenseCount"]) == (1, 2)
    assert {one["ledgerAccount"] for one in await lines(tenant, told)} == {"2999"}


@pytest.mark.rule("F-39")
async def test_a_journal_made_anew_has_its_own_number_and_the_old_one_stays(tenant: Tenant) -> None:
    """After the profiles came, journal 2 replaces journal 1 with the same entries on their places; a second time is refused."""
    await given.contract_year(tenant)
    first = (await make(tenant, {"suspenseAccount": "2999"})).json()
    before = await lines(tenant, first)
    await add(tenant)
    await add(tenant, {"account": "payable", "ledgerAccount": "1600"})
    anew = await make(tenant, {"replaces": first["id"]})
    assert anew.status_code == 201, anew.text
    second = anew.json()
    assert (second["number"], second["replaces"]) == (2, first["id"])
    assert second["untilSequence"] == first["untilSequence"]
    assert [one["ledgerAccount"] for one in await lines(tenant, second)] == ["4425110", "1600"]
    assert await lines(tenant, first) == before
    refused = await make(tenant, {"replaces": first["id"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "journal-already-replaced")
    assert (await make(tenant, {"replaces": str(given.STATEMENT)})).json()["code"] == "journal-not-found"
    await post(tenant, by_hand())
    third = (await make(tenant, {"suspenseAccount": "2999", "externalReference": "J-3"})).json()
    assert (third["number"], third["entryCount"], third["afterSequence"]) == (3, 1, first["untilSequence"])
    same = await make(tenant, {"suspenseAccount": "2999", "externalReference": "J-3"})
    assert (same.status_code, same.json()) == (200, third)


async def test_journals_are_the_municipalitys_own(tenant: Tenant) -> None:
    """A provider makes none and finds none of another's; one that is not there is not found."""
    await given.contract_year(tenant)
    told = (await make(tenant, {"suspenseAccount": "2999"})).json()
    provider = tenant.providers[0]
    assert (await make(tenant, oin=provider)).status_code == 403
    for path in (f"/journals/{told['id']}", f"/journals/{told['id']}/csv"):
        assert (await tenant.ask("settlement", "GET", path, oin=provider)).status_code in (403, 404)
    missing = await tenant.ask("settlement", "GET", f"/journals/{given.STATEMENT}")
    assert (missing.status_code, missing.json()["code"]) == (404, "journal-not-found")
