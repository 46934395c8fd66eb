"""Recognitions over HTTP: who may deliver on a day (R-C58)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.services.contracts.conftest import Ready
from tests.services.contracts.products.catalogue import body, registered
from tests.services.contracts.recognitions.given import certificate
from tests.support.tenants import Tenant

HKZ = [{"kind": "certificate", "code": "hkz"}]


async def check(ready: Ready, day: str, *, oin: str | None = None, **more: Any) -> dict[str, Any]:
    """Ask whether the lead may deliver on a day with a certificate hkz."""
    asked = {"provider": ready.lead, "day": day, "demands": HKZ, **more}
    answer = await ready.ask("POST", "/recognitions/_check", oin=oin, json=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.rule("R-C58")
async def test_expired_on_31_march_is_refused_on_2_april_until_it_is_extended(ready: Ready) -> None:
    """Admitted on 31 March, refused on 2 April with since when; extended it is admitted; the provider may ask itself."""
    made = (await ready.ask("POST", "/recognitions", json=certificate(ready.lead))).json()
    assert (await check(ready, "2026-03-31"))["admitted"] is True
    refused = await check(ready, "2026-04-02", oin=ready.lead)
    assert (refused["admitted"], refused["missing"]) == (
        False, [{"kind": "certificate", "code": "hkz", "productCode": None, "expiredOn": "2026-03-31"}],
    )  # fmt: skip
    extended = await ready.ask(
        "PATCH", f"/recognitions/{made['id']}", json={"validUntil": "2027-03-31"}, headers={"If-Match": '"1"'}
    )
    assert extended.json()["version"] == 2
    assert [one["id"] for one in (await check(ready, "2026-04-02"))["recognitions"]] == [made["id"]]


@pytest.mark.rule("R-C58")
async def test_what_a_product_demands_decides_who_may_deliver_it(ready: Ready) -> None:
    """Without a demand of the asker: the certificate that expired on 31-3 refuses the delivery of 2-4, and it is said why."""
    made = await registered(ready.tenant, recognitionDemands=HKZ, visibleTo=[ready.lead])
    assert [(one.kind, one.code) for one in made.recognition_demands] == [("certificate", "hkz")]
    await ready.ask("POST", "/recognitions", json=certificate(ready.lead))
    assert (await check(ready, "2026-03-31", demands=[], productCode="02A15"))["admitted"] is True
    for oin in (None, ready.lead):
        refused = await check(ready, "2026-04-02", oin=oin, demands=[], productCode="02A15")
        assert (refused["admitted"], refused["missing"]) == (
            False,
            [{"kind": "certificate", "code": "hkz", "productCode": "02A15", "expiredOn": "2026-03-31"}],
        )
        assert [(one["rule"], one["sentence"]) for one in refused["steps"]] == [
            ("R-C58", "Product 02A15 eist certificate hkz."),
            ("R-C58", "certificate hkz liep af op 31 maart 2026, dus geldt niet op 2 april 2026."),
            ("R-C58", "De aanbieder mag op 2 april 2026 niet leveren."),
        ]
    path = f"/products/{made.id}"
    why = (await ready.ask("GET", f"{path}/derivation")).json()["steps"]
    assert "Product 02A15 eist certificate hkz." in [one["sentence"] for one in why]
    free = await ready.ask("PATCH", path, json={"recognitionDemands": []}, headers={"If-Match": '"1"'})
    assert (free.json()["version"], free.json()["recognitionDemands"]) == (2, [])
    assert (await check(ready, "2026-04-02", demands=[], productCode="02A15"))["admitted"] is True


@pytest.mark.rule("R-C58")
async def test_a_contract_demands_what_each_of_its_products_demands(ready: Ready) -> None:
    """One product asks a certificate, the other an admission that nobody has; what the asker adds counts beside it."""
    await registered(ready.tenant, recognitionDemands=HKZ)
    await registered(ready.tenant, code="02A16", recognitionDemands=[{"kind": "admission"}])
    await ready.ask("POST", "/recognitions", json=certificate(ready.lead))
    contract = await ready.draft(productCodes=["02A15", "02A16"])
    of_contract: dict[str, Any] = {"demands": [], "contractId": str(contract.id)}
    told = await check(ready, "2026-04-02", **of_contract)
    assert [(one["productCode"], one["kind"], one["expiredOn"]) for one in told["missing"]] == [
        ("02A15", "certificate", "2026-03-31"),
        ("02A16", "admission", None),
    ]
    one_of: dict[str, Any] = {**of_contract, "productCode": "02A15"}
    assert (await check(ready, "2026-03-31", **one_of))["admitted"] is True
    more = await check(ready, "2026-03-31", **{**one_of, "demands": [{"kind": "qualityDemand"}]})
    assert [(one["productCode"], one["kind"]) for one in more["missing"]] == [(None, "qualityDemand")]


@pytest.mark.rule("R-C58")
async def test_a_question_about_what_is_not_known_is_refused(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """A product outside the catalogue or the contract, a contract that is not there, or nothing at all: never admitted."""
    await registered(ready.tenant, recognitionDemands=HKZ)
    contract = await ready.draft(productCodes=["02A15", "02A99"])
    other = await tenant_on(ready.tenant.today)
    base = {"provider": ready.lead, "day": "2026-04-02"}

    async def refused(**more: Any) -> tuple[int, str, list[tuple[str, str]]]:
        answer = await ready.ask("POST", "/recognitions/_check", json={**base, **more})
        told = answer.json()
        return (
            answer.status_code,
            told["code"],
            [(one["location"], one["code"]) for one in told.get("errors", [])],
        )

    unknown = [("#/productCode", "product-unknown")]
    assert await refused(productCode="02A99") == (409, "recognition-question-refused", unknown)
    assert await refused(contractId=str(contract.id)) == (
        409, "recognition-question-refused", [("#/contractId", "product-unknown")],
    )  # fmt: skip
    strange = [("#/productCode", "product-not-in-contract")]
    assert (await refused(contractId=str(contract.id), productCode="02A16"))[2] == strange
    assert (await refused())[0] == 400
    hidden = await other.ask(
        "contracts", "POST", "/recognitions/_check", json={**base, "contractId": str(contract.id)}
    )
    assert (hidden.status_code, hidden.json()["code"]) == (404, "contract-not-found")


@pytest.mark.rule("R-C58")
async def test_a_product_demands_a_recognition_once(ready: Ready) -> None:
    """The same demand twice is refused at its place."""
    answer = await ready.ask("POST", "/products", json=body(recognitionDemands=[*HKZ, *HKZ]))
    assert (answer.status_code, answer.json()["code"]) == (409, "product-contradictory")
    assert [one["code"] for one in answer.json()["errors"]] == ["recognition-demanded-twice"]


async def test_a_recognition_is_registered_changed_and_found(ready: Ready) -> None:
    """By reference made, the same, narrowed to a product, refused for another kind; filters; reversed days refused."""
    path = "/recognitions/by-reference/hkz/1"
    told = certificate(ready.lead, number="HKZ-1")
    answers = [
        await ready.ask("PUT", path, json={**told, **more})
        for more in ({}, {}, {"productCodes": ["02A03"]}, {"kind": "admission"})
    ]
    assert [one.status_code for one in answers] == [201, 200, 200, 409]
    made = answers[2].json()
    assert (await check(ready, "2026-01-01", productCode="45A04"))["admitted"] is False
    for filters in (
        {"organisation": ready.lead}, {"kind": "certificate"}, {"code": "hkz"}, {"externalReference": "hkz/1"},
    ):  # fmt: skip
        assert [str(one.id) for one in await ready.client().recognitions(**filters)] == [made["id"]]
    reversed_ = await ready.ask(
        "PATCH", f"/recognitions/{made['id']}", json={"validUntil": "2025-01-01"}, headers={"If-Match": '"2"'}
    )
    assert (reversed_.status_code, reversed_.json()["code"]) == (409, "recognition-refused")


async def test_recognitions_of_others_are_not_there(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Another provider and another purchaser: 404; a provider registers none."""
    made = (await ready.ask("POST", "/recognitions", json=certificate(ready.lead))).json()
    path = f"/recognitions/{made['id']}"
    assert (await ready.ask("GET", path, oin=ready.lead)).status_code == 200
    hidden = await ready.ask("GET", path, oin=ready.tenant.providers[1])
    assert (hidden.status_code, hidden.json()["code"]) == (404, "recognition-not-found")
    other = await tenant_on(ready.tenant.today)
    assert (await other.ask("contracts", "GET", path)).status_code == 404
    refused = await ready.ask("POST", "/recognitions", oin=ready.lead, json=certificate(ready.lead))
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
