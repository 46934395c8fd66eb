"""What each reason may change, and when: scope, a changed grant, a compensated shortfall, the term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.amendments import rules
from services.contracts.amendments.rules import (
    AgreementChange,
    Amendable,
    AreaAmount,
    Compensation,
    Funded,
    GrantChange,
    Norm,
    Proposal,
    Reward,
    ScopeItem,
)
from shared.values import render
from shared.values.terms import AmendmentReason, NormOperator
from tests.services.contracts.amendments.test_rules import CHECK, CONTRACT, codes, proposal

M = 100_000_000
EMMEN = [2 * M, 175_000_000, 150_000_000, 125_000_000, 2 * M, 150_000_000]
AREAS = [AreaAmount(f"WK0114{number:02}", cents) for number, cents in enumerate(EMMEN, 1)]
BY_AREA = replace(
    CONTRACT,
    fixed_sum=None,
    funding_agreements=[Funded(1, None, AREAS, True)],
    scope=[ScopeItem(name="Huishoudelijke hulp")],
)
TARGETS = [Norm(1, "20", "0", "100", None, NormOperator.MAX), Norm(2, "60", "0", "100")]


def grant(**changes: Any) -> Proposal:
    """The grant loses ten per cent from 2027 on."""
    told: dict[str, Any] = {
        "reason": AmendmentReason.GRANT_CHANGE,
        "annual_amount_cents": None,
        "effective_on": date(2027, 1, 1),
        "grant_change": GrantChange(10_000_000_00, 9_000_000_00),
    }
    return proposal(**{**told, **changes})


def compensation(**changes: Any) -> Proposal:
    """The shortfall on relapse in 2026 is made good by participation, 60 → 65 %."""
    told: dict[str, Any] = {
        "reason": AmendmentReason.KPI_COMPENSATION,
        "annual_amount_cents": None,
        "effective_on": date(2026, 10, 1),
        "agreement_changes": [AgreementChange(2, "65")],
        "compensation": Compensation(missed_number=1, compensating_number=2, year=2026),
    }
    return proposal(**{**told, **changes})


def decided(contract: Amendable, asked: Proposal, today: date = CHECK) -> rules.Amendment:
    """An amendment as it is decided."""
    return rules.decide(contract, asked, 1, None, today)[0]


@pytest.mark.rule("R-C15")
def test_a_grant_that_loses_ten_per_cent_passes_through_in_full() -> None:
    """2.0/1.75/1.5/1.25/2.0/1.5 m become 1.80/1.575/1.35/1.125/1.80/1.35 m, with every step told."""
    amendment, why = rules.decide(BY_AREA, grant(), 1, None, CHECK)
    assert [one.annual_amount_cents for one in amendment.area_amounts] == [
        180_000_000, 157_500_000, 135_000_000, 112_500_000, 180_000_000, 135_000_000,
    ]  # fmt: skip
    assert render(why.steps[0], "nl") == (
        "De rijksbijdrage gaat van € 10.000.000,00 naar € 9.000.000,00; alle gebieden samen gaan van"
        " € 10.000.000,00 naar € 9.000.000,00."
    )
    assert rules.proposal_of(amendment) == grant()


@pytest.mark.rule("R-C15")
@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any),
    st.integers(1, 10**11),
    st.integers(0, 10**11),
)
def test_what_passes_through_adds_up_to_the_cent(budgets: list[int], old: int, new: int) -> None:
    """Any grant change: the areas together are the old sum × new ÷ old, rounded once, and none is below nil."""
    areas = [AreaAmount(f"A{number}", cents) for number, cents in enumerate(budgets)]
    after = rules.passed_through(areas, old, new)
    total = sum(one.annual_amount_cents for one in after)
    assert abs(total * old - sum(budgets) * new) * 2 <= old
    assert [one.area_code for one in after] == [one.area_code for one in areas]
    assert all(one.annual_amount_cents >= 0 for one in after)


@pytest.mark.rule("R-C15")
def test_a_changed_grant_works_from_a_next_budget_year_where_the_contract_lets_it() -> None:
    """Within the year, in the past, and where the contract says otherwise: refused (G-16)."""
    otherwise = replace(BY_AREA, funding_agreements=[Funded(1, None, AREAS, False)])
    for contract, asked, code in (
        (BY_AREA, grant(effective_on=date(2027, 7, 1)), "not-a-next-budget-year"),
        (BY_AREA, grant(effective_on=date(2026, 1, 1)), "not-a-next-budget-year"),
        (otherwise, grant(), "not-passed-through"),
        (CONTRACT, grant(), "funding-unclear"),
        (BY_AREA, grant(grant_change=None), "missing-for-reason"),
    ):
        with pytest.raises(rules.AmendmentRefused) as refused:
            decided(contract, asked)
        assert codes(refused) == [code]


@pytest.mark.rule("R-C52")
def test_a_shortfall_is_made_good_by_a_higher_target_before_the_year_is_over() -> None:
    """Relapse below, participation 60 → 65 %: linked for 2026; told with both agreements."""
    contract = replace(CONTRACT, agreements=TARGETS)
    amendment, why = rules.decide(contract, compensation(), 1, None, date(2026, 9, 1))
    assert rules.change_of(amendment).compensation is not None
    assert render(why.steps[-1], "nl") == (
        "Het tekort op afspraak 1 in 2026 wordt opgevangen: afspraak 2 gaat van norm 60 naar 65."
    )


@pytest.mark.rule("R-C52")
def test_a_compensation_needs_two_agreements_a_stricter_norm_and_its_year() -> None:
    """Itself, unknown, not raised, lowered where lower is looser, and after the year: refused, each at its place."""
    contract = replace(CONTRACT, agreements=TARGETS)
    link = compensation().compensation
    assert link is not None
    for asked, today, expected in (
        (compensation(compensation=replace(link, missed_number=2)), CHECK, ["compensates-itself"]),
        (compensation(compensation=replace(link, missed_number=7)), CHECK, ["agreement-unknown"]),
        (compensation(agreement_changes=[AgreementChange(2, "55")]), CHECK, ["norm-not-raised"]),
        (compensation(agreement_changes=[AgreementChange(1, "10")]), CHECK, ["norm-not-raised"]),
        (compensation(), date(2027, 1, 2), ["year-over"]),
        (compensation(compensation=None), CHECK, ["missing-for-reason"]),
    ):
        with pytest.raises(rules.AmendmentRefused) as refused:
            decided(contract, asked, today)
        assert codes(refused) == expected
    swapped = replace(link, missed_number=2, compensating_number=1)
    stricter = compensation(agreement_changes=[AgreementChange(1, "15")], compensation=swapped)
    assert decided(contract, stricter).compensation == swapped


@pytest.mark.rule("R-C08")
def test_a_service_is_added_to_the_scope_from_a_date_with_its_budget() -> None:
    """Emmen: from 1 January 2027 Wmo support is added, and one area gets more; what is there already is refused."""
    wider: dict[str, Any] = {
        "reason": AmendmentReason.SCOPE,
        "annual_amount_cents": None,
        "effective_on": date(2027, 1, 1),
        "scope_additions": [ScopeItem(name="Wmo-begeleiding")],
        "area_amounts": [AreaAmount("WK011401", 220_000_000)],
    }
    amendment = decided(BY_AREA, proposal(**wider))
    change = rules.change_of(amendment)
    assert (change.areas, [one.name for one in change.scope_additions]) == (
        {"WK011401": 220_000_000},
        ["Wmo-begeleiding"],
    )
    for changes, code in (
        ({"scope_additions": [ScopeItem(name="Huishoudelijke hulp")]}, "scope-known"),
        ({"scope_removals": ["Vervoer"]}, "scope-unknown"),
        ({"scope_additions": []}, "without-scope"),
        ({"area_amounts": [AreaAmount("WK011499", 1)]}, "area-unknown"),
    ):
        with pytest.raises(rules.AmendmentRefused) as refused:
            decided(BY_AREA, proposal(**{**wider, **changes}))
        assert codes(refused) == [code]


@pytest.mark.rule("R-C07")
def test_a_reason_carries_its_own_changes_only() -> None:
    """A tightening that also changes the scope, the grant and the term: three points, each with its rule."""
    with pytest.raises(rules.AmendmentRefused) as refused:
        decided(
            BY_AREA,
            grant(
                reason=AmendmentReason.TIGHTENING,
                scope_additions=[ScopeItem(name="Vervoer")],
                extension_months=12,
            ),
        )
    assert [(one.location, one.rule) for one in refused.value.errors] == [
        ("#/scopeAdditions", "R-C08"),
        ("#/grantChange", "R-C15"),
        ("#/extensionMonths", "R-C08"),
    ]


@pytest.mark.rule("R-C07")
def test_of_several_fixed_amounts_the_amendment_names_which() -> None:
    """Two agreements with a fixed sum: refused without a number, and with one that is not there; the second may change."""
    two = replace(
        CONTRACT,
        fixed_sum=Reward(700_000_000),
        funding_agreements=[Funded(1, 700_000_000), Funded(2, 50_000_000)],
    )
    for number in (None, 3):
        with pytest.raises(rules.AmendmentRefused) as refused:
            decided(two, proposal(funding_number=number))
        assert codes(refused) == ["funding-unclear"]
    amendment, why = rules.decide(
        two, proposal(funding_number=2, annual_amount_cents=55_000_000), 1, None, CHECK
    )
    assert amendment.funding_number == 2
    assert render(why.steps[1], "nl").startswith("Het jaarbedrag gaat van € 500.000,00 naar € 550.000,00")
