"""Decisions counted by product, team and referrer, beside the ceiling and the waiting list's quality (D-24)."""

from datetime import date
from typing import Any

import pytest

from services.access.access_ceilings.rules import AccessCeiling, use_of
from services.access.decisions.rules import CountedDecisions, decision_counts
from services.access.policies.rules import DEFAULT
from services.access.waiting_list.rules import WaitingQuality
from shared.schemas.access import NewAccessCeiling, NewWaitingEntry, Referrer, WaitingPlacement
from shared.values import new_id
from shared.values.access_policies import CeilingSource
from shared.values.access_reports import DecisionsBy
from shared.values.choosing import WaitingCause
from tests.services.access.care_starts.test_rest import refusal

APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.rule("R-A38")
def test_the_worked_ceiling_stands_beside_its_decisions() -> None:
    """780 of 800 is 97.5 % and warns; of 900 decisions 600 by one team are 6,666 basis points, rounded down."""
    ceiling = AccessCeiling(
        new_id(), 1, "00000099000000000484", None, [], "Alles", 2026, CeilingSource.MUNICIPALITY, None, None, None, None,
        800,
    )  # fmt: skip
    use = use_of(ceiling, 780, DEFAULT, APRIL[1])
    counted = [
        CountedDecisions(900, 780, 120, 850, 0, whole=True), CountedDecisions(600, 500, 100, 0, 0, team="Noord"),
    ]  # fmt: skip
    made = decision_counts(APRIL, DecisionsBy.TEAM, 0, counted, [use], WaitingQuality(8, 1, 2, 5, 1))
    assert [(one.used_basis_points, one.warning, one.remaining) for one in made.ceilings] == [
        (9_750, True, 20)
    ]
    assert (made.total.share_basis_points, made.lines[0].share_basis_points) == (10_000, 6_666)
    assert (made.waiting_list.in_order, made.waiting_list.in_order_basis_points) == (7, 8_750)


@pytest.mark.rule("R-A38")
@pytest.mark.rule("D-24")
async def test_the_counts_of_a_month(agreed: Any, tenant_on: Any) -> None:
    """Three decisions by product, team and GP; two of two is exhausted; one of two placed out of order; nothing elsewhere."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    ceiling = NewAccessCeiling(name="Begeleiding", year=2026, product_category="02", maximum_decisions=2)
    await client.register_access_ceiling(ceiling)
    by_gp = Referrer(type="02", code="01054321")
    for number, (code, more) in enumerate(
        [("02A03", {"referrer": by_gp}), ("02A03", {}), ("02A04", {"referrer": by_gp})]
    ):
        request = await agreed.report(f"inwoner-{number}", **more)
        await client.take_decision(request.id, agreed.new_decision(product_code=code))
    entries = []
    for urgency in (1, 3):
        request = await agreed.report(f"wacht-{urgency}")
        new = NewWaitingEntry(
            request_id=request.id, product_category="02", urgency=urgency, cause=WaitingCause.CAPACITY,
            since=date(2026, 4, 13),
        )  # fmt: skip
        entries.append(await client.register_waiting_entry(new))
    for entry in reversed(entries):
        motive = None if entry is entries[0] else "Enige plaats op loopafstand."
        await client.place_waiting_entry(entry.id, WaitingPlacement(provider=provider, motive=motive))
    found = await client.decision_counts(*APRIL)
    assert [(one.product_code, one.decisions, one.value_cents, one.share_basis_points) for one in found.lines] == [
        ("02A03", 2, 1_560_000, 6_666), ("02A04", 1, 780_000, 3_333),
    ]  # fmt: skip
    assert (found.total.decisions, found.total.granted, found.total.refused) == (3, 3, 0)
    assert [(one.decisions, one.used_basis_points, one.warning, one.exhausted) for one in found.ceilings] == [
        (3, 15_000, True, True)
    ]
    waiting = found.waiting_list
    assert (waiting.placed, waiting.in_order, waiting.out_of_order, waiting.too_long, waiting.waiting) == (
        2,
        1,
        1,
        0,
        0,
    )
    referrers = await client.decision_counts(*APRIL, DecisionsBy.REFERRER)
    assert [(one.referrer_type, one.referrer_code, one.decisions) for one in referrers.lines] == [
        ("02", "01054321", 2), (None, None, 1),
    ]  # fmt: skip
    teams = await client.decision_counts(date(2026, 4, 21), date(2026, 4, 25), DecisionsBy.TEAM)
    assert [(one.team, one.decisions, one.decisions_before) for one in teams.lines] == [(None, 0, 3)]
    assert (teams.total.decisions, teams.total.decisions_before, teams.total.share_basis_points) == (
        0,
        3,
        None,
    )
    other = (await tenant_on(date(2026, 4, 20))).client(type(client))
    nothing = await other.decision_counts(*APRIL)
    assert (nothing.total.decisions, nothing.lines, nothing.ceilings) == (0, [], [])
    assert (await refusal(agreed.client(provider).decision_counts(*APRIL))).status == 403
    assert (await refusal(client.decision_counts(date(2025, 1, 1), APRIL[1]))).code == "count-days-refused"
    shown = await agreed.graph(
        '{ decisionCounts(firstDay: "2026-04-01", lastDay: "2026-04-30", by: team) { total { decisions } } }'
    )
    assert shown["data"]["decisionCounts"] == {"total": {"decisions": 3}}
