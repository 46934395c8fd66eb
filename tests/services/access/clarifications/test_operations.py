"""Recording a clarification leaves one row, with what was found; a refused one leaves none."""

from typing import Any

from tests.services.access.clarifications.test_rest import NEW


async def test_one_act_one_row(agreed: Any) -> None:
    """One row in the logbook for the clarification, which carries why; a method that is not known leaves none."""
    request = await agreed.report("verheldering-rij")
    made = await agreed.client().record_clarification(request.id, NEW)
    unknown = NEW.model_copy(update={"method": "onbekend"})
    answer = await agreed.post(f"/requests/{request.id}/clarifications", unknown)
    assert (answer.status_code, answer.json()["code"]) == (409, "clarification-refused")
    rows = [row for row in await agreed.logged() if row["what"] == "clarification-recorded"]
    assert [row["subject"] for row in rows] == [made.id]
    assert "R-A44" in str(rows[0]["derivation"])
