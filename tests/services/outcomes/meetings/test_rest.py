"""Meetings over HTTP: a cycle with standing items, a meeting with figures and cases without names, the agenda that comes next (D-01, D-02, D-58)."""

from __future__ import annotations

from typing import Any

from shared.schemas.outcomes import MeetingChange, NewReport
from shared.values import new_id
from shared.values.consulting import AgendaOrigin, Rhythm
from shared.values.reporting import ReportKind
from tests.services.outcomes.conftest import Measured, a_contract
from tests.services.outcomes.meetings.case import cycle, meeting
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_a_meeting_with_its_figures_and_the_agenda_that_follows(
    measured: Measured, house: House
) -> None:
    """The record keeps the figures as they stood; what is open and what lags stands on the next agenda; cases stay out of the facts."""
    await measured.measure("2026-Q2", "6.9", narrative="Veel wisselingen.")
    ask, client = measured.tenant.ask, measured.client()
    path = "/meeting-cycles/by-reference/stuurgroep"
    made = [await ask("outcomes", "PUT", path, json=cycle(measured)) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 200], made[0].text
    one = made[0].json()
    dry = await measured.post("/meetings?dryRun=true", meeting(measured, one["id"]))
    assert dry.status_code == 201, dry.text
    held = await measured.post(
        "/meetings", meeting(measured, one["id"], externalReference="juli"), oin=measured.lead
    )
    assert held.status_code == 201, held.text
    assert [(figure["quarter"], figure["value"]) for figure in held.json()["figures"]] == [
        ("2026-Q2", "6.9"),
        ("2026-Q1", None),
    ]
    known = await client.meeting_cycle(one["id"])
    assert (str(known.next_on), held.json()["dueOn"]) == ("2026-08-12", "2026-01-14")
    agenda = await client.next_agenda(one["id"])
    assert [(item.origin, item.subject, item.value) for item in agenda.items] == [
        (AgendaOrigin.STANDING, "doorverwijzingen", None),
        (AgendaOrigin.LAGGING_INDICATOR, "client-satisfaction", "6.9"),
        (AgendaOrigin.OPEN_AGREEMENT, "Redenen van doorverwijzen op een rij.", None),
    ]
    done = MeetingChange.model_validate(
        {"agreements": [{**held.json()["agreements"][0], "doneOn": "2026-08-01"}]}
    )
    changed = await measured.client(measured.lead).change_meeting(held.json()["id"], 1, done)
    assert str(changed.agreements[0].done_on) == "2026-08-01"
    assert len((await client.next_agenda(one["id"])).items) == 2
    answer = await ask(
        "outcomes",
        "PATCH",
        f"/meeting-cycles/{one['id']}",
        json={"every": 1, "rhythm": "months"},
        headers={"If-Match": '"2"'},
    )
    assert (answer.status_code, answer.json()["nextOn"]) == (200, "2026-07-14"), answer.text
    assert answer.json()["rhythm"] == Rhythm.MONTHS
    assert [item.id for item in await client.meetings(cycleId=one["id"], externalReference="juli")] == [
        changed.id
    ]
    told = (await measured.get("/events?limit=200")).text
    assert "meeting-recorded" in told and "opvoeding" not in told and "Redenen van" not in told
    stranger = await new_tenant(house, measured.tenant.today, providers=1)
    for place in (
        f"/meetings/{changed.id}",
        f"/meeting-cycles/{one['id']}",
        f"/meeting-cycles/{one['id']}/agenda",
    ):
        assert (await stranger.ask("outcomes", "GET", place)).status_code == 404


async def test_a_case_with_a_trace_and_a_stranger_are_refused_at_once(measured: Measured) -> None:
    """Every point with its field, the trace under F-07; a stranger in a cycle, a future day and half a figure too."""
    outsider = "00000099000000009999"
    refused = await measured.post(
        "/meeting-cycles", cycle(measured, participants=[measured.tenant.owner, outsider])
    )
    assert (refused.status_code, refused.json()["errors"][0]["location"]) == (409, "#/participants/1")
    made = (await measured.post("/meeting-cycles", cycle(measured))).json()
    body = meeting(
        measured,
        made["id"],
        heldOn="2026-08-11",
        present=[outsider],
        agenda=[{"number": 1, "subject": "cijfers", "indicator": "unknown"}],
        cases=[{"theme": "gezin", "lesson": "Bel 06-12345678, geboren 3-4-2011."}],
    )
    answer = await measured.post("/meetings", body)
    assert answer.status_code == 409
    assert [(one["location"], one["code"]) for one in answer.json()["errors"]] == [
        ("#/heldOn", "day-ahead"),
        ("#/present/0", "no-participant"),
        ("#/agenda/0/indicator", "indicator-and-quarter"),
        ("#/agenda/0/indicator", "indicator-unknown"),
        ("#/cases/0/lesson", "leads-to-a-person"),
    ]
    by_provider = await measured.post("/meeting-cycles", cycle(measured), oin=measured.lead)
    assert by_provider.status_code == 403
    assert await measured.client().meetings() == []


async def test_an_agenda_names_reports_on_its_own_contract_only(measured: Measured) -> None:
    """A report on the contract may be named; one that is not there, or is about another contract, is refused at its item."""
    other = a_contract(measured.tenant, number="ALP-2026-02")
    await measured.tell("contracts", "contract-activated", other)
    made = (await measured.post("/meeting-cycles", cycle(measured))).json()
    named = []
    for contract in (measured.contract, other):
        told = {"kind": ReportKind.QUARTERLY_INDICATORS, "period": "2026-Q2", "contract_id": contract.id}
        report = await measured.client(measured.lead).register_report(NewReport.model_validate(told))
        named.append(str(report.id))

    def about(report: str) -> dict[str, Any]:
        return meeting(measured, made["id"], agenda=[{"number": 1, "subject": "cijfers", "reportId": report}])

    for wrong in (named[1], str(new_id())):
        answer = await measured.post("/meetings", about(wrong), oin=measured.lead)
        assert answer.status_code == 409
        assert [(one["location"], one["code"]) for one in answer.json()["errors"]] == [
            ("#/agenda/0/reportId", "report-unknown")
        ]
    held = await measured.post("/meetings", about(named[0]), oin=measured.lead)
    assert (held.status_code, held.json()["agenda"][0]["reportId"]) == (201, named[0])
