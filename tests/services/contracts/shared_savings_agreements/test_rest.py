"""Agreements to share savings over HTTP: read by who shares, refused where shares are not the whole (N-121, N-36)."""

from __future__ import annotations

from shared.schemas.contracts import NewSharedSavingsAgreement
from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_rest, make
from tests.services.contracts.shared_savings_agreements.case import CASE
from tests.support.house import House

OWNER = "00000099000000000484"


async def test_an_agreement_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its form and its reference; strangers find nothing."""
    await check_rest(ready, CASE, house, "form=municipalityProviders")


async def test_who_shares_reads_the_agreement_under_its_contract(ready: Ready) -> None:
    """The provider that shares finds it by contract; another provider does not; another's contract is not there."""
    contract = await ready.draft()
    sharing = [
        {"oin": ready.tenant.owner, "role": "municipality", "shareBasisPoints": 4_000},
        {"oin": ready.lead, "role": "provider", "shareBasisPoints": 6_000},
    ]
    body = {
        **CASE.body, "contractId": str(contract.id), "partiesSharing": sharing, "payer": ready.tenant.owner,
    }  # fmt: skip
    made = await ready.client().register_shared_savings_agreement(
        NewSharedSavingsAgreement.model_validate(body)
    )
    lead = ready.client(ready.lead)
    assert await lead.shared_savings_agreements(contractId=str(contract.id)) == [made]
    assert await ready.client(ready.tenant.providers[1]).shared_savings_agreements() == []
    told = await lead.shared_savings_agreement_derivation(made.id)
    assert [step.result for step in told.steps] == [None, 4_000, 6_000]
    unknown = {**body, "contractId": str(made.id)}
    refused = await ready.ask("POST", "/shared-savings-agreements", json=unknown)
    assert (refused.status_code, refused.json()["code"]) == (404, "contract-not-found")


async def test_shares_are_the_whole_and_roles_fit_the_form(ready: Ready) -> None:
    """90 % of it, a payer from outside, a trend on a fixed baseline: all told at once."""
    await make(ready, CASE)
    body = {
        **CASE.body,
        "form": "amongPurchasers",
        "baselineMethod": "fixed",
        "baselineYear": 2027,
        "payer": "00000099000000009999",
        "partiesSharing": [
            {"oin": OWNER, "role": "municipality", "shareBasisPoints": 5_000},
            {"oin": "00000099000000001001", "role": "provider", "shareBasisPoints": 4_000},
        ],
    }
    refused = await ready.ask("POST", "/shared-savings-agreements", json=body)
    assert (refused.status_code, refused.json()["rule"]) == (409, "N-36")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/partiesSharing", "shares-not-whole"),
        ("#/partiesSharing", "roles-unfit"),
        ("#/payer", "payer-no-party"),
        ("#/trendBasisPoints", "trend-unused"),
        ("#/baselineYear", "baseline-later"),
    ]
