"""Facts about care as access tells of them."""

from datetime import date, timedelta
from typing import Any

from shared.schemas import access
from shared.values import new_id
from shared.values.care_courses import (
    CareState,
    ClientVerdict,
    DesiredResultState,
    PgbReason,
    PgbState,
    StopReason,
    StopState,
)
from shared.values.terms import Law, ProvisionType, ReferralState
from tests.services.outcomes.conftest import Measured

TRANSFERS = (
    StopReason.TRANSFERRED_TO_PROVIDER,
    StopReason.TRANSFERRED_TO_TEAM,
    StopReason.TRANSFERRED_TO_DOMAIN,
)


def decision(measured: Measured, request: access.Request, **other: Any) -> access.Decision:
    """A decision on a request, for the lead."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": measured.tenant.owner, "request_id": request.id,
        "citizen_id": request.citizen_id, "contract_id": request.contract_id, "law": Law.WMO_2015,
        "provision_type": ProvisionType.TAILOR_MADE, "product_category": "02", "product_code": "02A03",
        "provider": measured.lead, "allocation_number": 4711, "decided_on": request.contact_on,
        "decided_by": "j.jansen", "mandate_id": new_id(), "start_date": request.contact_on, "end_date": None,
        "volume": 4, "unit": "04", "frequency": "2", "acute": False, "objection_until": None, "parties": [],
    }  # fmt: skip
    return access.Decision.model_validate({**told, **other})


def referral(measured: Measured, request: access.Request, **other: Any) -> access.Referral:
    """A referral of a request to the lead."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": measured.tenant.owner, "request_id": request.id,
        "citizen_id": request.citizen_id, "contract_id": request.contract_id, "law": Law.WMO_2015,
        "provider": measured.lead, "referred_on": request.contact_on, "state": ReferralState.MADE,
        "answered_on": None, "refusal_reason": None, "breach": False, "escalation_level": 0, "parties": [],
    }  # fmt: skip
    return access.Referral.model_validate({**told, **other})


def start(measured: Measured, on: date, **other: Any) -> access.CareStart:
    """Care that began under a decision, nine days after the first contact."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": measured.tenant.owner, "request_id": new_id(),
        "citizen_id": new_id(), "decision_id": new_id(), "referral_id": None,
        "contract_id": measured.contract.id, "law": Law.WMO_2015, "provider": measured.lead,
        "provision_type": ProvisionType.TAILOR_MADE, "product_category": "02", "product_code": "02A03",
        "allocation_number": 4711, "allocation_start_date": on, "contact_on": on - timedelta(days=9),
        "granted_on": on, "start_date": on, "area": "WK-01", "team": "WIJK-A", "reported_on": on,
        "reported_by": measured.lead, "state": CareState.IN_CARE, "end_date": None, "corrected_for": None,
        "parties": [],
    }  # fmt: skip
    return access.CareStart.model_validate({**told, **other})


def stop(
    of: access.CareStart, on: date, reason: StopReason = StopReason.AS_PLANNED, **other: Any
) -> access.CareStop:
    """A stop of that care."""
    same = {
        name: getattr(of, name)
        for name in access.CareStop.model_fields
        if name in access.CareStart.model_fields
    }
    told: dict[str, Any] = {
        **same, "id": new_id(), "version": 1, "care_start_id": of.id, "end_date": on, "reason": reason,
        "reason_code": "19", "temporary": False, "reported_on": on, "reported_by": of.provider,
        "state": StopState.RECORDED, "corrected_for": None,
    }  # fmt: skip
    return access.CareStop.model_validate({**told, **other})


def goal(
    of: access.CareStart, term: date, verdict: ClientVerdict | None = None, **other: Any
) -> access.DesiredResult:
    """A desired result under the same decision, judged on its term when there is a verdict."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": of.owner, "request_id": of.request_id,
        "citizen_id": of.citizen_id, "decision_id": of.decision_id, "referral_id": None,
        "contract_id": of.contract_id, "law": of.law, "provider": of.provider,
        "provision_type": of.provision_type, "allocation_number": of.allocation_number, "scenario": None,
        "text": None, "domain": None, "start_value": None, "target": None, "set_on": of.start_date,
        "set_by": [], "first_term": term, "term": term, "funding_share_basis_points": None,
        "state": DesiredResultState.SET, "change_reason": None, "withdrawn_on": None,
        "withdrawal_reason": None, "note": None, "evaluation": None, "parties": [],
    }  # fmt: skip
    if verdict is not None:
        judged = {
            "client_result_id": new_id(), "client_result_version": 1, "disputed": False, "verdict": verdict,
            "evaluators": [], "evaluated_on": term,
        }  # fmt: skip
        told |= {"state": DesiredResultState.EVALUATED, "evaluation": judged}
    return access.DesiredResult.model_validate({**told, **other})


def switch(of: access.CareStart, requested_on: date, switched_on: date | None = None) -> access.PgbSwitch:
    """A switch to a personal budget, granted when it has a day."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": of.owner, "request_id": of.request_id,
        "citizen_id": of.citizen_id, "contract_id": of.contract_id, "decision_id": of.decision_id,
        "law": of.law, "provider": of.provider, "allocation_number": of.allocation_number,
        "requested_on": requested_on, "reason": PgbReason.CARER_OF_CHOICE, "note": None,
        "state": PgbState.GRANTED if switched_on else PgbState.REQUESTED, "answered_on": switched_on,
        "switched_on": switched_on, "parties": [],
    }  # fmt: skip
    return access.PgbSwitch.model_validate(told)
