"""Cases and care in tests of rules: no database, no day of the machine."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.access.care_starts.rules import CareStart, start
from services.access.cases.rules import Case
from shared.values import new_id
from shared.values.terms import Law, ProvisionType

OWNER, PROVIDER, OTHER = "00000099000000000484", "00000099000000002001", "00000099000000002002"
TODAY = date(2026, 6, 30)


def a_case(**other: Any) -> Case:
    """An allocation from 1 April 2026 on under the Wmo, decided that day, asked for on 16 March."""
    told: dict[str, Any] = {
        "owner": OWNER, "request_id": new_id(), "citizen_id": new_id(), "decision_id": new_id(), "referral_id": None,
        "contract_id": new_id(), "law": Law.WMO_2015, "provider": PROVIDER,
        "provision_type": ProvisionType.TAILOR_MADE, "product_category": "02", "product_code": "02A03",
        "allocation_number": 7, "first_day": date(2026, 4, 1), "last_day": None, "contact_on": date(2026, 3, 16),
        "granted_on": date(2026, 4, 1), "acute": False,
    }  # fmt: skip
    return Case(**{**told, **other})


def care(case: Case, on: date, *before: CareStart, today: date = TODAY, **other: Any) -> CareStart:
    """Care that began under a case on a day."""
    told: dict[str, Any] = {"area": None, "team": None, "external_reference": None, "reported_by": PROVIDER}
    return start(case, before, on, today=today, **{**told, **other})[0]
