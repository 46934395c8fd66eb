"""Who is in care on which days, and what of the counts who may see (R-X12, F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.clients_in_care.rules import (
    Care,
    CarePeriodReversed,
    ClientsInCare,
    Counted,
    clients_in_care,
    days_counted,
    is_in_care,
)
from shared.values import new_id
from shared.values.terms import ProvisionType

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
GENERAL, TAILOR_MADE = ProvisionType.GENERAL, ProvisionType.TAILOR_MADE
COUNTS = st.lists(
    st.tuples(st.sampled_from(ProvisionType), st.integers(1, 40), st.integers(0, 40)), max_size=8
)


def counted(clients: Sequence[tuple[ProvisionType, int, int]]) -> list[Counted]:
    """So many clients of each kind, each of a product of its own, of whom so many began."""
    return [
        Counted(
            contract_id=new_id(), provision_type=kind, product_category="02", product_code=f"02A{number:02}",
            clients=count, started=min(count, started),
        )
        for number, (kind, count, started) in enumerate(clients)
    ]  # fmt: skip


def shown(clients: Sequence[tuple[ProvisionType, int, int]], limit: int) -> ClientsInCare:
    """The counts as somebody sees them below whose limit they are left out."""
    return clients_in_care(new_id(), "ALP-2026-01", None, (FIRST, LAST), counted(clients), limit=limit)


@pytest.mark.rule("R-X12")
@given(DAYS, DAYS, st.none() | DAYS, st.booleans(), DAYS)
def test_care_counts_on_its_first_and_last_day_and_every_day_between(
    a: date, b: date, end: date | None, lapsed: bool, start: date
) -> None:
    """In a period exactly when it is so on one of its days; what lapsed never counts."""
    end = None if end is None else max(start, end)
    care = Care(
        id=new_id(), version=1, owner="0" * 20, contract_id=new_id(), provider="0" * 20, provision_type=TAILOR_MADE,
        start_date=start, end_date=end, lapsed=lapsed,
    )  # fmt: skip
    first, last = min(a, b), max(a, b)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert is_in_care(care, first, last) is any(is_in_care(care, day, day) for day in days)
    assert is_in_care(care, start, start) is not lapsed
    assert not is_in_care(care, start - timedelta(days=1), start - timedelta(days=1))
    if end is not None:
        assert not is_in_care(care, end + timedelta(days=1), end + timedelta(days=1))


@pytest.mark.rule("R-X12")
@given(COUNTS)
def test_who_sees_single_cases_sees_every_count(clients: list[tuple[ProvisionType, int, int]]) -> None:
    """The total is the sum of the counts, and substitution the general share of what began."""
    found = shown(clients, 0)
    assert (
        found.clients
        == sum(one.clients or 0 for one in found.counts)
        == sum(count for _, count, _ in clients)
    )
    began = {kind: sum(min(n, s) for k, n, s in clients if k is kind) for kind in ProvisionType}
    assert (found.started_general, found.started_tailor_made) == (began[GENERAL], began[TAILOR_MADE])
    total = sum(began.values())
    assert found.general_share_basis_points == (began[GENERAL] * 10_000 // total if total else None)
    assert not found.suppressed


@pytest.mark.rule("R-X12")
@given(COUNTS)
def test_no_small_number_is_told_or_can_be_reckoned(clients: list[tuple[ProvisionType, int, int]]) -> None:
    """Nothing shown is below 10, one count left out is never the total less the rest, and what began hides with what is hidden."""
    found = shown(clients, 10)
    told = [
        found.clients,
        found.started_general,
        found.started_tailor_made,
        *(one.clients for one in found.counts),
    ]
    assert all(one is None or one >= 10 for one in told)
    hidden = [one for one in found.counts if one.clients is None]
    if found.clients is not None and hidden:
        assert len(hidden) > 1 or len(found.counts) == 1
        assert (found.started_general, found.started_tailor_made) == (None, None)
    assert found.suppressed is (None in told)


@pytest.mark.rule("R-X12")
def test_who_may_not_see_single_cases_counts_whole_quarters() -> None:
    """A day, for who is entitled; the quarter around it for who is not; a period that runs back is refused."""
    assert days_counted(date(2026, 5, 4), None, entitled=True) == (date(2026, 5, 4), date(2026, 5, 4))
    assert days_counted(date(2026, 5, 4), date(2026, 5, 6), entitled=True) == (
        date(2026, 5, 4),
        date(2026, 5, 6),
    )
    for last in (None, date(2026, 12, 31)):
        assert days_counted(date(2026, 5, 4), last, entitled=False) == (date(2026, 4, 1), date(2026, 6, 30))
    with pytest.raises(CarePeriodReversed):
        days_counted(date(2026, 5, 4), date(2026, 5, 3), entitled=True)
