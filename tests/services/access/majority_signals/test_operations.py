"""The service looks at an age once, notes that it did, and tells of help that is beyond its limit at once."""

from typing import Any

import pytest

from shared.values.legal_frames import MajorityState
from shared.values.terms import Law
from tests.services.access.legal_checks.known import catalogued, youth
from tests.support.persons import processed


@pytest.mark.rule("R-A16")
@pytest.mark.rule("E-73")
@pytest.mark.rule("F-02")
async def test_help_beyond_the_limit_is_told_at_once_and_the_look_is_noted(agreed: Any) -> None:
    """Acute help to a person of 19, never held up: a serious signal the same day, one look at the day of birth."""
    request = await youth(agreed, "2007-01-15")
    await catalogued(agreed, code="45A01", category="45")
    client = agreed.client()
    await client.take_decision(
        request.id,
        agreed.new_decision(law=Law.JEUGDWET, product_category="45", product_code="45A01", acute=True),
    )
    for _ in range(3):
        await agreed.work()
    (raised,) = await client.list_majority_signals()
    assert (raised.state, raised.raised_on) == (MajorityState.RAISED, agreed.tenant.today)
    (signal,) = [one for one in await client.list_signals() if one.kind == "youthCarePastAge"]
    assert signal.severity == "serious"
    lines = [line[1] for line in await processed(agreed.tenant, agreed.tenant.house)]
    assert lines.count("access.majority_signals.majority-watched") == 1
    assert lines.count("access.majority_signals.majority-signal-raised") == 1
