"""The watch of a month: each pattern told once, and a month that was watched stays so."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewPolicy
from shared.values.signals import SignalKind, SignalSubject


@pytest.mark.rule("E-02", "N-139")
async def test_a_month_is_watched_once(agreed: Any) -> None:
    """In May the service looks at April: one signal with its figures, however often it works, and a fact of the watch."""
    client, owner = agreed.client(), agreed.tenant.owner
    await client.register_policy(NewPolicy(valid_from=agreed.tenant.today, trend_minimum_count=2))
    await agreed.report("inwoner-a", contact_on=date(2026, 3, 20))
    await agreed.work()
    (march,) = await agreed.facts("patterns-watched")
    assert (march.data["month"], march.data["signals"]) == ("2026-03-01", 0)
    for name in "bc":
        await agreed.report(f"inwoner-{name}")
    await agreed.work()
    assert len(await agreed.facts("patterns-watched")) == 1
    await agreed.on(date(2026, 5, 1))
    await agreed.work()
    (signal,) = await client.list_signals(kind=SignalKind.DEMAND_RISING)
    assert (signal.subject_kind, signal.subject, signal.found_on, signal.citizen_id) == (
        SignalSubject.MUNICIPALITY, owner, date(2026, 5, 1), None,
    )  # fmt: skip
    assert signal.facts == {
        "firstDay": "2026-04-01", "lastDay": "2026-04-30", "policyVersion": 1, "trendDeviationBasisPoints": 1_000,
        "requests": 2, "requestsBefore": 1,
    }  # fmt: skip
    await agreed.work()
    watches = await agreed.facts("patterns-watched")
    assert [one.data["month"] for one in watches] == ["2026-03-01", "2026-04-01"]
    assert watches[1].data["signals"] == 1
    # Closed by a person, it comes back with the next month that shows it, not by looking at this month again.
    await client.close_signal(signal.id, "Besproken.")
    await agreed.work()
    assert len(await client.list_signals(kind=SignalKind.DEMAND_RISING)) == 1


async def test_a_provider_has_no_months(agreed: Any) -> None:
    """Where nothing ever began nothing is watched."""
    await agreed.work()
    assert await agreed.facts("patterns-watched") == []
