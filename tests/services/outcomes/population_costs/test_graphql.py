"""Population costs in the graph."""

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.population_costs.test_operations import schedule


async def test_what_a_year_cost_in_the_graph(measured: Measured) -> None:
    """The same as over REST; a year that is none gives the same code."""
    await measured.tell("settlement", "instalment-posted", schedule(measured, 2))
    answer = await measured.query("{ populationCosts(year: 2026) { nodes { costCents inhabitants } } }")
    assert answer["data"]["populationCosts"]["nodes"] == [{"costCents": 190_000, "inhabitants": None}]
    wrong = await measured.query("{ populationCosts(year: 1) { nodes { costCents } } }")
    assert wrong["errors"][0]["extensions"]["code"] == "request-invalid"
