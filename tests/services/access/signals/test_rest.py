"""Signals as plain HTTP: filters, closing tried without doing it, texts with a BSN refused."""

from services.access.signals import store
from services.access.signals.rules import Found
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from tests.services.access.conftest import Agreed


async def test_a_closing_can_be_tried_and_is_refused_with_a_bsn(agreed: Agreed) -> None:
    """dryRun answers with the closed signal and changes nothing; an action with a BSN is refused."""
    found = Found(
        SignalKind.TERM_EXPIRED, "R-A55", SignalSubject.MUNICIPALITY, "gemeente", SignalSeverity.WARNING
    )
    async with agreed.connection() as connection:
        [signal] = await store.raise_signals(connection, agreed.tenant.owner, [found], agreed.tenant.today)
    tried = await agreed.post(f"/signals/{signal}/closure?dryRun=true", {"action": "Gedaan."})
    assert (tried.status_code, tried.json()["state"]) == (200, "closed")
    refused = await agreed.post(f"/signals/{signal}/closure", {"action": "Over 999900006."})
    assert refused.status_code == 400
    listed = (
        await agreed.get("/signals?state=open&kind=termExpired&severity=warning&subjectKind=municipality")
    ).json()
    assert [one["id"] for one in listed["items"]] == [str(signal)]
    assert (await agreed.get("/signals?kind=somethingElse")).status_code == 400
