"""The view of switches to a PGB (D-15): share, trend beside the period before, reasons, who was left where."""

from datetime import date
from typing import Any

import pytest

from services.access.pgb_switches.rules import Cell, Counted, view
from shared.schemas.access import NewPgbSwitch
from shared.values.access_reports import ViewStep
from shared.values.care_courses import PgbReason, PgbState
from tests.services.access.care_starts.test_rest import refusal

APRIL, MARCH = (date(2026, 4, 1), date(2026, 4, 30)), (date(2026, 3, 2), date(2026, 3, 31))


@pytest.mark.rule("R-A41")
def test_thirty_of_fifteen_hundred_is_two_per_cent() -> None:
    """30 of 1,500 clients is 200 basis points, beside 15 of 1,400 (107, rounded down) in the period before; nobody gives none."""
    seen = view(APRIL, MARCH, ViewStep.MONTH, Counted(1_500, 45, 30), Counted(1_400, 20, 15), [])
    assert (seen.period.share_basis_points, seen.before.share_basis_points) == (200, 107)
    assert (
        view(APRIL, MARCH, ViewStep.MONTH, Counted(0, 0, 0), Counted(0, 0, 0), []).period.share_basis_points
        is None
    )


@pytest.mark.rule("R-A41")
def test_a_quarter_that_begins_halfway_is_a_step_too() -> None:
    """From 15 February to 20 April are two steps of a quarter, each as far as it lies in the period, without what came before."""
    days, earlier = (date(2026, 2, 15), date(2026, 4, 20)), (date(2025, 12, 12), date(2026, 2, 14))
    cells = [
        Cell(False, False, 4, step=date(2026, 1, 1)),
        Cell(True, False, 9, step=date(2026, 1, 1)),
        Cell(False, True, 2, step=date(2026, 4, 1)),
    ]
    seen = view(days, earlier, ViewStep.QUARTER, Counted(10, 4, 2), Counted(10, 9, 0), cells)
    assert [(one.first_day, one.last_day, one.requested, one.switched) for one in seen.period.steps] == [
        (date(2026, 2, 15), date(2026, 3, 31), 4, 0), (date(2026, 4, 1), date(2026, 4, 20), 0, 2),
    ]  # fmt: skip
    assert [one.requested for one in seen.before.steps] == [0, 9]


@pytest.mark.rule("R-A41")
@pytest.mark.rule("D-15")
async def test_the_view_of_a_month(agreed: Any, tenant_on: Any) -> None:
    """Of four clients two asked and one switched (25 %), from two providers; another municipality sees nothing, a provider may not."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    for number, (on, granted) in enumerate(
        [(date(2026, 4, 15), date(2026, 4, 18)), (date(2026, 4, 20), None)]
    ):
        request = await agreed.report(f"inwoner-{number}", area="WK048401")
        over = {} if number else {"acute": True, "start_date": APRIL[0], "end_date": date(2026, 4, 17)}
        await client.take_decision(request.id, agreed.new_decision(**over))
        reason = PgbReason.OTHER_SUPPLY if number else PgbReason.WAITING_TIME
        await client.register_pgb_switch(
            NewPgbSwitch(request_id=request.id, requested_on=on, reason=reason, granted_on=granted)
        )
    await agreed.decided("inwoner-3")
    await agreed.referred("inwoner-4")
    seen = await client.pgb_switch_view(*APRIL)
    assert (seen.period.clients, seen.period.requested, seen.period.switched) == (4, 2, 1)
    assert (seen.period.share_basis_points, seen.before.first_day, seen.before.last_day) == (2_500, *MARCH)
    assert [(one.reason, one.requested, one.switched, one.requested_before) for one in seen.reasons] == [
        (PgbReason.OTHER_SUPPLY, 1, 0, 0), (PgbReason.WAITING_TIME, 1, 1, 0),
    ]  # fmt: skip
    assert [(one.state, one.requested) for one in seen.states] == [
        (PgbState.REQUESTED, 1), (PgbState.GRANTED, 1),
    ]  # fmt: skip
    assert [(one.area, one.provider, one.requested, one.switched) for one in seen.left] == [
        ("WK048401", provider, 2, 1)
    ]
    later = await client.pgb_switch_view(date(2026, 4, 20), date(2026, 4, 24), ViewStep.QUARTER)
    assert [(one.requested, one.switched) for one in later.period.steps] == [(1, 0)]
    assert (later.before.requested, later.before.switched, later.before.share_basis_points) == (1, 1, 10_000)
    other = await tenant_on(date(2026, 4, 20))
    nothing = await other.client(type(client)).pgb_switch_view(*APRIL)
    assert (nothing.period.clients, nothing.reasons, nothing.left) == (0, [], [])
    assert (await refusal(agreed.client(provider).pgb_switch_view(*APRIL))).status == 403
    assert (await refusal(client.pgb_switch_view(APRIL[1], APRIL[0]))).code == "count-days-refused"
    shown = await agreed.graph(
        '{ pgbSwitchView(firstDay: "2026-04-01", lastDay: "2026-04-30") { step period { shareBasisPoints } } }'
    )
    assert shown["data"]["pgbSwitchView"] == {"step": "month", "period": {"shareBasisPoints": 2_500}}
