"""The pages of population costs."""

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.population_costs.test_operations import schedule


async def test_contract_years_come_in_pages(measured: Measured) -> None:
    """Three years one by one, oldest first and newest first, each once."""
    for year in (2026, 2027, 2028):
        await measured.tell("settlement", "instalment-posted", schedule(measured, 1, year=year))
    for sort, wanted in (("created", [2026, 2027, 2028]), ("-created", [2028, 2027, 2026])):
        years, cursor = [], ""
        while cursor is not None:
            more = f"&cursor={cursor}" if cursor else ""
            page = (await measured.get(f"/population-costs?limit=1&sort={sort}{more}")).json()
            years += [one["year"] for one in page["items"]]
            cursor = page["next"]
        assert years == wanted
