"""What stands in the way of a contract when it is offered, signed or brought into force: errors found, and its tariffs."""

from __future__ import annotations

from typing import Any

import pytest

from shared.values.terms import ActorKind
from tests.services.contracts.conftest import Ready
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import ELEMENTS, agreed, priced
from tests.support.tenants import new_client

PRODUCTION = {
    "number": 1,
    "form": "production",
    "productCodes": ["02A15"],
    "motivation": "Op- en afschalen is makkelijker.",
}
SHELTERED = {"scope": [{"name": "Beschermd wonen"}], "arrangement": {"provisionType": "general"}}
SCENARIO_C = {
    "arrangement": {
        "scenario": "c",
        "accessPlace": "secondLineProvider",
        "evaluators": ["provider"],
        "decisionDocument": "decisionInProducts",
    }
}


async def offered(ready: Ready, **terms: Any) -> tuple[str, Any]:
    """A draft of these terms, and the answer to its offer."""
    made = await ready.draft(**terms)
    return str(made.id), await ready.ask("POST", f"/contracts/{made.id}/offer")


async def signed(ready: Ready, contract_id: str) -> None:
    """Both signatures."""
    for oin in (ready.tenant.owner, ready.lead):
        answer = await ready.ask("POST", f"/contracts/{contract_id}/signatures", oin=oin, json={})
        assert answer.status_code == 200, answer.text


@pytest.mark.rule("R-C35")
async def test_sheltered_living_is_never_signed_as_a_general_provision(ready: Ready) -> None:
    """Refused when offered and when signed, in both languages with what mends it; as tailor-made support it goes on."""
    contract_id, answer = await offered(ready, **SHELTERED)
    assert (answer.status_code, answer.json()["code"]) == (409, "contract-errors-found")
    told = [(one["location"], one["code"], one["rule"]) for one in answer.json()["errors"]]
    assert told == [("#/scope/0", "sheltered-living-general", "R-C35")]
    assert "Beschermd wonen" in answer.json()["errors"][0]["detail"]
    sign = await ready.ask("POST", f"/contracts/{contract_id}/signatures", json={})
    assert (sign.status_code, sign.json()["code"]) == (409, "contract-errors-found")
    english = await ready.ask(
        "POST", f"/contracts/{contract_id}/offer", headers={"Accept-Language": "en"}, key="in-english"
    )
    assert "Mend:" in english.json()["errors"][0]["detail"]
    changed = await ready.ask(
        "PATCH",
        f"/contracts/{contract_id}",
        json={"arrangement": {"provisionType": "tailorMade"}},
        headers={"If-Match": '"1"'},
    )
    assert changed.status_code == 200, changed.text
    assert (await ready.ask("POST", f"/contracts/{contract_id}/offer", key="again")).status_code == 200


@pytest.mark.rule("R-C38")
async def test_scenario_c_works_with_a_referral_letter(ready: Ready) -> None:
    """Scenario C with a decision document is an error: it must be a referral letter."""
    _, answer = await offered(ready, **SCENARIO_C)
    assert (answer.status_code, answer.json()["errors"][0]["rule"]) == (409, "R-C38")
    assert answer.json()["errors"][0]["location"] == "#/arrangement/decisionDocument"
    letter = {"arrangement": {**SCENARIO_C["arrangement"], "decisionDocument": "referralLetter"}}
    assert (await offered(ready, number="C-2", **letter))[1].status_code == 200


@pytest.mark.rule("R-C64")
async def test_no_contract_by_tariff_comes_into_force_without_its_tariffs(ready: Ready) -> None:
    """Without catalogue, without tariff, without cost elements: each is named; with them the contract comes into force."""
    contract_id = str((await ready.draft(fundingAgreements=[PRODUCTION])).id)
    await signed(ready, contract_id)

    async def refused(key: str) -> set[str]:
        answer = await ready.ask("POST", f"/contracts/{contract_id}/activation", key=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "contract-tariffs-not-allowed"), (
            answer.text
        )
        assert {one["location"] for one in answer.json()["errors"]} == {"#/fundingAgreements/0/productCodes"}
        return {one["code"] for one in answer.json()["errors"]}

    assert await refused("1") == {"product-unknown"}
    other = await offered(ready, number="B", fundingAgreements=[PRODUCTION])
    assert (other[1].status_code, other[1].json()["code"]) == (409, "contract-tariffs-not-allowed")
    await registered(ready.tenant)
    assert await refused("2") == {"tariff-missing"}
    tariff = await agreed(ready.tenant)
    assert await refused("3") == {"cost-elements-missing"}
    mended = await ready.ask(
        "PATCH", f"/tariffs/{tariff.id}", json={"costElements": ELEMENTS}, headers={"If-Match": '"1"'}
    )
    assert mended.status_code == 200, mended.text
    active = await ready.ask("POST", f"/contracts/{contract_id}/activation", key="4")
    assert (active.status_code, active.json()["state"]) == (200, "active"), active.text


@pytest.mark.rule("R-C64")
async def test_a_price_below_the_real_price_stops_the_activation(ready: Ready) -> None:
    """46.04 of cost elements, and 45.00 offered for a contract that starts after the bylaw binds: refused; at 50.00 it runs."""
    await registered(ready.tenant)
    low = await ready.ask(
        "POST",
        "/tariffs",
        json={
            "productCode": "02A15",
            "amount": "45.00",
            "validFrom": "2026-01-01",
            "costElements": ELEMENTS,
        },
    )
    assert (low.status_code, low.json()["errors"][0]["rule"]) == (409, "R-C64")
    contract = await ready.signed(fundingAgreements=[PRODUCTION])
    stopped = await ready.ask("POST", f"/contracts/{contract.id}/activation", key="low")
    assert stopped.status_code == 409
    await agreed(ready.tenant, costElements=ELEMENTS)
    assert (await ready.client().activate(contract.id)).state == "active"


async def test_a_consortium_needs_a_tariff_for_each_member(ready: Ready) -> None:
    """A tariff of one member alone leaves the others without: each is named."""
    await registered(ready.tenant)
    await agreed(ready.tenant, provider=ready.lead, costElements=ELEMENTS)
    contract = await ready.signed(fundingAgreements=[PRODUCTION])
    answer = await ready.ask("POST", f"/contracts/{contract.id}/activation")
    assert answer.status_code == 409
    told = [one["detail"] for one in answer.json()["errors"]]
    assert len(told) == len(ready.tenant.providers) - 1
    assert all(any(oin in one for one in told) for oin in ready.tenant.providers[1:])


async def test_a_population_budget_asks_for_no_tariffs(ready: Ready) -> None:
    """What is paid as a sum needs no product and no tariff."""
    await priced(ready.tenant)
    assert (await ready.active()).state == "active"


@pytest.mark.rule("R-C08")
async def test_a_history_is_of_what_ran_already(ready: Ready) -> None:
    """A contract that begins later, or signatures of tomorrow, are no history: it is signed here, by both sides."""
    later = ready.body(startDate="2029-01-01", history={"signedOn": "2025-12-01", "slices": []})
    answer = await ready.ask("POST", "/contracts", json=later)
    assert (answer.status_code, [one["location"] for one in answer.json()["errors"]]) == (409, ["#/history"])
    ahead = ready.body(startDate="2025-01-01", history={"signedOn": "2029-01-02", "slices": []})
    answer = await ready.ask("PUT", "/contracts/by-reference/h", json=ahead)
    assert answer.status_code == 409, answer.text
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "signed-in-the-future")
    made = await ready.draft(startDate="2025-01-01", history={"signedOn": "2024-12-01", "slices": []})
    moved = await ready.ask(
        "PATCH", f"/contracts/{made.id}", json={"startDate": "2029-02-01"}, headers={"If-Match": '"1"'}
    )
    assert (moved.status_code, moved.json()["errors"][0]["rule"]) == (409, "R-C08")
    assert (await ready.client().activate(made.id)).state == "active"


@pytest.mark.rule("R-C18")
async def test_a_head_is_counted_on_the_agreed_day(ready: Ready) -> None:
    """€70 a head on 1 January 2026: what is counted later changes neither the sum nor what the derivation says."""
    capitation = {
        "number": 1,
        "form": "capitationInhabitant",
        "amountCents": 7_000,
        "countedOn": "2026-01-01",
        "instalmentCount": 12,
    }
    first = await ready.ask("GET", f"/populations/{ready.population_id}")
    counted = await ready.ask(
        "PATCH",
        f"/populations/{ready.population_id}",
        json={"inhabitants": 123_456, "inhabitantsOn": "2026-07-01"},
        headers={"If-Match": first.headers["ETag"]},
    )
    assert counted.status_code == 200, counted.text
    made = await ready.draft(fundingAgreements=[capitation])
    assert made.yearly_funding[0].annual_amount_cents == first.json()["inhabitants"] * 7_000
    late = await ready.draft(number="B", fundingAgreements=[{**capitation, "countedOn": "2026-07-01"}])
    assert late.yearly_funding[0].annual_amount_cents == 123_456 * 7_000


@pytest.mark.rule("R-C01")
async def test_who_purchases_along_signs_too(ready: Ready) -> None:
    """Municipality, insurer and lead for payment: signed only when all three did; a stranger never signs (A-8, A-14.10)."""
    insurer = ready.tenant.providers[-2]
    scopes = ["contracts:read", "contracts:write"]
    ready.tenant.keys[insurer] = await new_client(
        ready.tenant.house, insurer, ActorKind.INSURER.value, scopes
    )
    made = await ready.draft(coPurchasers=[{"oin": insurer, "weight": 1}])
    path = f"/contracts/{made.id}/signatures"
    for oin in (ready.tenant.owner, ready.lead):
        state = (await ready.ask("POST", path, oin=oin, json={})).json()["state"]
        assert state == "draft"
    early = await ready.ask("POST", f"/contracts/{made.id}/activation", key="early")
    assert [one["code"] for one in early.json()["errors"]] == ["purchaser-signature-missing"]
    assert insurer in early.json()["errors"][0]["detail"]
    other = await ready.ask("POST", path, oin=ready.tenant.providers[-1], json={})
    assert (other.status_code, other.json()["code"]) == (403, "not-a-signing-party")
    signed = (await ready.ask("POST", path, oin=insurer, json={})).json()
    assert (signed["state"], [one["side"] for one in signed["signatures"]]) == (
        "signed",
        ["purchaser", "provider", "purchaser"],
    )
    again = await ready.ask("POST", path, oin=insurer, key="again", json={})
    assert again.status_code == 409
    active = await ready.ask("POST", f"/contracts/{made.id}/activation", key="late")
    assert active.json()["state"] == "active"
