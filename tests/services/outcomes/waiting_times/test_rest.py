"""Waiting times over REST."""

from datetime import date

from shared.schemas.outcomes import WaitingTimes
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_the_waiting_times_of_a_quarter(measured: Measured) -> None:
    """Days, share, median and percentile of a contract's quarter."""
    await measured.tell("access", "first-talk-held", measured.request(date(2026, 5, 7), date(2026, 5, 18)))
    found = await measured.get(f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q2")
    told = WaitingTimes.model_validate_json(found.content)
    assert (told.counted, told.share_basis_points, told.median_working_days) == (1, 10_000, 5)
    assert told.ninetieth_percentile_working_days == 5


async def test_what_cannot_be_asked(measured: Measured) -> None:
    """A quarter that is none is 400, a contract that is not there 404."""
    wrong = await measured.get(f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q5")
    missing = await measured.get(f"/waiting-times?contractId={new_id()}&quarter=2026-Q2")
    assert (wrong.status_code, wrong.json()["errors"][0]["location"]) == (400, "quarter")
    assert (missing.status_code, missing.json()["code"]) == (404, "outcomes-contract-not-found")
