"""How a mandate ends (R-A03)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.mandates.rules import Mandate, WithdrawalRefused, withdraw
from shared.values import render
from shared.values.terms import Law

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def mandate(valid_from: date = date(2026, 1, 1), valid_until: date | None = date(2026, 12, 31)) -> Mandate:
    """A consultant's mandate for the Wmo."""
    return Mandate(
        id=UUID("018f0000-0000-7000-8000-000000000001"),
        version=1,
        owner="00000099000000000484",
        external_reference=None,
        parties=[],
        holder="k.consulent",
        role="consultant",
        law=Law.WMO_2015,
        valid_from=valid_from,
        valid_until=valid_until,
    )


@pytest.mark.rule("R-A03")
def test_a_withdrawal_brings_the_last_day_forward() -> None:
    """A mandate up to 31-12 that is withdrawn on 1-6 holds until the day that is named."""
    withdrawn, why = withdraw(mandate(), date(2026, 6, 30), date(2026, 6, 1))
    assert (withdrawn.valid_until, withdrawn.version) == (date(2026, 6, 30), 2)
    assert render(why.steps[0], "nl") == (
        "Het mandaat gold tot en met 31 december 2026; de laatste dag is nu 30 juni 2026."
    )


@pytest.mark.rule("R-A03")
@pytest.mark.parametrize(
    ("until", "today"),
    [
        (date(2026, 5, 31), date(2026, 6, 1)),
        (date(2027, 1, 1), date(2026, 6, 1)),
        (date(2025, 12, 31), date(2025, 12, 1)),
    ],
    ids=["in-the-past", "later-than-agreed", "before-the-start"],
)
def test_a_day_outside_the_mandate_or_in_the_past_is_refused(until: date, today: date) -> None:
    """Decisions that were taken keep their mandate; longer than agreed is a new mandate."""
    with pytest.raises(WithdrawalRefused):
        withdraw(mandate(), until, today)


@pytest.mark.rule("R-A03")
@given(DAYS, DAYS, st.none() | DAYS, DAYS)
def test_a_withdrawal_never_lengthens_a_mandate_nor_takes_back_a_day(
    until: date, today: date, end: date | None, start: date
) -> None:
    """Whatever is asked, the last day lies between today or the start, and the last day that was agreed."""
    if end is not None and end < start:
        end = start + timedelta(days=30)
    try:
        withdrawn, _ = withdraw(mandate(start, end), until, today)
    except WithdrawalRefused:
        assert until < max(today, start) or (end is not None and until > end)
    else:
        assert withdrawn.valid_until is not None
        assert max(today, start) <= withdrawn.valid_until <= (end or date.max)
