"""What every act on a request leaves behind: one row in the logbook, and one in the security log when refused."""

from datetime import date
from typing import Any

from shared.clients.access import AccessClient
from shared.values.terms import Scope


async def test_an_act_leaves_one_row_with_who_what_and_why(agreed: Any) -> None:
    """Report and first talk: two rows, the person behind them, and no reference of the citizen."""
    request = await agreed.report("inwoner-geheim")
    await agreed.client(end_user="a.ander").hold_first_talk(request.id, date(2026, 4, 17))
    rows = await agreed.logged()
    assert [(row["what"], row["version"], row["end_user"]) for row in rows] == [
        ("request-received", 1, "j.jansen"),
        ("first-talk-held", 2, "a.ander"),
    ]
    assert all(row["subject"] == request.id and row["event_day"] == date(2026, 4, 20) for row in rows)
    assert [step["rule"] for step in rows[0]["derivation"]] == ["R-X06"]
    assert "inwoner-geheim" not in str([dict(row) for row in rows])


async def test_a_refused_act_leaves_a_row_in_the_security_log_only(agreed: Any) -> None:
    """The code and rule of the refusal, by whom; the logbook stays empty."""
    await agreed.post("/requests", agreed.new_request(contact_on=date(2026, 4, 21)))
    assert await agreed.logged() == []
    [row] = await agreed.logged("security_log")
    assert (row["code"], row["rule"], row["status"], row["end_user"]) == (
        "contact-in-future",
        "R-O06",
        409,
        "j.jansen",
    )


async def test_a_sender_that_reports_again_leaves_no_second_row(agreed: Any) -> None:
    """What is there already is answered, not recorded."""
    client: AccessClient = agreed.client()
    for _ in range(3):
        await client.put_request("melding-1", agreed.new_request())
    assert len(await agreed.logged()) == 1


async def test_reading_and_reporting_take_their_own_rights(agreed: Any) -> None:
    """A token that may only read reports nothing, and the other way round."""
    for scope, path in ((Scope.ACCESS_READ, "/requests"), (Scope.ACCESS_WRITE, "/requests")):
        token = await agreed.tenant.source(agreed.tenant.owner, scope).token(end_user="j.jansen")
        as_it = {"Authorization": f"Bearer {token}"}
        reading = await agreed.get(path, headers=as_it)
        reporting = await agreed.post(path, agreed.new_request(), headers=as_it)
        expected = (200, 403) if scope is Scope.ACCESS_READ else (403, 201)
        assert (reading.status_code, reporting.status_code) == expected
