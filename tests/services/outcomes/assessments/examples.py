"""Clients, selections and assessments as the tests of rules share them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.outcomes.assessments.rules import Assessment, DomainScore, Selection
from shared.values import new_id
from shared.values.self_sufficiency import AssessmentMoment, AssessmentPurpose, AssessorRole, Rater
from shared.values.terms import Law
from tests.services.outcomes.examples import CONTRACT, LEAD, OWNER

_GRANT, _CITIZEN = (UUID(f"018f0000-0000-7000-8000-0000000000{end}") for end in ("c1", "b1"))


@dataclass(frozen=True)
class Client:
    """As much of a case as the rules read."""

    owner: str = OWNER
    grant_id: UUID = _GRANT
    citizen_id: UUID = _CITIZEN
    contract_id: UUID | None = CONTRACT.id
    product_category: str | None = "02"
    contact_on: date | None = date(2026, 1, 5)
    law: Law = Law.WMO_2015
    allocation_number: int | None = 17
    care_start_id: UUID | None = None
    provider: str = LEAD
    area_code: str | None = "WK-01"


CLIENT = Client()


def selection(*domains: str, **other: Any) -> Selection:
    """A selection for the client from 2026 on."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [LEAD],
        "case_id": CLIENT.grant_id, "citizen_id": CLIENT.citizen_id, "law": Law.WMO_2015, "allocation_number": 17,
        "care_start_id": None, "contract_id": None, "product_category": None, "edition": "zrm-11",
        "domains": list(domains), "purpose": AssessmentPurpose.RESULT_FUNDING, "progress_months": None,
        "valid_from": date(2026, 1, 1), "valid_until": None,
    }  # fmt: skip
    return Selection(**{**told, **other})


def assessment(on: date, scores: dict[str, int], **other: Any) -> Assessment:
    """An assessment of the client by a professional of its provider, on the way."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [LEAD],
        "case_id": CLIENT.grant_id, "citizen_id": CLIENT.citizen_id, "contract_id": CONTRACT.id, "law": Law.WMO_2015,
        "allocation_number": 17, "care_start_id": None, "provider": LEAD, "area_code": "WK-01",
        "product_category": "02", "edition": "zrm-11", "moment": AssessmentMoment.PROGRESS, "taken_on": on,
        "rater": Rater.PROFESSIONAL, "assessor_role": AssessorRole.PROVIDER, "selection_id": new_id(),
        "scores": [DomainScore(*one) for one in sorted(scores.items())], "corrects": None, "counts": True,
        "batch_id": None,
    }  # fmt: skip
    return Assessment(**{**told, **other})


__all__ = ["CLIENT", "Client", "assessment", "selection"]
