"""Flows follow the feed of access fact by fact, and are what counting from scratch gives."""

import random
from datetime import date, timedelta

import pytest

from services.outcomes.flows import store
from shared.schemas import access, outcomes
from shared.schemas.common import Resource
from shared.values.care_courses import CareState, ClientVerdict, StopReason
from shared.values.terms import ActorKind, HolderRole, ProvisionType
from tests.services.outcomes.conftest import Measured, counted
from tests.services.outcomes.flows.caring import goal, start, stop, switch

D = date
Told = tuple[str, Resource]


def life(measured: Measured) -> list[list[Told]]:
    """What happens to five citizens: each list in its own order."""
    second = measured.tenant.providers[1]
    stays = start(measured, D(2026, 1, 12))
    ends = start(measured, D(2026, 1, 20), team="WIJK-B", area="WK-02")
    moves = start(measured, D(2026, 2, 2))
    after = start(measured, D(2026, 4, 20), citizen_id=moves.citizen_id, provider=second, area="WK-02")
    returns = start(measured, D(2026, 2, 9), provision_type=ProvisionType.GENERAL)
    again = start(measured, D(2026, 6, 1), citizen_id=returns.citizen_id)
    paused = start(measured, D(2026, 3, 2))
    goes_on = start(measured, D(2026, 5, 4), citizen_id=paused.citizen_id, decision_id=paused.decision_id)
    done = stop(ends, D(2026, 3, 31), StopReason.GOALS_REACHED)
    return [
        [("care-started", stays), ("desired-result-set", goal(stays, D(2026, 3, 1))),
         ("pgb-switched", switch(stays, D(2026, 5, 1), D(2026, 6, 1)))],
        [("care-started", ends), ("desired-result-evaluated", goal(ends, D(2026, 3, 2), ClientVerdict.ACHIEVED)),
         ("care-stopped", done),
         ("care-stop-corrected", done.model_copy(update={"version": 2, "end_date": D(2026, 4, 2)}))],
        [("care-started", moves),
         ("care-stopped", stop(moves, D(2026, 4, 15), StopReason.TRANSFERRED_TO_PROVIDER)), ("care-started", after)],
        [("care-started", returns), ("care-stopped", stop(returns, D(2026, 3, 9))), ("care-started", again)],
        [("care-started", paused), ("care-stopped", stop(paused, D(2026, 4, 1), temporary=True)),
         ("care-started", goes_on),
         ("care-start-corrected", goes_on.model_copy(update={"version": 2, "team": "WIJK-B"}))],
    ]  # fmt: skip


async def mixed(measured: Measured, lives: list[list[Told]], seed: int) -> None:
    """Tell everything, each life in its order, mixed by lot."""
    by_lot = random.Random(seed)
    queues = [list(one) for one in lives]
    while queues := [one for one in queues if one]:
        what, subject = by_lot.choice(queues).pop(0)
        await measured.tell("access", what, subject)


async def kept(measured: Measured) -> object:
    """The counts as they are kept."""
    service = measured.tenant.house.services["outcomes"]
    async with service.system_context(measured.tenant.owner).read() as connection:
        return await store.kept_counts(connection, measured.tenant.owner)


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O15")
@pytest.mark.rule("R-O16")
@pytest.mark.rule("R-O17")
async def test_flows_follow_the_facts_and_are_what_counting_from_scratch_gives(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five lives mixed by lot: two quarters with every figure; told again nothing changes; from scratch nothing differs."""
    lives = life(measured)
    await mixed(measured, lives, 1)
    before = await kept(measured)
    client = measured.client()
    contract = str(measured.contract.id)
    told = await client.flows(contractId=contract, since="2026-01-01", until="2026-06-30")
    first, second = told.lines
    assert [(one.open_at_begin, one.inflow, one.arrived, one.through_flow, one.outflow, one.open_at_end)
            for one in told.lines] == [(0, 5, 0, 0, 1, 4), (4, 1, 1, 1, 1, 4)]  # fmt: skip
    assert (first.inflow_general, first.inflow_tailor_made, first.clients, second.clients) == (1, 4, 5, 5)
    assert (first.until_start.median_days, first.until_start.cases) == (9, 5)
    assert (first.goals_due, first.goals_reached, first.goals_share_basis_points) == (2, 1, 5000)
    assert (first.until_goal.mean_days, second.in_care.mean_days) == ("41.0", "73.0")
    assert (first.closings, first.relapsed, second.closings, second.relapsed) == (1, 1, 1, 0)
    assert (second.pgb_requested, second.pgb_switched, second.pgb_share_basis_points) == (1, 1, 2000)
    await mixed(measured, lives, 2)
    assert await kept(measured) == before
    rebuilt = await client.register_flow_rebuild()
    assert (rebuilt.differing, rebuilt.citizens, rebuilt.cases, rebuilt.counts) == (0, 5, 8, len(before))  # type: ignore[arg-type]
    by_month = {}
    for by in ("contract", "provider", "area", "team"):
        with counted(monkeypatch) as ran:
            found = await client.flows(contractId=contract, by=by, period="month")
        by_month[by] = (len(ran), sum(one.inflow or 0 for one in found.lines))
    assert (
        {many for many, _ in by_month.values()} == {min(many for many, _ in by_month.values())} <= {4, 5, 6}
    )
    assert {inflow for _, inflow in by_month.values()} == {6}


@pytest.mark.rule("R-O14")
@pytest.mark.rule("F-08")
async def test_who_sees_which_flows(measured: Measured) -> None:
    """A provider itself, under whatever it asks; the auditor all; a researcher quarters without small numbers; a stranger nothing."""
    for number in range(12):
        on = D(2026, 1, 5) + timedelta(days=number)
        await measured.tell("access", "care-started", start(measured, on, area=f"WK-0{number % 2}"))
    second = measured.tenant.providers[1]
    await measured.tell("access", "care-started", start(measured, D(2026, 2, 1), provider=second))
    asked = {"contractId": str(measured.contract.id), "until": "2026-03-31"}
    [own] = (await measured.client(second).flows(**asked)).lines
    assert (own.provider, own.inflow, own.clients) == (second, 1, 1)
    [whole] = (await measured.client(measured.tenant.auditor).flows(**asked)).lines
    assert (whole.provider, whole.inflow, whole.suppressed) == (None, 13, False)
    researcher = await measured.tenant.actor(ActorKind.RESEARCHER)
    await measured.tenant.authorise(researcher, HolderRole.RESEARCHER, ["outcomes:read"])
    answer = await measured.tenant.ask(
        "outcomes", "GET", "/flows", oin=researcher, acting_for=measured.tenant.owner,
        params={**asked, "period": "month"},
    )  # fmt: skip
    [shown] = outcomes.Flows.model_validate_json(answer.content).lines
    assert (shown.period, shown.inflow, shown.outflow, shown.clients) == ("2026-Q1", 13, None, 13)
    assert shown.suppressed
    missing = await measured.get(f"/flows?contractId={measured.tenant.owner[:8]}-0000-7000-8000-000000000000")
    assert (missing.status_code, missing.json()["code"]) == (404, "outcomes-contract-not-found")
    refused = await measured.get("/flows?by=area&since=2026-05-01&until=2026-01-01")
    assert (refused.status_code, refused.json()["code"]) == (400, "flows-refused")


@pytest.mark.rule("R-O14")
async def test_a_purchaser_alone_counts_from_scratch(measured: Measured) -> None:
    """Under its own reference once; a provider may not; what was withdrawn since is gone from both ways of counting."""
    began = start(measured, D(2026, 2, 1))
    await measured.tell("access", "care-started", began)
    gone: access.CareStart = began.model_copy(update={"version": 2, "state": CareState.WITHDRAWN})
    await measured.tell("access", "care-start-withdrawn", gone)
    client, new = measured.client(), outcomes.NewFlowRebuild()
    made = await client.put_flow_rebuild("herbouw-a", new)
    assert (made.counts, made.differing, made.cases) == (0, 0, 1)
    assert await client.put_flow_rebuild("herbouw-a", new) == made
    assert await client.flow_rebuilds(externalReference="herbouw-a") == [await client.flow_rebuild(made.id)]
    refused = await measured.post("/flow-rebuilds", {}, oin=measured.lead)
    assert refused.status_code == 403
