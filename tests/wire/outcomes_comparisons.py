"""The part of a purchaser's life in which providers are compared fairly, and who is distinguishable is published."""

from shared.clients.outcomes import OutcomesClient
from shared.schemas import outcomes
from shared.schemas.contracts import Contract
from shared.values.comparing import ChartKind, Comparability, ComparabilityTest, Covariate, ModelState
from shared.values.reporting import Standing
from tests.support import lives
from tests.support.tenants import Tenant, invented_oin


async def compare(tenant: Tenant, contract: Contract) -> None:
    """Outcomes one by one and as a file, a model fitted by its job, a comparison with its units, a ranking, a chart."""
    client, lead = tenant.client(OutcomesClient), tenant.client(OutcomesClient, tenant.providers[0])
    (defined, *_) = await client.indicator_definitions()
    await _register(client, lead, tenant, contract, defined.code)
    asked = outcomes.NewCaseMixModel(
        indicator=defined.code, quarter_from="2026-Q1", quarter_to="2026-Q4", covariates=[Covariate.SEX]
    )
    requested = await client.register_case_mix_model(asked)
    other = await client.put_case_mix_model("model/2", asked)
    assert await tenant.house.services["outcomes"].jobs.work([tenant.owner]) == 2
    model = await client.get_case_mix_model(requested.id)
    assert model.state is ModelState.FITTED and (await client.explain_case_mix_model(model.id)).steps
    assert {one.id for one in await client.case_mix_models(indicator=defined.code)} == {model.id, other.id}
    await _compare(client, defined.code, model)
    (indicator,) = [one for one in await client.indicators(contract.id) if one.code == lives.CODES[0]]
    chart = await client.control_chart(indicator.id, ChartKind.I, corrected=True)
    assert chart.on_trial and chart.points
    series = outcomes.Series(
        name="TEAM-1", points=[outcomes.SeriesPoint(moment="2026-01", count="4", size="2")]
    )
    made = await client.compute_control_charts(outcomes.NewSeriesCharts(kind=ChartKind.U, series=[series]))
    assert [one.centre for one in made.charts] == ["2"]


async def _register(
    client: OutcomesClient, lead: OutcomesClient, tenant: Tenant, contract: Contract, code: str
) -> None:
    new = outcomes.NewClientOutcome(
        contract_id=contract.id, provider=tenant.providers[0], indicator=code, kind="binary", quarter="2026-Q1", outcome="1",
        sex="female",
    )  # fmt: skip
    made = await client.register_client_outcome(new)
    put = await client.put_client_outcome("uitkomst/2", new)
    assert await client.get_client_outcome(made.id) == made
    rows = ["provider,indicator,kind,quarter,outcome,sex"]
    for reached in (38, 36, 20, 5, 3):
        provider = invented_oin()
        for number in range(40):
            sex = "female" if number % 3 else "male"
            rows.append(f"{provider},{code},binary,2026-Q{number % 4 + 1},{int(number < reached)},{sex}")
    batch = await client.register_client_outcomes("\n".join(rows).encode())
    assert (batch.accepted, batch.rejected) == (200, 0)
    assert [one.id for one in await client.client_outcomes(provider=tenant.providers[0])] == [made.id, put.id]


async def _compare(client: OutcomesClient, code: str, model: outcomes.CaseMixModel) -> None:
    tests = [
        outcomes.ComparabilityVerdict(test=test, verdict=Comparability.COMPARABLE)
        for test in ComparabilityTest
    ]
    new = outcomes.NewComparison(
        indicator=code, quarter_from="2026-Q1", quarter_to="2026-Q4", unit="provider", method="logistic", model_id=model.id,
        target="reference", direction="higherIsBetter", tests=tests,
    )  # fmt: skip
    comparison = await client.register_comparison(new)
    again = await client.put_comparison("vergelijking/2", new)
    assert await client.get_comparison(comparison.id) == comparison
    assert {one.id for one in await client.comparisons(indicator=code)} == {comparison.id, again.id}
    assert (await client.explain_comparison(comparison.id)).steps
    units = await client.comparison_units(comparison.id)
    assert len(units) == comparison.unit_count == 6
    (first, *_) = await client.comparison_units(comparison.id, standing=Standing.ABOVE)
    assert await client.get_comparison_unit(first.id) == first
    ranking = await client.register_ranking(outcomes.NewRanking(comparison_id=comparison.id))
    other = await client.put_ranking("ranglijst/2", outcomes.NewRanking(comparison_id=again.id))
    assert await client.get_ranking(ranking.id) == ranking
    assert {one.id for one in await client.rankings(indicator=code)} == {ranking.id, other.id}
    assert (await client.explain_ranking(ranking.id)).steps
    why = outcomes.RankingWithdrawal(reason="Een aanbieder telde dubbel.")
    assert (await client.withdraw_ranking(ranking.id, why)).entries == [], "the newer one stands"
    assert [one.standing for one in ranking.entries] == [
        Standing.ABOVE,
        Standing.ABOVE,
        Standing.BELOW,
        Standing.BELOW,
    ]
