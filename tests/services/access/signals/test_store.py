"""What was found is told once while a signal is open, in one statement however much it is."""

from datetime import date

import pytest

from services.access.signals import store
from services.access.signals.rules import Found
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from tests.services.access.conftest import Agreed
from tests.services.outcomes.conftest import counted

DAY = date(2026, 4, 20)


def _found(subject: str, kind: SignalKind = SignalKind.REFERRAL_RATE) -> Found:
    return Found(
        kind, "R-A39", SignalSubject.TEAM, subject, SignalSeverity.WARNING, facts={"rate": "4.2", "teams": 3}
    )


async def test_what_an_open_signal_tells_is_not_told_again(
    agreed: Agreed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three things in one statement; the same again raises nothing, something new beside them does."""
    owner = agreed.tenant.owner
    first = [_found("team-a"), _found("team-b"), _found("team-a", SignalKind.DEMAND_RISING)]
    async with agreed.connection() as connection:
        with counted(monkeypatch) as statements:
            made = await store.raise_signals(connection, owner, first, DAY)
        assert (len(made), len(statements)) == (3, 1)
        assert await store.raise_signals(connection, owner, [*first, _found("team-c")], DAY) != []
        assert await store.raise_signals(connection, owner, [], DAY) == []
    async with agreed.connection() as connection:
        assert await store.count_open(connection) == [
            ("demandRising", "warning", 1),
            ("referralRate", "warning", 3),
        ]
        [kept] = await store.REGISTER.list_by(connection, "subject", ["team-b"])
    assert (kept.facts, kept.found_on, kept.rule) == ({"rate": "4.2", "teams": 3}, DAY, "R-A39")
