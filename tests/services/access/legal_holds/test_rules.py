"""When a legal hold is placed and released (F-37)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.legal_holds import rules
from services.access.legal_holds.rules import LegalHold, LegalHoldEndsBefore, LegalHoldReleased
from shared.values import new_id

TODAY = date(2026, 4, 20)


def placed(**other: Any) -> LegalHold:
    """A hold of today."""
    given_ = {"ground": "beroep", "until": None, "external_reference": None, "by": "j.jansen", "today": TODAY}
    return rules.place("00000099000000000484", new_id(), **{**given_, **other})


@pytest.mark.rule("F-37")
@given(days=st.integers(-400, 400))
def test_the_last_day_is_today_or_later(days: int) -> None:
    """A hold that would have ended before it began is refused."""
    until = TODAY + timedelta(days=days)
    if days < 0:
        with pytest.raises(LegalHoldEndsBefore):
            placed(until=until)
    else:
        hold = placed(until=until)
        assert (hold.version, hold.placed_on, hold.placed_by, hold.until) == (1, TODAY, "j.jansen", until)


@pytest.mark.rule("F-37")
def test_a_hold_is_released_once() -> None:
    """With the day, the person and the reason; a second time is refused."""
    released = rules.release(placed(), reason="onherroepelijk", by="a.bakker", today=TODAY)
    assert (released.version, released.released_on, released.released_by, released.release_reason) == (
        2, TODAY, "a.bakker", "onherroepelijk",
    )  # fmt: skip
    with pytest.raises(LegalHoldReleased):
        rules.release(released, reason="nog eens", by="a.bakker", today=TODAY)
