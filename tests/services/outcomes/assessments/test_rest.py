"""Assessments over REST: shapes, rights, what never names a citizen, and the log of who saw whom."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.outcomes import Assessment, AssessmentEdition, AssessmentSelection
from shared.values import new_id
from shared.values.terms import ActorKind, HolderRole
from tests.security.logged import logged
from tests.services.outcomes.assessments.helping import assess, client, lines, new, select
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.kept import keep

D = date


def body(measured: Measured, **other: Any) -> dict[str, Any]:
    """An intake as JSON."""
    told = new(measured, D(2026, 2, 1), moment="intake")
    return told.model_dump(mode="json", by_alias=True, exclude_none=True) | other


@pytest.mark.rule("R-O01")
async def test_the_editions_are_read_by_whoever_reads_outcomes(measured: Measured) -> None:
    """11 and 13 domains, in two languages; what is not there is 404."""
    for oin in (measured.tenant.owner, measured.lead, measured.tenant.auditor):
        items = (await measured.get("/assessment-editions", oin=oin)).json()["items"]
        assert {one["code"]: len(one["domains"]) for one in items} == {"zrm-11": 11, "zrm-13": 13}
    one = await measured.get("/assessment-editions/zrm-11")
    assert AssessmentEdition.model_validate_json(one.content).domains[1].name_nl == "Dagbesteding"
    assert (await measured.get("/assessment-editions/zrm-12")).json()[
        "code"
    ] == "assessment-edition-not-found"


@pytest.mark.rule("F-06")
@pytest.mark.rule("R-O01")
async def test_what_an_assessment_cannot_be(measured: Measured) -> None:
    """A BSN in any place, both numbers or none, a score of 0, 6, 2.5 or text: 400 with the place of each fault."""
    await client(measured)
    await select(measured, "day-activities")
    for changes, location, code in (
        ({"bsn": "999900006"}, "#", "bsn-refused"),
        ({"allocationNumber": 999900006}, "#/allocationNumber", "bsn-refused"),
        ({"externalReference": "999900006"}, "#/externalReference", "bsn-refused"),
        ({"careStartId": str(new_id())}, "#", "value"),
        ({"scores": []}, "#/scores", "array.too-short"),
        ({"scores": [{"domain": "day-activities", "score": 0}]}, "#/scores/0/score", "number.minimum"),
        ({"scores": [{"domain": "day-activities", "score": 6}]}, "#/scores/0/score", "number.maximum"),
        ({"scores": [{"domain": "day-activities", "score": 2.5}]}, "#/scores/0/score", None),
        ({"scores": [{"domain": "day-activities", "score": "3"}]}, "#/scores/0/score", "integer.type"),
    ):
        answer = await measured.post("/assessments", body(measured, **changes), oin=measured.lead)
        [fault] = answer.json().get("errors") or [{"location": location, "code": answer.json()["code"]}]
        assert (answer.status_code, fault["location"]) == (400, location), answer.text
        assert code in (None, fault["code"], answer.json()["code"]), answer.text
    both = {"law": "wmo2015", "allocationNumber": 4711, "contractId": str(measured.contract.id)}
    asked = {"edition": "zrm-11", "domains": ["housing"], "purpose": "goals", "validFrom": "2026-01-01"}
    for wrong in ({}, both, {"allocationNumber": 4711}):
        assert (await measured.post("/assessment-selections", asked | wrong)).status_code == 400


@pytest.mark.rule("F-06")
async def test_who_saw_whose_scores_stands_in_the_log(measured: Measured) -> None:
    """A single one, a list, steps and a file: a line for the person under the municipality, for whoever looks or writes."""
    began = await client(measured)
    await select(measured, "day-activities")
    await assess(measured, D(2026, 2, 1), moment="intake")
    made = await measured.post(
        "/assessments", new(measured, D(2026, 6, 1), scores={"day-activities": 3}), oin=measured.lead
    )
    assert made.status_code == 201, made.text
    found = Assessment.model_validate_json(made.content)
    period = f"contractId={measured.contract.id}&from=2026-01-01&until=2026-12-31"
    file = await measured.tenant.ask(
        "outcomes", "POST", "/assessment-batches", oin=measured.lead, headers={"Content-Type": "text/csv"},
        content=lines(measured, [(4711, "progress", D(2026, 7, 1), "day-activities=3")]),
    )  # fmt: skip
    looked = [
        await measured.get(path)
        for path in (f"/assessments/{found.id}", "/assessments", f"/assessment-steps?{period}")
    ]
    for answer, event in ((made, "create"), (file, "create"), *((one, None) for one in looked)):
        assert answer.status_code < 300, answer.text
        written = await logged(measured.tenant.house, "outcomes", answer)
        assert {line["subject"] for line in written} == {began.citizen_id}
        assert {line["owner"] for line in written} == {measured.tenant.owner}
        assert event is None or {line["event"] for line in written} == {event}
    told = (await measured.get("/events?limit=500")).json()["events"]
    [fact] = [one["data"] for one in told if one["subject"] == str(found.id)]
    assert "scores" not in fact and "externalReference" not in fact


async def test_a_researcher_enters_its_own_and_reads_nobody(measured: Measured) -> None:
    """By authorisation of the municipality; an insurer reads editions and counts, no single scores."""
    await client(measured)
    await select(measured, "day-activities")
    tenant = measured.tenant
    for kind, role, scopes in (
        (ActorKind.RESEARCHER, HolderRole.RESEARCHER, ["outcomes:read", "outcomes:write"]),
        (ActorKind.INSURER, HolderRole.INSURER, ["outcomes:read"]),
    ):
        oin = await tenant.actor(kind, scopes)
        await tenant.authorise(oin, role, scopes)
        reading = await tenant.ask("outcomes", "GET", "/assessments", oin=oin, acting_for=tenant.owner)
        assert (reading.status_code, reading.json()["code"]) == (403, "role-not-allowed")
        counts = await tenant.ask("outcomes", "GET", "/assessment-editions", oin=oin, acting_for=tenant.owner)
        assert counts.status_code == 200
        if kind is ActorKind.RESEARCHER:
            sent = body(measured, assessorRole="provider")
            refused = await tenant.ask(
                "outcomes", "POST", "/assessments", oin=oin, acting_for=tenant.owner, json=sent
            )
            assert refused.json()["errors"][0]["code"] == "role-not-researchers", refused.text
            own = sent | {"assessorRole": "independentResearcher"}
            taken = await tenant.ask(
                "outcomes", "POST", "/assessments", oin=oin, acting_for=tenant.owner, json=own
            )
            assert taken.status_code == 201, taken.text


async def test_a_selection_is_the_municipality_s(measured: Measured) -> None:
    """A provider cannot lay one down; a dry run keeps nothing; the same reference gives the same."""
    await client(measured)
    sent = {
        "contractId": str(measured.contract.id), "edition": "zrm-11", "domains": ["housing"], "purpose": "goals",
        "validFrom": "2026-01-01", "externalReference": "keuze-a",
    }  # fmt: skip
    provider = await measured.post("/assessment-selections", sent, oin=measured.lead)
    assert (provider.status_code, provider.json()["code"]) == (403, "purchaser-only")
    dry = await measured.post("/assessment-selections?dryRun=true", sent)
    assert (dry.status_code, (await measured.get("/assessment-selections")).json()["items"]) == (201, [])
    made = await measured.post("/assessment-selections", sent)
    put = await measured.tenant.ask(
        "outcomes", "PUT", "/assessment-selections/by-reference/keuze-a", json=sent
    )
    assert (made.status_code, put.status_code, put.json()) == (201, 200, made.json())
    found = AssessmentSelection.model_validate_json(made.content)
    assert measured.lead in found.parties
    assert (await measured.get(f"/assessment-selections/{found.id}", oin=measured.lead)).json() == made.json()


@pytest.mark.rule("F-08")
async def test_who_is_no_party_asks_whole_quarters(measured: Measured) -> None:
    """Until 1 July is until the end of September, and from 2 January from the first: for an insurer, and in what is published."""
    tenant, asked = measured.tenant, "from=2026-01-02&until=2026-07-01"
    insurer = await tenant.actor(ActorKind.INSURER, ["outcomes:read"])
    await tenant.authorise(insurer, HolderRole.INSURER, ["outcomes:read"])
    of, quarters = f"contractId={measured.contract.id}", ("2026-01-01", "2026-09-30")
    for path in (f"/assessment-counts?{of}&{asked}", f"/client-results/counts?{of}&{asked}"):
        shown = await tenant.ask("outcomes", "GET", path, oin=insurer, acting_for=tenant.owner)
        whole = (await measured.get(path)).json()
        assert (shown.json()["dateFrom"], shown.json()["dateUntil"]) == quarters, shown.text
        assert (whole["dateFrom"], whole["dateUntil"]) == ("2026-01-02", "2026-07-01")
    published = (await measured.get(f"/self-sufficiency-profiles?grouping=area&{asked}")).json()
    assert (published["dateFrom"], published["dateUntil"]) == quarters


_SCORED = """
    insert into assessments (id, version, owner, parties, client_id, case_id, citizen_id, contract_id, law, provider,
      area_code, edition, moment, taken_on, rater, assessor_role, selection_id, scores, counts)
    select gen_random_uuid(), 1, $1, array[]::text[], 'rows', gen_random_uuid(), gen_random_uuid(), $2, 'wmo2015', $3,
      'WK-01', 'zrm-11', 'progress', $4, 'professional', 'provider', $5,
      jsonb_build_array(jsonb_build_object('domain', 'day-activities', 'score', $6::int)), true
    from generate_series(1, $7)
"""


async def _score(measured: Measured, on: date, *persons: int) -> None:
    """So many persons with each score."""
    laid = await select(measured, "day-activities")
    of = (measured.tenant.owner, measured.contract.id, measured.lead, on, laid.id)
    await keep(measured, _SCORED, [(*of, score, many) for score, many in enumerate(persons, 1)])


@pytest.mark.rule("R-O04")
async def test_the_profile_of_an_area(measured: Measured) -> None:
    """5/20/40/25/10 of a hundred: mean 3.15, five being too few to show; of as many again the distribution is shown too."""
    path = "/self-sufficiency-profiles?grouping=area&from=2026-01-01&until="
    for until, counts in (("2026-03-31", [None] * 5), ("2026-06-30", [10, 40, 80, 50, 20])):
        await _score(measured, D.fromisoformat(until), 5, 20, 40, 25, 10)
        [profile] = (await measured.get(path + until)).json()["profiles"]
        [found] = profile["domains"]
        assert (profile["group"], found["mean"]) == ("WK-01", "3.15")
        assert [one["count"] for one in found["distribution"]] == counts
