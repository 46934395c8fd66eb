"""The contract calendar over HTTP (D-39): everything that is awaited in a period, in a fixed number of statements."""

from __future__ import annotations

import pytest

from shared.schemas.contracts import NewAmendment, NewSuspension
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("D-39")
@pytest.mark.rule("R-C05")
async def test_the_calendar_shows_ends_options_evaluations_checks_and_amendments(ready: Ready) -> None:
    """A contract of 2026–2029 with one option, an amendment from July and a suspension: each on its day, in order."""
    contract = await ready.active()
    await ready.client().decide_amendment(
        contract.id,
        NewAmendment.model_validate(
            {
                "reason": "tightening",
                "motivation": "De tevredenheid kan omhoog",
                "effectiveOn": "2026-07-01",
                "agreementChanges": [{"number": 9, "norm": "7.5"}],
            }
        ),
    )
    await ready.client().suspend(
        contract.id, NewSuspension.model_validate({"validFrom": "2026-03-01", "reason": "safety"})
    )
    answer = await ready.ask("GET", "/contract-calendar?from=2026-01-01&until=2029-12-31")
    told = [(one["on"], one["kind"], one["number"]) for one in answer.json()["items"]]
    assert told == [
        ("2026-01-01", "start", None),
        ("2026-01-01", "yearlyCheck", None),
        ("2026-03-01", "suspension", None),
        ("2026-07-01", "amendment", 1),
        ("2027-01-01", "scopeCheck", None),
        ("2027-01-01", "yearlyCheck", None),
        ("2028-01-01", "evaluation", None),
        ("2028-01-01", "yearlyCheck", None),
        ("2029-01-01", "yearlyCheck", None),
        ("2029-12-31", "end", None),
        ("2029-12-31", "extensionOption", 1),
    ]
    half = await ready.ask("GET", "/contract-calendar?from=2026-06-01&until=2026-12-31", oin=ready.lead)
    assert [one["kind"] for one in half.json()["items"]] == ["amendment"]


async def test_a_period_that_is_reversed_or_too_long_is_refused(ready: Ready) -> None:
    """400 with the code; without days it is from today for a year."""
    for query in ("from=2026-02-01&until=2026-01-31", "from=2026-01-01&until=2031-02-01"):
        answer = await ready.ask("GET", f"/contract-calendar?{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, "calendar-period-refused")
    await ready.active()
    year = await ready.ask("GET", "/contract-calendar")
    assert [one["on"] for one in year.json()["items"]] == [
        "2026-01-01",
        "2026-01-01",
        "2027-01-01",
        "2027-01-01",
    ]
