"""The SQL behind findings: what was measured of the whole and of parts, and when it was registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from services.outcomes.findings import store
from services.outcomes.findings.rules import Asked, ResultCounts
from services.outcomes.indicators import store as indicators
from services.outcomes.tables import client_results, desired_results, population_copies, surveys
from shared.kit.database import Connection
from shared.kit.rows import add_rows
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_a_case_holds_what_counts(measured: Measured) -> None:
    """The newest measurement of each quarter with the day of its registration, one by one and by file; nothing of another quarter."""
    await measured.measure("2026-Q1", "7.0")
    await measured.measure("2026-Q1", "7.3")
    await measured.client().register_measurements(
        f"contractId,indicator,quarter,value,source\n{measured.contract.id},survey,2026-Q2,8.0,clientSurvey".encode()
    )
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, measured.contract.id)
        (one,) = await store.read_cases(connection, [contract], measured.tenant.today, sees_all=True)
        assert await store.find_policies(connection, [measured.tenant.owner]) == {}
    told = {(found.quarter, found.value, found.registered_on) for found in one.observed.values()}
    assert told == {("2026-Q1", "7.3", date(2026, 8, 10)), ("2026-Q2", "8.0", date(2026, 8, 10))}
    assert one.measured_quarters == {"2026-Q1", "2026-Q2"}
    assert (one.parts, one.peers, one.areas, list(one.baselines)) == (0, 0, None, [])
    assert {verdict.year for verdict in one.verdicts} == {2026}


async def test_a_case_holds_what_was_measured_of_parts_asked_of_clients_and_judged_of_them(
    measured: Measured,
) -> None:
    """Baselines by area, parts apart, surveys without what was corrected, results that count, the areas of the population."""
    for area in ("WK048401", "WK048402"):
        await measured.measure("2025-Q4", "6.0", moment="baseline", area=area)
    for provider in measured.tenant.providers[:2]:
        new = measured.new("2026-Q2", "7.0", provider=provider)
        await measured.client(provider).register_measurement(new)
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        population = await _enter(connection, measured)
        known = await indicators.get_contract(connection, measured.contract.id)
        contract = replace(known, population_id=population)
        (one,) = await store.read_cases(connection, [contract], measured.tenant.today, sees_all=False)
    assert {found.area for found in one.baselines} == {"WK048401", "WK048402"}
    assert (one.parts, one.measured_quarters, len(one.registered), one.observed) == (2, {"2026-Q2"}, 2, {})
    assert one.surveys == [Asked("team", date(2026, 3, 1), "7.4"), Asked("team", date(2026, 6, 1), "7.2")]
    assert one.results == ResultCounts(2, 1)
    assert (one.areas, one.targeted, one.peers) == (["WK048401"], False, None)


async def _enter(connection: Connection, measured: Measured) -> Any:
    """Three surveys of which one corrects another, three results of which one is incomplete, and a population."""
    own: dict[str, Any] = {"owner": measured.tenant.owner, "client_id": "test", "version": 1, "parties": []}
    contract_id, first = measured.contract.id, new_id()
    asked = [(first, date(2026, 3, 1), "7.9", None), (new_id(), date(2026, 3, 1), "7.4", first)]
    asked.append((new_id(), date(2026, 6, 1), "7.2", None))
    survey = {
        "contract_id": contract_id, "audience": "clients", "source": "team", "passed_on": False, "entered_by": measured.lead,
        "invited": 50,
        "responses": 40, "lowest": "1", "highest": "10",
    }  # fmt: skip
    rows = [
        {**own, **survey, "id": id_, "held_on": day, "mean": mean, "corrects_id": corrects}
        for id_, day, mean, corrects in asked
    ]
    await add_rows(connection, surveys, rows)
    ids = [new_id() for _ in range(3)]
    desired = {
        "contract_id": contract_id, "provider": measured.lead, "law": "wmo2015", "set_on": date(2026, 1, 5),
        "term": date(2026, 6, 30), "state": "evaluated",
    }  # fmt: skip
    await add_rows(connection, desired_results, [{**own, **desired, "id": id_} for id_ in ids])
    result: dict[str, Any] = {
        "contract_id": contract_id, "provider": measured.lead, "law": "wmo2015", "term": date(2026, 6, 30),
        "demanded": [], "evaluators": [], "opinions": [],
    }  # fmt: skip
    judged = [("agreed", "achieved", True), ("resolved", "achieved", False), ("incomplete", None, None)]
    told = [
        {
            **own,
            **result,
            "id": new_id(),
            "desired_result_id": id_,
            "state": state,
            "verdict": verdict,
            "attributable": is_own,
        }
        for id_, (state, verdict, is_own) in zip(ids, judged, strict=True)
    ]
    await add_rows(connection, client_results, told)
    population = new_id()
    row = {"id": population, "name": "Wijk", "area_codes": ["WK048401"], "targeted": False, "sizes": []}
    await add_rows(connection, population_copies, [{**own, **row}])
    return population
