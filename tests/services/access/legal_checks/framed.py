"""A request, a product, a talk and a check to judge the legal frame of."""

from datetime import UTC, date, datetime
from typing import Any

from services.access.clarifications.rules import Clarification
from services.access.legal_checks.rules import Finding, LegalCheck, judge_frame
from services.access.policies.rules import DEFAULT
from services.access.products.rules import Product
from services.access.requests.rules import Request
from shared.values import Derivation, new_id
from shared.values.arrangements import Unit
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.populations import LegalFramework
from shared.values.products import CareLine, OwnContributionRoute, SupportKind
from shared.values.terms import Law, ProvisionType, RequestState

OWNER = "00000099000000000484"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def a_request(**other: Any) -> Request:
    """A question of 10 February 2026 under the Wmo."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [],
        "citizen_id": new_id(), "contract_id": None, "law": Law.WMO_2015, "contact_on": date(2026, 2, 10),
        "first_talk_on": None, "acute": False, "state": RequestState.RECEIVED,
    }  # fmt: skip
    return Request(**{**values, **other})


def a_product(**other: Any) -> Product:
    """Individual guidance under both laws, tailor-made, with an own contribution through the CAK."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [], "code": "02A03",
        "category": "02", "name": "Begeleiding", "laws": [Law.WMO_2015, Law.JEUGDWET], "unit": next(iter(Unit)),
        "provision_type": ProvisionType.TAILOR_MADE, "sheltered_living": False,
        "support_kind": SupportKind.INDIVIDUAL_GUIDANCE, "line": CareLine.SECOND, "layer": None, "access_place": None,
        "advised_access_place": None, "volume_risk": None, "expertise_concentration": None, "acute": False,
        "own_contribution": OwnContributionRoute.CAK_INCOME_RELATED, "execution_variant": None,
        "valid_from": date(2015, 1, 1), "valid_until": None,
    }  # fmt: skip
    return Product(**{**values, **other})


def a_talk(**other: Any) -> Clarification:
    """A talk that gives no doubt about anything."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "parties": [], "external_reference": None,
        "request_id": new_id(), "citizen_id": new_id(), "held_on": date(2026, 2, 12), "worker": "j.jansen",
        "method": "talk", "edition": None, "domains": [], "own_strength": None, "network": None, "carer_hours": [],
        "provisions_first": [], "support_offered_on": None, "support_accepted": None, "learning_only": False,
        "permanent_need": False, "lifelong_mental_need": False, "wlz_doubt": False, "note": None,
    }  # fmt: skip
    return Clarification(**{**values, **other})


def a_check(kind: LegalCheckKind, answer: LegalCheckAnswer | None, **other: Any) -> LegalCheck:
    """A check of 1 March 2026."""
    register = kind is LegalCheckKind.WLZ_REGISTER
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [],
        "request_id": new_id(), "citizen_id": new_id(), "product_category": None, "product_code": None,
        "law": LegalFramework.WLZ, "reason": LegalCheckReason.INTENSIVE_CARE if register else None,
        "asked_on": NOW.date(), "asked_at": NOW, "asked_by": "j.jansen",
        "answered_on": None if answer is None else NOW.date(), "from_date": None, "note": None,
    }  # fmt: skip
    return LegalCheck(**{**values, "kind": kind, "answer": answer, **other})


def judged(
    start: date = date(2026, 3, 1), law: Law = Law.WMO_2015, **other: Any
) -> tuple[dict[str, Finding], Derivation]:
    """The findings by their code, with why; what is not named gives no cause for anything, nor does a last day."""
    given: dict[str, Any] = {
        "request": a_request(law=law), "product": a_product(), "clarification": None, "checks": [], "policy": DEFAULT,
        "born_on": None, "end": start,
    }  # fmt: skip
    findings, why = judge_frame(**{**given, **other}, start=start, law=law)
    found = {one.code: one for one in findings}
    assert len(found) == len(findings), "each code once"
    return found, why
