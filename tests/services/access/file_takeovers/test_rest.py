"""Files of open requests over HTTP: good lines enter with their own days, bad ones are answered, twice changes nothing."""

import json
from datetime import date
from typing import Any

import pytest

from shared.values.terms import RequestState

GOOD: dict[str, Any] = {
    "citizenReference": "oud-een", "law": "wmo2015", "contactOn": "2026-03-30", "state": "clarified",
    "firstTalkOn": "2026-04-02", "clarifiedOn": "2026-04-09", "team": "TEAM-NOORD",
}  # fmt: skip


A = "00000099000000000320"


def file(*lines: dict[str, Any]) -> bytes:
    """The lines as NDJSON."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@pytest.mark.rule("R-A56")
@pytest.mark.rule("R-A55")
@pytest.mark.rule("R-A04")
async def test_open_requests_are_taken_over_with_their_history(agreed: Any, tenant_on: Any) -> None:
    """Two of four lines enter, once; the terms run from the real days; each is told on as a request of its own."""
    client = agreed.client()
    lines = file(
        {**GOOD, "sourceReference": "Z-1"},
        {
            **GOOD, "sourceReference": "Z-2", "state": "applied", "applicationOn": "2026-04-10", "acute": True,
            "clarifiedOn": None, "firstTalkOn": None, "team": None,
        },
        {**GOOD, "sourceReference": "Z-3", "contactOn": "2026-05-01"},
        {**GOOD, "sourceReference": "Z-1", "law": "jeugdwet"},
    )  # fmt: skip
    made = await client.take_over_file("suite-oud", lines)
    assert (made.received, made.accepted, made.rejected, made.duplicates) == (4, 2, 2, 0)
    errors = await client.takeover_errors(made.id)
    assert {(one.line, one.code) for one in errors} >= {(3, "in-future"), (4, "reference-taken")}
    again = await client.take_over_file("suite-oud", file({**GOOD, "sourceReference": "Z-1"}))
    assert (again.accepted, again.duplicates, again.rejected) == (0, 1, 0)
    assert await client.get_file_takeover(made.id) == made
    found = [one for one in await client.list_requests() if one.source_system == "suite-oud"]
    assert [(one.source_reference, one.state, one.contact_on) for one in found] == [
        ("Z-1", RequestState.CLARIFIED, date(2026, 3, 30)),
        ("Z-2", RequestState.APPLIED, date(2026, 3, 30)),
    ]
    assert len({one.citizen_id for one in found}) == 1
    terms = (await agreed.get(f"/statutory-terms?requestId={found[0].id}")).json()["items"]
    assert [(one["kind"], one["startedOn"], one["state"]) for one in terms] == [
        ("inquiry", "2026-03-30", "met")
    ]
    terms = (await agreed.get(f"/statutory-terms?requestId={found[1].id}")).json()["items"]
    assert {(one["kind"], one["startedOn"]) for one in terms} == {
        ("inquiry", "2026-03-30"),
        ("decision", "2026-04-10"),
    }
    assert len(await agreed.facts("requests-taken-over")) == 2
    await agreed.work()
    await agreed.work()
    told = await agreed.facts("request-received")
    assert sorted(one.subject for one in told) == sorted(str(one.id) for one in found)
    assert "oud-een" not in str(told)
    assert "suite-oud" in (await client.explain_request(found[0].id)).steps[0].sentence
    other = await tenant_on(date(2026, 4, 20))
    assert (await other.ask("access", "GET", f"/file-takeovers/{made.id}")).status_code == 404
    youth = {"law": "jeugdwet", "citizenReference": "oud-jong", "referrerType": "02"}
    told_there = {
        "responsibleMunicipality": A,
        "responsibleReason": "beforeStay",
        "responsibleSince": "2020-01-01",
    }
    young = file(
        {**GOOD, **youth, **told_there, "sourceReference": "Z-5"},
        {**GOOD, **youth, "sourceReference": "Z-6"},
        {
            **GOOD,
            **youth,
            "sourceReference": "Z-7",
            "responsibleMunicipality": A,
            "responsibleSince": "2026-05-01",
        },
    )
    made = await client.take_over_file("suite-jeugd", young)
    assert (made.accepted, made.rejected) == (2, 1)
    assert {(one.line, one.code, one.location) for one in await client.takeover_errors(made.id)} == {
        (3, "responsible-incomplete", "#/responsibleReason"), (3, "responsible-incomplete", "#/responsibleSince"),
    }  # fmt: skip
    away, here = [one for one in await client.list_requests() if one.source_system == "suite-jeugd"]
    assert (away.responsible_municipality, away.responsible_code, away.responsible_since) == (
        A,
        "8",
        date(2020, 1, 1),
    )
    assert (away.direct_access, away.transfer_by) == (True, date(2026, 5, 4))
    assert (here.responsible_municipality, here.responsible_reason, here.transfer_by) == (
        None,
        "notKnown",
        None,
    )
    assert (here.direct_access, [one.responsible_reason for one in found]) == (True, [None, None])
    await agreed.work()
    steps = (await client.explain_request(away.id)).steps
    assert [one.rule for one in steps] == ["R-A56", "R-A04", "R-A56", "R-A56"]
    csv = b"sourceReference,citizenReference,law,contactOn,state\nZ-9,oud-twee,jeugdwet,2026-04-01,received\n"
    assert (await client.take_over_file("suite-oud", csv, media="text/csv")).accepted == 1


async def test_a_provider_takes_nothing_over(agreed: Any) -> None:
    """The municipality alone; without the name of the system the file is refused."""
    headers = {"Content-Type": "application/x-ndjson"}
    path, lines = "/file-takeovers?sourceSystem=suite-oud", file({**GOOD, "sourceReference": "Z-1"})
    provider = agreed.tenant.providers[0]
    answer = await agreed.tenant.ask("access", "POST", path, oin=provider, content=lines, headers=headers)
    assert answer.status_code == 403
    answer = await agreed.tenant.ask("access", "POST", "/file-takeovers", content=lines, headers=headers)
    assert answer.status_code == 400
