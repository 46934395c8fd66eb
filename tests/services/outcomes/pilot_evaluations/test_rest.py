"""Evaluations of pilots over REST."""

from services.outcomes.pilot_evaluations.rest import EXAMPLE
from tests.services.outcomes.conftest import Measured


async def test_the_example_of_the_document_is_evaluated(measured: Measured) -> None:
    """201; with a saving and a comparison, or half a control, it is 400, for nobody would know which of them counts."""
    answer = await measured.post("/pilot-evaluations", EXAMPLE)
    assert (answer.status_code, answer.json()["netCents"]) == (201, 3_000_000)
    pair = {"beforeCents": 2, "afterCents": 1}
    both = await measured.post("/pilot-evaluations", {**EXAMPLE, "compared": pair})
    half = {**EXAMPLE, "savingCents": None, "compared": {**pair, "controlBeforeCents": 1}}
    heads = {**EXAMPLE, "savingCents": None, "compared": {**pair, "perInhabitant": True}}
    for wrong in (both, *[await measured.post("/pilot-evaluations", one) for one in (half, heads)]):
        assert (wrong.status_code, wrong.json()["code"]) == (400, "request-invalid")
