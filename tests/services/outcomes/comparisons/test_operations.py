"""From a file of outcomes to a published ranking, over HTTP with real tokens (R-O09, R-O10, R-O26, R-O34, F-09)."""

from __future__ import annotations

import pytest

from services.outcomes.comparisons.rules.judging import LEAST_UNITS
from shared.clients.base import Refusal
from shared.schemas.outcomes import ComparabilityVerdict, NewRanking, RankingWithdrawal
from shared.values.comparing import (
    Comparability,
    ComparisonMethod,
    ComparisonTarget,
    ComparisonWarning,
    Covariate,
    ModelState,
    RankabilityBand,
    Substitute,
)
from shared.values.reporting import Standing
from tests.services.outcomes.comparisons.conftest import INDICATOR, PASSED, Compared, file_of, lines, register


@pytest.mark.rule("R-O09")
@pytest.mark.rule("R-O10")
@pytest.mark.rule("R-O34")
@pytest.mark.rule("F-09")
async def test_from_a_file_of_clients_to_a_ranking_of_who_is_distinguishable(compared: Compared) -> None:
    """Twelve providers, a frozen model, one comparison: the first lies above, the last below, and only they are ranked."""
    providers = [compared.own, *compared.others]
    batch = await register(compared, lines(providers))
    assert (batch.received, batch.accepted, batch.rejected) == (1200, 1200, 0), batch.errors[:3]
    model = await compared.fitted(Covariate.SEVERITY, Covariate.AGE_BAND, Covariate.SEX)
    assert (model.state, model.size, model.penalised) == (ModelState.FITTED, 1200, False)
    assert set(model.parties) == set(providers)
    severe = {
        term.level: float(term.coefficient) for term in model.terms if term.covariate is Covariate.SEVERITY
    }
    assert len(severe) == 4
    client = compared.client()
    asked = compared.question(
        method=ComparisonMethod.LOGISTIC, model_id=model.id, target=ComparisonTarget.REFERENCE
    )
    made = await client.register_comparison(asked)
    assert (made.unit_count, made.size, made.left_out) == (12, 1200, 0)
    assert made.rankability_band is RankabilityBand.HIGH and made.widened
    units = {one.unit: one for one in await client.comparison_units(made.id)}
    expected = sum(float(one.expected or 0) for one in units.values())
    assert expected == pytest.approx(float(model.events or 0), abs=1e-6)
    assert sum(float(one.observed or 0) for one in units.values()) == model.events
    best, worst = units[compared.own], units[compared.others[-1]]
    assert (best.standing, worst.standing) == (Standing.ABOVE, Standing.BELOW)
    assert float(best.ratio or 0) == pytest.approx(float(best.observed or 0) / float(best.expected or 1))
    steps = (await client.explain_comparison(made.id)).steps
    assert [one.rule for one in steps][:3] == ["R-O10", "R-O09", "R-O09"]
    assert str(model.id) in steps[2].sentence
    ranking = await client.register_ranking(NewRanking(comparison_id=made.id))
    assert next(one.provider for one in ranking.entries) == compared.own
    assert {one.unit for one in ranking.entries} == {
        one.unit for one in units.values() if one.standing in (Standing.ABOVE, Standing.BELOW)
    }
    assert {one.rank for one in ranking.entries if one.standing is Standing.BELOW} == {12}
    uncorrected = await client.register_comparison(compared.question())
    with pytest.raises(Refusal) as refused:
        await client.register_ranking(NewRanking(comparison_id=uncorrected.id))
    assert [one["code"] for one in refused.value.problem["errors"]] == ["not-corrected"]
    await _as_others_see_it(compared, made.id, ranking.id)


async def _as_others_see_it(compared: Compared, comparison_id: object, ranking_id: object) -> None:
    """A provider sees itself and dots without names; who was not compared sees nothing; another municipality neither."""
    own = compared.client(compared.own)
    (mine,) = await own.comparison_units(comparison_id)  # type: ignore[arg-type]
    assert mine.unit == compared.own
    seen = await own.get_comparison(comparison_id)  # type: ignore[arg-type]
    assert len(seen.funnel) == 12
    text = seen.model_dump_json(exclude={"parties"})
    assert not any(other in text for other in compared.others)
    assert (await own.get_ranking(ranking_id)).id == ranking_id  # type: ignore[arg-type]
    with pytest.raises(Refusal) as stranger:
        await compared.client(compared.tenant.providers[1]).get_comparison(comparison_id)  # type: ignore[arg-type]
    assert stranger.value.status == 404
    with pytest.raises(Refusal) as refused:
        await own.register_ranking(NewRanking(comparison_id=comparison_id))  # type: ignore[arg-type]
    assert refused.value.status == 403
    (outcome,) = (await own.client_outcomes(provider=compared.own, external_reference="r-a-a"))[:1]
    assert outcome.provider == compared.own
    assert await own.client_outcomes(provider=compared.others[0]) == []


@pytest.mark.rule("R-O34")
async def test_a_withdrawn_ranking_names_nobody_and_says_why(compared: Compared) -> None:
    """With its reason, once, by the purchaser only; the feed tells it, and what was published stays in the feed's past."""
    await register(compared, lines([compared.own, *compared.others]))
    client, wrong = compared.client(), RankingWithdrawal(reason="De uitkomsten waren dubbel geteld.")
    made = await client.register_comparison(compared.question(method="indirect", covariates=["sex"]))
    ranking = await client.register_ranking(NewRanking(comparison_id=made.id))
    assert ranking.entries and (ranking.withdrawn_on, ranking.withdrawal_reason) == (None, None)
    with pytest.raises(Refusal) as refused:
        await compared.client(compared.own).withdraw_ranking(ranking.id, wrong)
    assert refused.value.status == 403
    gone = await client.withdraw_ranking(ranking.id, wrong, key="ingetrokken")
    assert (gone.version, gone.entries, gone.withdrawal_reason) == (2, [], wrong.reason)
    assert gone.withdrawn_on == compared.tenant.today
    assert await client.withdraw_ranking(ranking.id, wrong, key="ingetrokken") == gone
    assert await client.get_ranking(ranking.id) == gone
    with pytest.raises(Refusal) as again:
        await client.withdraw_ranking(ranking.id, wrong)
    assert (again.value.status, again.value.code) == (409, "ranking-withdrawn")
    told = (await client.explain_ranking(ranking.id)).steps
    assert "dubbel geteld" in told[-1].sentence
    facts = (await compared.measured.get("/events?limit=500")).json()["events"]
    rankings = [one for one in facts if "ranking-" in one["type"]]
    assert [(one["type"].split(".")[-2], len(one["data"]["entries"])) for one in rankings] == [
        ("ranking-published", len(ranking.entries)),
        ("ranking-withdrawn", 0),
    ]


@pytest.mark.rule("F-08")
async def test_a_small_provider_cannot_compute_another(compared: Compared) -> None:
    """Nine clients and seven: a third is hidden with them, and no total is told, in the derivation neither."""
    providers = [compared.own, *compared.others]
    rows = lines(providers)
    kept = [*rows[:9], *rows[100:107], *rows[200:]]
    await register(compared, kept)
    made = await compared.client().register_comparison(compared.question())
    own = compared.client(compared.own)
    seen = await own.get_comparison(made.id)
    assert (seen.size, seen.observed) == (None, None)
    left = [one.unit for one in await compared.client().comparison_units(made.id) if one.suppressed]
    assert {compared.own, compared.others[0]} < set(left)
    assert len(seen.funnel) == 12 - len(left)
    (counted,) = [
        one for one in (await own.explain_comparison(made.id)).steps if "12 eenheden" in one.sentence
    ]
    assert counted.result is None
    assert str(len(kept)) not in counted.sentence


@pytest.mark.rule("R-O26")
async def test_a_sole_provider_has_no_internal_benchmark(compared: Compared) -> None:
    """One provider: shown and not judged; the substitutes are named; nothing can be published, with every reason."""
    await register(compared, lines([compared.own]))
    client = compared.client()
    made = await client.register_comparison(compared.question())
    assert made.warnings[0] is ComparisonWarning.NO_INTERNAL_BENCHMARK
    assert made.substitutes[0] is Substitute.PGB_REQUESTS
    assert made.parties == []
    (unit,) = await client.comparison_units(made.id)
    assert (unit.size, unit.standing) == (100, Standing.NOT_JUDGED)
    assert "PGB" in (await client.explain_comparison(made.id)).steps[-1].sentence
    with pytest.raises(Refusal) as refused:
        await client.register_ranking(NewRanking(comparison_id=made.id))
    assert refused.value.status == 409
    assert [one["code"] for one in refused.value.problem["errors"]] == [
        "too-few-units", "nothing-distinguishable", "rankability-low", "not-corrected",
    ]  # fmt: skip


@pytest.mark.rule("R-O10")
async def test_what_was_not_found_comparable_is_not_judged(compared: Compared) -> None:
    """One of the first four not comparable: figures without standings, and no publication (E-67)."""
    await register(compared, lines([compared.own, *compared.others]))
    client = compared.client()
    verdicts = [
        ComparabilityVerdict(test=PASSED[0].test, verdict=Comparability.NOT_COMPARABLE, reason="inv."), *PASSED[1:],
    ]  # fmt: skip
    made = await client.register_comparison(compared.question(tests=verdicts))
    assert ComparisonWarning.TESTS_NOT_PASSED in made.warnings
    units = await client.comparison_units(made.id)
    assert len(units) == 12 > LEAST_UNITS
    assert {one.standing for one in units} == {Standing.NOT_JUDGED}
    with pytest.raises(Refusal) as refused:
        await client.register_ranking(NewRanking(comparison_id=made.id))
    assert refused.value.problem["errors"][0]["code"] == "not-comparable"


@pytest.mark.rule("R-O09")
async def test_areas_and_teams_are_compared_by_standardising(compared: Compared) -> None:
    """Areas directly, teams indirectly, against the same clients: sums agree, and a team is told apart by its provider."""
    await register(compared, lines([compared.own, *compared.others]))
    client = compared.client()
    areas = await client.register_comparison(
        compared.question(unit="area", method="direct", covariates=["severity", "sex"])
    )
    assert (areas.unit_count, areas.parties) == (3, [])
    teams = await client.register_comparison(
        compared.question(unit="team", method="indirect", covariates=["severity"])
    )
    units = await client.comparison_units(teams.id)
    assert teams.unit_count == len(units) == 24
    assert len({(one.provider, one.unit) for one in units}) == 24
    expected = sum(float(one.expected or 0) for one in units)
    assert expected == pytest.approx(sum(float(one.observed or 0) for one in units))
    assert {one.unit for one in await compared.client(compared.own).comparison_units(teams.id)} == {
        "Noord",
        "Zuid",
    }


async def test_a_model_that_the_clients_do_not_give_says_why(compared: Compared) -> None:
    """Everybody reached the goal: the model fails with a reason and cannot be used; its job is done."""
    rows = lines([compared.own])
    await register(compared, [[*row[:6], "1", *row[7:]] for row in rows])
    model = await compared.fitted(Covariate.SEX)
    assert (model.state, model.failure, model.terms) == (ModelState.FAILED, "one-outcome", [])
    with pytest.raises(Refusal) as refused:
        await compared.client().register_comparison(
            compared.question(method=ComparisonMethod.LOGISTIC, model_id=model.id)
        )
    assert [one["code"] for one in refused.value.problem["errors"]] == ["model-not-fitted"]


async def test_a_cancelled_job_leaves_no_waiting_model(compared: Compared) -> None:
    """The job of a model is cancelled: the model is failed, and says so."""
    from shared.schemas.outcomes import NewCaseMixModel

    new = NewCaseMixModel(
        indicator=INDICATOR, quarter_from="2026-Q1", quarter_to="2026-Q4", covariates=[Covariate.SEX]
    )
    made = await compared.client().register_case_mix_model(new)
    assert made.state is ModelState.REQUESTED
    cancelled = await compared.measured.post(f"/jobs/{made.job_id}/cancellation", {})
    assert cancelled.status_code == 200, cancelled.text
    model = await compared.client().get_case_mix_model(made.id)
    assert (model.state, model.failure) == (ModelState.FAILED, "job-cancelled")


async def test_files_are_safe_to_send_twice_and_corrections_count_once(compared: Compared) -> None:
    """The same file again is all duplicates; a line that corrects another replaces it in the count; one that cannot comes back."""
    rows = lines([compared.own])
    await register(compared, rows)
    again = await compared.client().register_client_outcomes(file_of(rows))
    assert (again.accepted, again.duplicates, again.rejected) == (0, 100, 0)
    changed = [*rows[0][:6], "0" if rows[0][6] == "1" else "1", *rows[0][7:]]
    clash = await compared.client().register_client_outcomes(file_of([changed]))
    assert (clash.accepted, clash.rejected, clash.errors[0].code) == (0, 1, "reference-taken")
    header = COLUMNS_AND_CORRECTS
    better = ["r-better", *changed[1:], rows[0][0]]
    twice = ["r-twice", *changed[1:], rows[0][0]]
    lost = ["r-lost", *changed[1:], "r-nowhere"]
    content = "\n".join([header, *(",".join(row) for row in (better, twice, lost))]).encode()
    told = await compared.client().register_client_outcomes(content)
    assert (told.accepted, told.rejected) == (1, 2), told.errors
    assert {one.code for one in told.errors} == {"correction-unknown"}
    known = await compared.client().client_outcomes(external_reference=rows[0][0])
    assert [one.superseded for one in known] == [True]
    made = await compared.client().register_comparison(compared.question())
    assert made.size == 100
    sent_again = await compared.client().register_client_outcomes(content, key="again")
    assert (sent_again.accepted, sent_again.duplicates) == (0, 1)


COLUMNS_AND_CORRECTS = "externalReference,contractId,provider,indicator,kind,quarter,outcome,area,team,ageBand,sex,severity,corrects"
