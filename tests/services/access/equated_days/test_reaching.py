"""A year that a municipality added reaches every term that is counted in working days."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewNotification
from shared.values.remedies import RemedyHandler, RemedyKind, RemedySubject
from tests.services.access.allocation_requests.test_rest import new_request
from tests.support.statements import counted

EQUATED = {
    "year": 2026,
    "days": ["2026-04-21", "2026-06-01", "2026-06-15"],
    "decree": "Besluit gelijkstelling 2026",
}


@pytest.mark.rule("R-A29")
@pytest.mark.rule("R-A55")
async def test_objection_remedies_and_answers_take_in_the_years_of_the_municipality(agreed: Any) -> None:
    """Announced 20-4: objection until Monday 1-6; with 1-6 equated, until 2-6. So a complaint, and a provider's request."""
    client, statements = agreed.client(), []
    before = await agreed.decided("inwoner-1")
    assert before.objection_until == date(2026, 6, 1)
    for number in (2, 3):
        if number == 3:
            assert (await agreed.post("/equated-days", EQUATED)).status_code == 201
        request = await agreed.report(f"inwoner-{number}")
        async with counted(agreed.tenant.house, "access") as ran:
            after = await client.take_decision(request.id, agreed.new_decision())
        statements.append(len(ran))
    assert after.objection_until == date(2026, 6, 2)
    assert statements[0] == statements[1]
    told = await client.notify_decision(before.id, NewNotification(notified_on=date(2026, 4, 20)))
    assert told.objection_until == date(2026, 6, 2)
    complaint = await agreed.post(
        "/remedies",
        {
            "kind": RemedyKind.COMPLAINT, "citizenId": str(after.citizen_id), "subject": RemedySubject.CONDUCT,
            "filedOn": "2026-04-20", "handlerKind": RemedyHandler.COMPLAINTS_DESK, "provider": after.provider,
        },
    )  # fmt: skip
    assert (complaint.status_code, complaint.json()["dueOn"]) == (201, "2026-06-02"), complaint.text
    provider = agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, after.citizen_id))
    # Without the day of the municipality: 28 April and 15 June.
    assert asked.answer_due_on == date(2026, 4, 29)
    under = await client.investigate_allocation_request(asked.id)
    assert under.answer_due_on == date(2026, 6, 16)
