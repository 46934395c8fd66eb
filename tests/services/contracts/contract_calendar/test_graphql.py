"""The contract calendar in the graph."""

from __future__ import annotations

import pytest

from tests.services.contracts.conftest import Ready


@pytest.mark.rule("D-39")
async def test_the_calendar_is_in_the_graph_with_its_contracts(ready: Ready) -> None:
    """From today for a year: the start, the checks of two years, and a year later the scope; each with its contract."""
    await ready.active()
    found = await ready.graph("{ contractCalendar { on kind overdue contract { number } } }")
    told = [(one["on"], one["kind"]) for one in found["data"]["contractCalendar"]]
    assert told == [
        ("2026-01-01", "start"),
        ("2026-01-01", "yearlyCheck"),
        ("2027-01-01", "scopeCheck"),
        ("2027-01-01", "yearlyCheck"),
    ]
    assert {one["contract"]["number"] for one in found["data"]["contractCalendar"]} == {"ALP-2026-01"}
