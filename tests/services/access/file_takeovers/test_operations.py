"""Taking over a file is one row in the logbook; a dry run writes nothing."""

from typing import Any

from tests.services.access.file_takeovers.test_rest import GOOD, file


async def test_a_dry_run_writes_nothing_and_a_key_enters_once(agreed: Any) -> None:
    """The answer of a dry run counts the lines; the same key and file give the same batch."""
    lines = file({**GOOD, "sourceReference": "Z-1"})
    headers = {"Content-Type": "application/x-ndjson"}
    path = "/file-takeovers?sourceSystem=suite-oud"
    dry = await agreed.tenant.ask("access", "POST", f"{path}&dryRun=true", content=lines, headers=headers)
    assert dry.json()["accepted"] == 1, dry.text
    client = agreed.client()
    assert await client.list_requests() == []
    made = await client.take_over_file("suite-oud", lines, key="overname-sleutel")
    assert await client.take_over_file("suite-oud", lines, key="overname-sleutel") == made
    rows = [row for row in await agreed.logged() if row["what"] == "requests-taken-over"]
    assert [(row["subject"], row["status"]) for row in rows] == [(made.id, 202)]
