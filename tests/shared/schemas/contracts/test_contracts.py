"""A contract that the logbook kept in older words is read in today's."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import Contract

ID = "01990000-0000-7000-8000-000000000001"
OLD: dict[str, Any] = {
    "id": ID, "version": 3, "owner": "00000099000000000484", "externalReference": None, "number": "ALP-2026-01",
    "name": "Meedoen in Alphen", "municipalityCode": "0484", "legalForm": "contract", "state": "active",
    "consortiumId": ID, "populationId": ID, "startDate": "2026-01-01", "endDate": "2029-12-31",
    "latestEndDate": "2031-12-31", "baseTermMonths": 48, "evaluationAfterMonths": 24, "evaluationDate": "2028-01-01",
    "extensionOptions": [{"number": 1, "months": 24, "exercised": False}], "yearlyCheck": None,
    "funding": {
        "form": "lumpSumRetention", "annualAmountCents": 700_000_000, "advanceBasisPoints": 9_500, "instalmentCount": 12,
        "instalmentDay": 1,
    },
    "fundingEffectiveOn": "2026-07-01", "agreements": [], "acceptanceDuty": True, "waitingNormDays": 5, "auditor": None,
    "members": [], "payee": None, "parties": [], "signatures": [], "amendmentId": None,
}  # fmt: skip


@pytest.mark.rule("R-C08")
def test_the_one_reward_of_before_is_the_first_agreement() -> None:
    """What it comes to in a full year, and from when, stands beside it."""
    read = Contract.model_validate(OLD)
    [agreement], [yearly] = read.funding_agreements, read.yearly_funding
    assert (agreement.number, agreement.form) == (1, "lumpSumRetention")
    assert (yearly.advance_cents, yearly.retention_cents) == (665_000_000, 35_000_000)
    assert str(yearly.effective_on) == "2026-07-01"
    assert (read.incentives, read.arrangement, read.provider) == ([], None, None)


@pytest.mark.rule("R-C08")
def test_a_lump_sum_of_before_has_no_advance_of_its_own() -> None:
    """The form without retention says no share any more; its sum is paid in full."""
    funding = {**OLD["funding"], "form": "lumpSum", "advanceBasisPoints": 10_000}
    read = Contract.model_validate({**OLD, "funding": funding})
    assert "advance_basis_points" not in type(read.funding_agreements[0]).model_fields
    assert read.yearly_funding[0].retention_cents == 0


@pytest.mark.rule("R-C08")
def test_a_draft_of_before_without_a_reward_has_none_now() -> None:
    """Nothing is made up."""
    read = Contract.model_validate({**OLD, "funding": None, "fundingEffectiveOn": None})
    assert (read.funding_agreements, read.yearly_funding) == ([], [])
