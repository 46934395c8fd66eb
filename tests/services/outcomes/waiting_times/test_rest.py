"""Waiting times over REST."""

from datetime import date

import pytest

from shared.schemas.outcomes import WaitingTimes
from shared.values import new_id
from tests.security.logged import logged
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import referral, start


async def wait(measured: Measured, count: int, until: date) -> None:
    """So many requests of 7 May, with their first talk on a day."""
    for _ in range(count):
        await measured.tell("access", "first-talk-held", measured.request(date(2026, 5, 7), until))


@pytest.mark.rule("R-O06")
async def test_the_waiting_times_of_a_quarter(measured: Measured) -> None:
    """Share, median and percentile of a contract's quarter, when enough waited on both sides of the norm."""
    await wait(measured, 12, date(2026, 5, 18))
    await wait(measured, 10, date(2026, 5, 29))
    found = await measured.get(f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q2")
    told = WaitingTimes.model_validate_json(found.content)
    assert (told.norm_days, told.counted, told.within, told.share_basis_points) == (5, 22, 12, 5454)
    assert (told.median_working_days, told.ninetieth_percentile_working_days) == (5, 13)
    assert not told.suppressed


@pytest.mark.rule("F-08")
async def test_small_numbers_are_left_out(measured: Measured) -> None:
    """Three late of fifteen: neither they nor the twelve that would give them back are shown; of nine nothing is."""
    await wait(measured, 12, date(2026, 5, 18))
    await wait(measured, 3, date(2026, 5, 29))
    path = f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q2"
    told = WaitingTimes.model_validate_json((await measured.get(path)).content)
    assert (told.counted, told.within, told.share_basis_points) == (15, None, None)
    assert (told.median_working_days, told.ninetieth_percentile_working_days) == (5, 13)
    few = WaitingTimes.model_validate_json((await measured.get(path.replace("Q2", "Q3"))).content)
    assert (few.counted, few.within, few.median_working_days) == (None, None, None)
    assert told.suppressed and few.suppressed


async def test_the_requests_themselves_come_in_pages(measured: Measured) -> None:
    """For a party or the auditor, oldest first or newest first, each once."""
    await wait(measured, 5, date(2026, 5, 18))
    path = f"/waiting-times/requests?contractId={measured.contract.id}&quarter=2026-Q2&limit=2"
    seen: list[str] = []
    for sort in ("created", "-created"):
        cursor, ids = "", []
        while cursor is not None:
            page = (
                await measured.get(f"{path}&sort={sort}" + (f"&cursor={cursor}" if cursor else ""))
            ).json()
            ids += [one["requestId"] for one in page["items"]]
            cursor = page["next"]
        assert len(set(ids)) == len(ids) == 5
        seen = seen or ids
    assert seen == ids[::-1]


async def test_what_cannot_be_asked(measured: Measured) -> None:
    """A quarter that is none is 400, a contract that is not there 404."""
    wrong = await measured.get(f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q5")
    missing = await measured.get(f"/waiting-times?contractId={new_id()}&quarter=2026-Q2")
    assert (wrong.status_code, wrong.json()["errors"][0]["location"]) == (400, "quarter")
    assert (missing.status_code, missing.json()["code"]) == (404, "outcomes-contract-not-found")


@pytest.mark.rule("F-06")
async def test_who_sees_single_requests_has_a_line_in_the_purchaser_s_log(measured: Measured) -> None:
    """One line per person under the municipality, whoever reads; over REST and in the graph, and the answer names nobody."""
    told = [measured.request(date(2026, 5, 7)) for _ in range(2)]
    for one in told:
        await measured.tell("access", "request-received", one)
        await measured.tell("access", "referral-made", referral(measured, one))
    path = f"/waiting-times/requests?contractId={measured.contract.id}&quarter=2026-Q2"
    graph = f'{{ waitingTimesOfRequests(contractId: "{measured.contract.id}", quarter: "2026-Q2") {{ nodes {{ requestId }} }} }}'
    for oin in (measured.tenant.owner, measured.lead):
        for asked in (("GET", path, {}), ("POST", "/graphql", {"json": {"query": graph}})):
            method, address, sent = asked
            answer = await measured.tenant.ask("outcomes", method, address, oin=oin, **sent)
            assert answer.status_code == 200 and all(str(one.id) in answer.text for one in told), answer.text
            lines = await logged(measured.tenant.house, "outcomes", answer)
            assert {line["subject"] for line in lines} == {one.citizen_id for one in told}
            assert {(line["owner"], line["actor"], line["status"]) for line in lines} == {
                (measured.tenant.owner, oin, "Ok")
            }
            assert not any(str(one.citizen_id) in answer.text for one in told)


@pytest.mark.rule("R-O06")
@pytest.mark.rule("F-08")
async def test_the_waiting_times_of_areas_and_teams(measured: Measured) -> None:
    """Those of the care that followed, in working and calendar days; what is small in one team is left out in all."""
    for number in range(24):
        asked = measured.request(date(2026, 5, 7), date(2026, 5, 18))
        await measured.tell("access", "first-talk-held", asked)
        team = "WIJK-A" if number < 20 else "WIJK-B"
        began = start(measured, date(2026, 6, 1), request_id=asked.id, citizen_id=asked.citizen_id, team=team)
        await measured.tell("access", "care-started", began)
    client = measured.client()
    by_area = await client.waiting_times_by_group(measured.contract.id, "2026-Q2", "area")
    [area] = by_area.groups
    assert (area.area_code, area.team, area.median_working_days, area.median_calendar_days) == (
        "WK-01",
        None,
        5,
        11,
    )
    by_team = await client.waiting_times_by_group(measured.contract.id, "2026-Q2", "team")
    assert [(one.team, one.counted, one.share_basis_points) for one in by_team.groups] == [
        ("WIJK-A", None, None),
        ("WIJK-B", None, None),
    ]
    assert [one.median_working_days for one in by_team.groups] == [5, None]


@pytest.mark.rule("G-12")
@pytest.mark.rule("F-08")
async def test_waits_are_shown_with_and_without_the_delay_that_clients_asked_for(measured: Measured) -> None:
    """12 in time, 11 late by their own wish, 10 late: 12 of 33 in time, 23 without the delay; of three by wish it is not told."""
    late = date(2026, 5, 29)
    await wait(measured, 12, date(2026, 5, 18))
    await wait(measured, 10, late)
    path = f"/waiting-times?contractId={measured.contract.id}&quarter=2026-Q2"
    for count, without in ((3, None), (8, 23)):
        for _ in range(count):
            asked = measured.request(date(2026, 5, 7), late, client_delay_days=11)
            await measured.tell("access", "first-talk-held", asked)
        told = WaitingTimes.model_validate_json((await measured.get(path)).content)
        assert told.within_without_delay == without
    assert (told.counted, told.within, told.suppressed) == (33, 12, False)
    assert (told.median_working_days, told.median_working_days_without_delay) == (13, 5)
    listed = await measured.get(path.replace("?", "/requests?") + "&limit=100")
    one = next(each for each in listed.json()["items"] if each["clientDelayDays"])
    assert (one["calendarDays"], one["calendarDaysWithoutDelay"]) == (22, 11)
    assert (one["workingDays"], one["workingDaysWithoutDelay"]) == (13, 5)
    assert (one["withinNorm"], one["withinNormWithoutDelay"]) == (False, True)
    plain = next(each for each in listed.json()["items"] if not each["clientDelayDays"])
    assert plain["workingDays"] == plain["workingDaysWithoutDelay"]
