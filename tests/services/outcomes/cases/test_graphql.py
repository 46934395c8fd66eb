"""Cases in the graph."""

from datetime import date

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start

TEXT = """
query ($id: UUID!) { case(id: $id) { kind startedOn } cases(first: 1) { nodes { id areaCode team } } }
"""


async def test_a_case_and_a_page_of_cases(measured: Measured) -> None:
    """The same as over REST."""
    began = start(measured, date(2026, 3, 2))
    await measured.tell("access", "care-started", began)
    answer = await measured.query(TEXT, id=str(began.id))
    assert answer["data"]["case"] == {"kind": "care", "startedOn": "2026-03-02"}
    one = {"id": str(began.id), "areaCode": "WK-01", "team": "WIJK-A"}
    assert answer["data"]["cases"]["nodes"] == [one]
