"""Which parties fit which form of sharing, and shares that are always the whole (N-36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.shared_savings_agreements.rules import (
    SavingsParty,
    SharedSavingsAgreement,
    SharedSavingsRefused,
    agree,
)
from shared.values import new_id
from shared.values.agreements import BaselineMethod, SharingForm
from shared.values.steering import SavingsRole

M, P, INSURER, OFFICE = (
    SavingsRole.MUNICIPALITY,
    SavingsRole.PROVIDER,
    SavingsRole.INSURER,
    SavingsRole.CARE_OFFICE,
)
FITS = {
    SharingForm.MUNICIPALITY_PROVIDERS: ([M, P], [M, P, P]),
    SharingForm.AMONG_PROVIDERS: ([P, P],),
    SharingForm.AMONG_PURCHASERS: ([M, INSURER], [M, OFFICE], [M, M, INSURER]),
}


def agreement(form: SharingForm, roles: list[SavingsRole], shares: list[int]) -> SharedSavingsAgreement:
    """An agreement among parties in these roles with these shares; the first pays."""
    parties = [
        SavingsParty(oin=f"{9900000000000000 + number:020}", role=role, share_basis_points=share)
        for number, (role, share) in enumerate(zip(roles, shares, strict=True))
    ]
    return SharedSavingsAgreement(
        id=new_id(), version=1, owner=parties[0].oin, external_reference=None, parties=[], name="Samen",
        contract_id=None, form=form, valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31),
        baseline_method=BaselineMethod.FIXED, baseline_cents=1, baseline_year=2025, trend_basis_points=0,
        minimum_savings_basis_points=0, shares_losses=False, quality_gate=True, parties_sharing=parties,
        payer=parties[0].oin, terms=None,
    )  # fmt: skip


def even(count: int) -> list[int]:
    """Shares that are the whole."""
    return [10_000 // count] * (count - 1) + [10_000 - 10_000 // count * (count - 1)]


@pytest.mark.parametrize("form", SharingForm)
@pytest.mark.parametrize("roles", [roles for known in FITS.values() for roles in known])
def test_each_form_has_its_own_parties(form: SharingForm, roles: list[SavingsRole]) -> None:
    """Municipality with providers; providers among each other; purchasers among each other, and nothing else."""
    asked = agreement(form, roles, even(len(roles)))
    if roles in FITS[form]:
        made, why = agree(asked)
        assert made.parties == sorted(one.oin for one in asked.parties_sharing[1:])
        assert len(why.steps) == 1 + len(roles)
    else:
        with pytest.raises(SharedSavingsRefused) as met:
            agree(asked)
        assert [one.code for one in met.value.errors] == ["roles-unfit"]


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6))
def test_shares_that_are_not_the_whole_are_never_agreed(shares: list[int]) -> None:
    """Whatever the shares: they are agreed exactly when they add up."""
    asked = agreement(SharingForm.AMONG_PROVIDERS, [P] * len(shares), shares)
    if sum(shares) == 10_000:
        assert sum(step.result for step in agree(asked)[1].steps[1:]) == 10_000  # type: ignore[misc]
    else:
        with pytest.raises(SharedSavingsRefused):
            agree(asked)


def test_a_payer_is_a_party_and_a_trend_needs_its_method() -> None:
    """A stranger pays nothing out; a fixed baseline has no trend; a baseline lies before the period."""
    asked = agreement(SharingForm.AMONG_PROVIDERS, [P, P], [5_000, 5_000])
    with pytest.raises(SharedSavingsRefused) as met:
        agree(replace(asked, payer="x", trend_basis_points=1, baseline_year=2027))
    assert [one.code for one in met.value.errors] == ["payer-no-party", "trend-unused", "baseline-later"]
    agree(replace(asked, trend_basis_points=1, baseline_method=BaselineMethod.TREND))
