"""What a contract says to access."""

from dataclasses import replace
from datetime import date

import pytest

from services.access.contract_terms.rules import (
    ContractNotInForce,
    ContractTerms,
    Member,
    NotAMember,
    check_in_force,
    check_member,
)
from shared.values import new_id
from shared.values.agreements import FundingForm
from shared.values.terms import ContractState, MemberRole

OWNER = "00000099000000000484"
ONE, OTHER = "00000099000000002001", "00000099000000002002"
TERMS = ContractTerms(
    id=new_id(), version=1, owner=OWNER, parties=[ONE], number="ALP-2026-01", state=ContractState.ACTIVE,
    start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), acceptance_duty=True, waiting_norm_days=5, payee=ONE,
    members=[Member(ONE, MemberRole.MAIN)],
)  # fmt: skip


@pytest.mark.rule("R-X06")
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2029, 12, 31)])
def test_a_contract_covers_its_first_and_its_last_day(day: date) -> None:
    """Both ends belong to the contract."""
    check_in_force(TERMS, day)


@pytest.mark.rule("R-X06")
@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2030, 1, 1)])
def test_a_contract_covers_no_day_outside_its_term(day: date) -> None:
    """The refusal names the term and the day."""
    with pytest.raises(ContractNotInForce) as refused:
        check_in_force(TERMS, day)
    told = refused.value.detail.render("nl", refused.value.facts)
    assert "ALP-2026-01" in told and "2026-01-01" in told and "2029-12-31" in told and str(day) in told


@pytest.mark.rule("R-X06")
def test_only_members_can_be_asked() -> None:
    """A provider outside the consortium is refused, and the members are named."""
    check_member(TERMS, ONE)
    with pytest.raises(NotAMember) as refused:
        check_member(TERMS, OTHER)
    assert refused.value.errors[0].location == "#/provider"
    assert ONE in refused.value.mend.render("nl", refused.value.facts)


@pytest.mark.rule("R-C30")
def test_a_budget_is_fixed_when_it_does_not_move_with_care() -> None:
    """A lump sum and population funding are; production and a bonus are not; nothing told is nothing fixed."""
    for form, fixed in (
        (FundingForm.LUMP_SUM, True),
        (FundingForm.POPULATION_AREA, True),
        (FundingForm.AVAILABILITY, True),
        (FundingForm.PRODUCTION, False),
        (FundingForm.PLACES_BONUS, False),
    ):
        assert replace(TERMS, funding_forms=[form]).fixed_budget is fixed
    assert not TERMS.fixed_budget
