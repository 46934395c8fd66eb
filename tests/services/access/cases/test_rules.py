"""What a decision or an accepted referral says to the care under it."""

from datetime import date

import pytest

from services.access.cases.rules import ReferralNotAccepted, ReporterOnly, case_of_referral, check_reporter
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from shared.values import new_id
from shared.values.terms import Law, ProvisionType, ReferralState, RequestState
from tests.services.access.cases.given import OTHER, OWNER, PROVIDER

REQUEST = Request(
    id=new_id(), version=2, owner=OWNER, external_reference=None, parties=[PROVIDER], citizen_id=new_id(),
    contract_id=new_id(), law=Law.JEUGDWET, contact_on=date(2026, 4, 1), first_talk_on=None, acute=True,
    state=RequestState.REFERRED,
)  # fmt: skip


def a_referral(state: ReferralState, answered_on: date | None) -> Referral:
    """A referral of 3 April."""
    assert REQUEST.contract_id is not None
    return Referral(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[PROVIDER], request_id=REQUEST.id,
        citizen_id=REQUEST.citizen_id, contract_id=REQUEST.contract_id, law=REQUEST.law, provider=PROVIDER,
        referred_on=date(2026, 4, 3), state=state, answered_on=answered_on, refusal_reason=None, breach=False,
        escalation_level=0,
    )  # fmt: skip


@pytest.mark.rule("R-X07")
def test_an_accepted_referral_is_a_case_without_an_allocation() -> None:
    """From the referral on, without an end, general; acute as its request is."""
    case = case_of_referral(a_referral(ReferralState.ACCEPTED, date(2026, 4, 6)), REQUEST)
    assert (case.first_day, case.last_day, case.granted_on) == (date(2026, 4, 3), None, date(2026, 4, 6))
    assert (case.provision_type, case.allocation_number, case.allocation_start_date) == (
        ProvisionType.GENERAL, None, None,
    )  # fmt: skip
    assert case.acute and case.contact_on == date(2026, 4, 1)


@pytest.mark.rule("R-X07")
@pytest.mark.parametrize("state", [ReferralState.MADE, ReferralState.REFUSED])
def test_nobody_gives_care_under_a_referral_that_was_not_accepted(state: ReferralState) -> None:
    """Made or refused: no case."""
    with pytest.raises(ReferralNotAccepted) as refused:
        case_of_referral(a_referral(state, None), REQUEST)
    assert refused.value.facts["state"] is state


@pytest.mark.rule("R-X07")
def test_the_provider_reports_or_the_municipality() -> None:
    """Nobody else, whatever the token speaks for."""
    check_reporter(OWNER, PROVIDER, (PROVIDER,), purchaser=False)
    check_reporter(OWNER, PROVIDER, (OTHER, OWNER), purchaser=True)
    for organisations, purchaser in (((OTHER,), False), ((OWNER,), False), ((PROVIDER,), True)):
        with pytest.raises(ReporterOnly):
            check_reporter(OWNER, PROVIDER, organisations, purchaser=purchaser)
