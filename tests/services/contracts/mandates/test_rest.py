"""Mandates over HTTP (R-A03, F-10)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import Mandate, MandateWithdrawal, NewMandate
from tests.support.tenants import Tenant

MANDATE = {
    "holder": "k.consulent",
    "role": "consultant",
    "law": "wmo2015",
    "validFrom": "2026-01-01",
    "validUntil": "2026-12-31",
}


async def register(tenant: Tenant, **changes: Any) -> Mandate:
    """A mandate as the municipality registers it."""
    new = NewMandate.model_validate({**MANDATE, **changes})
    return await tenant.client(ContractsClient).register_mandate(new)


@pytest.mark.rule("R-A03")
async def test_a_mandate_is_registered_found_and_withdrawn(tenant: Tenant) -> None:
    """Found by holder and law; its last day is brought forward and each version is a fact for access."""
    mandate = await register(tenant)
    await register(tenant, holder="l.consulent", law="jeugdwet")
    client = tenant.client(ContractsClient)
    assert await client.mandates(holder="k.consulent") == [mandate]
    assert [one.holder for one in await client.mandates(law="jeugdwet")] == ["l.consulent"]
    until = MandateWithdrawal.model_validate({"validUntil": "2026-06-30"})
    withdrawn = await client.withdraw_mandate(mandate.id, until)
    assert (withdrawn.version, str(withdrawn.valid_until)) == (2, "2026-06-30")
    assert await client.mandate(mandate.id) == withdrawn
    facts = (await tenant.ask("contracts", "GET", "/events")).json()["events"]
    told = [
        (one["type"].split(".")[3], one["subjectversion"])
        for one in facts
        if one["subject"] == str(mandate.id)
    ]
    assert told == [("mandate-registered", 1), ("mandate-withdrawn", 2)]


@pytest.mark.rule("R-A03")
async def test_a_withdrawal_is_neither_in_the_past_nor_an_extension(tenant: Tenant) -> None:
    """On 1 January: not before that day, not after the agreed last day."""
    mandate = await register(tenant)
    client = tenant.client(ContractsClient)
    for day in ("2025-12-31", "2027-01-01"):
        with pytest.raises(Refusal) as refused:
            await client.withdraw_mandate(mandate.id, MandateWithdrawal.model_validate({"validUntil": day}))
        assert refused.value.code == "mandate-withdrawal-refused"


async def test_a_withdrawal_on_an_old_version_is_refused_when_one_is_named(tenant: Tenant) -> None:
    """An act takes If-Match if it is sent."""
    mandate = await register(tenant)
    path, sent = f"/mandates/{mandate.id}/withdrawal", {"validUntil": "2026-06-30"}
    outdated = await tenant.ask("contracts", "POST", path, json=sent, headers={"If-Match": '"2"'})
    assert (outdated.status_code, outdated.json()["code"]) == (412, "if-match-outdated")
    done = await tenant.ask("contracts", "POST", path, json=sent, headers={"If-Match": '"1"'})
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')


async def test_mandates_are_the_municipalitys_own(tenant: Tenant) -> None:
    """A provider registers none and sees none; a period that runs backward is wrong input."""
    provider = tenant.providers[0]
    refused = await tenant.ask("contracts", "POST", "/mandates", oin=provider, json=MANDATE)
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
    mandate = await register(tenant)
    hidden = await tenant.ask("contracts", "GET", f"/mandates/{mandate.id}", oin=provider)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "mandate-not-found")
    wrong = await tenant.ask("contracts", "POST", "/mandates", json={**MANDATE, "validUntil": "2025-12-31"})
    assert (wrong.status_code, wrong.json()["errors"][0]["detail"]) == (
        400,
        "De laatste dag ligt voor de eerste.",
    )


async def test_an_own_reference_is_a_safe_retry(tenant: Tenant) -> None:
    """The same gives what is there, something else under the reference is refused."""
    mandate = await register(tenant, externalReference="man-1")
    assert await register(tenant, externalReference="man-1") == mandate
    with pytest.raises(Refusal) as refused:
        await register(tenant, externalReference="man-1", role="manager")
    assert refused.value.code == "external-reference-used"
