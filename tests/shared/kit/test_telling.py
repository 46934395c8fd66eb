"""Many facts in one statement are the facts that one by one would have been, in their order."""

from datetime import date

import pytest

from services.access.signals import store
from services.access.signals.rules import Found
from shared.kit import telling
from shared.schemas import access as schemas
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from tests.services.access.conftest import Agreed, agreed
from tests.services.outcomes.conftest import counted

__all__ = ["agreed"]
DAY = date(2026, 4, 20)


async def test_facts_of_a_set_stand_in_the_feed_in_their_order(
    agreed: Agreed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three subjects, one statement, three facts whose data is that of each; of nothing there is no statement and no fact."""
    owner = agreed.tenant.owner
    found = [
        Found(
            SignalKind.DEMAND_RISING,
            "E-02",
            SignalSubject.TEAM,
            one,
            SignalSeverity.WARNING,
            facts={"rate": 4},
        )
        for one in ("team-a", "team-b", "team-c")
    ]
    ctx = agreed.tenant.house.services["access"].system_context(owner)
    async with ctx.begin() as connection:
        await store.raise_signals(connection, owner, found, DAY)
        subjects = await store.take_untold(connection, owner)
        with counted(monkeypatch) as statements:
            await telling.tell_all(ctx, connection, "signal-raised", schemas.Signal, subjects)
            await telling.tell_all(ctx, connection, "signal-raised", schemas.Signal, [])
        assert len(statements) == 1
    told = await agreed.facts("signal-raised")
    assert [one.data["subject"] for one in told] == ["team-a", "team-b", "team-c"]
    assert [(one.data["version"], one.data["facts"]) for one in told] == [(1, {"rate": 4})] * 3
    assert "closedBy" not in told[0].data
    rows = await agreed.logged()
    mine = [row for row in rows if row["what"] == "signal-raised"]
    assert {(row["status"], row["event_day"], tuple(row["parties"])) for row in mine} == {(201, DAY, ())}
    with pytest.raises(AssertionError, match="does not list"):
        async with ctx.begin() as connection:
            await telling.tell_all(ctx, connection, "never-told", schemas.Signal, subjects)
