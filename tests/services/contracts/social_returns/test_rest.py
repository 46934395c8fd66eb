"""Social return over HTTP: told by the parties, recognised by the purchaser, held against the share of the sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.services.contracts import given
from tests.services.contracts.social_returns.examples import (
    FIVE,
    ONE_YEAR,
    RAN,
    ReadyOn,
    effort,
    recognised,
    running,
    stating,
)

AUTUMN = date(2026, 11, 1)


async def stands(ready: Any, contract: Any, **more: Any) -> dict[str, Any]:
    """The statement of a contract."""
    answer = await ready.ask("GET", f"/contracts/{contract.id}/social-return", **more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.rule("R-C31")
async def test_of_600000_at_5_percent_24000_realised_leaves_a_gap_of_6000(ready_on: ReadyOn) -> None:
    """Worked example: nothing counts until it is recognised; then 24,000 of 30,000, for purchaser and provider alike."""
    ready, contract = await running(ready_on, AUTUMN)
    made = await ready.ask("POST", "/social-returns", oin=ready.lead, json=effort(contract))
    told = made.json()
    assert (made.status_code, told["state"], told["enteredBy"]) == (201, "entered", ready.lead)
    before = await stands(ready, contract)
    assert (before["realisedCents"], before["awaitingCents"], before["gapCents"]) == (0, 2_400_000, 3_000_000)
    done = await ready.ask("POST", f"/social-returns/{told['id']}/decision", json={"recognised": True})
    assert (done.json()["state"], done.json()["recognisedCents"]) == ("recognised", 2_400_000)
    found = await stands(ready, contract, oin=ready.lead)
    assert found["baseCents"] == 60_000_000 and found["shareBasisPoints"] == 500 and found["complete"]
    assert (found["requiredCents"], found["realisedCents"]) == (3_000_000, 2_400_000)
    assert (found["gapCents"], found["surplusCents"], found["awaitingCents"]) == (600_000, 0, 0)
    why = await ready.ask("GET", f"/contracts/{contract.id}/social-return/derivation")
    assert [one["sentence"] for one in why.json()["steps"]] == [
        "In 2026 geldt van afspraak 1 het jaarbedrag € 600.000,00 voor 12 van de 12 maanden: € 600.000,00.",
        "De grondslag (contractSum) over de looptijd is € 600.000,00.",
        "Vereist is 5 % daarvan: € 600.000,00 × 5 % = € 30.000,00.",
        "De opdrachtgever heeft 1 inspanningen erkend: € 24.000,00. Op een oordeel wacht € 0,00.",
        "Het tekort is € 30.000,00 − € 24.000,00 = € 6.000,00.",
    ]
    assert {one["rule"] for one in why.json()["steps"]} == {"R-S06", "G-13", "R-C31"}


@pytest.mark.rule("R-C31")
async def test_an_amendment_of_the_budget_changes_what_is_required(ready_on: ReadyOn) -> None:
    """600,000 becomes 650,000, decided in the yearly check (R-C07): required is 32,500 for the whole year (R-S05), and the gap follows."""
    ready, contract = await running(ready_on, date(2026, 6, 1), yearlyCheck={"month": 6, "day": 1})
    amendment = {
        "reason": "extremeCircumstance",
        "motivation": "Een instelling sluit",
        "effectiveOn": "2026-07-01",
        "annualAmountCents": 65_000_000,
    }
    assert (await stands(ready, contract))["requiredCents"] == 3_000_000
    decided = await ready.ask("POST", f"/contracts/{contract.id}/amendments", json=amendment)
    assert decided.status_code == 201, decided.text
    await ready.client().sign_amendment(decided.json()["id"], "wethouder zorg")
    await ready.client(ready.lead).sign_amendment(decided.json()["id"], "bestuurder")
    found = await stands(ready, contract)
    assert (found["baseCents"], found["requiredCents"], found["gapCents"]) == (
        65_000_000,
        3_250_000,
        3_250_000,
    )


@pytest.mark.rule("R-C31")
async def test_a_contract_without_the_condition_requires_nothing_and_takes_no_effort(
    ready_on: ReadyOn,
) -> None:
    """Not agreed and all nil, with the reason; 409 with the point for an effort or a sum; the overview leaves it out."""
    ready, contract = await running(ready_on, AUTUMN, conditions={"cooperationDuty": True})
    none = await stands(ready, contract)
    assert (none["agreed"], none["base"], none["requiredCents"], none["gapCents"]) == (False, None, 0, 0)
    assert none["complete"] and none["years"] == []
    why = await ready.ask("GET", f"/contracts/{contract.id}/social-return/derivation")
    assert "geen social return" in why.json()["steps"][0]["sentence"]
    unasked = await ready.ask("POST", "/social-return-sums", json=stating(contract, 1))
    assert [one["code"] for one in unasked.json()["errors"]] == ["social-return-not-agreed"]
    refused = await ready.ask("POST", "/social-returns", json=effort(contract))
    assert [one["code"] for one in refused.json()["errors"]] == ["social-return-not-agreed"]
    assert (await ready.ask("GET", "/social-return-overview")).json()["items"] == []


@pytest.mark.rule("R-C31")
async def test_an_effort_that_does_not_fit_is_refused_with_every_point(ready_on: ReadyOn) -> None:
    """Over the end of a year, outside the term, yet to come; a draft takes none at all."""
    ready, contract = await running(ready_on, AUTUMN)
    wrong = effort(contract, realisedFrom="2025-12-01", realisedUntil="2026-12-31")
    refused = await ready.ask("POST", "/social-returns", json=wrong)
    assert (refused.status_code, refused.json()["code"]) == (409, "social-return-refused")
    assert [one["code"] for one in refused.json()["errors"]] == [
        "crosses-year",
        "outside-term",
        "in-the-future",
    ]
    draft = await ready.draft(number="ALP-2", municipalityCode="0485", conditions=FIVE)
    early = await ready.ask(
        "POST", "/social-returns", json=effort(draft, realisedFrom="2026-11-01", realisedUntil=None)
    )
    assert [one["code"] for one in early.json()["errors"]] == ["contract-not-in-force"]
    nothing = await ready.ask("POST", "/social-returns", json=effort(contract, valueCents=0))
    assert nothing.status_code == 400


@pytest.mark.rule("R-C31")
async def test_who_may_tell_recognise_and_withdraw(ready_on: ReadyOn) -> None:
    """A member tells and withdraws its own; only the purchaser recognises; an auditor and a stranger tell nothing."""
    ready, contract = await running(ready_on, AUTUMN)
    member, auditor = ready.tenant.providers[1], ready.tenant.auditor
    made = (await ready.ask("POST", "/social-returns", oin=member, json=effort(contract))).json()
    path = f"/social-returns/{made['id']}"
    assert (
        await ready.ask("POST", f"{path}/decision", oin=member, json={"recognised": True})
    ).status_code == 403
    by_other = await ready.ask("POST", f"{path}/withdrawal", oin=ready.lead)
    assert (by_other.status_code, by_other.json()["code"]) == (403, "not-a-party-to-the-contract")
    gone = await ready.ask("POST", f"{path}/withdrawal", oin=member)
    assert gone.json()["state"] == "withdrawn"
    again = await ready.ask("POST", f"{path}/decision", json={"recognised": True})
    assert (again.status_code, again.json()["code"]) == (409, "social-return-decided")
    by_auditor = await ready.ask("POST", "/social-returns", oin=auditor, json=effort(contract))
    assert by_auditor.status_code == 403
    other = await ready_on(AUTUMN)
    assert (await other.ask("POST", "/social-returns", json=effort(contract))).status_code == 404
    assert (await other.ask("GET", path)).status_code == 404
    assert (await other.ask("GET", f"/contracts/{contract.id}/social-return")).status_code == 404


@pytest.mark.rule("R-C31")
async def test_less_or_nothing_is_recognised_with_a_reason_and_a_later_word_counts(ready_on: ReadyOn) -> None:
    """16,000 of 24,000 with its reason; without a reason 400; more than was told 409; then rejected, and it counts no more."""
    ready, contract = await running(ready_on, AUTUMN)
    made = (await ready.ask("POST", "/social-returns", json=effort(contract))).json()
    path = f"/social-returns/{made['id']}/decision"
    unreasoned = await ready.ask("POST", path, json={"recognised": True, "recognisedCents": 1_600_000})
    assert unreasoned.status_code == 400
    much = {"recognised": True, "recognisedCents": 2_400_001, "reason": "Te veel"}
    assert [one["code"] for one in (await ready.ask("POST", path, json=much)).json()["errors"]] == [
        "more-than-told"
    ]
    less = {"recognised": True, "recognisedCents": 1_600_000, "reason": "Eén plek viel erbuiten"}
    done = (await ready.ask("POST", path, json=less)).json()
    assert (done["recognisedCents"], done["version"], done["decidedOn"]) == (1_600_000, 2, "2026-11-01")
    assert (await ready.ask("POST", path, json=less)).json()["version"] == 2
    assert (await stands(ready, contract))["gapCents"] == 1_400_000
    rejected = await ready.ask("POST", path, json={"recognised": False, "reason": "Niet gedaan"})
    assert (rejected.json()["state"], rejected.json()["recognisedCents"]) == ("rejected", 0)
    assert (await stands(ready, contract))["gapCents"] == 3_000_000
    late = await ready.ask("POST", path, json=less, headers={"If-Match": '"1"'})
    assert late.status_code == 412
    steps = (await ready.ask("GET", f"/social-returns/{made['id']}/derivation")).json()["steps"]
    assert [one["rule"] for one in steps] == ["R-C31"] and "niet erkend" in steps[0]["sentence"]


@pytest.mark.rule("R-C31")
async def test_efforts_are_found_by_reference_and_facts_hold_no_free_text(ready_on: ReadyOn) -> None:
    """The same reference gives what is there, other contents are refused; filters find it; evidence stays out of the feed."""
    ready, contract = await running(ready_on, AUTUMN)
    told = effort(contract)
    made = await ready.ask("PUT", "/social-returns/by-reference/sr/1", oin=ready.lead, json=told)
    again = await ready.ask("PUT", "/social-returns/by-reference/sr/1", oin=ready.lead, json=told)
    assert made.status_code == 201 and again.json() == made.json()
    other = await ready.ask(
        "PUT", "/social-returns/by-reference/sr/1", oin=ready.lead, json={**told, "valueCents": 1}
    )
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    asked = f"contractId={contract.id}&state=entered&kind=apprenticeship&year=2026&enteredBy={ready.lead}&externalReference=sr/1"
    found = await ready.ask("GET", f"/social-returns?{asked}")
    assert [one["id"] for one in found.json()["items"]] == [made.json()["id"]]
    assert (await ready.ask("GET", "/social-returns?year=2027")).json()["items"] == []
    (fact,) = await given.facts(ready.tenant, "social-return-entered")
    assert "evidence" not in fact["data"] and fact["data"]["valueCents"] == 2_400_000


@pytest.mark.rule("R-C31")
async def test_staff_cost_is_stated_a_year_and_until_then_nothing_is_filled_in(ready_on: ReadyOn) -> None:
    """G-13, the other base: 400,000 staff cost at 5 % is 20,000; without it the statement is not complete."""
    asks = {"socialReturn": {"basisPoints": 500, "base": "staffCost"}}
    ready, contract = await running(ready_on, AUTUMN, conditions=asks)
    empty = await stands(ready, contract)
    assert (empty["complete"], empty["requiredCents"], empty["years"][0]["known"]) == (False, 0, False)
    path, stated = "/social-return-sums", stating(contract, 40_000_000)
    assert (await ready.ask("POST", path, oin=ready.lead, json=stated)).status_code == 403
    made = await ready.ask("POST", path, json=stated)
    assert made.status_code == 201, made.text
    assert (await ready.ask("POST", path, json=stated)).json()["version"] == 1
    found = await stands(ready, contract)
    assert (found["complete"], found["baseCents"], found["requiredCents"]) == (True, 40_000_000, 2_000_000)
    changed = await ready.ask("POST", path, json=stating(contract, 41_000_000))
    assert (changed.status_code, changed.json()["version"], changed.json()["id"]) == (
        200,
        2,
        made.json()["id"],
    )
    read = await ready.ask("GET", f"{path}/{made.json()['id']}", oin=ready.lead)
    assert read.json()["amountCents"] == 41_000_000
    listed = await ready.ask("GET", f"{path}?contractId={contract.id}&year=2026")
    assert [one["id"] for one in listed.json()["items"]] == [made.json()["id"]]
    outside = await ready.ask("POST", path, json=stating(contract, 1, year=2030))
    assert [one["code"] for one in outside.json()["errors"]] == ["outside-term"]
    other = await ready_on(AUTUMN)
    assert (await other.ask("POST", path, json=stated)).status_code == 404


@pytest.mark.rule("R-C31")
async def test_a_sum_under_a_reference_is_of_one_year_of_one_contract(ready_on: ReadyOn) -> None:
    """Put twice it is the same; another amount is its next version; another year under it is refused."""
    asks = {"socialReturn": {"basisPoints": 500, "base": "staffCost"}}
    ready, contract = await running(ready_on, AUTUMN, conditions=asks, baseTermMonths=24)
    path = "/social-return-sums/by-reference/kosten/2026"
    made = await ready.ask("PUT", path, json=stating(contract, 10))
    again = await ready.ask("PUT", path, json=stating(contract, 10))
    more = await ready.ask("PUT", path, json=stating(contract, 11))
    assert [one.status_code for one in (made, again, more)] == [201, 200, 200]
    assert [one.json()["version"] for one in (made, again, more)] == [1, 1, 2]
    other = await ready.ask("PUT", path, json=stating(contract, 10, year=2027))
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    found = await ready.ask("GET", "/social-return-sums?externalReference=kosten/2026")
    assert [one["amountCents"] for one in found.json()["items"]] == [11]


@pytest.mark.rule("R-C31")
async def test_a_sum_that_the_contract_says_is_not_stated_beside_it(ready_on: ReadyOn) -> None:
    """A lump sum says its own amount: stating another is refused."""
    ready, contract = await running(ready_on, AUTUMN)
    refused = await ready.ask("POST", "/social-return-sums", json=stating(contract, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "social-return-sum-refused")
    assert [one["code"] for one in refused.json()["errors"]] == ["said-by-contract"]


@pytest.mark.rule("D-49")
async def test_the_overview_tells_required_against_realised_of_every_contract(ready_on: ReadyOn) -> None:
    """Two contracts that ask it, in pages; a third that does not ask it is not there."""
    ready, contract = await running(ready_on, AUTUMN)
    await recognised(ready, contract)
    changes = {**ONE_YEAR, "history": RAN, "number": "ALP-2", "municipalityCode": "0485"}
    second = await ready.draft(**changes)
    await ready.draft(number="ALP-3", municipalityCode="0486")
    first = (await ready.ask("GET", "/social-return-overview?limit=1")).json()
    assert [(one["contractId"], one["gapCents"]) for one in first["items"]] == [(str(contract.id), 600_000)]
    rest = (await ready.ask("GET", f"/social-return-overview?cursor={first['next']}")).json()
    assert [(one["number"], one["gapCents"]) for one in rest["items"]] == [("ALP-2", 3_000_000)]
    assert second.number == "ALP-2"
    seen = (await ready.ask("GET", "/social-return-overview?sort=-created", oin=ready.lead)).json()["items"]
    assert [one["number"] for one in seen] == ["ALP-2", contract.number]
