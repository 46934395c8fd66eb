"""Signals over HTTP: read, counted, acknowledged and closed by the municipality alone."""

from datetime import date

import pytest

from services.access.signals import store
from services.access.signals.rules import Found
from shared.clients.base import Refusal
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject
from tests.services.access.conftest import Agreed

DAY = date(2026, 4, 20)


async def _raised(agreed: Agreed, *subjects: str, on: date = DAY) -> None:
    found = [
        Found(
            SignalKind.STACKED_CARE,
            "R-A42",
            SignalSubject.PROVIDER,
            one,
            SignalSeverity.SERIOUS,
            provider=one,
        )
        for one in subjects
    ]
    async with agreed.connection() as connection:
        await store.raise_signals(connection, agreed.tenant.owner, found, on)


@pytest.mark.rule("N-139")
async def test_a_signal_goes_from_open_to_closed_and_comes_again(agreed: Agreed) -> None:
    """A person acknowledges it and closes it with an action; what goes on being so for thirty days is raised anew."""
    provider, client = agreed.tenant.providers[0], agreed.client()
    await _raised(agreed, provider)
    [signal] = await client.list_signals(provider=provider)
    assert [(one.kind, one.count) for one in (await client.count_signals()).counts] == [
        (SignalKind.STACKED_CARE, 1)
    ]
    assert (await client.acknowledge_signal(signal.id)).state is SignalState.ACKNOWLEDGED
    assert (await client.acknowledge_signal(signal.id)).version == 2
    closed = await client.close_signal(signal.id, "Besproken met het team.")
    assert (closed.state, closed.closed_by, closed.action) == (
        SignalState.CLOSED,
        "j.jansen",
        "Besproken met het team.",
    )
    with pytest.raises(Refusal) as caught:
        await client.close_signal(signal.id, "Nog eens.")
    assert (caught.value.status, caught.value.code) == (409, "signal-closed")
    await _raised(agreed, provider, on=date(2026, 5, 19))
    assert len(await client.list_signals(provider=provider)) == 1
    await _raised(agreed, provider, on=date(2026, 5, 20))
    assert [one.state for one in await client.list_signals(provider=provider)] == [
        SignalState.CLOSED,
        SignalState.OPEN,
    ]
    assert await client.get_signal(signal.id) == closed


async def test_nobody_else_sees_a_signal(agreed: Agreed) -> None:
    """Not the provider that it is about, and no BSN is looked up by it."""
    provider = agreed.tenant.providers[0]
    await _raised(agreed, provider)
    with pytest.raises(Refusal) as caught:
        await agreed.client(provider).list_signals()
    assert caught.value.status == 403
    with pytest.raises(Refusal) as caught:
        await agreed.client().list_signals(subject="999900006")
    assert caught.value.code == "bsn-refused"
