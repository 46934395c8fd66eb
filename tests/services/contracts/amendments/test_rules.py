"""When a contract may change in between (R-C07, R-C08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.amendments import rules
from services.contracts.amendments.rules import (
    AgreementChange,
    Amendable,
    Amendment,
    CheckDay,
    Norm,
    Proposal,
    Reward,
)
from shared.values import render
from shared.values.terms import AmendmentReason, AmendmentState, ContractState

OWNER, LEAD, SUB = (f"00000099{number:012}" for number in (484, 1001, 1002))
CHECK = date(2026, 10, 1)
CONTRACT = Amendable(
    id=UUID("018f0000-0000-7000-8000-000000000001"),
    owner=OWNER,
    parties=[LEAD, SUB],
    number="ALP-2026-01",
    state=ContractState.ACTIVE,
    start_date=date(2026, 1, 1),
    latest_end_date=date(2031, 12, 31),
    yearly_check=CheckDay(10, 1),
    fixed_sum=Reward(700_000_000),
    funding_effective_on=None,
    agreements=[Norm(9, "7.0", "1", "10"), Norm(10, "6.5", "1", "10")],
)


def proposal(**changes: Any) -> Proposal:
    """A new budget of 7.05 million for extreme circumstances, from 1 July."""
    told = Proposal(
        reason=AmendmentReason.EXTREME_CIRCUMSTANCE,
        motivation="Een instelling sluit",
        effective_on=date(2026, 7, 1),
        annual_amount_cents=705_000_000,
        agreement_changes=[],
    )
    return replace(told, **changes)


def tightening(**changes: Any) -> Proposal:
    """Satisfaction from 7.0 to 7.5 from 1 July."""
    told: dict[str, Any] = {
        "reason": AmendmentReason.TIGHTENING,
        "annual_amount_cents": None,
        "agreement_changes": [AgreementChange(9, "7.5")],
    }
    return proposal(**{**told, **changes})


def decided(asked: Proposal | None = None) -> Amendment:
    """An amendment that was decided on the day of the check."""
    return rules.decide(CONTRACT, asked or proposal(), 1, None, CHECK)[0]


def codes(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    """The codes of a problem's points."""
    return [error.code for error in refused.value.errors]


@pytest.mark.rule("R-C07")
def test_a_request_in_month_five_without_a_reason_is_refused() -> None:
    """The worked example; the refusal names the rule and the next day of the check."""
    with pytest.raises(rules.ReasonMissing) as refused:
        rules.decide(CONTRACT, proposal(reason=None), 1, None, date(2026, 5, 12))
    assert refused.value.rule == "R-C07"
    assert "2026-10-01" in refused.value.detail.render("nl", refused.value.facts)


@pytest.mark.rule("R-C07")
@pytest.mark.parametrize("reason", [AmendmentReason.EXTREME_CIRCUMSTANCE, AmendmentReason.TIGHTENING])
def test_the_budget_changes_on_the_day_of_the_check_on_one_of_two_grounds(reason: AmendmentReason) -> None:
    """Extreme circumstances and an agreed tightening carry another budget; the derivation says why."""
    amendment, why = rules.decide(CONTRACT, proposal(reason=reason), 1, None, CHECK)
    assert (amendment.state, amendment.decided_on) == (AmendmentState.DECIDED, CHECK)
    assert render(why.steps[1], "nl") == (
        "Het jaarbedrag gaat van € 7.000.000,00 naar € 7.050.000,00 met ingang van 1 juli 2026."
    )


@pytest.mark.rule("R-C07")
@pytest.mark.parametrize(
    ("today", "following"),
    [
        (date(2026, 5, 12), "2026-10-01"),
        (date(2026, 9, 30), "2026-10-01"),
        (date(2026, 10, 2), "2027-10-01"),
    ],
)
def test_on_any_other_day_the_budget_is_fixed(today: date, following: str) -> None:
    """Also for extreme circumstances; the refusal names the next check."""
    with pytest.raises(rules.BudgetIsFixed) as refused:
        rules.decide(CONTRACT, proposal(), 1, None, today)
    assert codes(refused) == ["not-the-check-day"]
    assert refused.value.rule == "R-C07"
    assert following in refused.value.mend.render("en", refused.value.facts)


@pytest.mark.rule("R-C07")
@pytest.mark.parametrize("reason", [AmendmentReason.SCOPE, AmendmentReason.KPI_COMPENSATION])
def test_other_grounds_carry_no_other_budget_even_on_the_day_of_the_check(reason: AmendmentReason) -> None:
    """Scope and compensation of a KPI change what is done, not what is paid."""
    with pytest.raises(rules.BudgetIsFixed) as refused:
        rules.decide(CONTRACT, proposal(reason=reason), 1, None, CHECK)
    assert codes(refused) == ["reason-carries-no-budget"]


@pytest.mark.rule("R-C07")
def test_every_point_against_a_new_budget_is_told_at_once() -> None:
    """A contract without a check day and another ground: two points."""
    without = replace(CONTRACT, yearly_check=None)
    with pytest.raises(rules.BudgetIsFixed) as refused:
        rules.decide(without, proposal(reason=AmendmentReason.SCOPE), 1, None, CHECK)
    assert codes(refused) == ["yearly-check-missing", "reason-carries-no-budget"]


@pytest.mark.rule("R-C07")
def test_a_check_on_29_february_falls_on_the_28th_in_other_years() -> None:
    """The check has a day every year."""
    check = CheckDay(2, 29)
    assert [check.in_year(year).day for year in (2026, 2027, 2028)] == [28, 28, 29]
    assert check.following(date(2027, 2, 28)) == date(2028, 2, 29)


@pytest.mark.rule("R-C07")
@given(
    st.integers(1, 12),
    st.integers(1, 31),
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    st.sampled_from(AmendmentReason),
)
def test_the_budget_changes_only_on_the_check_day_and_only_on_its_grounds(
    month: int, day: int, today: date, reason: AmendmentReason
) -> None:
    """For any day of the check and any day of decision: allowed exactly when both are right; the next check is later."""
    check = CheckDay(month, day)
    assert check.following(today) > today
    contract = replace(CONTRACT, yearly_check=check)
    allowed = check.in_year(today.year) == today and reason in rules.BUDGET_GROUNDS
    if allowed:
        assert rules.decide(contract, proposal(reason=reason), 1, None, today)[0].decided_on == today
    else:
        with pytest.raises(rules.BudgetIsFixed):
            rules.decide(contract, proposal(reason=reason), 1, None, today)


@pytest.mark.rule("R-C08")
def test_a_norm_is_tightened_on_any_day() -> None:
    """Norms need no check day: 7.0 → 7.5 from 1 July, decided in May."""
    amendment, why = rules.decide(CONTRACT, tightening(), 1, None, date(2026, 5, 12))
    assert amendment.agreement_changes == [AgreementChange(9, "7.5")]
    assert render(why.steps[0], "en") == (
        "Agreement 9 goes from norm 7.0 to 7.5 from 1 July 2026; until then 7.0 holds."
    )


@pytest.mark.rule("R-C08")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"effective_on": date(2025, 12, 31)}, "outside-term"),
        ({"effective_on": date(2032, 1, 1)}, "outside-term"),
        ({"agreement_changes": []}, "nothing-changes"),
        ({"agreement_changes": [AgreementChange(3, "7.5")]}, "agreement-unknown"),
        ({"agreement_changes": [AgreementChange(9, "10.5")]}, "norm-off-scale"),
    ],
    ids=["before-the-start", "after-the-end", "empty", "unknown-agreement", "off-scale"],
)
def test_an_amendment_that_does_not_fit_the_contract_is_refused(changes: dict[str, Any], code: str) -> None:
    """It lies within the term, changes something, and names agreements and norms that can be."""
    with pytest.raises(rules.AmendmentRefused) as refused:
        rules.decide(CONTRACT, tightening(**changes), 1, None, date(2026, 5, 12))
    assert codes(refused) == [code]


@pytest.mark.rule("R-C08")
def test_a_norm_is_not_changed_before_its_latest_change() -> None:
    """History is only added to: on or before the newest date of effect is too early."""
    changed = replace(
        CONTRACT, agreements=[*CONTRACT.agreements, Norm(9, "7.5", "1", "10", date(2026, 7, 1))]
    )
    with pytest.raises(rules.AmendmentRefused) as refused:
        rules.decide(changed, tightening(), 2, None, date(2026, 8, 1))
    assert codes(refused) == ["norm-overtaken"]
    later = tightening(effective_on=date(2026, 10, 1), agreement_changes=[AgreementChange(9, "8")])
    _, why = rules.decide(changed, later, 2, None, date(2026, 8, 1))
    assert why.steps[0].inputs["old"] == "7.5"


@pytest.mark.parametrize("state", [ContractState.DRAFT, ContractState.SIGNED, ContractState.ENDED])
def test_only_an_active_contract_is_amended(state: ContractState) -> None:
    """A draft is changed itself; an ended contract no more."""
    with pytest.raises(rules.ContractNotActive):
        rules.decide(replace(CONTRACT, state=state), tightening(), 1, None, CHECK)


def test_a_change_of_scope_may_change_nothing_that_is_counted() -> None:
    """What is done may change while budget and norms stay."""
    asked = tightening(reason=AmendmentReason.SCOPE, agreement_changes=[])
    assert rules.decide(CONTRACT, asked, 1, None, CHECK)[0].reason is AmendmentReason.SCOPE


@pytest.mark.rule("R-C07")
def test_the_second_signature_brings_it_into_force() -> None:
    """Either side first; one signature changes nothing yet."""
    for first, second in ((OWNER, LEAD), (LEAD, OWNER)):
        once, _ = rules.sign(decided(), CONTRACT, LEAD, (first, None, "j.jansen"), CHECK)
        assert (once.state, once.version) == (AmendmentState.DECIDED, 2)
        twice, why = rules.sign(once, CONTRACT, LEAD, (second, "bestuurder", "p.pieters"), CHECK)
        assert (twice.state, twice.version) == (AmendmentState.IN_FORCE, 3)
        assert [one.signed_by for one in twice.signatures] == ["j.jansen", "bestuurder"]
        assert [step.sentence for step in why.steps[:2]] == ["amendment.at-yearly-check", "amendment.budget"]
        assert {render(step, "en").split(" (")[0] for step in why.steps[2:]} == {
            "The purchaser",
            "The lead for payment",
        }


def test_each_side_signs_an_amendment_once_and_nobody_else_does() -> None:
    """A subcontractor signs nothing, a side nothing twice, and after both there is nothing left to sign."""
    with pytest.raises(rules.NotASigningSide):
        rules.sign(decided(), CONTRACT, LEAD, (SUB, None, "j.jansen"), CHECK)
    once, _ = rules.sign(decided(), CONTRACT, LEAD, (OWNER, None, "j.jansen"), CHECK)
    with pytest.raises(rules.AmendmentSignedBySide):
        rules.sign(once, CONTRACT, LEAD, (OWNER, None, "j.jansen"), CHECK)
    twice, _ = rules.sign(once, CONTRACT, LEAD, (LEAD, None, "j.jansen"), CHECK)
    with pytest.raises(rules.AmendmentInForce):
        rules.sign(twice, CONTRACT, LEAD, (OWNER, None, "j.jansen"), CHECK)


@pytest.mark.rule("R-C08")
def test_an_amendment_that_another_has_overtaken_is_not_signed() -> None:
    """Two changes of one norm cross: the second to be signed no longer fits."""
    amendment = decided(tightening())
    overtaken = replace(
        CONTRACT, agreements=[*CONTRACT.agreements, Norm(9, "8", "1", "10", date(2026, 9, 1))]
    )
    with pytest.raises(rules.AmendmentRefused) as refused:
        rules.sign(amendment, overtaken, LEAD, (OWNER, None, "j.jansen"), CHECK)
    assert codes(refused) == ["norm-overtaken"]


@pytest.mark.rule("R-C07")
@pytest.mark.rule("R-C08")
def test_a_budget_that_was_overtaken_by_a_later_one_is_not_signed_any_more() -> None:
    """An amendment from July that stayed unsigned does not bring back its amount once another holds from next January."""
    late = decided()
    contract = replace(CONTRACT, fixed_sum=Reward(720_000_000), funding_effective_on=date(2027, 1, 1))
    with pytest.raises(rules.AmendmentRefused) as refused:
        rules.sign(late, contract, LEAD, (OWNER, None, "j.jansen"), date(2027, 2, 1))
    assert codes(refused) == ["budget-overtaken"]


@pytest.mark.rule("R-C07")
def test_a_budget_may_take_effect_on_the_day_of_the_one_in_force() -> None:
    """From the first day on a contract has its amount since that day: an amendment for the whole first year is possible."""
    contract = replace(CONTRACT, funding_effective_on=date(2026, 1, 1))
    amendment, _ = rules.decide(contract, proposal(effective_on=date(2026, 1, 1)), 1, None, CHECK)
    assert amendment.effective_on == contract.start_date
