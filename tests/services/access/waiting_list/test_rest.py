"""The waiting list over HTTP: entered, read in the right order, delayed, placed in and out of order, and never for acute care."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewWaitingEntry, WaitingEntryChange, WaitingPlacement
from shared.values import new_id
from shared.values.choosing import BridgingCare, ClientDelayReason, WaitingCause, WaitingWithdrawal
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued

SINCE = date(2026, 4, 13)


def waiting(request_id: Any, urgency: int, **other: Any) -> NewWaitingEntry:
    """Guidance, at an urgency, since 13 April for want of a place."""
    asked = {
        "product_category": "02",
        "product_code": "02A03",
        "since": SINCE,
        "cause": WaitingCause.CAPACITY,
    }
    return NewWaitingEntry(request_id=request_id, urgency=urgency, **{**asked, **other})


@pytest.mark.rule("R-A37")
@pytest.mark.rule("E-75")
@pytest.mark.rule("G-61")
@pytest.mark.rule("N-136")
async def test_who_waits_is_placed_in_the_right_order(agreed: Any) -> None:
    """Urgency 1 before 3; out of order only with a motive, and that is a signal; a later day at own wish counts apart."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    made = []
    for urgency in (3, 1, 2):
        request = await agreed.report(f"wacht-{'abc'[urgency - 1]}")
        made.append(
            await client.register_waiting_entry(
                waiting(request.id, urgency, bridging=BridgingCare.SOCIAL_TEAM)
            )
        )
    patient, urgent, middle = made
    listed = await client.list_waiting_list(productCategory="02")
    assert [(one.id, one.position, one.waited_days, one.maximum_days) for one in listed] == [
        (urgent.id, 1, 7, 7), (middle.id, 2, 7, 21), (patient.id, 3, 7, 42),
    ]  # fmt: skip
    (only,) = await client.list_waiting_list(urgency=3)
    assert only.position == 3
    past = await refusal(client.place_waiting_entry(patient.id, WaitingPlacement(provider=provider)))
    assert (past.status, past.code, codes(past)) == (409, "waiting-refused", ["out-of-order"])
    placed = await client.place_waiting_entry(
        patient.id, WaitingPlacement(provider=provider, motive="Enige plaats op loopafstand.")
    )
    assert (placed.state, placed.out_of_order, placed.passed_over, placed.placed_with) == (
        "placed",
        True,
        2,
        provider,
    )
    signals = [one for one in await client.list_signals() if one.kind == "servedOutOfOrder"]
    assert [(one.subject, one.facts) for one in signals] == [
        (str(patient.id), {"urgency": 3, "passedOver": 2})
    ]
    later = await client.delay_waiting_entry(urgent.id, date(2026, 5, 4), ClientDelayReason.OWN_WISH)
    assert (later.client_delay_days, later.available_from) == (14, date(2026, 5, 4))
    assert [(one.id, one.on_own_wish) for one in await client.list_waiting_list()] == [
        (middle.id, False), (urgent.id, True),
    ]  # fmt: skip
    right = await client.place_waiting_entry(middle.id, WaitingPlacement(provider=provider))
    assert (right.out_of_order, right.passed_over, right.ended_on) == (False, 0, agreed.tenant.today)
    facts = await agreed.facts("waiting-list-placed", "waiting-list-delayed")
    assert [fact.data.get("clientDelayDays") for fact in facts] == [0, 14, 0]
    assert "loopafstand" not in str([fact.data for fact in facts])
    assert [step.rule for step in (await client.explain_waiting_entry(patient.id)).steps] == ["R-A37", "E-75"]
    assert await client.list_waiting_entries(outOfOrder="true") == [placed]


@pytest.mark.rule("R-A37")
@pytest.mark.rule("G-40")
@pytest.mark.rule("F-33")
async def test_acute_care_is_never_on_the_list_and_an_entry_is_changed_and_withdrawn(agreed: Any) -> None:
    """Every reason at once; twice the same is once; who waits no more is not changed; a provider sees nothing."""
    client = agreed.client()
    acute = await agreed.report("inwoner-2", acute=True)
    refused = await refusal(client.register_waiting_entry(waiting(acute.id, 1, since=date(2026, 4, 12))))
    assert (refused.status, codes(refused)) == (409, ["acute-never-waits", "day-of-waiting"])
    request = await agreed.report()
    new = waiting(request.id, 3, external_reference="wacht/1", note="Wacht op een man.")
    made = await client.register_waiting_entry(new)
    assert await client.put_waiting_entry("wacht/1", new) == made
    assert (await refusal(client.register_waiting_entry(waiting(request.id, 2)))).code == "already-waiting"
    changed = await client.change_waiting_entry(made.id, 1, WaitingEntryChange(urgency=1))
    assert (changed.urgency, changed.cause, changed.since, changed.version) == (1, "capacity", SINCE, 2)
    stale = await refusal(client.change_waiting_entry(made.id, 1, WaitingEntryChange(urgency=2)))
    assert stale.status == 412
    gone = await client.withdraw_waiting_entry(made.id, WaitingWithdrawal.FOUND_ELSEWHERE)
    assert (gone.state, gone.withdrawal_reason) == ("withdrawn", "foundElsewhere")
    ended = await refusal(client.change_waiting_entry(made.id, 3, WaitingEntryChange(urgency=2)))
    assert ended.code == "waiting-ended"
    assert (await client.list_waiting_list(), await client.get_waiting_entry(made.id)) == ([], gone)
    await catalogued(agreed, code="02A99", acute=True)
    crisis = waiting(request.id, 1, product_code="02A99")
    never = await refusal(client.register_waiting_entry(crisis))
    assert (never.status, codes(never)) == (409, ["crisis-never-waits"])
    turned = await client.register_waiting_entry(waiting(request.id, 3))
    flag = {"acute": True, "motive": "Thuis niet veilig."}
    assert (await agreed.post(f"/requests/{request.id}/acute-flag", flag)).status_code == 200
    at_once = await client.get_waiting_entry(turned.id)
    assert (at_once.state, at_once.withdrawal_reason, at_once.ended_on) == (
        "withdrawn", "servedAtOnce", agreed.tenant.today,
    )  # fmt: skip
    assert [step.rule for step in (await client.explain_waiting_entry(turned.id)).steps] == ["R-A37", "F-33"]
    found = [(one.kind, one.severity) for one in await client.list_signals() if one.subject == str(turned.id)]
    assert found == [("servedOutOfOrder", "serious")]
    assert [fact.subject for fact in await agreed.facts("waiting-list-withdrawn")] == [
        str(made.id),
        str(turned.id),
    ]
    assert (await agreed.post(f"/requests/{request.id}/acute-flag", flag)).status_code == 200
    assert await client.get_waiting_entry(turned.id) == at_once
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.list_waiting_list())).status == 403
    assert (await refusal(provider.get_waiting_entry(made.id))).status == 403
    missing = await refusal(client.get_waiting_entry(new_id()))
    assert (missing.status, missing.code) == (404, "waiting-entry-not-found")
