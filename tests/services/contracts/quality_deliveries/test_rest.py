"""Delivered quality over HTTP: told in lists by providers, held against the demands, read by the purchaser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts import given
from tests.services.contracts.quality_deliveries.examples import (
    DEMANDING,
    SUMMER,
    ReadyOn,
    line,
    running,
    told,
)


async def checks(ready: Any, contract: Any, query: str = "", **more: Any) -> list[dict[str, Any]]:
    """The checks of a contract, in order of number."""
    answer = await ready.ask("GET", f"/contracts/{contract.id}/quality-checks{query}", **more)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["checks"]
    return found


@pytest.mark.rule("R-C32")
async def test_seven_hours_where_ten_are_demanded_is_a_signal(ready_on: ReadyOn) -> None:
    """Worked example: minimum 10, delivered 7 gives a signal with rule, reason and mend; 10.5 in another gives none."""
    ready, contract = await running(ready_on)
    body = told(contract, line(), line(trajectoryReference="TR-2", value="10.5"))
    made = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=body)
    assert made.status_code == 200, made.text
    assert (made.json()["registered"], made.json()["changed"], made.json()["unchanged"]) == (2, 0, 0)
    hours, staff = await checks(ready, contract)
    assert (hours["standing"], hours["trajectories"], hours["met"], hours["short"]) == ("short", 2, 1, 1)
    (signal,) = hours["signals"]
    assert (signal["rule"], signal["delivered"], signal["minimum"], signal["unit"]) == (
        "R-C32",
        "7",
        "10",
        "hour",
    )
    assert (
        signal["reason"]["nl"] == "Traject TR-1 (01A03): 7 geleverd, ten minste 10 uur geëist."
        and "another 3 hours" in signal["mend"]["en"]
    )
    assert (staff["standing"], staff["trajectories"]) == ("unreported", 0)
    why = await ready.ask("GET", f"/contracts/{contract.id}/quality-checks/derivation")
    assert [one["sentence"] for one in why.json()["steps"]] == [
        "Eis 1 (Ten minste tien uur per traject): van 2 trajecten voldoen er 1, lopen er 0 nog en schieten er 1 tekort.",
        "Traject TR-1 (01A03): 7 geleverd, ten minste 10 uur geëist.",
        "Eis 2 (Geregistreerde professionals): er is niets gemeld, dus niets te toetsen.",
    ]


@pytest.mark.rule("R-C32")
async def test_hours_add_up_over_lines_and_a_running_trajectory_is_not_judged(ready_on: ReadyOn) -> None:
    """4 hours in January and still running is no signal; 3 in February that end it make 7, and 3 more in March make 10."""
    ready, contract = await running(ready_on)
    months = [
        line(periodFrom="2026-01-01", periodUntil="2026-01-31", value="4", completed=False),
        line(periodFrom="2026-02-01", periodUntil="2026-02-28", value="3"),
        line(periodFrom="2026-03-01", periodUntil="2026-03-31", value="3.0"),
    ]
    standings = []
    for one in months:
        done = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, one))
        assert done.status_code == 200, done.text
        hours = (await checks(ready, contract))[0]
        standings.append((hours["standing"], [signal["delivered"] for signal in hours["signals"]]))
    assert standings == [("underWay", []), ("short", ["7"]), ("met", [])]


@pytest.mark.rule("R-C32")
async def test_the_newest_word_counts_of_a_demand_without_a_minimum(ready_on: ReadyOn) -> None:
    """Not met in January, met in May: the later word counts, whichever came first."""
    ready, contract = await running(ready_on)
    may = line(demandNumber=2, value=None, met=True, periodFrom="2026-05-01", periodUntil="2026-05-31")
    january = {**may, "met": False, "periodFrom": "2026-01-01", "periodUntil": "2026-01-31"}
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, may))
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, january))
    assert (await checks(ready, contract))[1]["standing"] == "met"
    june = {**may, "met": False, "periodFrom": "2026-06-01", "periodUntil": "2026-06-30"}
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, june))
    staff = (await checks(ready, contract))[1]
    assert (staff["standing"], staff["signals"][0]["delivered"], staff["signals"][0]["minimum"]) == (
        "short",
        None,
        None,
    )


@pytest.mark.rule("R-C32")
async def test_all_or_nothing_with_every_fault_of_every_line(ready_on: ReadyOn) -> None:
    """A good line beside bad ones enters nothing; each fault says where it is."""
    ready, contract = await running(ready_on)
    wrong = [
        line(),
        line(demandNumber=9),
        line(productCode="01A04", trajectoryReference="TR-3"),
        line(value=None, met=True, trajectoryReference="TR-4"),
        line(demandNumber=2, trajectoryReference="TR-5"),
        line(unit="minute", trajectoryReference="TR-6"),
        line(periodFrom="2025-12-01", trajectoryReference="TR-7"),
        line(periodUntil="2026-07-02", trajectoryReference="TR-8"),
        line(value="8"),
    ]
    refused = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *wrong))
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C32")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/deliveries/1/demandNumber", "demand-unknown"),
        ("#/deliveries/2/productCode", "product-of-other-demand"),
        ("#/deliveries/3/value", "value-missing"),
        ("#/deliveries/4/met", "verdict-missing"),
        ("#/deliveries/5/unit", "unit-differs"),
        ("#/deliveries/6/periodFrom", "outside-term"),
        ("#/deliveries/7/periodUntil", "in-the-future"),
    ]
    twice = await ready.ask(
        "POST", "/quality-deliveries", oin=ready.lead, json=told(contract, line(), line(value="8"))
    )
    assert [one["code"] for one in twice.json()["errors"]] == ["line-twice"]
    assert (await ready.ask("GET", "/quality-deliveries")).json()["items"] == []
    for bad in (
        line(met=True),
        line(value=None),
        line(periodUntil="2026-01-01"),
        line(trajectoryReference="Jan J"),
    ):
        body = told(contract, bad)
        assert (await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=body)).status_code == 400


@pytest.mark.rule("R-C32")
async def test_only_a_provider_of_the_contract_tells_and_each_sees_its_own(ready_on: ReadyOn) -> None:
    """The purchaser reads all and tells nothing; a member sees its own trajectories only; a stranger nothing at all."""
    ready, contract = await running(ready_on)
    member = ready.tenant.providers[1]
    by_purchaser = await ready.ask("POST", "/quality-deliveries", json=told(contract, line()))
    assert by_purchaser.status_code == 403
    for oin in (ready.lead, member):
        done = await ready.ask("POST", "/quality-deliveries", oin=oin, json=told(contract, line()))
        assert done.json()["registered"] == 1, done.text
    (found,) = (await ready.ask("GET", "/quality-deliveries", oin=member)).json()["items"]
    assert found["provider"] == member
    assert (await ready.ask("GET", f"/quality-deliveries/{found['id']}", oin=ready.lead)).status_code == 404
    assert (await checks(ready, contract, oin=member))[0]["short"] == 1
    assert (await checks(ready, contract))[0]["short"] == 2
    assert (await checks(ready, contract, f"?provider={member}"))[0]["short"] == 1
    other = await ready_on(SUMMER)
    lead = other.lead
    refused = await other.ask("POST", "/quality-deliveries", oin=lead, json=told(contract, line()))
    assert refused.status_code == 404
    assert (await other.ask("GET", f"/contracts/{contract.id}/quality-checks")).status_code == 404


@pytest.mark.rule("R-C32")
async def test_a_list_is_safe_to_repeat_and_another_value_is_the_next_version(ready_on: ReadyOn) -> None:
    """The same list changes nothing; a corrected line keeps its id and gets version 2."""
    ready, contract = await running(ready_on)
    first = told(contract, line(externalReference="q/1"), line(trajectoryReference="TR-2"))
    made = (await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=first)).json()
    again = (await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=first)).json()
    assert (again["unchanged"], again["touched"]) == (2, [])
    better = told(contract, line(externalReference="q/1", value="11"))
    done = (await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=better)).json()
    (touched,) = done["touched"]
    changed = (await ready.ask("GET", f"/quality-deliveries/{touched}")).json()
    assert (done["changed"], changed["version"], changed["value"]) == (1, 2, "11")
    assert changed["id"] == made["touched"][0] and changed["externalReference"] == "q/1"
    taken = told(contract, line(externalReference="q/1", trajectoryReference="TR-9"))
    refused = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=taken)
    assert [one["code"] for one in refused.json()["errors"]] == ["reference-used"]
    assert len(await given.facts(ready.tenant, "quality-delivered")) == 3
    dry = await ready.ask(
        "POST",
        "/quality-deliveries?dryRun=true",
        oin=ready.lead,
        json=told(contract, line(trajectoryReference="TR-8")),
    )
    assert dry.json()["registered"] == 1
    listed = await ready.ask("GET", f"/quality-deliveries?contractId={contract.id}")
    assert len(listed.json()["items"]) == 2


@pytest.mark.rule("R-C32")
async def test_one_line_is_put_under_a_reference_and_corrected(ready_on: ReadyOn) -> None:
    """201, then the same, then 200 with the next version and its derivation; another trajectory under it is refused."""
    ready, contract = await running(ready_on)
    path, body = "/quality-deliveries/by-reference/q/7", {"contractId": str(contract.id), **line()}
    made = await ready.ask("PUT", path, oin=ready.lead, json=body)
    assert made.status_code == 201, made.text
    same = await ready.ask("PUT", path, oin=ready.lead, json=body)
    assert (same.status_code, same.json()) == (200, made.json())
    better = await ready.ask("PUT", path, oin=ready.lead, json={**body, "value": "12"})
    assert (better.status_code, better.json()["version"]) == (200, 2)
    steps = (await ready.ask("GET", f"/quality-deliveries/{made.json()['id']}/derivation")).json()["steps"]
    assert (
        steps[0]["sentence"]
        == "Voor eis 1 meldde de aanbieder over traject TR-1: 12 uur; ten minste 10 is geëist."
    )
    other = await ready.ask("PUT", path, oin=ready.lead, json={**body, "trajectoryReference": "TR-9"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    asked = (
        f"contractId={contract.id}&provider={ready.lead}&demandNumber=1&productCode=01A03"
        "&trajectoryReference=TR-1&externalReference=q/7"
    )
    found = (await ready.ask("GET", f"/quality-deliveries?{asked}")).json()["items"]
    assert [one["version"] for one in found] == [2]
    unfit = {**body, "demandNumber": 8, "periodUntil": "2026-08-01"}
    wrong = await ready.ask("PUT", f"{path}8", oin=ready.lead, json=unfit)
    assert [one["location"] for one in wrong.json()["errors"]] == ["#/demandNumber", "#/periodUntil"]


@pytest.mark.rule("R-C32")
async def test_a_check_over_days_takes_whole_trajectories(ready_on: ReadyOn) -> None:
    """A trajectory counts in the period of its last day, with all its hours; products are told apart."""
    ready, contract = await running(ready_on)
    lines = [
        line(periodFrom="2026-01-01", periodUntil="2026-01-31", value="6", completed=False),
        line(periodFrom="2026-04-01", periodUntil="2026-04-30", value="6"),
        line(trajectoryReference="TR-2", periodUntil="2026-03-31"),
    ]
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *lines))
    first = (await checks(ready, contract, "?endedFrom=2026-01-01&endedTo=2026-03-31"))[0]
    second = (await checks(ready, contract, "?endedFrom=2026-04-01"))[0]
    assert [(one["met"], one["short"]) for one in (first, second)] == [(0, 1), (1, 0)]
    assert (await checks(ready, contract, "?productCode=01A04"))[0]["standing"] == "unreported"


@pytest.mark.rule("R-C32")
async def test_a_draft_takes_no_lines_and_a_contract_without_demands_has_no_checks(
    ready_on: ReadyOn,
) -> None:
    """409 with the point; an empty list."""
    ready = await ready_on(SUMMER)
    contract = await ready.signed(**{**DEMANDING, "startDate": "2026-08-01", "history": None})
    early = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, line()))
    # A consortium becomes the provider when the contract comes into force: until then nobody delivers under it.
    assert early.status_code == 403 and early.json()["code"] == "not-a-provider-of-the-contract"
    plain = await ready.draft(number="ALP-2", municipalityCode="0485")
    assert await checks(ready, plain) == []
