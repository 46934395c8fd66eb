"""Cases over REST."""

from datetime import date

import pytest

from tests.security.logged import logged
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start


@pytest.mark.rule("F-06")
async def test_who_sees_cases_has_a_line_in_the_purchaser_s_log(measured: Measured) -> None:
    """One line per person, whoever reads, and no answer names one; filtered on provider; a code that is none is 400."""
    told = [start(measured, date(2026, 3, day)) for day in (2, 3)]
    for one in told:
        await measured.tell("access", "care-started", one)
    for oin in (measured.tenant.owner, measured.lead):
        answer = await measured.get(f"/cases?provider={measured.lead}", oin=oin)
        assert [one["id"] for one in answer.json()["items"]] == [str(one.id) for one in told]
        lines = await logged(measured.tenant.house, "outcomes", answer)
        assert {line["subject"] for line in lines} == {one.citizen_id for one in told}
        assert {line["owner"] for line in lines} == {measured.tenant.owner}
        assert not any(str(one.citizen_id) in answer.text for one in told)
    assert (await measured.get("/cases?provider=1")).status_code == 400
