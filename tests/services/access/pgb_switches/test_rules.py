"""How many switches there are, and which may be shown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.pgb_switches.rules import Counted, quarter_days, switch_counts
from shared.values import new_id

CONTRACT = new_id()


@pytest.mark.rule("R-A41")
def test_thirty_of_fifteen_hundred_is_two_percent() -> None:
    """The row's own example."""
    counts = switch_counts(CONTRACT, "2026-Q1", Counted(1_500, 42, 30), limit=10)
    assert (counts.clients, counts.requested, counts.switched, counts.share_basis_points) == (
        1_500,
        42,
        30,
        200,
    )
    assert not counts.suppressed


@pytest.mark.rule("F-08")
@settings(max_examples=50)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_small_number_is_shown_or_can_be_subtracted(stay: int, switched: int, requested: int) -> None:
    """Below ten there is nothing, nor beside it what would give it back; for a sibling there is all."""
    clients = stay + switched
    requested = min(requested, clients)
    shown = switch_counts(CONTRACT, "2026-Q1", Counted(clients, requested, switched), limit=10)
    for figure in (shown.clients, shown.requested, shown.switched):
        assert figure is None or figure >= 10
    if shown.clients is not None and shown.switched is not None:
        assert stay >= 10
    if shown.clients is not None and shown.requested is not None:
        assert clients - requested >= 10 or requested == clients
    whole = switch_counts(CONTRACT, "2026-Q1", Counted(clients, requested, switched), limit=0)
    assert (whole.clients, whole.requested, whole.switched) == (clients, requested, switched)


def test_a_quarter_has_its_days() -> None:
    """The first and the last one."""
    assert quarter_days("2026-Q2") == (date(2026, 4, 1), date(2026, 6, 30))
