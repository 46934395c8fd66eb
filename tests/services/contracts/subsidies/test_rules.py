"""A subsidy's life under Awb title 4.2: determined on activities and duties, never on results (R-C09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.subsidies.rules import (
    AccountRefused,
    ActivityAccount,
    DesiredResult,
    DeterminationRefused,
    DutyAccount,
    Frame,
    GrantedActivity,
    GrantedDuty,
    NotTheRecipient,
    RecoveryRefused,
    RenewalNote,
    ResultAccount,
    ResultScoreNoGround,
    Subsidy,
    SubsidyAccount,
    SubsidyRefused,
    account,
    determine,
    grant,
    options,
    recover,
)
from shared.errors import Problem
from shared.values import new_id
from shared.values.subsidies import DeterminationGround, SubsidyState
from shared.values.terms import ContractState, LegalForm

OWNER, RECIPIENT, OTHER = "00000099000000000484", "00000099000000001001", "00000099000000001002"
TODAY = date(2027, 5, 3)
SATISFACTION = DesiredResult(code="client-satisfaction", name="Klanttevredenheid", agreed="8")
FRAME = Frame(
    owner=OWNER, legal_form=LegalForm.SUBSIDY, state=ContractState.ACTIVE, recipient=RECIPIENT,
    start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), parties=[RECIPIENT, OTHER],
)  # fmt: skip


def subsidy(*amounts: int, **changes: Any) -> Subsidy:
    """A subsidy of 2026 on these activities (two of half of 1,003,000 euro when none is named), as granted."""
    listed = amounts or (50_150_000, 50_150_000)
    made = Subsidy(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], contract_id=new_id(),
        recipient=RECIPIENT, state=SubsidyState.GRANTED, decision_number="BESCH-1", granted_on=date(2025, 12, 1),
        valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), granted_cents=sum(listed),
        advance_basis_points=10_000, advance_cents=sum(listed), instalment_count=12,
        account_due_on=date(2027, 4, 30), decision_weeks=13,
        activities=[
            GrantedActivity(number=number, description="Inloop", amount_cents=cents)
            for number, cents in enumerate(listed, 1)
        ],
        duties=[GrantedDuty(number=1, description="Samenwerken")], results=[SATISFACTION],
    )  # fmt: skip
    return replace(made, **changes)


def accounted(one: Subsidy, *done: int, met: bool = True, scored: str = "8") -> Subsidy:
    """That subsidy, accounted for: a share done of each activity, the duty, and the score."""
    told = SubsidyAccount(
        activities=[
            ActivityAccount(number=number, done_basis_points=share) for number, share in enumerate(done, 1)
        ],
        duties=[DutyAccount(number=1, met=met)],
        results=[ResultAccount(code="client-satisfaction", scored=scored)],
    )
    return account(one, told, [RECIPIENT], TODAY)[0]


def faults(problem: type[Problem], *asked: Any) -> set[tuple[str, str]]:
    """Where and how a determination is refused."""
    with pytest.raises(problem) as met:
        determine(*asked)
    return {(one.location, one.code) for one in met.value.errors}


@pytest.mark.rule("F-18")
def test_a_subsidy_rests_on_a_running_contract_of_that_legal_form_within_its_term() -> None:
    """Every reason is told at once: form, state, recipient, and a period outside the term."""
    frame = replace(
        FRAME, legal_form=LegalForm.CONTRACT, state=ContractState.ENDED, recipient=None,
        start_date=date(2026, 2, 1), end_date=date(2026, 11, 30),
    )  # fmt: skip
    with pytest.raises(SubsidyRefused) as met:
        grant(subsidy(), frame)
    assert [(one.location, one.code) for one in met.value.errors] == [
        ("#/contractId", "legal-form-other"),
        ("#/contractId", "contract-ended"),
        ("#/contractId", "recipient-missing"),
        ("#/validFrom", "outside-term"),
        ("#/validUntil", "outside-term"),
    ]


@pytest.mark.rule("R-C09")
def test_a_grant_says_its_advance_and_who_receives_it() -> None:
    """80 % of 1,003,000 euro in advance is 802,400; the contract's parties see it."""
    made, why = grant(subsidy(advance_basis_points=8_000, advance_cents=0), FRAME)
    assert (made.recipient, made.advance_cents, made.parties) == (RECIPIENT, 80_240_000, [RECIPIENT, OTHER])
    assert [one.result for one in why.steps] == [80_240_000]


@pytest.mark.rule("R-C09")
def test_half_of_the_activities_not_done_opens_a_lower_determination() -> None:
    """Of 1,003,000 euro half was done: 501,500 is possible, a cent less is not; results open nothing."""
    one = accounted(subsidy(), 10_000, 0)
    found = {each.ground: (each.available, each.lowest_cents) for each in options(one).options}
    assert found[DeterminationGround.ACTIVITIES_NOT_DONE] == (True, 50_150_000)
    assert found[DeterminationGround.DUTIES_NOT_MET] == (False, None)
    assert found[DeterminationGround.RESULT_SCORE] == (False, None)
    grounds = [DeterminationGround.ACTIVITIES_NOT_DONE]
    made, why = determine(one, 50_150_000, grounds, "De helft.", 100_300_000, TODAY, TODAY)
    assert (made.state, made.determined_cents) == (SubsidyState.DETERMINED, 50_150_000)
    assert (made.settlement_cents, made.pay_by) == (-50_150_000, None)
    assert made.recoverable_until == date(2032, 5, 3)
    assert [step.rule for step in why.steps] == ["R-C09", "Awb 4:95", "Awb 4:57"]
    assert faults(
        DeterminationRefused, one, 50_149_999, grounds, "De helft.", 0, TODAY, TODAY
    ) == {("#/determinedCents", "below-lowest")}  # fmt: skip


@pytest.mark.rule("R-C09")
def test_satisfaction_8_agreed_and_7_scored_takes_no_money_but_a_note() -> None:
    """All was done and the score was lower: no ground is open but those outside the account, and a note stays for renewal."""
    one = accounted(subsidy(), 10_000, 10_000, scored="7")
    assert one.renewal_notes == [
        RenewalNote(code="client-satisfaction", name="Klanttevredenheid", agreed="8", scored="7")
    ]
    asked = (one, 90_000_000, [DeterminationGround.RESULT_SCORE], "Lagere score.", 0, TODAY, TODAY)
    assert faults(ResultScoreNoGround, *asked) == {("#/grounds/0", "result-score")}
    made, _ = determine(one, 100_300_000, [], None, 100_300_000, TODAY, TODAY)
    assert (made.settlement_cents, made.pay_by, made.recoverable_until) == (0, None, None)
    with pytest.raises(RecoveryRefused):
        recover(made, 1, None, TODAY)


@pytest.mark.rule("R-C09")
def test_a_lower_determination_needs_an_open_ground_and_a_motivation() -> None:
    """Without either each is told; a ground that the account closes is refused at its place; more than granted never."""
    one = accounted(subsidy(), 10_000, 10_000)
    assert faults(DeterminationRefused, one, 1, [], None, 0, TODAY, TODAY) == {
        ("#/grounds", "ground-missing"),
        ("#/motivation", "motivation-missing"),
    }
    closed = [DeterminationGround.DUTIES_NOT_MET, DeterminationGround.ACTIVITIES_NOT_DONE]
    assert faults(DeterminationRefused, one, 1, closed, "m", 0, TODAY, TODAY) == {
        ("#/grounds/0", "ground-closed"),
        ("#/grounds/1", "ground-closed"),
    }
    assert faults(DeterminationRefused, one, 100_300_001, [], None, 0, TODAY, TODAY) == {
        ("#/determinedCents", "above-granted")
    }
    assert faults(DeterminationRefused, one, 100_300_000, closed, None, 0, TODAY, TODAY) == {
        ("#/grounds", "ground-unneeded")
    }
    unmet = accounted(subsidy(), 10_000, 10_000, met=False)
    made, _ = determine(unmet, 0, [DeterminationGround.DUTIES_NOT_MET], "m", 0, TODAY, TODAY)
    assert made.determined_cents == 0


def test_without_an_account_a_subsidy_waits_until_it_is_overdue() -> None:
    """On 30 April it is still awaited; on 1 May it is determined ex officio (Awb 4:47), for duties were not met."""
    one = subsidy()
    due = date(2027, 4, 30)
    assert faults(DeterminationRefused, one, 100_300_000, [], None, 0, due, TODAY) == {
        ("#/determinedOn", "account-awaited")
    }
    day = due + timedelta(days=1)
    made, _ = determine(one, 0, [DeterminationGround.DUTIES_NOT_MET], "Niets ontvangen.", 0, day, TODAY)
    assert made.ex_officio and made.determined_on == day
    assert faults(DeterminationRefused, made, 0, [], None, 0, TODAY, TODAY) >= {("#", "determined-already")}


def test_what_is_still_due_is_paid_within_six_weeks() -> None:
    """Determined on 3 May with 80 % paid in advance: the rest by 14 June (Awb 4:87, 4:95)."""
    one = accounted(subsidy(), 10_000, 10_000)
    made, why = determine(one, 100_300_000, [], None, 80_240_000, TODAY, TODAY)
    assert (made.settlement_cents, made.pay_by) == (20_060_000, date(2027, 6, 14))
    assert [step.rule for step in why.steps] == ["Awb 4:46", "Awb 4:95", "Awb 4:87"]


def test_an_account_covers_every_activity_and_duty_once_after_the_period() -> None:
    """What is missing, told twice or never granted is refused at its place, and so is the future."""
    told = SubsidyAccount(
        activities=[
            ActivityAccount(number=1, done_basis_points=0),
            ActivityAccount(number=1, done_basis_points=0),
            ActivityAccount(number=3, done_basis_points=0),
        ],
        results=[ResultAccount(code="other", scored="7")],
        accounted_on=date(2027, 5, 4),
    )
    with pytest.raises(AccountRefused) as met:
        account(subsidy(), told, [OWNER], TODAY)
    assert {(one.location, one.code) for one in met.value.errors} == {
        ("#/accountedOn", "in-the-future"),
        ("#/activities/1", "told-twice"),
        ("#/activities/2", "not-granted"),
        ("#/activities", "missing"),
        ("#/duties", "missing"),
        ("#/results/0", "not-granted"),
    }
    with pytest.raises(AccountRefused):
        account(subsidy(), SubsidyAccount(activities=[]), [OWNER], date(2026, 12, 31))
    with pytest.raises(NotTheRecipient):
        account(subsidy(), told, [OTHER], TODAY)


def test_recovery_stops_at_what_was_unduly_paid_and_after_five_years() -> None:
    """Of 501,500 unduly paid, in two parts; the day after five years nothing more (Awb 4:57)."""
    one = accounted(subsidy(), 10_000, 0)
    grounds = [DeterminationGround.ACTIVITIES_NOT_DONE]
    made, _ = determine(one, 50_150_000, grounds, "De helft.", 100_300_000, TODAY, TODAY)
    half, _ = recover(made, 25_000_000, None, date(2032, 5, 3))
    with pytest.raises(RecoveryRefused) as met:
        recover(half, 25_150_001, None, date(2032, 5, 3))
    assert [fault.code for fault in met.value.errors] == ["above-undue"]
    whole, _ = recover(half, 25_150_000, "rest", date(2032, 5, 3))
    assert (whole.recovered_cents, len(whole.recoveries), whole.version) == (50_150_000, 2, made.version + 2)
    with pytest.raises(RecoveryRefused) as late:
        recover(half, 1, None, date(2032, 5, 4))
    assert [fault.code for fault in late.value.errors] == ["five-years-passed"]


@pytest.mark.rule("R-C09")
@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10_000)), min_size=1, max_size=8),
    st.integers(0, 10**10),
)
def test_a_determination_never_leaves_the_room_that_the_account_gives(
    parts: list[tuple[int, int]], paid: int
) -> None:
    """The floor lies between nothing and the grant and is reached exactly by what was done; set-off loses no cent."""
    one = accounted(subsidy(*(cents for cents, _ in parts)), *(share for _, share in parts))
    offered = {each.ground: each for each in options(one).options}[DeterminationGround.ACTIVITIES_NOT_DONE]
    undone = any(share < 10_000 for _, share in parts)
    assert offered.available == undone
    if offered.lowest_cents is None or offered.lowest_cents == one.granted_cents:
        made, _ = determine(one, one.granted_cents, [], None, paid, TODAY, TODAY)
    else:
        assert 0 <= offered.lowest_cents <= one.granted_cents
        made, _ = determine(one, offered.lowest_cents, [offered.ground], "m", paid, TODAY, TODAY)
    assert made.determined_cents is not None and made.settlement_cents == made.determined_cents - paid
    assert (made.pay_by is not None) == (made.settlement_cents > 0)
    assert (made.recoverable_until is not None) == (made.settlement_cents < 0)
