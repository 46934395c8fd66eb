"""To whom a citizen may be referred, and what a refusal means."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.contract_terms.rules import ContractNotInForce, ContractTerms, Member, NotAMember
from services.access.referrals.rules import (
    AlreadyAnswered,
    ProviderOnly,
    Referral,
    ReferralClosed,
    ReferralOpen,
    RefusedBefore,
    RequestDecided,
    RequestWithoutContract,
    accept,
    check_provider,
    check_referable,
    close,
    refer,
    refuse,
)
from services.access.requests.rules import Request
from shared.values import Derivation, new_id, render
from shared.values.terms import ContractState, Law, MemberRole, ReferralState, RequestState

OWNER = "00000099000000000484"
ONE, TWO, STRANGER = "00000099000000002001", "00000099000000002002", "00000099000000002999"
TODAY = date(2026, 4, 20)


def terms(*, duty: bool = True) -> ContractTerms:
    """A contract with two members."""
    return ContractTerms(
        id=new_id(), version=3, owner=OWNER, parties=[ONE, TWO], number="ALP-2026-01", state=ContractState.ACTIVE,
        start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), acceptance_duty=duty, waiting_norm_days=5, payee=ONE,
        members=[Member(ONE, MemberRole.MAIN), Member(TWO, MemberRole.SUB)],
    )  # fmt: skip


def request(state: RequestState = RequestState.RECEIVED) -> Request:
    """A request under a contract."""
    return Request(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], citizen_id=new_id(),
        contract_id=new_id(), law=Law.WMO_2015, contact_on=date(2026, 4, 13), first_talk_on=None, acute=False,
        state=state,
    )  # fmt: skip


def referred(
    before: list[Referral] | None = None, provider: str = ONE, contract: ContractTerms | None = None
) -> tuple[Referral, Derivation]:
    """A referral of 20 April."""
    return refer(request(), contract or terms(), before or [], provider, external_reference=None, today=TODAY)


@pytest.mark.rule("R-A27")
def test_a_referral_goes_to_one_member_without_a_decision() -> None:
    """It is seen by that member alone, and its explanation says why there is no decision."""
    referral, why = referred()
    assert (referral.state, referral.parties, referral.referred_on) == (ReferralState.MADE, [ONE], TODAY)
    assert (referral.breach, referral.escalation_level) == (False, 0)
    assert "algemene voorziening: daarop hoort geen beschikking" in render(why.steps[0], "nl")


@pytest.mark.rule("R-X06")
def test_a_referral_goes_to_a_member_of_a_contract_in_force() -> None:
    """A stranger is refused, and so is a member once the contract is over."""
    with pytest.raises(NotAMember):
        referred(provider=STRANGER)
    with pytest.raises(ContractNotInForce):
        referred(contract=replace(terms(), end_date=date(2026, 3, 31)))


@pytest.mark.rule("R-X06")
def test_a_request_without_a_contract_has_nobody_to_refer_to() -> None:
    """The request names the contract, not the referral."""
    with pytest.raises(RequestWithoutContract):
        check_referable(replace(request(), contract_id=None))


@pytest.mark.rule("R-A27")
def test_a_decided_request_is_not_referred() -> None:
    """A decision ends the request; a referred request can be referred on."""
    with pytest.raises(RequestDecided):
        check_referable(request(RequestState.DECIDED))
    assert check_referable(request(RequestState.REFERRED))


@pytest.mark.rule("R-A36")
def test_a_refusal_under_an_acceptance_duty_is_a_breach_and_escalates_to_level_1() -> None:
    """Refusal by a member that must accept: breach and escalation level 1, as the explanation says."""
    referral, _ = referred()
    refused, why = refuse(referral, terms(), "geen plaats", date(2026, 4, 22))
    assert (refused.breach, refused.escalation_level, refused.state) == (True, 1, ReferralState.REFUSED)
    assert (refused.answered_on, refused.refusal_reason) == (date(2026, 4, 22), "geen plaats")
    assert (why.steps[0].rule, why.steps[0].result) == ("R-A36", 1)
    assert "acceptatieplicht kent: dit is een schending; opschaling naar trede 1" in render(
        why.steps[0], "nl"
    )


@pytest.mark.rule("R-A36")
def test_a_refusal_without_the_duty_is_no_breach() -> None:
    """Then the contract left the member free."""
    referral, _ = referred()
    refused, why = refuse(referral, terms(duty=False), "geen plaats", TODAY)
    assert (refused.breach, refused.escalation_level) == (False, 0)
    assert "geen acceptatieplicht, dus dit is geen schending" in render(why.steps[0], "nl")


@pytest.mark.rule("R-A36")
def test_another_member_is_asked_only_after_a_refusal() -> None:
    """One provider at a time; who refused is not asked again."""
    open_, _ = referred()
    with pytest.raises(ReferralOpen):
        referred([open_], TWO)
    refused, _ = refuse(open_, terms(), "geen plaats", TODAY)
    second, _ = referred([refused], TWO)
    assert second.provider == TWO
    with pytest.raises(RefusedBefore):
        referred([refused], ONE)
    accepted, _ = accept(second, TODAY)
    with pytest.raises(ReferralOpen):
        referred([refused, accepted], TWO)


@pytest.mark.rule("R-A36")
@given(answers=st.lists(st.sampled_from(["accept", "refuse"]), min_size=1, max_size=4), duty=st.booleans())
def test_a_referral_is_answered_once(answers: list[str], duty: bool) -> None:
    """Whatever is answered first stands, in version 2; every later answer is refused."""
    referral, _ = referred()

    def reply(answer: str, to: Referral) -> Referral:
        return accept(to, TODAY)[0] if answer == "accept" else refuse(to, terms(duty=duty), "vol", TODAY)[0]

    answered = reply(answers[0], referral)
    assert answered.state is (ReferralState.ACCEPTED if answers[0] == "accept" else ReferralState.REFUSED)
    assert answered.version == 2
    assert answered.breach is (duty and answers[0] == "refuse")
    for later in answers[1:]:
        with pytest.raises(AlreadyAnswered):
            reply(later, answered)


def test_only_the_provider_itself_answers() -> None:
    """Neither the municipality nor another member does it in its place."""
    referral, _ = referred()
    check_provider(referral, ONE)
    for organisation in (TWO, OWNER):
        with pytest.raises(ProviderOnly):
            check_provider(referral, organisation)


@pytest.mark.rule("R-A56")
def test_a_referral_that_nobody_answered_closes_with_the_move() -> None:
    """It can be neither accepted nor refused, and the question may go to another member when it is asked here again."""
    made, before = referred()
    closed, why = close(made, date(2026, 6, 1), before)
    assert (closed.closed_on, closed.state, closed.version) == (date(2026, 6, 1), ReferralState.MADE, 2)
    assert [step.rule for step in why.steps] == ["R-A27", "R-X06", "R-A56"]
    assert "andere gemeente" in render(why.steps[-1], "nl")
    with pytest.raises(ReferralClosed):
        accept(closed, TODAY)
    with pytest.raises(ReferralClosed):
        refuse(closed, terms(), "geen plaats", TODAY)
    with pytest.raises(ReferralClosed):
        referred([closed])
    assert referred([closed], TWO)[0].provider == TWO
    assert close(made, date(2026, 1, 1), before)[0].closed_on == made.referred_on
