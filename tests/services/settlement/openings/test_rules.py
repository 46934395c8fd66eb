"""The entries of an opening, and of its reversal."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.openings.rules import AlreadyReversed, Opening, OpeningLine, entries, reverse
from shared.values import new_id

LINE = OpeningLine(new_id(), 1, new_id(), new_id(), "C-1", 2026, 100, 5, [new_id()], [])
OPENED = Opening(
    new_id(), 1, "00000099000000000484", "b", date(2026, 3, 1), 100, 1, "0" * 64, None, [LINE]
)  # fmt: skip


@pytest.mark.rule("F-39")
def test_a_reversal_posts_the_same_the_other_way() -> None:
    """1.00 paid before: payable 1.00 debit from the opening balance; reversed on 5-3, 1.00 credit again, and only once."""
    (made,) = entries(OPENED)
    assert (made.cause, made.event_on, made.subject_id) == ("opening", date(2026, 3, 1), LINE.id)
    assert [(one.account, one.amount_cents) for one in made.lines] == [("payable", 100), ("opening", -100)]
    taken = reverse(OPENED, date(2026, 3, 5))
    (back,) = entries(taken)
    assert (back.cause, back.event_on) == ("correction", date(2026, 3, 5))
    assert [(one.account, one.amount_cents) for one in back.lines] == [("payable", -100), ("opening", 100)]
    with pytest.raises(AlreadyReversed):
        reverse(taken, date(2026, 3, 6))
