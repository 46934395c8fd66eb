"""Evaluations in the graph: recorded by a mutation, under their contract, and done in the calendar."""

from __future__ import annotations

from tests.services.contracts.evaluations.test_rest import TenantOn, year_later


async def test_evaluations_and_the_calendar_are_in_the_graph(tenant_on: TenantOn) -> None:
    """Held by a mutation, read under its contract and in the calendar, where it is done."""
    ready, body = await year_later(tenant_on)
    made = await ready.graph(
        "mutation ($new: NewEvaluation!) { holdEvaluation(new: $new) { id contract { number } } }", new=body
    )
    assert made["data"]["holdEvaluation"]["contract"]["number"] == "ALP-2026-01", made
    found = await ready.graph(
        """query { contracts { nodes { evaluations { kind added { name } } } }
           evaluations(kind: scopeCheck) { nodes { dueOn derivation { steps { rule } } } }
           contractCalendar(firstDay: "2025-01-01", lastDay: "2026-12-31") { on kind doneOn overdue contract { number } } }"""
    )
    assert found["data"]["contracts"]["nodes"][0]["evaluations"] == [
        {"kind": "scopeCheck", "added": [{"name": "Inloop GGZ"}]}
    ]
    done = [one for one in found["data"]["contractCalendar"] if one["kind"] == "scopeCheck"]
    assert [(one["on"], one["doneOn"], one["overdue"]) for one in done] == [
        ("2025-12-15", "2026-01-01", False)
    ]
