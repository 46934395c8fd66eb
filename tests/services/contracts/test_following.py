"""Whom contracts follows, and that it needs nobody to start (R-X05)."""

from __future__ import annotations

import asyncio

import pytest

from services.contracts.app import FOLLOWS
from tests.support.house import House, make_app


def test_contracts_follows_outcomes_and_access(house: House) -> None:
    """Both feeds have a follower with the handlers that its page names, and a client that reads them."""
    service = house.services["contracts"]
    assert service.followers.keys() == {"outcomes", "access"} == service.clients.keys()
    for feed, handlers in FOLLOWS.items():
        assert service.followers[feed].handlers == handlers
    assert FOLLOWS["outcomes"].keys() == {"verdict-given", "audit-statement-registered"}


async def test_contracts_starts_while_its_siblings_are_away(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The others follow contracts, so it waits for none of them: it is ready, tries again, and keeps its place in their feeds."""
    gone = {**house.urls, "outcomes": "http://127.0.0.1:9", "access": "http://127.0.0.1:9"}
    app = make_app("contracts", house.databases["contracts"], gone, house.issuer, house.issuer_folder)
    object.__setattr__(app.service.settings, "follow_seconds", 0.01)
    before = {feed: await one.state() for feed, one in house.services["contracts"].followers.items()}
    await app.service.start()
    for client in app.service.clients.values():
        client.patience = 0.1
    try:
        async with asyncio.timeout(60):
            while caplog.text.count("follower interrupted") < 4:
                await asyncio.sleep(0.01)
        shown = await app.service.health()
    finally:
        await app.service.stop()
    assert [shown[name]["status"] for name in ("database", "follower-outcomes", "follower-access")] == [
        "up"
    ] * 3
    after = {feed: await one.state() for feed, one in house.services["contracts"].followers.items()}
    assert {feed: one["position"] for feed, one in before.items()} == {
        feed: one["position"] for feed, one in after.items()
    }
