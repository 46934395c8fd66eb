"""What a decision and a referral come to in settlement (R-X03)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.settlement.allocations import rules
from shared.schemas.access import Decision, Effort, Referral
from shared.values.terms import Law, ProvisionType, ReferralState

OWNER, PROVIDER = "00000099000000000484", "00000099000000001001"
DECISION = Decision(
    id=UUID(int=1),
    version=1,
    owner=OWNER,
    request_id=UUID(int=2),
    citizen_id=UUID(int=3),
    contract_id=UUID(int=4),
    law=Law.WMO_2015,
    provision_type=ProvisionType.TAILOR_MADE,
    product_category="02",
    product_code=None,
    provider=PROVIDER,
    allocation_number=1,
    decided_on=date(2026, 4, 1),
    decided_by="j.jansen",
    mandate_id=UUID(int=5),
    start_date=date(2026, 4, 20),
    end_date=date(2026, 10, 19),
    volume=4,
    unit="04",
    frequency="2",
    acute=True,
    objection_until=None,
    parties=[PROVIDER],
)
REFERRAL = Referral(
    id=UUID(int=6),
    version=2,
    owner=OWNER,
    request_id=UUID(int=2),
    citizen_id=UUID(int=3),
    contract_id=UUID(int=4),
    law=Law.JEUGDWET,
    provider=PROVIDER,
    referred_on=date(2026, 4, 1),
    state=ReferralState.ACCEPTED,
    answered_on=date(2026, 4, 3),
    refusal_reason=None,
    breach=False,
    escalation_level=0,
    parties=[PROVIDER],
)


@pytest.mark.rule("R-X03")
def test_a_decision_becomes_an_allocation_under_its_number() -> None:
    """Number, period, acuteness and contract are those of the decision; so are id and version."""
    made = rules.granted(DECISION)
    assert (made.id, made.version, made.kind, made.allocation_number) == (UUID(int=1), 1, "decision", 1)
    assert (made.start_date, made.end_date, made.acute) == (date(2026, 4, 20), date(2026, 10, 19), True)
    assert (made.contract_id, made.citizen_id, made.provider) == (UUID(int=4), UUID(int=3), PROVIDER)
    assert made.parties == [PROVIDER] and made.external_reference is None


@pytest.mark.rule("R-X03")
def test_an_accepted_referral_becomes_an_allocation_without_number() -> None:
    """Support begins on the day of the provider's answer, and has neither number nor end."""
    made = rules.referred(REFERRAL)
    assert (made.id, made.version, made.kind, made.allocation_number) == (UUID(int=6), 2, "referral", None)
    assert (made.start_date, made.end_date, made.acute) == (date(2026, 4, 3), None, False)
    assert made.law is Law.JEUGDWET


@pytest.mark.rule("R-X03")
@pytest.mark.rule("R-A25")
def test_a_decision_that_was_extended_has_the_size_of_its_effort() -> None:
    """Four hours, and then 150 minutes a week: 150."""
    assert rules.granted(DECISION).volume == 4
    effort = Effort(volume=150, unit="01", frequency="2", fixed_on=date(2026, 5, 1))
    extended = DECISION.model_copy(update={"version": 2, "effort": effort})
    assert (rules.granted(extended).version, rules.granted(extended).volume) == (2, 150)
