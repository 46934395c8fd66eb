"""A consultant's day in one answer: what each list has, for whom, and what stays behind a wall."""

from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.schemas.access import NewRequest, WorkLists
from shared.values.terms import ActorKind, Law
from shared.values.work_lists import WorkLabel, WorkListGap
from shared.values.work_lists import WorkListKind as Kind
from tests.security.test_reach import as_role
from tests.services.access.work_lists.days import OTHER, TEAM, UNTIL, Day, a_day, listed
from tests.support.persons import neighbour

LATER = date(2026, 12, 31)
PROVIDERS = [Kind.REFERRALS, Kind.CARE_ORDERS, Kind.CARE_TO_START, Kind.ANSWERED_REQUESTS]


def shown(day: Day, found: WorkLists) -> dict[Kind, list[tuple[str, WorkLabel, int | None]]]:
    """What stands on each list by its name, with what stands out and the days that are left."""
    return {
        one.work_list: [
            (name, item.label, item.days_left)
            for name, item in zip(day.names(found, one.work_list), one.items, strict=True)
        ]
        for one in found.lists
    }


@pytest.mark.rule("R-A37", "R-A38", "R-A40", "R-A48", "R-A55", "F-26")
async def test_a_consultant_s_day_is_one_answer(agreed: Any) -> None:
    """On 20 April every list has what was done to it, the most urgent first; as many as its own feature lists."""
    day = await a_day(agreed)
    found = await day.client.work_lists(until=LATER, per_list=50)
    lists = shown(day, found)
    terms, signals = lists.pop(Kind.STATUTORY_TERMS), lists.pop(Kind.SIGNALS)
    due, none = WorkLabel.DUE, WorkLabel.NO_DAY
    assert lists == {
        Kind.OPEN_REQUESTS: [
            # Acute; then urgency 1, whose talk was held; 2 with its decision by 28 April, for the 27th is a holiday; 3; none.
            ("acute", WorkLabel.ACUTE, 36), ("first", none, None), ("applied", due, 11), ("drafted for", due, 36),
            ("late", due, 23), ("offered", due, 36), ("patient", due, 36),
        ],
        Kind.ACUTE_UNDECIDED: [("order", WorkLabel.ACUTE, None)],
        Kind.DRAFT_DECISIONS: [("draft", due, 36)],
        Kind.AWAITING_EFFORT: [("without effort", due, 42)],
        Kind.REVIEWS: [("review", due, 10)],
        # Urgency 1 since 1 April may wait 7 days, urgency 3 since 13 April 42.
        Kind.WAITING_LIST: [("waits too long", WorkLabel.WAITS_TOO_LONG, -12), ("waits", WorkLabel.WAITS, 35)],
        Kind.PROVIDER_CHOICES: [("choice", due, 5)],
        Kind.ALLOCATION_REQUESTS: [("asked", due, 8)],
        Kind.CHANGE_REQUESTS: [("change", due, 8)],
        Kind.TRANSFERS: [("transfer", due, 56)],
        Kind.ACCESS_CEILINGS: [("ceiling", WorkLabel.EXHAUSTED, None)],
        Kind.REMEDIES: lists[Kind.REMEDIES],
    }  # fmt: skip
    assert {name for name, *_ in lists[Kind.REMEDIES]} == {"objection", "complaint"}
    own = await day.client.list_statutory_terms(dueUntil=LATER.isoformat())
    ends = [(one.due_on, str(one.id)) for one in own]
    assert [name for name, *_ in terms] == [id_ for _, id_ in sorted(ends)]
    open_signals = await day.client.list_signals(state="open")
    assert {name for name, *_ in signals} == {str(one.id) for one in open_signals} != set()
    [ceiling], [position, _] = (
        listed(found, Kind.ACCESS_CEILINGS).items,
        listed(found, Kind.WAITING_LIST).items,
    )
    assert (ceiling.used_basis_points, position.position, position.urgency) == (10_000, 1, 1)
    assert [(one.work_list, one.reason) for one in found.left_out] == [
        (kind, WorkListGap.ROLE) for kind in PROVIDERS
    ]
    assert (found.on, found.policy_version) == (date(2026, 4, 20), 0)
    await _mine_and_team(day)
    await _near(day)
    await _provider(day)
    await _walls(day)
    await _elsewhere(day)


async def _mine_and_team(day: Day) -> None:
    """A worker's own are what was talked about, drafted or found acute by that person; a ceiling is everybody's."""
    mine = await day.client.work_lists(mine=True, until=UNTIL)
    theirs = await day.agreed.client(end_user=OTHER).work_lists(mine=True, until=UNTIL)
    team = await day.client.work_lists(team=TEAM, until=UNTIL)
    nobody = await day.client.work_lists(mine=True, team="TEAM-ZUID", until=UNTIL)
    assert [day.names(one, Kind.OPEN_REQUESTS) for one in (mine, theirs, team, nobody)] == [
        ["acute", "first", "drafted for"], ["applied"], ["acute", "first"], [],
    ]  # fmt: skip
    assert [day.names(one, Kind.ACUTE_UNDECIDED) for one in (mine, theirs, team)] == [
        ["order"],
        [],
        ["order"],
    ]
    assert [day.names(one, Kind.DRAFT_DECISIONS) for one in (mine, theirs, team)] == [["draft"], [], []]
    assert [listed(one, Kind.REVIEWS).count for one in (mine, theirs, team)] == [1, 0, 0]
    assert [listed(one, Kind.WAITING_LIST).count for one in (mine, nobody)] == [0, 0]
    assert {one.work_list for one in mine.lists if not one.narrowed} == {
        Kind.ALLOCATION_REQUESTS, Kind.CHANGE_REQUESTS, Kind.TRANSFERS, Kind.ACCESS_CEILINGS, Kind.SIGNALS, Kind.REMEDIES,
    }  # fmt: skip
    assert all(not one.narrowed or one.count == 0 for one in nobody.lists)
    assert day.names(nobody, Kind.ACCESS_CEILINGS) == ["ceiling"]


async def _near(day: Day) -> None:
    """Nobody names a day: as far as the policy warns, 7 days; and what one asks for is counted whole beyond the limit."""
    near = await day.client.work_lists(per_list=1)
    assert near.until == date(2026, 4, 27)
    assert (day.names(near, Kind.OPEN_REQUESTS), listed(near, Kind.OPEN_REQUESTS).count) == (["acute"], 7)
    assert (day.names(near, Kind.WAITING_LIST), listed(near, Kind.WAITING_LIST).count) == (
        ["waits too long"],
        2,
    )
    assert day.names(near, Kind.PROVIDER_CHOICES) == ["choice"]
    assert [listed(near, kind).count for kind in (Kind.STATUTORY_TERMS, Kind.REVIEWS)] == [0, 0]
    [effort] = listed(near, Kind.AWAITING_EFFORT).items
    assert (effort.label, effort.days_left) == (WorkLabel.PLANNED, 42)


async def _provider(day: Day) -> None:
    """A provider sees what it has to answer, to start and to know; another one nothing of it."""
    providers = day.agreed.tenant.providers
    own: AccessClient = day.agreed.client(providers[0])
    found = await own.work_lists(mine=True, team=TEAM)
    lists = shown(day, found)
    assert [name for name, *_ in lists.pop(Kind.CARE_TO_START)][-1] == "allocation"
    assert lists == {
        Kind.ACUTE_UNDECIDED: [("order", WorkLabel.ACUTE, None)],
        Kind.ALLOCATION_REQUESTS: [("asked", WorkLabel.PLANNED, 8)],
        Kind.CHANGE_REQUESTS: [("change", WorkLabel.PLANNED, 8)],
        Kind.REFERRALS: [("referral", WorkLabel.NO_DAY, None)],
        Kind.CARE_ORDERS: [("order", WorkLabel.ACUTE, -5)],
        Kind.ANSWERED_REQUESTS: [("rejected", WorkLabel.NO_DAY, None)],
    }
    assert (found.mine, found.team, found.policy_version) == (False, None, None)
    assert {one.reason for one in found.left_out} == {WorkListGap.ROLE}
    assert Kind.REMEDIES in {one.work_list for one in found.left_out}
    other = await day.agreed.client(providers[1]).work_lists()
    assert [one.count for one in other.lists] == [0] * 7


async def _walls(day: Day) -> None:
    """Without the scope of a kind no remedy of it is counted, without that of persons no transfer; a citizen sees its own alone."""
    tenant = day.agreed.tenant
    legal = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "objections:handle"])
    consultant = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "access:write", "access:decide"])
    request = await day.client.get_request(day.ids["applied"])
    portal = await as_role(tenant, ActorKind.PORTAL, ["access:read"], request.citizen_id)
    told = {}
    for name in (legal, consultant, portal):
        answer = await tenant.ask("access", "GET", f"/work-lists?until={LATER}", oin=name)
        assert answer.status_code == 200, answer.text
        told[name] = WorkLists.model_validate_json(answer.content)
    assert day.names(told[legal], Kind.REMEDIES) == ["objection"]
    assert listed(told[legal], Kind.REMEDIES).count == 1
    scope = {one.work_list for one in told[consultant].left_out if one.reason is WorkListGap.SCOPE}
    assert scope == {Kind.TRANSFERS, Kind.REMEDIES}
    assert not scope & {one.work_list for one in told[consultant].lists}
    assert day.names(told[portal], Kind.OPEN_REQUESTS) == ["applied"]
    assert [one.work_list for one in told[portal].lists] == [
        Kind.OPEN_REQUESTS, Kind.STATUTORY_TERMS, Kind.PROVIDER_CHOICES, Kind.REMEDIES,
    ]  # fmt: skip
    assert {one.citizen_id for each in told[portal].lists for one in each.items} == {request.citizen_id}


async def _elsewhere(day: Day) -> None:
    """Another municipality sees its own question and nothing of these; who may read nothing of access is refused."""
    other = await neighbour(day.agreed.tenant)
    client = other.client(AccessClient)
    own = await client.report_request(
        NewRequest(citizen_reference="buur", law=Law.WMO_2015, contact_on=date(2026, 4, 20))
    )
    found = await client.work_lists(until=LATER)
    assert {one.work_list: one.count for one in found.lists if one.count} == {
        Kind.OPEN_REQUESTS: 1,
        Kind.STATUTORY_TERMS: 1,
    }
    assert [one.id for one in listed(found, Kind.OPEN_REQUESTS).items] == [own.id]
    without = await as_role(day.agreed.tenant, ActorKind.PURCHASER, ["settlement:read"])
    refused = await day.agreed.tenant.ask("access", "GET", "/work-lists", oin=without)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
