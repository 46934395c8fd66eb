"""Triple aims over REST."""

from services.outcomes.triple_aims.rest import EXAMPLE
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_the_example_of_the_document_is_judged(measured: Measured) -> None:
    """201 with its address; a dry run keeps nothing; the period after lies after the one before, else 400; unknown is 404."""
    dry = await measured.tenant.ask("outcomes", "POST", "/triple-aims?dryRun=true", json=EXAMPLE)
    assert dry.status_code in (200, 201) and (await measured.get("/triple-aims")).json()["items"] == []
    answer = await measured.post("/triple-aims", EXAMPLE)
    assert answer.status_code == 201 and answer.headers["location"].endswith(answer.json()["id"])
    assert answer.json()["verdict"] == "success" and answer.json()["standardisedMean"] is None
    wrong = await measured.post("/triple-aims", {**EXAMPLE, "after": EXAMPLE["before"]})
    assert wrong.status_code == 400
    missing = await measured.get(f"/triple-aims/{new_id()}")
    assert (missing.status_code, missing.json()["code"]) == (404, "triple-aim-not-found")
