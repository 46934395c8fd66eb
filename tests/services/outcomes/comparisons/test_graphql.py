"""Fair comparison in the graph: the same operations, another form."""

from __future__ import annotations

from tests.services.outcomes.comparisons.conftest import INDICATOR, PASSED, Compared, lines, register

REGISTER = """mutation($new: NewComparison!) { registerComparison(new: $new) {
  id unitCount rankabilityBand warnings
  units(first: 3) { edges { node { unit standing own { at95 { lower upper } } } } }
  derivation { steps { rule } }
} }"""
MODEL = """mutation($new: NewCaseMixModel!) { registerCaseMixModel(new: $new) { id state jobId } }"""
PUBLISH = (
    """mutation($new: NewRanking!) { registerRanking(new: $new) { id entries { rank unit standing998 } } }"""
)
WITHDRAW = """mutation($id: UUID!, $why: RankingWithdrawal!) {
  withdrawRanking(id: $id, withdrawal: $why, version: 1) { withdrawnOn withdrawalReason entries { unit } }
}"""
READ = """query($id: UUID!) {
  comparison(id: $id) { indicator }
  comparisons(first: 5) { edges { node { id } } }
  comparisonUnits(comparisonId: $id, first: 20) { edges { node { id unit } } }
  clientOutcomes(first: 1) { edges { node { provider outcome superseded } } }
  caseMixModels(first: 1) { edges { node { state covariates } } }
  rankings(first: 1) { edges { node { comparisonId } } }
}"""
SERIES = """query($asked: NewSeriesCharts!) { seriesCharts(asked: $asked) { charts { name centre } } }"""
CHART = """query($indicator: UUID!) { controlChart(indicatorId: $indicator, kind: i) { centre points { quarter value } } }"""


async def test_the_graph_does_what_rest_does(compared: Compared) -> None:
    """A comparison with its units and reasons, a model asked for, a ranking, and all of it read in one query."""
    await register(compared, lines([compared.own, *compared.others]))
    tests = [{"test": one.test.value, "verdict": one.verdict.value, "reason": None} for one in PASSED]
    new = {
        "indicator": INDICATOR, "quarterFrom": "2026-Q1", "quarterTo": "2026-Q4", "unit": "provider", "method": "indirect",
        "covariates": ["sex"], "direction": "higherIsBetter", "tests": tests,
    }  # fmt: skip
    query = compared.measured.query
    made = await query(REGISTER, new=new)
    assert "errors" not in made, made
    comparison = made["data"]["registerComparison"]
    assert (comparison["unitCount"], comparison["rankabilityBand"]) == (12, "high")
    assert len(comparison["units"]["edges"]) == 3
    asked = {"indicator": INDICATOR, "quarterFrom": "2026-Q1", "quarterTo": "2026-Q4", "covariates": ["sex"]}
    model = await query(MODEL, new=asked)
    assert model["data"]["registerCaseMixModel"]["state"] == "requested", model
    ranking = await query(PUBLISH, new={"comparisonId": comparison["id"]})
    published = ranking["data"]["registerRanking"]
    assert published["entries"][0]["unit"] == compared.own
    seen = await query(READ, id=comparison["id"])
    assert "errors" not in seen, seen
    assert len(seen["data"]["comparisonUnits"]["edges"]) == 12
    own = await query(READ, id=comparison["id"], oin=compared.own)
    assert [one["node"]["unit"] for one in own["data"]["comparisonUnits"]["edges"]] == [compared.own]
    gone = await query(WITHDRAW, id=published["id"], why={"reason": "Dubbel geteld."})
    assert gone["data"]["withdrawRanking"] == {
        "withdrawnOn": compared.tenant.today.isoformat(), "withdrawalReason": "Dubbel geteld.", "entries": [],
    }, gone  # fmt: skip
    await compared.measured.measure("2026-Q1", "7.0")
    (indicator,) = [
        one for one in await compared.client().indicators(compared.measured.contract.id)
        if one.code == "client-satisfaction"
    ]  # fmt: skip
    chart = await query(CHART, indicator=str(indicator.id))
    assert chart["data"]["controlChart"]["centre"] == "7", chart
    series = {
        "kind": "u",
        "series": [{"name": "TEAM-1", "points": [{"moment": "2026-01", "count": "4", "size": "2"}]}],
    }
    computed = await query(SERIES, asked=series)
    assert computed["data"]["seriesCharts"]["charts"] == [{"name": "TEAM-1", "centre": "2"}], computed
