"""Contracts over HTTP as they were valid on a day, as known on another, and what each version changed (R-C08)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.contracts.contracts import store
from services.contracts.contracts.rules import begin
from services.contracts.contracts.store import versions
from shared.clients.base import Refusal
from shared.schemas.contracts import Contract, NewAmendment
from shared.values.life import VersionReason
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
BUDGET: dict[str, Any] = {
    "reason": "extremeCircumstance",
    "motivation": "Een instelling sluit",
    "effectiveOn": "2026-04-01",
    "annualAmountCents": 705_000_000,
}
NORM: dict[str, Any] = {
    "reason": "tightening",
    "motivation": "De tevredenheid kan omhoog",
    "effectiveOn": "2026-07-01",
    "agreementChanges": [{"number": 9, "norm": "7.5"}],
}


async def amended(ready: Ready, contract: Contract, body: dict[str, Any]) -> Contract:
    """The contract after an amendment that both sides signed."""
    made = await ready.client().decide_amendment(contract.id, NewAmendment.model_validate(body))
    await ready.client().sign_amendment(made.id)
    await ready.client(ready.lead).sign_amendment(made.id)
    return await ready.client().contract(contract.id)


def shown(contract: Contract) -> tuple[int, list[str]]:
    """The yearly sum and the norms."""
    return contract.yearly_funding[0].annual_amount_cents, [one.norm for one in contract.agreements]


@pytest.mark.rule("R-C08")
async def test_what_was_valid_and_what_was_known_are_two_questions(ready: Ready) -> None:
    """A budget from April, and two days later a norm from July: each day as known on each day; what was known stays."""
    contract = await ready.active()
    await amended(ready, contract, BUDGET)
    asked = {"validOn": "2026-07-01", "knownOn": "2026-01-01"}
    then = await ready.client().contract_as(contract.id, **asked)
    await ready.tenant.live_until(date(2026, 1, 3))
    newest = await amended(ready, contract, NORM)
    found = {
        (valid, known): shown(
            await ready.client().contract_as(contract.id, **{"validOn": valid, "knownOn": known})
        )
        for valid in ("2026-03-31", "2026-04-01", "2026-07-01")
        for known in ("2026-01-02", "2026-01-03")
    }
    assert found == {
        ("2026-03-31", "2026-01-02"): (700_000_000, ["7.0"]),
        ("2026-03-31", "2026-01-03"): (700_000_000, ["7.0"]),
        ("2026-04-01", "2026-01-02"): (705_000_000, ["7.0"]),
        ("2026-04-01", "2026-01-03"): (705_000_000, ["7.0"]),
        ("2026-07-01", "2026-01-02"): (705_000_000, ["7.0"]),
        ("2026-07-01", "2026-01-03"): (705_000_000, ["7.0", "7.5"]),
    }
    assert await ready.client().contract_as(contract.id, **asked) == then
    now = await ready.client().contract_as(contract.id, validOn="2026-07-01")
    assert shown(now) == shown(newest) and now.version == newest.version
    # Known on a day and no other day named: also as valid on that day.
    assert shown(await ready.client().contract_as(contract.id, knownOn="2026-01-03")) == (
        700_000_000,
        ["7.0"],
    )


@pytest.mark.rule("R-C08")
async def test_a_version_says_on_which_days_it_holds_what_changed_and_since_when_it_is_known(
    ready: Ready,
) -> None:
    """Drafted, signed twice, activated, amended: the newest slice names the amendment and the norm before and after."""
    contract = await amended(ready, await ready.active(), NORM)
    told = await ready.client().contract_versions(contract.id)
    assert [one.reason for one in told] == [
        "drafted",
        "signed",
        "signed",
        "activated",
        "activated",
        "amended",
    ]
    assert [(str(one.valid_from), one.valid_until and str(one.valid_until)) for one in told[-2:]] == [
        ("2026-01-01", "2026-06-30"),
        ("2026-07-01", None),
    ]
    assert [(one.known_from_version, one.known_until_version) for one in told] == [
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 5),
        (5, None),
        (5, None),
    ]
    newest = told[-1]
    assert newest.amendment_id == contract.amendment_id
    assert ("/agreements/1/norm", None, "7.5") in [
        (one.pointer, one.before, one.after) for one in newest.changed
    ]
    seen = await ready.client(ready.lead).contract_versions(contract.id)
    assert seen == told, "its parties read the same"


@pytest.mark.rule("R-C08")
async def test_a_page_of_contracts_is_read_in_two_times_with_the_same_filters(ready: Ready) -> None:
    """Two contracts: as valid on a day with the state of then, in order, by the cursor."""
    first = await ready.active()
    second = await ready.draft(number="ALP-2026-02")
    path = "/contracts?validOn=2026-02-01&limit=1"
    page = (await ready.ask("GET", path)).json()
    assert [one["id"] for one in page["items"]] == [str(first.id)]
    rest = (await ready.ask("GET", f"{path}&cursor={page['next']}")).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([str(second.id)], None)
    for query, count in (
        ("state=draft&fundingForm=lumpSumRetention", 1),
        ("state=active&endDateTo=2029-12-31&legalForm=contract", 1),
        ("fundingForm=lumpSum", 0),
        (f"knownOn=2026-01-01&populationId={ready.population_id}", 2),
        ("knownOn=2025-12-31", 0),
    ):
        answer = await ready.ask("GET", f"/contracts?validOn=2026-02-01&{query}")
        assert (answer.status_code, len(answer.json()["items"])) == (200, count), query


@pytest.mark.rule("R-C08")
async def test_before_its_first_day_nothing_was_valid(ready: Ready) -> None:
    """404 with both days; another municipality's contract is not there at all."""
    contract = await ready.active()
    with pytest.raises(Refusal) as refused:
        await ready.client().contract_as(contract.id, validOn="2025-12-31")
    assert (refused.value.status, refused.value.code) == (404, "contract-not-valid")
    stranger = await ready.tenant.ask(
        "contracts", "GET", f"/contracts/{contract.id}/versions", oin=ready.tenant.auditor
    )
    assert stranger.status_code == 200, "the auditor is a party"


async def test_another_municipality_sees_no_version(ready: Ready, tenant_on: TenantOn) -> None:
    """Neither the list of versions, nor the contract of a day, nor a row in the page of a day."""
    contract, other_tenant = await ready.active(), await tenant_on(date(2026, 1, 1))
    for path in (f"/contracts/{contract.id}/versions", f"/contracts/{contract.id}?validOn=2026-02-01"):
        assert (await other_tenant.ask("contracts", "GET", path)).status_code == 404
    page = await other_tenant.ask("contracts", "GET", "/contracts?validOn=2026-02-01")
    assert page.json()["items"] == []


@pytest.mark.rule("R-C08")
async def test_a_running_contract_is_entered_with_its_history(ready: Ready) -> None:
    """Signed on paper in 2014: drafted with two earlier versions, in force without signatures here, readable on each day."""
    history = {
        "signedOn": "2014-11-20",
        "slices": [
            {
                "validFrom": "2015-01-01",
                "validUntil": "2019-12-31",
                "decidedOn": "2014-11-20",
                "fundingAgreements": [
                    {
                        "number": 1,
                        "form": "lumpSumRetention",
                        "annualAmountCents": 650_000_000,
                        "advanceBasisPoints": 9_500,
                        "instalmentCount": 12,
                    }
                ],
            },
            {
                "validFrom": "2020-01-01",
                "validUntil": "2025-12-31",
                "reason": "scope",
                "scope": [{"name": "Huishoudelijke hulp"}],
            },
        ],
    }
    told = {"startDate": "2015-01-01", "baseTermMonths": 180, "extensionOptions": [], "history": history}
    draft = await ready.draft(**told)
    contract = await ready.client().activate(draft.id)
    assert contract.taken_over is not None and contract.taken_over.slices == 2
    for day, cents, scope in (
        ("2019-12-31", 650_000_000, []),
        ("2020-01-01", 700_000_000, ["Huishoudelijke hulp"]),
        ("2026-01-01", 700_000_000, []),
    ):
        one = await ready.client().contract_as(contract.id, validOn=day)
        assert (one.yearly_funding[0].annual_amount_cents, [item.name for item in one.scope]) == (
            cents,
            scope,
        )
    versions_ = await ready.client().contract_versions(contract.id)
    assert [one.taken_over for one in versions_ if one.known_until_version is None] == [True, True, False]
    put = await ready.ask(
        "PUT",
        "/contracts/by-reference/lopend/1",
        json=ready.body(number="ALP-2015", **told),
    )
    again = await ready.ask(
        "PUT", "/contracts/by-reference/lopend/1", json=ready.body(number="ALP-2015", **told)
    )
    assert (put.status_code, again.status_code) == (201, 200), again.text
    gap = {**history, "slices": history["slices"][1:]}
    refused = await ready.ask("POST", "/contracts", json=ready.body(number="X", **{**told, "history": gap}))
    assert [one["code"] for one in refused.json()["errors"]] == ["history-starts-elsewhere"]


async def test_versions_hang_from_a_contract_in_the_graph(ready: Ready) -> None:
    """A page of contracts of a day, each with its versions, in one request."""
    contract = await amended(ready, await ready.active(), NORM)
    query = """
      query ($day: Date!) {
        contracts(validOn: $day) { nodes { id agreements { norm } versions { reason changed { pointer } } } }
        contract(id: "%s", validOn: "2026-06-30") { agreements { norm } amendments { number } }
      }
    """
    answer = await ready.graph(query % contract.id, day="2026-07-01")
    (node,) = answer["data"]["contracts"]["nodes"]
    assert len(node["agreements"]) == 2 and node["versions"][-1]["reason"] == "amended"
    assert answer["data"]["contract"] == {"agreements": [{"norm": "7.0"}], "amendments": [{"number": 1}]}


@pytest.mark.rule("R-C08")
async def test_the_database_refuses_a_second_truth_and_a_rewritten_past(ready: Ready) -> None:
    """Two slices of one day known at one version, a changed row, a reopened one and a deleted one: all refused."""
    contract = await ready.active()
    ctx = given.context(ready.tenant)
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with ctx.begin() as connection:
            known = await store.get_contract(connection, contract.id)
            slices = begin(known, VersionReason.ACTIVATED, date(2026, 1, 1))
            await versions._append(connection, known, slices, store.Stamp(date(2026, 1, 1), "tests"))
    for statement in (
        "update contract_versions set valid_from = '2020-01-01' where contract_id = $1",
        "update contract_versions set known_until_version = null, known_until = null where contract_id = $1",
        "delete from contract_versions where contract_id = $1",
    ):
        with pytest.raises(asyncpg.PostgresError) as refused:
            async with given.context(ready.tenant).begin() as connection:
                await connection.raw.execute(statement, contract.id)
        assert refused.value.sqlstate in ("23001", "42501"), statement
