"""Remedies in numbers (D-51): whole for who handles a kind, a past quarter without small numbers for others at the municipality."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.remedies.rules import RemedyCell, report_remedies
from shared.schemas.access import NewRemedy
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedySubject
from shared.values.terms import ActorKind, HolderRole
from tests.security.test_reach import as_role
from tests.services.access.conftest import Agreed

QUARTER, TODAY = (date(2026, 1, 1), date(2026, 3, 31)), date(2026, 4, 20)
_CELL = RemedyCell(
    RemedyKind.COMPLAINT, RemedySubject.CONDUCT, "00000099000000000901", RemedyOutcome.FOUNDED, 12, 4, 12, 0, 0, 250, 3, 1,
)  # fmt: skip


@pytest.mark.rule("D-51")
@pytest.mark.rule("F-08")
def test_who_does_not_handle_a_kind_sees_no_small_number() -> None:
    """Of 27 decided 12 founded and 15 unfounded: told beside one settled, of which nobody knows that it was; no provider, nothing open."""
    cells = [_CELL, replace(_CELL, outcome=RemedyOutcome.UNFOUNDED, filed=15, decided=15, handling_days=290)]

    def seen(lines: list[RemedyCell], days: tuple[date, date] = QUARTER) -> Any:
        (kind,) = report_remedies(days, lines, [RemedyKind.COMPLAINT], [], limit=10, today=TODAY).kinds
        return kind

    told = seen(cells)
    assert (told.whole, told.filed, told.decided, told.mean_days) == (False, 27, 27, "20.0")
    assert (told.open, told.filed_before, told.providers, told.subjects) == (None, None, (), ())
    few = seen([*cells, replace(_CELL, outcome=RemedyOutcome.SETTLED, filed=1, decided=1, handling_days=5)])
    assert few.suppressed and [one.decided for one in few.outcomes] == [12, None, 15, None, None]
    # Where the rest is nobody at all, the outcomes that are left out would be known.
    assert {one.decided for one in told.outcomes} == {None} and told.decided_over_term is None
    assert seen([replace(_CELL, filed=9, decided=9)]).filed is None
    for days in ((date(2026, 1, 2), QUARTER[1]), (date(2026, 4, 1), date(2026, 6, 30))):
        assert seen(cells, days).filed is None
    (whole,) = report_remedies(QUARTER, cells, [], [RemedyKind.COMPLAINT], limit=10, today=TODAY).kinds
    assert (whole.filed, whole.filed_before, whole.open, whole.open_over_term) == (27, 8, 6, 2)
    assert [(one.filed, one.decided, one.upheld) for one in whole.providers] == [(27, 27, 12)]


@pytest.mark.rule("D-51")
@pytest.mark.rule("F-11")
@pytest.mark.rule("F-26")
async def test_each_role_sees_its_own_kinds_in_numbers(agreed: Agreed, tenant_on: Any) -> None:
    """The desk its complaints whole, a director none of them, the ombuds officer its own file alone, another municipality nothing."""
    decision, client, tenant = await agreed.decided(), agreed.client(), agreed.tenant
    provider = agreed.tenant.providers[0]
    complaint = NewRemedy(
        kind=RemedyKind.COMPLAINT, citizen_id=decision.citizen_id, provider=provider, subject=RemedySubject.CONDUCT,
        filed_on=date(2026, 3, 1), handler_kind=RemedyHandler.COMPLAINTS_DESK,
    )  # fmt: skip
    made = [
        await client.register_remedy(complaint.model_copy(update={"filed_on": day}))
        for day in (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31))
    ]
    await client.decide_remedy(made[0].id, RemedyOutcome.FOUNDED, date(2026, 4, 20))
    await client.decide_remedy(made[1].id, RemedyOutcome.UNFOUNDED, date(2026, 4, 5))
    april = "/remedies/report?from=2026-04-01&until=2026-04-20"
    desk = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "complaints:handle"])
    director = await as_role(tenant, ActorKind.PURCHASER, ["access:read"])
    officer = await tenant.actor(ActorKind.OMBUDS)
    case = str(decision.citizen_id)
    await tenant.authorise(officer, HolderRole.OMBUDS, ["access:read", "access:write"], citizenId=case)
    own = {
        **complaint.model_dump(mode="json", by_alias=True), "kind": "ombudsFile", "handlerKind": "ombudsOfficer",
        "filedOn": "2026-04-20",
    }  # fmt: skip
    filed = await tenant.ask("access", "POST", "/remedies", oin=officer, acting_for=tenant.owner, json=own)
    assert filed.status_code == 201, filed.text

    async def kinds(name: str, path: str = april, **more: Any) -> dict[str, Any]:
        answer = await tenant.ask("access", "GET", path, oin=name, **more)
        assert answer.status_code == 200, answer.text
        return {one["kind"]: one for one in answer.json()["kinds"]}

    seen = (await kinds(desk))["complaint"]
    # The first took 50 days, from 1 March: over its term of six weeks, 12 April; the second 5.
    assert (seen["filed"], seen["filedBefore"], seen["decided"], seen["open"]) == (0, 2, 2, 1)
    assert (seen["decidedOverTerm"], seen["meanDays"], seen["openOverTerm"]) == (1, "27.5", 0)
    assert {one["outcome"]: one["decided"] for one in seen["outcomes"] if one["decided"]} == {
        "founded": 1, "unfounded": 1,
    }  # fmt: skip
    assert seen["providers"] == [{"provider": provider, "filed": 0, "decided": 2, "upheld": 1}]
    for_desk = await kinds(desk)
    assert (for_desk["objection"]["whole"], for_desk["ombudsFile"]["filed"]) == (False, None)
    quarter = "/remedies/report?from=2026-01-01&until=2026-03-31"
    shown = await kinds(director, quarter)
    assert set(shown) == set(RemedyKind)
    assert all(one["suppressed"] and one["filed"] is None and not one["providers"] for one in shown.values())
    mine = await kinds(officer, acting_for=tenant.owner)
    assert {name: (one["whole"], one["filed"], one["open"]) for name, one in mine.items()} == {
        "ombudsFile": (True, 1, 1)
    }
    elsewhere = (await tenant_on(TODAY)).client(type(client))
    assert all(not one.filed for one in (await elsewhere.remedy_report(*QUARTER)).kinds)
    assert (await agreed.get(april, oin=provider)).status_code == 403
    wrong = await agreed.get("/remedies/report?from=2026-04-20&until=2026-04-01")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "count-days-refused")
    told = await agreed.graph(
        '{ remedyReport(firstDay: "2026-04-01", lastDay: "2026-04-20") { kinds { kind decided } } }'
    )
    assert {"kind": "complaint", "decided": 2} in told["data"]["remedyReport"]["kinds"]
