"""What rested and what ran in the other system comes along: terms move, allocations stand, nothing is decided anew."""

from datetime import date
from typing import Any

import pytest

from deploy.postgres import Cluster
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.file_takeovers.test_rest import GOOD, file
from tests.support.persons import as_superuser

REST = {"kind": "inquiry", "beginsOn": "2026-04-02", "ground": "applicantAgreed", "resumedOn": "2026-04-12"}


def running(agreed: Any, number: int, **other: Any) -> dict[str, Any]:
    """An allocation of four hours a month since 1 January 2025, over two years."""
    return {
        "allocationNumber": number, "provider": agreed.tenant.providers[0], "contractId": str(agreed.contract.id),
        "productCategory": "02", "productCode": "02A03", "volume": 4, "unit": "04", "frequency": "4",
        "startDate": "2025-01-01", "endDate": "2026-12-31", **other,
    }  # fmt: skip


@pytest.mark.rule("R-A55")
@pytest.mark.rule("R-A56")
async def test_what_rested_there_moves_the_terms(agreed: Any) -> None:
    """Report 30-3, until 11-5; ten days of rest: 21-5; what rests still rests; what cannot be is told by its field, whole lines."""
    client = agreed.client()
    line = {**GOOD, "state": "received", "clarifiedOn": None}
    asked = {
        "kind": "inquiry",
        "beginsOn": "2026-04-15",
        "ground": "informationAsked",
        "answerBy": "2026-05-01",
    }
    made = await client.take_over_file(
        "suite-oud",
        file(
            {**line, "sourceReference": "Z-1", "suspensions": [REST]},
            {**line, "sourceReference": "Z-2", "suspensions": [asked, REST]},
            {**line, "sourceReference": "Z-3", "suspensions": [{**REST, "beginsOn": "2026-03-20"}]},
            {**line, "sourceReference": "Z-4", "law": "jeugdwet", "suspensions": [REST]},
            {**line, "sourceReference": "Z-5", "suspensions": [{**REST, "resumedOn": "2026-05-02"}]},
            {
                **line, "sourceReference": "Z-6", "state": "clarified", "clarifiedOn": "2026-04-09",
                "suspensions": [REST],
            },
        ),
    )  # fmt: skip
    errors = {(one.line, one.code, one.location) for one in await client.takeover_errors(made.id)}
    assert errors == {
        (3, "outside-term", "#/suspensions/0/beginsOn"),
        (4, "no-term", "#/suspensions/0/kind"),
        (5, "in-future", "#/suspensions/0/resumedOn"),
        (6, "after-ready", "#/suspensions/0/resumedOn"),
    }
    assert (made.accepted, made.rejected) == (2, 4)
    first, second = await client.list_requests()
    (term,) = (await agreed.get(f"/statutory-terms?requestId={first.id}")).json()["items"]
    assert (term["state"], term["startedOn"], term["dueOn"]) == ("running", "2026-03-30", "2026-05-21")
    assert [(one["beginsOn"], one["resumedOn"]) for one in term["suspensions"]] == [
        ("2026-04-02", "2026-04-12")
    ]
    (term,) = (await agreed.get(f"/statutory-terms?requestId={second.id}")).json()["items"]
    assert (term["state"], [one["resumedOn"] for one in term["suspensions"]]) == (
        "suspended",
        ["2026-04-12", None],
    )
    resumed = await agreed.post(f"/statutory-terms/{term['id']}/resumption", {"on": "2026-04-20"})
    assert resumed.json()["dueOn"] == "2026-05-26", resumed.text


@pytest.mark.rule("R-A56")
async def test_running_allocations_are_taken_over_as_they_stand(agreed: Any, tenant_on: Any) -> None:
    """Two enter under their own numbers, told once, without decision, term or review; numbers here go on after them; retry is safe."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    decided = {**GOOD, "state": "decided", "clarifiedOn": None}
    care = running(agreed, 5001)
    lines = file(
        {**GOOD, "sourceReference": "Z-1", "allocations": [running(agreed, 5002, productCode="02A05")]},
        {**decided, "sourceReference": "Z-2", "citizenReference": "oud-twee", "allocations": [care]},
        {**decided, "sourceReference": "Z-3"},
        {**decided, "sourceReference": "Z-4", "allocations": [running(agreed, 5001)]},
        {**decided, "sourceReference": "Z-5", "allocations": [running(agreed, 5003, contractId=str(agreed.mandate.id))]},
        {**decided, "sourceReference": "Z-6", "allocations": [running(agreed, 5004, endDate="2026-04-19")]},
        {**decided, "sourceReference": "Z-7", "allocations": [running(agreed, 5005, unit=None), running(agreed, 5005)]},
    )  # fmt: skip
    made = await client.take_over_file("suite-oud", lines)
    errors = {(one.line, one.code, one.location) for one in await client.takeover_errors(made.id)}
    assert errors >= {
        (3, "allocation-missing", "#/allocations"), (4, "number-taken", "#/allocations"),
        (5, "contract-unknown", "#/allocations"), (6, "not-running", "#/allocations/0/startDate"),
        (7, "number-twice", "#/allocations/0/allocationNumber"), (7, "size-incomplete", "#/allocations/0/volume"),
    }  # fmt: skip
    assert (made.accepted, made.rejected) == (2, 5)
    again = await client.take_over_file("suite-oud", lines)
    assert (again.accepted, again.duplicates, again.rejected) == (0, 2, 5)
    found = {one["allocationNumber"]: one for one in (await agreed.get("/allocations")).json()["items"]}
    assert sorted(found) == [5001, 5002]
    one = found[5001]
    assert (one["origin"], one["state"], one["decisionId"], one["startDate"], one["allocatedOn"]) == (
        "takenOver", "granted", None, "2025-01-01", "2026-04-20",
    )  # fmt: skip
    assert (one["provider"], one["contractId"], one["retroactive"]) == (
        provider,
        str(agreed.contract.id),
        False,
    )
    (request,) = [each for each in await client.list_requests() if str(each.id) == one["requestId"]]
    assert (
        request.state,
        (await agreed.get(f"/statutory-terms?requestId={request.id}")).json()["items"],
    ) == (
        "decided",
        [],
    )
    await agreed.work()
    await agreed.work()
    told = await agreed.facts("allocation-granted")
    assert sorted(each.subject for each in told) == sorted(each["id"] for each in found.values())
    assert await agreed.facts("decision-taken") == await agreed.facts("review-opened") == []
    why = (await agreed.get(f"/allocations/{one['id']}/derivation")).json()["steps"]
    assert [each["rule"] for each in why] == ["R-A56"]
    seen = await agreed.tenant.ask("access", "GET", "/allocations", oin=provider)
    assert len(seen.json()["items"]) == 2
    other = await tenant_on(date(2026, 4, 20))
    assert (await other.ask("access", "GET", f"/allocations/{one['id']}")).status_code == 404
    assert (await agreed.decided("inwoner-nieuw")).allocation_number == 5003


@pytest.mark.rule("R-A56")
async def test_numbers_stay_within_nine_digits(agreed: Any, cluster: Cluster) -> None:
    """Above 899999999 a line is refused; after it 900000000 is given; after 999999999 none, with the mend, and nothing is kept."""
    client = agreed.client()
    line = {**GOOD, "state": "decided", "clarifiedOn": None}
    made = await client.take_over_file(
        "suite-oud",
        file(
            {**line, "sourceReference": "Z-1", "allocations": [running(agreed, 899_999_999)]},
            {**line, "sourceReference": "Z-2", "allocations": [running(agreed, 900_000_000, productCode="02A05")]},
        ),
    )  # fmt: skip
    assert (made.accepted, made.rejected) == (1, 1)
    (error,) = await client.takeover_errors(made.id)
    assert (error.line, error.location) == (2, "#/allocations/0/allocationNumber")
    assert "899999999" in error.detail and error.code == "number.maximum", error
    assert (await agreed.decided("inwoner-nieuw")).allocation_number == 900_000_000
    last = "update allocation_counters set last = 999999998 where owner = $1"
    await as_superuser(cluster, agreed.tenant.house, last, agreed.tenant.owner)
    assert (await agreed.decided("inwoner-een")).allocation_number == 999_999_999
    request = await agreed.report("inwoner-twee")
    for _ in range(2):
        spent = await refusal(client.take_decision(request.id, agreed.new_decision()))
        assert (spent.status, spent.code, spent.problem["rule"]) == (409, "allocation-numbers-spent", "R-A56")
        assert "nummerreeks" in spent.problem["mend"]
    assert (await client.get_request(request.id)).state == "received"
    numbers = {one["allocationNumber"] for one in (await agreed.get("/allocations")).json()["items"]}
    assert numbers == {899_999_999, 900_000_000, 999_999_999}


@pytest.mark.rule("R-A56")
async def test_who_gives_care_that_was_taken_over_sees_its_request_and_no_other(agreed: Any) -> None:
    """Two providers on one line see that request; a line without care and another provider's line stay the municipality's."""
    one, two, three = agreed.tenant.providers[:3]
    line = {**GOOD, "state": "decided", "clarifiedOn": None}
    both = [
        running(agreed, 5002, provider=two, productCode="02A05"),
        running(agreed, 5001),
        running(agreed, 5003, productCode="02A04"),
    ]
    made = await agreed.client().take_over_file(
        "suite-oud",
        file(
            {**line, "sourceReference": "Z-1", "allocations": both},
            {**GOOD, "sourceReference": "Z-2", "citizenReference": "oud-twee"},
            {**line, "sourceReference": "Z-3", "allocations": [running(agreed, 5004, provider=two)]},
        ),
    )  # fmt: skip
    assert (made.accepted, made.rejected) == (3, 0), await agreed.client().takeover_errors(made.id)
    found = {each.source_reference: each for each in await agreed.client().list_requests()}
    assert {name: each.parties for name, each in found.items()} == {
        "Z-1": sorted([one, two]), "Z-2": [], "Z-3": [two],
    }  # fmt: skip
    for oin, names in ((one, ["Z-1"]), (two, ["Z-1", "Z-3"]), (three, [])):
        assert [each.source_reference for each in await agreed.client(oin).list_requests()] == names
    hidden = await refusal(agreed.client(one).get_request(found["Z-3"].id))
    assert (hidden.status, hidden.code) == (404, "request-not-found")
    await agreed.work()
    for oin, names in ((one, ["Z-1"]), (three, [])):
        events = (await agreed.tenant.ask("access", "GET", "/events?limit=500", oin=oin)).json()["events"]
        told = [each["subject"] for each in events if ".request-received." in each["type"]]
        assert told == [str(found[name].id) for name in names]
