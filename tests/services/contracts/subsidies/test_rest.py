"""Subsidies over HTTP: granted, accounted for, determined, recovered; never on a score (R-C09)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import NewSubsidy, Subsidy
from tests.services.contracts.conftest import Ready
from tests.services.contracts.subsidies.conftest import body, subsidised, told


async def granted(ready: Ready, **changes: Any) -> Subsidy:
    """That subsidy, granted."""
    contract = await subsidised(ready)
    return await ready.client().grant_subsidy(NewSubsidy.model_validate(body(contract, **changes)))


async def act(ready: Ready, subsidy: Subsidy, verb: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """One act on a subsidy: the status and what was answered."""
    answer = await ready.ask("POST", f"/subsidies/{subsidy.id}/{verb}", **more)
    return answer.status_code, answer.json()


@pytest.mark.rule("R-C09")
async def test_half_of_the_activities_not_done_is_determined_lower_and_recovered(later: Ready) -> None:
    """1,003,000 granted and paid, half done: 501,500 determined, 501,500 recoverable for five years, and not a cent more."""
    made = await granted(later)
    assert (made.state, made.recipient, made.advance_cents) == ("granted", later.lead, 100_300_000)
    lead = later.client(later.lead)
    assert await lead.subsidies() == [made]
    status, seen = await act(later, made, "account", json=told(10_000, 0), oin=later.lead)
    assert (status, seen["state"], seen["decisionDueOn"]) == (200, "accounted", "2027-08-02")
    options = await later.client().determination_options(made.id)
    assert {one.ground: one.lowest_cents for one in options.options if one.available} == {
        "activitiesNotDone": 50_150_000, "incorrectInformation": 0, "grantKnownWrong": 0,
    }  # fmt: skip
    asked = {
        "determinedCents": 50_150_000, "grounds": ["activitiesNotDone"], "advancesPaidCents": 100_300_000,
        "motivation": "De helft van de activiteiten is niet uitgevoerd.",
    }  # fmt: skip
    status, seen = await act(later, made, "determination", json=asked)
    assert (status, seen["settlementCents"], seen["recoverableUntil"]) == (200, -50_150_000, "2032-05-03")
    status, refused = await act(later, made, "recovery", json={"amountCents": 50_150_001})
    assert (status, refused["rule"], refused["errors"][0]["code"]) == (409, "Awb 4:57", "above-undue")
    status, seen = await act(later, made, "recovery", json={"amountCents": 50_150_000})
    assert (status, seen["recoveredCents"], seen["version"]) == (200, 50_150_000, 4)
    why = await later.client().subsidy_derivation(made.id)
    assert "€ 501.500,00" in why.steps[0].sentence


@pytest.mark.rule("R-C09")
async def test_a_lower_score_is_no_ground_but_a_note(later: Ready) -> None:
    """Satisfaction 8 agreed and 7 scored: refused as a ground by R-C09, nothing to recover, a note for the renewal."""
    made = await granted(later)
    status, seen = await act(later, made, "account", json=told(10_000, 10_000, scored="7"))
    assert (status, [one["scored"] for one in seen["renewalNotes"]]) == (200, ["7"])
    lower = {
        "determinedCents": 90_000_000, "grounds": ["resultScore"], "motivation": "Score 7.",
        "advancesPaidCents": 100_300_000,
    }  # fmt: skip
    status, refused = await act(later, made, "determination", json=lower)
    assert (status, refused["rule"], refused["code"]) == (409, "R-C09", "subsidy-result-no-ground")
    full = {"determinedCents": 100_300_000, "advancesPaidCents": 100_300_000}
    status, seen = await act(later, made, "determination", json=full)
    assert (status, seen["settlementCents"], seen["recoverableUntil"]) == (200, 0, None)
    status, refused = await act(later, made, "recovery", json={"amountCents": 1})
    assert (status, refused["errors"][0]["code"]) == (409, "nothing-undue")


async def test_after_five_years_nothing_is_recovered(later: Ready) -> None:
    """A subsidy of 2019, determined in 2021 and entered as it was: recoverable until 2026, so no longer in 2027."""
    years = {"grantedOn": "2018-12-01", "validFrom": "2019-01-01", "validUntil": "2019-12-31", "accountDueOn": "2020-04-30"}  # fmt: skip
    made = await granted(later, **years)
    await act(later, made, "account", json={**told(10_000, 0), "accountedOn": "2020-04-01"})
    asked = {
        "determinedCents": 50_150_000, "grounds": ["activitiesNotDone"], "advancesPaidCents": 100_300_000,
        "motivation": "De helft is niet uitgevoerd.", "determinedOn": "2021-02-01",
    }  # fmt: skip
    status, seen = await act(later, made, "determination", json=asked)
    assert (status, seen["recoverableUntil"]) == (200, "2026-02-01")
    status, refused = await act(later, made, "recovery", json={"amountCents": 1})
    assert (status, [one["code"] for one in refused["errors"]]) == (409, ["five-years-passed"])


@pytest.mark.rule("F-18")
async def test_only_a_contract_of_legal_form_subsidy_carries_a_grant(ready: Ready) -> None:
    """Under the contract of Alphen it is refused by F-18; amounts that do not add up are no grant at all."""
    contract = await ready.draft()
    refused = await ready.ask("POST", "/subsidies", json=body(contract))
    codes = [one["code"] for one in refused.json()["errors"]]
    assert (refused.status_code, refused.json()["rule"]) == (409, "F-18") and "legal-form-other" in codes
    wrong = await ready.ask("POST", "/subsidies", json=body(contract, grantedCents=1))
    assert (wrong.status_code, wrong.json()["errors"][0]["location"]) == (400, "#")


async def test_a_recipient_accounts_and_the_purchaser_alone_determines(later: Ready) -> None:
    """Another provider sees no subsidy; the recipient may not determine; a stranger's is not there."""
    made = await granted(later)
    other = later.tenant.providers[1]
    unseen = await later.ask("GET", f"/subsidies/{made.id}", oin=other)
    assert (unseen.status_code, unseen.json()["code"]) == (404, "subsidy-not-found")
    full = {"determinedCents": 100_300_000, "advancesPaidCents": 0}
    status, denied = await act(later, made, "determination", json=full, oin=later.lead)
    assert status == 403, denied
    status, early = await act(later, made, "determination", json={**full, "determinedOn": "2027-04-30"})
    assert (status, early["errors"][0]["code"]) == (409, "account-awaited")


async def test_a_grant_under_a_reference_is_safe_to_repeat(later: Ready) -> None:
    """The same contents give what is there; others are refused; lists find it by state, recipient and reference."""
    contract = await subsidised(later)
    client, new = later.client(), NewSubsidy.model_validate(body(contract))
    made = await client.put_subsidy("sub/1", new)
    assert await client.put_subsidy("sub/1", new) == made == await client.subsidy(made.id)
    for filters in ({"state": "granted"}, {"recipient": later.lead}, {"externalReference": "sub/1"}):
        assert await client.subsidies(**filters) == [made]
    assert await client.subsidies(state="determined") == []
    number = await later.ask("POST", "/subsidies", json=body(contract))
    assert (number.status_code, number.json()["errors"][0]["code"]) == (409, "number-used")
