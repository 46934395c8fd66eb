"""Flows over REST."""

from datetime import date
from typing import Any

import pytest

from shared.values import new_id
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.flowing import Figure
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import goal, start
from tests.services.outcomes.kept import keep
from tests.services.outcomes.population_costs.test_operations import bind, population

D = date
_COUNTED = """
    insert into derived_counts (owner, counted_by, contract_id, provider, area_code, team, segment, figure, month, value,
      parties, count)
    values ($1, 'contract', $2, '', '', '', 'all', $3, $4, $5, array[]::text[], $6)
"""


async def test_without_days_it_is_the_year_so_far(measured: Measured) -> None:
    """Three quarters of a contract in which nothing happened yet; a window has bounds; care outside any contract may be asked."""
    contract = measured.contract.id
    answer = (await measured.get(f"/flows?contractId={contract}")).json()
    assert [one["period"] for one in answer["lines"]] == ["2026-Q1", "2026-Q2", "2026-Q3"]
    assert {one["openAtEnd"] for one in answer["lines"]} == {0} and answer["windowMonths"] == 12
    assert (await measured.get("/flows?windowMonths=0")).status_code == 400
    nobody = await measured.get("/flows?contractId=00000000-0000-0000-0000-000000000000")
    assert nobody.status_code == 200
    assert (await measured.get("/flows")).json()["lines"] == []


@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O15")
@pytest.mark.rule("R-O17")
@pytest.mark.rule("R-O19")
async def test_what_a_quarter_of_a_large_contract_comes_to(measured: Measured) -> None:
    """120 + 40 - 35 = 125 open; 72 of 90 goals are 80 %; 9 of 150 closings relapse: 6 %; 640 clients of 16,000: 4 %."""
    known = population(measured)
    await measured.tell("contracts", "population-registered", known)
    await bind(measured, known)
    before, quarter = D(2025, 12, 1), D(2026, 1, 1)
    counts = [
        (Figure.INFLOW, before, 0, 120), (Figure.INFLOW, quarter, 0, 40), (Figure.OUTFLOW, quarter, 0, 35),
        (Figure.GOALS_JUDGED, quarter, 0, 90), (Figure.GOALS_REACHED, quarter, 0, 72),
        (Figure.CLOSINGS, quarter, 0, 150), (Figure.REENTRIES, quarter, 12, 9), (Figure.REENTRIES, quarter, 13, 5),
        (Figure.CLIENTS_IN, before, 0, 600), (Figure.ENTRANTS_QUARTER, quarter, 0, 40),
    ]  # fmt: skip
    of = (measured.tenant.owner, measured.contract.id)
    await keep(measured, _COUNTED, [(*of, figure.value, *rest) for figure, *rest in counts])
    asked = {"contractId": str(measured.contract.id), "until": "2026-03-31"}
    [line] = (await measured.client().flows(**asked)).lines
    assert (line.open_at_begin, line.inflow, line.outflow, line.open_at_end) == (120, 40, 35, 125)
    assert (line.goals_due, line.goals_reached, line.goals_share_basis_points) == (90, 72, 8000)
    assert (line.closings, line.relapsed, line.relapse_share_basis_points) == (150, 9, 600)
    assert (line.clients, line.population, line.reach_basis_points) == (640, 16_000, 400)


@pytest.mark.rule("R-O15")
@pytest.mark.rule("R-O24")
async def test_a_goal_in_dispute_is_due_and_not_reached(measured: Measured) -> None:
    """One reached and one in dispute: half of two, whatever the evaluators may still say; agreed as reached, both."""
    goals = []
    for number in range(2):
        began = start(measured, D(2026, 3, 2), allocation_number=4711 + number)
        await measured.tell("access", "care-started", began)
        goals.append(goal(began, D(2026, 5, 1), ClientVerdict.ACHIEVED))
    await measured.tell("access", "desired-result-evaluated", goals[0])
    judged = goals[1].evaluation
    assert judged is not None
    unsure = judged.model_copy(update={"disputed": True, "verdict": ClientVerdict.NOT_JUDGEABLE})
    disputed = goals[1].model_copy(update={"state": DesiredResultState.SET, "evaluation": unsure})
    await measured.tell("access", "desired-result-evaluated", disputed)
    asked = {"contractId": str(measured.contract.id), "since": "2026-04-01", "until": "2026-06-30"}
    [line] = (await measured.client().flows(**asked)).lines
    assert (line.goals_due, line.goals_reached, line.goals_not_judgeable) == (2, 1, 0)
    assert line.goals_share_basis_points == 5000
    await measured.tell("access", "desired-result-evaluated", goals[1].model_copy(update={"version": 2}))
    [line] = (await measured.client().flows(**asked)).lines
    assert (line.goals_due, line.goals_reached, line.goals_share_basis_points) == (2, 2, 10_000)


@pytest.mark.rule("R-O15")
async def test_a_goal_of_care_without_a_decision_counts_as_any(measured: Measured) -> None:
    """Under an allocation that no decision made: reached, it is one of one, at the provider of that care."""
    none: dict[str, Any] = {"allocation_id": new_id(), "decision_id": None, "request_id": None}
    began = start(measured, D(2026, 3, 2), allocation_number=4714, **none)
    await measured.tell("access", "care-started", began)
    reached = goal(began, D(2026, 5, 1), ClientVerdict.ACHIEVED, allocation_id=began.allocation_id)
    await measured.tell("access", "desired-result-evaluated", reached)
    asked = {"contractId": str(measured.contract.id), "since": "2026-04-01", "until": "2026-06-30"}
    [line] = (await measured.client().flows(**asked)).lines
    assert (line.goals_due, line.goals_reached) == (1, 1)
