"""What social return comes to: the share of the sum over the term, year by year, exact to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import Contract, FundingAgreement, YearlyFunding
from services.contracts.contracts.rules.conditions import Conditions, SocialReturn
from services.contracts.social_returns import rules
from services.contracts.social_returns.rules import FundedSlice, Realised
from shared.values import render
from shared.values.agreements import FundingForm
from shared.values.arrangements import SocialReturnBase
from tests.services.contracts import examples


def asking(
    basis_points: int = 500, *, base: SocialReturnBase = SocialReturnBase.CONTRACT_SUM, months: int = 12
) -> Contract:
    """A contract from 1 January 2026 that asks a share."""
    conditions = Conditions(social_return=SocialReturn(basis_points=basis_points, base=base))
    return examples.active(conditions=conditions, base_term_months=months, extension_options=[])


def paying(cents: int, since: date = date(2026, 1, 1), until: date | None = None) -> FundedSlice:
    """Days on which a lump sum of so many cents a year holds."""
    funding = FundingAgreement(
        number=1, form=FundingForm.LUMP_SUM.value, annual_amount_cents=cents, instalment_count=12
    )
    yearly = YearlyFunding(
        number=1, form=FundingForm.LUMP_SUM, annual_amount_cents=cents, advance_basis_points=10_000,
        advance_cents=cents, retention_cents=0, instalment_count=12, instalment_day=1,
    )  # fmt: skip
    return FundedSlice(
        valid_from=since, valid_until=until, funding_agreements=[funding], yearly_funding=[yearly]
    )


@pytest.mark.rule("R-C31")
def test_600000_at_5_percent_is_30000_and_24000_leaves_6000() -> None:
    """The worked example of the rule, with its derivation in English."""
    told = Realised(by_year={2026: 2_400_000}, count=2)
    found, why = rules.statement(asking(), [paying(60_000_000)], {}, told)
    assert (found.required_cents, found.realised_cents, found.gap_cents) == (3_000_000, 2_400_000, 600_000)
    assert (
        render(why.steps[-3], "en") == "Required is 5 % of it: € 600,000.00 × 5 % = € 30,000.00."
        and render(why.steps[-1], "en") == "The gap is € 30,000.00 − € 24,000.00 = € 6,000.00."
    )


@pytest.mark.rule("R-C31")
def test_what_is_more_than_required_is_a_surplus_and_no_gap() -> None:
    """32,000 of 30,000: nothing is missing, 2,000 is left over."""
    told = Realised(by_year={2026: 3_200_000}, count=1, awaiting_cents=100)
    found, _ = rules.statement(asking(), [paying(60_000_000)], {}, told)
    assert (found.gap_cents, found.surplus_cents, found.awaiting_cents) == (0, 200_000, 100)


@pytest.mark.rule("R-C31")
def test_the_contract_sum_is_that_of_the_whole_term() -> None:
    """G-13: of four years of 600,000 social return is 120,000, a quarter of it each year."""
    found, _ = rules.statement(asking(months=48), [paying(60_000_000)], {}, Realised())
    assert (found.base_cents, found.required_cents) == (240_000_000, 12_000_000)
    assert [(one.year, one.required_cents) for one in found.years] == [
        (2026, 3_000_000),
        (2027, 3_000_000),
        (2028, 3_000_000),
        (2029, 3_000_000),
    ]


@pytest.mark.rule("R-S05")
def test_a_new_annual_amount_holds_for_the_whole_year_and_those_before_stay() -> None:
    """600,000 in 2026; 650,000 by an amendment from July 2027 is that of all of 2027, as settlement pays it."""
    slices = [paying(60_000_000, until=date(2027, 6, 30)), paying(65_000_000, since=date(2027, 7, 1))]
    found, _ = rules.statement(asking(months=24), slices, {}, Realised())
    assert [one.base_cents for one in found.years] == [60_000_000, 65_000_000]


@pytest.mark.rule("R-S06")
def test_a_part_of_a_year_counts_by_months_or_by_days() -> None:
    """Six months of 2026 are half of it; a contract that ends on 10 January 2027 takes 10 of 365 days of that year."""
    half, _ = rules.statement(asking(months=6), [paying(60_000_000)], {}, Realised())
    assert half.base_cents == 30_000_000
    cut = replace(asking(months=24), end_date=date(2027, 1, 10))
    found, why = rules.statement(cut, [paying(36_500_000)], {}, Realised())
    assert [one.base_cents for one in found.years] == [36_500_000, 1_000_000]
    assert "10 van de 365 dagen" in render(why.steps[1], "nl")


@pytest.mark.rule("R-C31")
def test_an_agreement_counts_in_its_own_days_and_what_performance_pays_is_stated() -> None:
    """A lump sum in 2026 and production from 2027: 2027 is not known until it is stated, and then counts."""
    first = replace(paying(60_000_000).funding_agreements[0], valid_until=date(2026, 12, 31))
    production = FundingAgreement(number=2, form=FundingForm.PRODUCTION.value, valid_from=date(2027, 1, 1))
    slices = [replace(paying(60_000_000), funding_agreements=[first, production])]
    contract = asking(months=24)
    unknown, _ = rules.statement(contract, slices, {}, Realised())
    assert [(one.known, one.base_cents) for one in unknown.years] == [(True, 60_000_000), (False, 0)]
    assert not unknown.complete
    stated, _ = rules.statement(contract, slices, {2027: 50_000_000}, Realised())
    assert stated.complete and stated.required_cents == 5_500_000
    rules.check_sum(contract, slices, 2027)
    with pytest.raises(rules.SocialReturnSumRefused) as refused:
        rules.check_sum(contract, slices, 2026)
    assert refused.value.errors[0].code == "said-by-contract"


@pytest.mark.rule("R-C31")
def test_a_term_that_is_not_agreed_has_no_years_and_is_not_complete() -> None:
    """A draft without a start: nothing is required yet, and the statement says that it does not know."""
    contract = replace(asking(), start_date=None, end_date=None)
    found, _ = rules.statement(contract, [], {}, Realised())
    assert (found.years, found.complete, found.required_cents) == ([], False, 0)


@pytest.mark.rule("R-C31")
def test_without_the_condition_nothing_is_required() -> None:
    """Neither without conditions nor with others; the derivation says why, and no sum can be stated."""
    for conditions in (None, Conditions(cooperation_duty=True)):
        contract = examples.active(conditions=conditions)
        found, why = rules.statement(contract, [paying(60_000_000)], {}, Realised())
        assert (found.agreed, found.base, found.required_cents, found.complete) == (False, None, 0, True)
        assert "asks no social return" in render(why.steps[0], "en")
        with pytest.raises(rules.SocialReturnSumRefused):
            rules.check_sum(contract, [], 2026)


@pytest.mark.rule("R-C31")
def test_an_effort_of_a_year_that_a_termination_cut_off_counts_in_the_last_one_left() -> None:
    """Terminated at the end of 2026: what was recognised in 2027 still counts, and the years add up."""
    cut = replace(asking(months=24), end_date=date(2026, 12, 31))
    found, _ = rules.statement(cut, [paying(60_000_000)], {}, Realised(by_year={2026: 5, 2027: 7}, count=2))
    assert [one.realised_cents for one in found.years] == [12] and found.realised_cents == 12


@pytest.mark.rule("R-C31")
@given(
    cents=st.integers(min_value=0, max_value=10**12),
    share=st.integers(min_value=0, max_value=10_000),
    months=st.integers(min_value=1, max_value=120),
    realised=st.dictionaries(st.integers(2020, 2040), st.integers(0, 10**10), max_size=6),
)
def test_the_years_add_up_to_the_whole(cents: int, share: int, months: int, realised: dict[int, int]) -> None:
    """Required, sum and realised of the years are exactly the totals; gap and surplus are what lies between, one of them nil."""
    told = Realised(by_year=realised, count=len(realised))
    found, _ = rules.statement(asking(share, months=months), [paying(cents)], {}, told)
    assert sum(one.required_cents for one in found.years) == found.required_cents
    assert sum(one.base_cents for one in found.years) == found.base_cents
    assert sum(one.realised_cents for one in found.years) == found.realised_cents == sum(realised.values())
    assert all(one.required_cents >= 0 for one in found.years)
    assert found.required_cents - found.realised_cents == found.gap_cents - found.surplus_cents
    assert min(found.gap_cents, found.surplus_cents) == 0
    assert abs(found.required_cents * 10_000 - found.base_cents * share) <= 5_000


def test_whoever_is_no_party_tells_nothing() -> None:
    """The purchaser, the provider that is paid and the members are parties; the auditor is none."""
    contract = asking()
    assert rules.party_of(contract, (examples.OWNER,)) == examples.OWNER
    assert rules.party_of(contract, (examples.LEAD,)) == examples.LEAD
    for organisations in ((examples.AUDITOR,), ()):
        with pytest.raises(rules.NotAPartyToTheContract):
            rules.party_of(contract, organisations)


def test_a_statement_names_the_contract_in_its_version() -> None:
    """So that a reader knows of which terms it speaks."""
    contract = asking()
    found, _ = rules.statement(contract, [], {}, Realised())
    assert (found.contract_id, found.contract_version, found.number) == (
        contract.id,
        contract.version,
        contract.number,
    )
