"""Indicators over REST."""

from pydantic import TypeAdapter

from shared.schemas.outcomes import Indicator
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_indicators_are_listed_and_read(measured: Measured) -> None:
    """A page of a contract's indicators, and one by its id with its version as ETag."""
    listed = await measured.get(f"/indicators?contractId={measured.contract.id}")
    found = TypeAdapter(list[Indicator]).validate_python(listed.json()["items"])
    one = await measured.get(f"/indicators/{found[0].id}")
    assert listed.status_code == one.status_code == 200
    assert Indicator.model_validate_json(one.content) == found[0]
    assert one.headers["etag"] == '"1"'


async def test_a_page_goes_on_where_it_ended(measured: Measured) -> None:
    """One at a time, the pages hold all of them once."""
    first = (await measured.get(f"/indicators?contractId={measured.contract.id}&limit=1")).json()
    second = (
        await measured.get(f"/indicators?contractId={measured.contract.id}&limit=1&cursor={first['next']}")
    ).json()
    assert {one["code"] for one in first["items"] + second["items"]} == {"client-satisfaction", "survey"}
    assert second["next"] is None


async def test_an_unknown_indicator_is_not_found(measured: Measured) -> None:
    """Not there is 404 with the problem's code; a parameter that does not exist is 400."""
    missing = await measured.get(f"/indicators/{new_id()}")
    wrong = await measured.get("/indicators?contract=1")
    assert (missing.status_code, missing.json()["code"]) == (404, "indicator-not-found")
    assert wrong.status_code == 400
