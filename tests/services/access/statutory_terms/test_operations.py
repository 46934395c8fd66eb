"""What a day does to terms by itself, once."""

from datetime import date
from typing import Any

import pytest

from shared.values.access_policies import TermState


@pytest.mark.rule("R-A55")
async def test_a_term_that_passes_is_marked_late_once(agreed: Any) -> None:
    """On its last day nothing, the day after it is late, and working twice tells it once; acute care was never held up by it."""
    request = await agreed.report(contact_on=date(2026, 4, 20), acute=True)
    client = agreed.client()
    await agreed.on(date(2026, 6, 1))
    await agreed.work()
    (term,) = await client.list_statutory_terms(requestId=str(request.id), kind="inquiry")
    assert (term.state, term.due_on) == (TermState.RUNNING, date(2026, 6, 1))
    await agreed.on(date(2026, 6, 2))
    for _ in range(2):
        await agreed.work()
    (late,) = await client.list_statutory_terms(requestId=str(request.id), kind="inquiry")
    assert (late.state, late.late_on, late.version) == (TermState.LATE, date(2026, 6, 2), term.version + 1)
    told = [one for one in await agreed.facts("statutory-term-late") if one.subject == str(term.id)]
    assert len(told) == 1
