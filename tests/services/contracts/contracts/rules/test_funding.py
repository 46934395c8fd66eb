"""What the reward comes to, and what the legal form allows (R-S01, R-S07, R-C09)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts import rules
from shared.values import Money, render
from shared.values.terms import ContractState, LegalForm
from tests.services.contracts.examples import AROUND, CONSORTIUM, LUMP_SUM, active, draft, signed, terms


@pytest.mark.rule("R-C09")
def test_a_subsidy_with_five_percent_retention_is_refused_when_drafted_changed_and_activated() -> None:
    """Utrecht: a subsidy with 5 % held back on results is refused wherever it would come in (I-01, G-19)."""
    with pytest.raises(rules.SubsidyConsequence) as refused:
        draft(legal_form=LegalForm.SUBSIDY)
    assert refused.value.errors[0].location == "#/fundingAgreements/0/form"
    with pytest.raises(rules.SubsidyConsequence):
        rules.redraft(draft(), {"legal_form": LegalForm.SUBSIDY}, AROUND)
    with pytest.raises(rules.SubsidyConsequence):
        rules.activate(replace(signed(), legal_form=LegalForm.SUBSIDY), CONSORTIUM, [])


@pytest.mark.rule("R-C09")
@pytest.mark.rule("R-S07")
def test_a_subsidy_that_pays_everything_in_instalments_is_possible() -> None:
    """What stays possible: 100 % in instalments, with agreements that carry no money."""
    whole = replace(LUMP_SUM, form="lumpSum", advance_basis_points=None)
    contract = active(legal_form=LegalForm.SUBSIDY, funding_agreements=[whole])
    assert contract.state is ContractState.ACTIVE
    assert [one.retention_cents for one in rules.yearly_funding(contract)] == [0]


@pytest.mark.rule("R-S01")
def test_seven_million_is_six_point_sixty_five_in_instalments_and_three_fifty_retained() -> None:
    """The 95/5 of Alphen, explained step by step."""
    (funding,) = rules.yearly_funding(active())
    assert (funding.advance_cents, funding.retention_cents) == (665_000_000, 35_000_000)
    steps = [step for step in rules.explain(terms()).steps if step.rule == "R-S01"]
    assert [render(step, "nl") for step in steps] == [
        "Afspraak 1 (lumpSumRetention) komt in een heel jaar op € 7.000.000,00.",
        "Van het jaarbedrag € 7.000.000,00 wordt 95 % in 12 termijnen betaald: € 6.650.000,00.",
        "Wat overblijft wordt ingehouden tot de afspraken zijn gehaald: € 350.000,00.",
    ]


@pytest.mark.rule("R-S01")
@given(st.integers(0, 10**15), st.integers(0, 10_000))
def test_advance_and_retention_are_always_the_whole_amount(annual: int, advance: int) -> None:
    """No cent is lost between what is paid and what is kept."""
    parts = rules.split(replace(LUMP_SUM, advance_basis_points=advance), Money(annual))
    assert sum(part.cents for part in parts) == annual
    assert all(part.cents >= 0 for part in parts)
