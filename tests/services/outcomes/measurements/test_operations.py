"""Registering measurements, one at a time and as a file, over real HTTP on a real database."""

import csv
import io
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.outcomes import NDJSON
from shared.values.terms import MeasurementSource, Verdict
from tests.services.outcomes.conftest import QUARTERS, Measured, counted

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
]


def lines(*rows: dict[str, Any]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


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
        (3, "#/quarter", "quarter-outside-contract"),
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
