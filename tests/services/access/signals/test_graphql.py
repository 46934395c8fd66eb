"""Signals in the graph: a page with counts beside it, and the two acts."""

from services.access.signals import store
from services.access.signals.rules import Found
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from tests.services.access.conftest import Agreed


async def test_a_work_list_in_one_question_and_both_acts(agreed: Agreed) -> None:
    """Open signals and their counts in one request; then one is acknowledged and closed."""
    found = Found(
        SignalKind.REACH_FALLING, "E-09", SignalSubject.PRODUCT, "02A03", SignalSeverity.INFORMATION
    )
    async with agreed.connection() as connection:
        [signal] = await store.raise_signals(connection, agreed.tenant.owner, [found], agreed.tenant.today)
    asked = await agreed.graph(
        "{signals(state: open){nodes{id kind facts}} signalCounts{counts{kind count}}}"
    )
    assert "errors" not in asked, asked
    assert [one["id"] for one in asked["data"]["signals"]["nodes"]] == [str(signal)]
    assert asked["data"]["signalCounts"]["counts"] == [{"kind": "reachFalling", "count": 1}]
    acted = await agreed.graph(
        'mutation($id: UUID!){a: acknowledgeSignal(id: $id){state} b: closeSignal(id: $id, done: {action: "Gezien."}){state}}',
        id=str(signal),
    )
    assert (acted["data"]["a"]["state"], acted["data"]["b"]["state"]) == ("acknowledged", "closed")
