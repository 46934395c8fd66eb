"""A file in the database: as many statements for many lines as for one."""

from typing import Any

import pytest

from tests.services.access.file_takeovers.test_rest import GOOD, file


@pytest.mark.rule("R-A56")
async def test_many_lines_enter_with_their_citizens(agreed: Any) -> None:
    """Forty lines of ten citizens make ten surrogates; the same file again under another name of system enters once more."""
    lines = file(
        *(
            {**GOOD, "sourceReference": f"Z-{number}", "citizenReference": f"oud-{number % 10}"}
            for number in range(40)
        )
    )
    client = agreed.client()
    first = await client.take_over_file("suite-a", lines)
    assert (first.accepted, first.rejected) == (40, 0)
    assert (await client.take_over_file("suite-b", lines)).accepted == 40
    rows = await agreed.tenant.house.services["access"].database.worker.fetch(
        "select source_system, count(*), count(distinct citizen_id) as people, bool_and(untold) as untold from requests"
        " where owner = $1 group by 1 order by 1",
        agreed.tenant.owner,
    )
    assert [(row["source_system"], row["count"], row["people"], row["untold"]) for row in rows] == [
        ("suite-a", 40, 10, True),
        ("suite-b", 40, 10, True),
    ]
