"""Fair comparison over REST: refusals with every reason, who may, whose it is, what comes back of a file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import NewClientOutcome
from shared.values import new_id
from shared.values.comparing import ChartKind
from shared.values.terms import ActorKind, HolderRole
from tests.services.outcomes.comparisons.conftest import INDICATOR, PASSED, Compared, lines, register
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows
from tests.services.outcomes.conftest import Measured

TESTS = [one.model_dump(mode="json") for one in PASSED]
ASKED: dict[str, Any] = {
    "indicator": INDICATOR,
    "quarterFrom": "2026-Q1",
    "quarterTo": "2026-Q4",
    "unit": "provider",
    "method": "none",
    "direction": "higherIsBetter",
    "tests": TESTS,
}


def outcome(compared: Compared, **other: Any) -> dict[str, Any]:
    """One outcome as JSON."""
    told = {
        "contractId": str(compared.measured.contract.id), "provider": compared.own, "indicator": "client-satisfaction",
        "kind": "score", "quarter": "2026-Q1", "outcome": "7.5",
    }  # fmt: skip
    return {**told, **other}


@pytest.mark.rule("R-O12")
async def test_an_outcome_is_registered_corrected_and_found(compared: Compared) -> None:
    """By the provider itself, safe to repeat; its correction counts in its place; no other provider sees it; what is
    measured independently of the provider it does not enter."""
    own, other = compared.own, compared.tenant.providers[1]
    post = compared.measured.post
    made = await post("/client-outcomes", outcome(compared, externalReference="o-1"), oin=own)
    assert made.status_code == 201, made.text
    client = compared.client(own)
    new = NewClientOutcome.model_validate(outcome(compared))
    assert (await client.put_client_outcome("o-1", new)).id == (
        await client.get_client_outcome(made.json()["id"])
    ).id
    better = new.model_copy(update={"outcome": "8.0", "corrects": "o-1"})
    corrected = await client.put_client_outcome("o-2", better)
    assert (await client.put_client_outcome("o-2", better)).id == corrected.id
    assert [(one.outcome, one.superseded) for one in await client.client_outcomes()] == [
        ("7.5", True),
        ("8.0", False),
    ]
    lost = await post("/client-outcomes", outcome(compared, corrects="o-1"), oin=own)
    assert (lost.status_code, lost.json()["errors"][0]["code"]) == (409, "correction-unknown")
    assert await compared.client(other).client_outcomes() == []
    taken = await compared.measured.post(
        "/client-outcomes", outcome(compared, provider=other, outcome="x"), oin=own
    )
    assert taken.status_code == 400
    refused = await post("/client-outcomes", outcome(compared, provider=other, exposure="1"), oin=own)
    assert [one["code"] for one in refused.json()["errors"]] == ["provider-other", "exposure-without-count"]
    survey = await post("/client-outcomes", outcome(compared, indicator="survey"), oin=own)
    assert [(one["code"], one["rule"]) for one in survey.json()["errors"]] == [
        ("source-not-independent", "R-O12")
    ]
    dry = await post("/client-outcomes?dryRun=true", outcome(compared, externalReference="o-3"), oin=own)
    assert (dry.status_code, len(await client.client_outcomes())) == (201, 2)


async def test_bad_lines_come_back_with_their_reasons_and_good_ones_stay(compared: Compared) -> None:
    """NDJSON with a BSN, an unknown contract and a broken line: three come back, in order, one is registered."""
    good = outcome(compared, outcome="7")
    sent = [
        json.dumps(good), json.dumps({**good, "team": "cliënt 999900006"}),
        json.dumps({**good, "contractId": str(new_id())}), "{",
    ]  # fmt: skip
    client = compared.client(compared.own)
    batch = await client.register_client_outcomes("\n".join(sent).encode(), media="application/x-ndjson")
    assert (batch.received, batch.accepted, batch.rejected) == (4, 1, 3)
    errors = await client.batch_errors(batch.id)
    assert [(one.line, one.code) for one in errors][:2] == [(2, "bsn-refused"), (3, "contract-unknown")]
    assert errors[2].line == 4


@pytest.mark.rule("R-O09")
async def test_a_question_that_is_not_sound_is_refused_with_every_reason(compared: Compared) -> None:
    """A reversed period, covariates where none belong, a norm without being the target, a test twice: all at once."""
    wrong = {
        **ASKED, "quarterFrom": "2026-Q4", "quarterTo": "2026-Q1", "covariates": ["sex", "sex"], "norm": "0.5",
        "tests": [*TESTS[:4], TESTS[0]],
    }  # fmt: skip
    found = await compared.measured.post("/comparisons", wrong)
    assert (found.status_code, found.json()["code"]) == (409, "comparison-refused")
    assert [(one["location"], one["code"]) for one in found.json()["errors"]] == [
        ("#/quarterTo", "period-reversed"),
        ("#/covariates/1", "covariate-twice"),
        ("#/covariates", "covariates-not-asked"),
        ("#/norm", "norm-not-asked"),
        ("#/tests/4/test", "test-twice"),
    ]
    for change, told in (
        ({"quarterTo": "2027-Q1"}, ["quarter-not-over"]),
        ({"method": "direct"}, ["covariates-missing"]),
        ({"method": "indirect", "covariates": ["sesScore"], "referenceFrom": "2025-Q1"}, ["covariate-not-a-factor", "period-half"]),
        ({"method": "logistic", "kind": "count"}, ["kind-not-binary", "model-missing"]),
        ({"target": "norm"}, ["norm-missing"]),
        ({"target": "norm", "norm": "7"}, ["norm-outside"]),
        ({"target": "reference"}, ["target-without-reference"]),
        ({}, ["nobody"]),
    ):  # fmt: skip
        refused = await compared.measured.post("/comparisons", {**ASKED, **change})
        assert [one["code"] for one in refused.json()["errors"]] == told, change
    unknown = await compared.measured.post(
        "/comparisons", {**ASKED, "method": "logistic", "modelId": str(new_id())}
    )
    assert (unknown.status_code, unknown.json()["code"]) == (404, "case-mix-model-not-found")
    model = {
        "indicator": INDICATOR,
        "quarterFrom": "2026-Q1",
        "quarterTo": "2027-Q1",
        "covariates": ["sex", "sex"],
    }
    refused = await compared.measured.post("/case-mix-models", model)
    assert [one["code"] for one in refused.json()["errors"]] == ["quarter-not-over", "covariate-twice"]


async def test_only_the_purchaser_compares_and_only_its_own(compared: Compared) -> None:
    """A provider is refused, a researcher sees rankings only, another municipality finds nothing."""
    await register(compared, lines([compared.own, *compared.others[:5]]))
    made = await compared.measured.post("/comparisons", {**ASKED, "externalReference": "v-1"})
    assert made.status_code == 201, made.text
    again = await compared.tenant.ask("outcomes", "PUT", "/comparisons/by-reference/v-1", json=ASKED)
    assert again.json()["id"] == made.json()["id"]
    other = await compared.tenant.ask(
        "outcomes", "PUT", "/comparisons/by-reference/v-1", json={**ASKED, "overDispersion": False}
    )
    assert other.status_code == 409
    path = f"/comparisons/{made.json()['id']}"
    assert (await compared.measured.post("/comparisons", ASKED, oin=compared.own)).status_code == 403
    researcher = await compared.tenant.actor(ActorKind.RESEARCHER)
    assert (await compared.measured.get("/comparisons", oin=researcher)).status_code == 403
    stranger = await compared.tenant.actor(ActorKind.PURCHASER)
    for place in (path, f"{path}/derivation", f"/comparison-units?comparisonId={made.json()['id']}"):
        found = await compared.measured.get(place, oin=stranger)
        assert found.status_code == 404 or found.json() == {"items": [], "next": None}, place
    assert (await compared.measured.get(path)).json() == made.json()
    listed = await compared.measured.get("/comparisons?method=none&unit=provider&externalReference=v-1")
    assert [one["id"] for one in listed.json()["items"]] == [made.json()["id"]]


async def test_a_control_chart_is_computed_of_measurements(year_over: Measured) -> None:
    """The quarters of an indicator, single values and shares; who has no numbers for it gets a refusal; a stranger 404."""
    for number, value in enumerate(("6.8", "7.2", "7.0", "7.4"), 1):
        await year_over.measure(f"2026-Q{number}", value)
    (indicator,) = [
        one
        for one in await year_over.client().indicators(year_over.contract.id)
        if one.code == "client-satisfaction"
    ]
    chart = await year_over.client().control_chart(indicator.id, ChartKind.I, base_until="2026-Q3")
    assert (chart.base_points, chart.on_trial, len(chart.points)) == (3, True, 4)
    assert float(chart.centre) == pytest.approx(7.0)
    assert [one.base for one in chart.points] == [True, True, True, False]
    with pytest.raises(Refusal) as refused:
        await year_over.client().control_chart(indicator.id, ChartKind.P)
    assert (refused.value.status, refused.value.code) == (409, "control-chart-refused")
    with pytest.raises(Refusal) as missing:
        await year_over.client().control_chart(new_id(), ChartKind.P)
    assert missing.value.status == 404


@pytest.mark.rule("F-08")
async def test_a_chart_shows_no_more_than_the_measurements_do(year_over: Measured) -> None:
    """Seven respondents behind 283 of 100 stay out of every chart for a researcher; the municipality sees them."""
    tenant = year_over.tenant
    for number, respondents in enumerate((None, 80, 7, None), 1):
        told: dict[str, Any] = {
            "value": None,
            "numerator": 280 + number,
            "denominator": 100,
            "respondents": respondents,
        }
        made = await year_over.post(
            "/measurements", year_over.new(f"2026-Q{number}", **told), oin=year_over.lead
        )
        assert made.status_code == 201, made.text
    researcher = await tenant.actor(ActorKind.RESEARCHER, ["outcomes:read"])
    await tenant.authorise(researcher, HolderRole.RESEARCHER, ["outcomes:read"])

    async def read(path: str) -> dict[str, Any]:
        found = await tenant.ask("outcomes", "GET", path, oin=researcher, acting_for=tenant.owner)
        assert found.status_code == 200, found.text
        told: dict[str, Any] = found.json()
        return told

    items = (await read("/measurements"))["items"]
    shown = {one["quarter"]: one["value"] is not None for one in items}
    assert [quarter for quarter, seen in sorted(shown.items()) if not seen] == ["2026-Q3"]
    id_ = items[0]["indicatorId"]
    for kind in (ChartKind.I, ChartKind.U, ChartKind.C):
        whole = await year_over.client().control_chart(id_, kind)
        assert all(one.value is not None for one in whole.points)
        points = (await read(f"/control-charts?indicatorId={id_}&kind={kind}"))["points"]
        assert {one["quarter"]: one["value"] is not None for one in points} == shown


@needs_reference
@pytest.mark.rule("R-A39")
async def test_series_that_come_along_are_charted_as_those_of_the_reference(compared: Compared) -> None:
    """Montgomery's defects per unit beside a series without a size: line, limits and signal; nothing is kept."""
    found = list(rows("control-charts/u_chart_montgomery_7_4.csv"))
    points = [
        {"moment": f"{2000 + n}", "count": row["count"], "size": row["size"]} for n, row in enumerate(found)
    ]
    asked = {
        "kind": "u",
        "series": [
            {"name": "Montgomery", "points": points},
            {"name": "Leeg", "points": [{**points[0], "size": "0"}]},
        ],
    }
    made = await compared.measured.post("/control-charts/_compute", asked)
    assert made.status_code == 200, made.text
    chart, empty = made.json()["charts"]
    assert float(chart["centre"]) == pytest.approx(float(found[0]["exp_cl"]), rel=1e-6)
    assert float(chart["points"][0]["upper"]) == pytest.approx(float(found[0]["exp_ucl"]), rel=1e-6)
    assert (empty["centre"], empty["signalled"], empty["points"][0]["value"]) == (None, False, None)
    refused = await compared.measured.post("/control-charts/_compute", {"kind": "u", "series": []})
    assert refused.status_code == 400
