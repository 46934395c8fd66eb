"""Population costs over REST."""

from tests.services.outcomes.conftest import Measured


async def test_a_year_that_is_none_is_refused(measured: Measured) -> None:
    """A year and an area have bounds; without any posting the page is empty."""
    assert (await measured.get("/population-costs")).json()["items"] == []
    for wrong in ("year=99999", "areaCode=" + "A" * 41, "contractId=1"):
        assert (await measured.get(f"/population-costs?{wrong}")).status_code == 400
