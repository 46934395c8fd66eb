"""Registering measurements, one at a time and as a file, over real HTTP on a real database."""

import csv
import io
import json
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.outcomes import NDJSON
from shared.schemas import contracts
from shared.values import new_id
from shared.values.measuring import MeasurementMoment
from shared.values.terms import (
    ActorKind,
    HolderRole,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    Verdict,
)
from tests.services.outcomes.conftest import QUARTERS, Measured, agreement, counted

COLUMNS = [
    "externalReference",
    "contractId",
    "indicator",
    "quarter",
    "value",
    "respondents",
    "standardDeviation",
    "source",
    "narrative",
    "moment",
    "area",
    "team",
    "provider",
    "numerator",
    "denominator",
    "correctsId",
    "reason",
    "researcher",
]


def lines(*rows: dict[str, Any]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def ndjson(*rows: dict[str, Any]) -> bytes:
    """Rows as NDJSON."""
    return b"".join(json.dumps(one).encode() + b"\n" for one in rows)


def row(measured: Measured, number: int, **other: Any) -> dict[str, Any]:
    """A good line under a reference of its own."""
    told = {
        "externalReference": f"line-{number}",
        "contractId": str(measured.contract.id),
        "indicator": "client-satisfaction",
        "quarter": "2026-Q1",
        "value": "7.0",
        "source": "provider",
    }
    return {**told, **other}


async def test_a_measurement_is_registered_and_judged_at_once(measured: Measured) -> None:
    """The verdict on the quarter is there with the measurement, in the same transaction."""
    made = await measured.measure("2026-Q1", "7.0", respondents=40, standard_deviation="1.2")
    verdict = await measured.client().contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    [quarter] = [
        one for one in verdict.quarters if (one.indicator, one.quarter) == ("client-satisfaction", "2026-Q1")
    ]
    assert (made.value, quarter.value, quarter.verdict) == ("7.0", "7.0", Verdict.MET)
    assert (verdict.verdict, verdict.version) == (Verdict.NOT_JUDGEABLE, 1)


async def test_a_later_measurement_corrects_the_quarter(measured: Measured) -> None:
    """Both stay, the newest counts, and the verdict gets a version; the same value again changes nothing."""
    await measured.measure("2026-Q1", "7.0")
    await measured.measure("2026-Q1", "6.9")
    await measured.measure("2026-Q1", "6.9")
    client = measured.client()
    verdict = await client.contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    assert verdict.version == 2
    assert [one.verdict for one in verdict.quarters if one.value] == [Verdict.NOT_MET]
    assert [one.value for one in await client.measurements(contract_id=measured.contract.id)] == [
        "7.0",
        "6.9",
        "6.9",
    ]


@pytest.mark.rule("R-O12")
async def test_a_subcontractor_does_not_overturn_the_contracts_verdict(measured: Measured) -> None:
    """The lead's 6.0 of the whole stands: the other member's 9.9 is refused, one by one and on a line; its own part is not."""
    await measured.measure("2026-Q1", "6.0")
    sub = measured.client(measured.tenant.providers[1])
    with pytest.raises(Refusal) as caught:
        await sub.register_measurement(measured.new("2026-Q1", "9.9"))
    assert [one["code"] for one in caught.value.problem["errors"]] == ["provider-not-main"]
    own = row(measured, 2, value="9.9", provider=measured.tenant.providers[1])
    made = await sub.register_measurements(lines(row(measured, 1, value="9.9"), own))
    assert (made.accepted, [(one.line, one.code) for one in made.errors]) == (1, [(2, "provider-not-main")])
    verdict = await measured.client().contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    assert [one.verdict for one in verdict.quarters if one.value] == [Verdict.NOT_MET]


async def test_a_reference_makes_a_retry_safe(measured: Measured) -> None:
    """The same reference and contents under a new key is the measurement that is there; other contents are refused."""
    first = await measured.measure(external_reference="q1")
    again = await measured.measure(external_reference="q1")
    put = await measured.client(measured.lead).put_measurement("q1", measured.new())
    assert first.id == again.id == put.id
    with pytest.raises(Refusal) as caught:
        await measured.measure(value="8.0", external_reference="q1")
    assert (caught.value.status, caught.value.code) == (409, "measurement-reference-taken")


@pytest.mark.rule("R-O12")
async def test_a_provider_does_not_enter_the_independent_survey(measured: Measured) -> None:
    """The municipality enters the survey, the provider is refused with the rule."""
    new = measured.new(indicator="survey", source=MeasurementSource.CLIENT_SURVEY)
    await measured.client().register_measurement(new)
    with pytest.raises(Refusal) as caught:
        await measured.client(measured.lead).register_measurement(new)
    assert caught.value.status == 409
    assert [(one["code"], one["rule"]) for one in caught.value.problem["errors"]] == [
        ("source-not-independent", "R-O12")
    ]


async def test_a_file_enters_its_good_lines_and_returns_the_others(measured: Measured) -> None:
    """Counts, the faults in the sender's order with number, field and reason, and the verdicts judged."""
    rows = [row(measured, n, quarter=quarter) for n, quarter in enumerate(QUARTERS[:3])]
    rows[1] |= {"value": "11", "quarter": "2025-Q1"}
    rows.append(row(measured, 9, source="clientSurvey", indicator="survey"))
    made = await measured.client(measured.lead).register_measurements(lines(*rows))
    assert (made.state, made.received, made.accepted, made.rejected, made.duplicates) == (
        "completed",
        4,
        2,
        2,
        0,
    )
    assert [(one.line, one.location, one.code) for one in made.errors] == [
        (3, "#/quarter", "quarter-before-contract"),
        (3, "#/value", "value-outside-scale"),
        (5, "#/source", "source-not-independent"),
    ]
    client = measured.client(measured.lead)
    assert await client.batch_errors(made.id) == made.errors
    assert await client.get_batch(made.id) == made
    registered = await client.measurements(batch_id=made.id)
    assert [one.external_reference for one in registered] == ["line-0", "line-2"]
    verdict = await client.contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    assert [one.quarter for one in verdict.quarters if one.value] == ["2026-Q1", "2026-Q3"]


async def test_the_same_file_again_enters_nothing_twice(measured: Measured) -> None:
    """With another key equal lines are duplicates, and a line with other contents under a known reference is refused."""
    rows = [row(measured, n, narrative=f"regel {n}\twit\\zwart\nnieuw") for n in range(5)]
    client = measured.client(measured.lead)
    first = await client.register_measurements(lines(*rows))
    rows[3]["value"] = "7.5"
    second = await client.register_measurements(lines(*rows, rows[0], row(measured, 7)))
    assert (first.accepted, first.duplicates) == (5, 0)
    assert (second.received, second.accepted, second.duplicates, second.rejected) == (7, 1, 5, 1)
    assert [(one.location, one.code) for one in second.errors] == [("#/externalReference", "reference-taken")]
    [kept] = await client.measurements(external_reference="line-2")
    assert kept.narrative == "regel 2\twit\\zwart\nnieuw"


async def test_within_a_file_the_first_of_a_reference_counts(measured: Measured) -> None:
    """A reference twice in one file: equal is a duplicate, different is refused."""
    rows = [row(measured, 1), row(measured, 1), row(measured, 1, value="8.0")]
    made = await measured.client(measured.lead).register_measurements(lines(*rows))
    assert (made.accepted, made.duplicates, made.rejected) == (1, 1, 1)
    assert [(one.line, one.code) for one in made.errors] == [(4, "reference-taken")]


async def test_in_a_long_file_the_first_of_a_reference_counts(measured: Measured) -> None:
    """Of 600 references that come back with another value 600 lines later, the first line is registered each time."""
    rows = [row(measured, n, value="7.0") for n in range(600)]
    rows += [row(measured, n, value="8.0") for n in range(600)]
    client = measured.client(measured.lead)
    made = await client.register_measurements(lines(*rows))
    assert (made.accepted, made.duplicates, made.rejected) == (600, 0, 600)
    assert {one.value for one in await client.measurements(batch_id=made.id)} == {"7.0"}


async def test_a_file_under_the_same_key_is_the_same_batch(measured: Measured) -> None:
    """A retry answers with the batch that is there; the key with another file of the same length is refused."""
    client = measured.client(measured.lead)
    body, other = lines(row(measured, 1)), lines(row(measured, 2))
    first = await client.register_measurements(body, "key-of-one-file")
    again = await client.register_measurements(body, "key-of-one-file")
    assert (again.id, again.accepted) == (first.id, 1)
    assert len(body) == len(other)
    with pytest.raises(Refusal) as caught:
        await client.register_measurements(other, "key-of-one-file")
    assert (caught.value.status, caught.value.code) == (422, "idempotency-key-reused")


async def test_a_dry_run_counts_and_writes_nothing(measured: Measured) -> None:
    """The same checks and counts, and no batch, measurement or verdict."""
    client = measured.client(measured.lead)
    made = await client.register_measurements(
        lines(row(measured, 1), row(measured, 2, value="0")), dry_run=True
    )
    assert (made.accepted, made.rejected) == (1, 1)
    assert await client.measurements(contract_id=measured.contract.id) == []
    assert await client.contract_verdict(measured.contract.id, 2026) is None
    with pytest.raises(Refusal) as caught:
        await client.get_batch(made.id)
    assert caught.value.status == 404


async def test_ndjson_and_csv_enter_the_same(measured: Measured) -> None:
    """The same measurement as a JSON line."""
    new = measured.new("2026-Q2", "7.25", respondents=12, standard_deviation="0.9", narrative="Één gezicht.")
    body = new.model_dump_json(by_alias=True).encode() + b"\n"
    client = measured.client(measured.lead)
    made = await client.register_measurements(body, media=NDJSON)
    [kept] = await client.measurements(batch_id=made.id)
    assert (kept.value, kept.respondents, kept.standard_deviation, kept.narrative) == (
        "7.25",
        12,
        "0.9",
        "Één gezicht.",
    )


async def test_a_strangers_contract_looks_like_none(measured: Measured, tenant: Any) -> None:
    """Another municipality's line names a contract that is not there for it; so does its single measurement."""
    stranger = Measured(tenant, measured.contract)
    made = await stranger.client().register_measurements(lines(row(measured, 1)))
    assert [one.code for one in made.errors] == ["contract-unknown"]
    with pytest.raises(Refusal) as caught:
        await stranger.client().register_measurement(measured.new())
    assert (caught.value.status, caught.value.code) == (404, "outcomes-contract-not-found")


async def test_a_file_reads_its_faults_in_the_readers_language(measured: Measured) -> None:
    """Faults are kept in both languages: another reader gets them in English, and as CSV when asked."""
    made = await measured.client(measured.lead).register_measurements(lines(row(measured, 1, value="11")))
    english = await measured.get(f"/batches/{made.id}", headers={"Accept-Language": "en"})
    as_csv = await measured.get(f"/batches/{made.id}/errors", headers={"Accept": "text/csv"})
    assert made.errors[0].detail == "De schaal van deze indicator loopt van 1 tot en met 10."
    assert (
        english.json()["errors"][0]["detail"]
        == "The scale of this indicator runs from 1 up to and including 10."
    )
    assert as_csv.headers["content-type"].startswith("text/csv")
    assert as_csv.text.splitlines()[0] == "line,location,code,detail,rule"
    assert as_csv.text.splitlines()[1].startswith("2,#/value,value-outside-scale,")


async def test_the_statements_do_not_depend_on_the_number_of_lines(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 400 lines takes as many statements as one of 4, with and without faults."""
    client = measured.client(measured.lead)
    await measured.measure("2026-Q1", "5.0")
    counts = []
    for size, value in ((4, "6.0"), (400, "7.0")):
        rows = [row(measured, size * 1000 + n, quarter=QUARTERS[n % 3], value=value) for n in range(size)]
        rows[0]["value"] = "11"
        with counted(monkeypatch) as ran:
            made = await client.register_measurements(lines(*rows))
        assert made.received == size
        counts.append(len(ran))
    assert counts[0] == counts[1]


def hips(**other: Any) -> contracts.ResultAgreement:
    """At most 5 % of the patients break a hip, and each figure has its story (R-O29, R-O27)."""
    told = {
        "number": 4, "code": "hip-fractures", "name": "Heupfracturen", "unit": "% van de patiënten", "norm": "5",
        "operator": NormOperator.MAX, "lowest": "0", "highest": "100", "narrative_required": True,
    }  # fmt: skip
    return agreement(**{**told, **other})


async def amended(measured: Measured, *more: contracts.ResultAgreement) -> None:
    """The contract with these agreements besides."""
    listed = [*measured.contract.agreements, *more]
    measured.contract = measured.contract.model_copy(update={"version": 4, "agreements": listed})
    await measured.tell("contracts", "contract-amended", measured.contract)


@pytest.mark.rule("R-O29")
@pytest.mark.rule("R-O27")
@pytest.mark.rule("R-O11")
async def test_a_ratio_its_story_and_a_baseline_by_file_and_alone(measured: Measured) -> None:
    """6 of 200 is 3.0 % and met, shown with its interval; without story or before the start it comes back with the rule."""
    await amended(measured, hips())
    client = measured.client(measured.lead)
    told: dict[str, Any] = {"indicator": "hip-fractures", "value": None, "numerator": 6, "denominator": 200}
    with pytest.raises(Refusal) as caught:
        await client.register_measurement(measured.new(**told))
    assert [(one["location"], one["rule"]) for one in caught.value.problem["errors"]] == [
        ("#/narrative", "R-O27")
    ]
    told["narrative"] = "Twee patiënten vielen thuis."
    rows = [
        row(measured, 1, **told, quarter="2026-Q2"),
        row(measured, 2, **told | {"narrative": None}),
        row(measured, 3, **told, quarter="2025-Q3", moment="baseline"),
        row(measured, 4, **told, quarter="2025-Q3"),
        row(measured, 5, **told | {"value": "3.5"}),
    ]
    made = await client.register_measurements(lines(*rows))
    assert (made.accepted, [(one.line, one.code, one.rule) for one in made.errors]) == (
        2,
        [
            (3, "narrative-missing", "R-O27"),
            (5, "quarter-before-contract", "R-O11"),
            (6, "ratio-disagrees", None),
        ],
    )
    await client.register_measurement(measured.new(**told))
    (baseline,) = await client.measurements(moment=MeasurementMoment.BASELINE)
    assert (baseline.quarter, baseline.value, baseline.numerator) == ("2025-Q3", "3", 6)
    verdict = await client.contract_verdict(measured.contract.id, 2026)
    assert verdict is not None and await client.contract_verdict(measured.contract.id, 2025) is None
    found = [one for one in verdict.quarters if one.indicator == "hip-fractures" and one.value]
    assert [(one.quarter, one.value, one.verdict) for one in found] == [
        ("2026-Q1", "3", Verdict.MET), ("2026-Q2", "3", Verdict.MET),
    ]  # fmt: skip
    assert [(one.lower or "")[:4] + "–" + (one.upper or "")[:4] for one in found] == ["1.38–6.38"] * 2


@pytest.mark.rule("G-17")
@pytest.mark.rule("R-O05")
async def test_an_indicator_of_the_provider_asks_each_member(measured: Measured) -> None:
    """Each enters its own; the whole counts for nothing; areas are shown; a member that enters another's is refused."""
    await amended(
        measured, hips(number=5, code="own", scope=IndicatorScope.PROVIDER, narrative_required=False)
    )
    members = measured.tenant.providers
    told: dict[str, Any] = {"indicator": "own", "value": "4"}
    for oin in members:
        await measured.client(oin).register_measurement(measured.new(**told, provider=oin))
    with pytest.raises(Refusal) as caught:
        await measured.client(members[0]).register_measurement(measured.new(**told, provider=members[1]))
    assert [one["code"] for one in caught.value.problem["errors"]] == ["provider-other"]
    rows = [
        row(measured, 1, **told | {"value": "9"}),
        row(measured, 2, **told | {"value": "9", "area": "WK048401"}),
    ]
    made = await measured.client().register_measurements(lines(*rows))
    assert made.accepted == 2
    verdict = await measured.client(members[1]).contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    [quarter] = [one for one in verdict.quarters if (one.indicator, one.quarter) == ("own", "2026-Q1")]
    assert (quarter.verdict, quarter.value) == (Verdict.MET, None)
    parts = {(one.provider, one.area): one.verdict for one in verdict.parts if one.quarter == "2026-Q1"}
    assert parts == {**{(oin, None): Verdict.MET for oin in members}, (None, "WK048401"): Verdict.NOT_MET}
    assert [one.value for one in await measured.client().measurements(provider=members[1])] == ["4"]
    assert [one.value for one in await measured.client().measurements(area="WK048401")] == ["9"]


async def test_a_correction_appends_and_history_stays(measured: Measured) -> None:
    """One by one and by file: the newest of the same indicator, quarter and part, once, with its reason; all else comes back."""
    client = measured.client(measured.lead)
    first = await measured.measure()
    better = await measured.measure(value="7.1", corrects_id=first.id, reason="Telfout")
    assert (better.corrects_id, better.reason) == (first.id, "Telfout")
    with pytest.raises(Refusal) as caught:
        await measured.measure(value="7.2", corrects_id=first.id, reason="Nog een")
    assert [one["code"] for one in caught.value.problem["errors"]] == ["correction-superseded"]
    other = await measured.measure(value="6.0", provider=measured.lead)
    why = {"reason": "Herteld"}
    rows = [
        row(measured, 1, value="7.3", correctsId=str(better.id), **why),
        row(measured, 2, value="7.4", correctsId=str(first.id), **why),
        row(measured, 3, value="7.5", correctsId=str(other.id), **why),
        row(measured, 4, value="7.6", correctsId=str(new_id()), **why),
        row(measured, 5, value="7.7", quarter="2026-Q2"),
        row(measured, 6, value="6.1", correctsId=str(other.id), provider=measured.lead, **why),
        row(measured, 7, value="6.2", correctsId=str(other.id), provider=measured.lead, **why),
    ]
    made = await client.register_measurements(ndjson(*rows), media=NDJSON)
    assert (made.received, made.accepted, made.rejected, made.duplicates) == (7, 3, 4, 0)
    assert [(one.line, one.location, one.code) for one in made.errors] == [
        (2, "#/correctsId", "correction-superseded"),
        (3, "#/correctsId", "correction-of-another"),
        (4, "#/correctsId", "correction-of-another"),
        (7, "#/correctsId", "correction-superseded"),
    ]
    listed = await client.measurements(quarter="2026-Q1", indicator="client-satisfaction")
    assert [one.value for one in listed] == ["7.0", "7.1", "6.0", "7.3", "6.1"]
    verdict = await client.contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    assert [one.value for one in verdict.quarters if one.quarter == "2026-Q1" and one.value] == ["7.3"]
    (fact, *_) = [
        one["data"]
        for one in (await measured.get("/events?limit=500")).json()["events"]
        if one["data"].get("correctsId") == str(first.id)
    ]
    assert "reason" not in fact and "narrative" not in fact


@pytest.mark.rule("R-O12")
@pytest.mark.rule("R-O13")
async def test_independence_by_the_kind_of_token(measured: Measured) -> None:
    """A researcher enters its own; the municipality passes on by naming who measured; a provider never does (F-27)."""
    source = MeasurementSource.INDEPENDENT_RESEARCHER
    await amended(measured, agreement(number=6, code="research", source=source))
    tenant = measured.tenant
    told: dict[str, Any] = {"indicator": "research", "source": source}
    scopes = ["outcomes:read", "outcomes:write"]
    researcher = await tenant.actor(ActorKind.RESEARCHER, scopes)
    await tenant.authorise(researcher, HolderRole.RESEARCHER, scopes)
    body = measured.new(**told, value="7.3").model_dump(mode="json", by_alias=True)
    taken = await tenant.ask(
        "outcomes", "POST", "/measurements", oin=researcher, acting_for=tenant.owner, json=body
    )
    assert (taken.status_code, taken.json()["passedOn"]) == (201, False), taken.text
    with pytest.raises(Refusal) as caught:
        await measured.client().register_measurement(measured.new(**told))
    assert [one["code"] for one in caught.value.problem["errors"]] == ["researcher-missing"]
    passed = await measured.client().register_measurement(measured.new(**told, researcher=researcher))
    assert (passed.researcher, passed.passed_on) == (researcher, True)
    with pytest.raises(Refusal) as caught:
        await measured.client(measured.lead).register_measurement(measured.new(**told, researcher=researcher))
    assert [one["code"] for one in caught.value.problem["errors"]] == ["source-not-independent"]


@pytest.mark.rule("F-08")
async def test_what_is_left_of_a_whole_gives_no_small_part_back(measured: Measured) -> None:
    """Of 100 as a whole, 93 in one area and 7 in another a researcher sees the whole only, on every page; the parties see all."""
    tenant = measured.tenant
    researcher = await tenant.actor(ActorKind.RESEARCHER, ["outcomes:read"])
    await tenant.authorise(researcher, HolderRole.RESEARCHER, ["outcomes:read"])
    await measured.measure("2026-Q1", "7.1", respondents=100)
    large = await measured.measure("2026-Q1", "7.4", respondents=93, area="WK048401")
    await measured.measure("2026-Q1", "3.1", respondents=7, area="WK048402")
    await measured.measure("2026-Q1", "7.2", respondents=60, team="Noord")

    async def seen(path: str, **more: Any) -> Any:
        answer = await tenant.ask("outcomes", "GET", path, **more)
        items = answer.json().get("items", [answer.json()])
        return [(one["area"], one["team"], one["value"], one["respondents"]) for one in items]

    guest: dict[str, Any] = {"oin": researcher, "acting_for": tenant.owner}
    hidden = ("WK048401", None, None, None)
    assert await seen("/measurements", **guest) == [
        (None, None, "7.1", 100), hidden, ("WK048402", None, None, None), (None, "Noord", "7.2", 60),
    ]  # fmt: skip
    assert await seen("/measurements?area=WK048401", **guest) == [hidden]
    assert await seen(f"/measurements/{large.id}", **guest) == [hidden]
    assert await seen(f"/measurements/{large.id}") == [("WK048401", None, "7.4", 93)]
    events = (await measured.get("/events?limit=500")).json()["events"]
    told = [one["data"] for one in events if "measurement-registered" in one["type"]]
    assert [one["value"] for one in told] == ["7.1", None, None, None]
    key = {"key": "once", "oin": measured.lead}
    body = measured.new("2026-Q2", "7.0", area="WK048401").model_dump(mode="json", by_alias=True)
    for _ in range(2):
        assert (await tenant.ask("outcomes", "POST", "/measurements", json=body, **key)).json()[
            "value"
        ] == "7.0"
