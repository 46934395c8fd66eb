"""The work list of contracts over HTTP: every filter, every order, page by page, in a fixed number of statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contracts.contracts.operations.ordering import order_of
from services.contracts.contracts.store import SORTS
from tests.services.contracts.conftest import Ready
from tests.support.statements import counted

PRODUCTION = {
    "number": 1,
    "form": "production",
    "motivation": "Op- en afschalen kan snel",
    "productCodes": ["02A03"],
}


async def three(ready: Ready) -> list[str]:
    """A contract that runs until 2029, a draft with a provider that starts in 2027, and one of which no day is known."""
    first = await ready.active(number="C-3", arrangement={"procurementModel": "dialogue"})
    second = await ready.draft(
        number="C-1", startDate="2027-01-01", consortiumId=None, provider=ready.lead, legalForm="framework",
        fundingAgreements=[PRODUCTION], populationId=None,
    )  # fmt: skip
    third = await ready.draft(number="C-2", startDate=None)
    return [str(one.id) for one in (first, second, third)]


async def ids(ready: Ready, query: str) -> list[str]:
    """The ids of a list, walked page by page of one."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = await ready.ask("GET", f"/contracts?{query}&limit=1{cursor}")
        assert answer.status_code == 200, answer.text
        found += [one["id"] for one in answer.json()["items"]]
        if answer.json()["next"] is None:
            return found
        cursor = f"&cursor={answer.json()['next']}"


async def test_a_work_list_filters_on_all_that_it_needs(ready: Ready) -> None:
    """State, provider, consortium, population, forms, procurement model, municipality and the ends of three periods."""
    first, second, third = await three(ready)
    for query, wanted in (
        ("state=active", [first]),
        (f"provider={ready.lead}", [second]),
        (f"consortiumId={ready.consortium_id}", [first, third]),
        (f"populationId={ready.population_id}&state=draft", [third]),
        ("legalForm=framework", [second]),
        ("fundingForm=production", [second]),
        ("fundingForm=lumpSumRetention", [first, third]),
        ("procurementModel=dialogue", [first]),
        ("municipalityCode=0484&number=C-2", [third]),
        ("startDateFrom=2026-06-01", [second]),
        ("endDateFrom=2029-12-31&endDateTo=2029-12-31", [first]),
        ("endDateTo=2029-12-30", []),
        ("evaluationDateFrom=2028-01-01&evaluationDateTo=2028-01-01", [first]),
    ):
        assert await ids(ready, query) == wanted, query


async def test_a_form_is_found_as_long_as_it_is_agreed(ready: Ready) -> None:
    """A draft that goes to another form and back is found under the form that it has then, once."""
    draft = await ready.draft(productCodes=["02A03"])
    was = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in draft.funding_agreements]
    for version, (funding, form, other) in enumerate(
        (
            ([PRODUCTION, {**PRODUCTION, "number": 2}], "production", "lumpSumRetention"),
            (was, "lumpSumRetention", "production"),
        ),
        draft.version,
    ):
        changed = await ready.ask(
            "PATCH",
            f"/contracts/{draft.id}",
            json={"fundingAgreements": funding},
            headers={"If-Match": f'"{version}"'},
        )
        assert changed.status_code == 200, changed.text
        assert await ids(ready, f"fundingForm={form}") == [str(draft.id)]
        assert await ids(ready, f"fundingForm={other}") == []
        seen = await ready.ask("GET", f"/contracts?fundingForm={form}", oin=ready.lead)
        assert [one["id"] for one in seen.json()["items"]] == [str(draft.id)]


async def test_a_work_list_comes_in_every_order_page_by_page(ready: Ready) -> None:
    """By number, by last day with what has none at the end, downwards with it first, and by several fields at once."""
    first, second, third = await three(ready)
    for sort, wanted in (
        ("created", [first, second, third]),
        ("-created", [third, second, first]),
        ("number", [second, third, first]),
        ("-number", [first, third, second]),
        ("startDate", [first, second, third]),
        ("-startDate", [third, second, first]),
        ("endDate,number", [first, second, third]),
        ("endDate,-number", [first, third, second]),
        ("-endDate,number", [second, third, first]),
        ("state,-startDate,number", [first, third, second]),
        ("evaluationDate", [first, second, third]),
    ):
        assert await ids(ready, f"sort={sort}") == wanted, sort


@pytest.mark.rule("R-C08")
async def test_a_work_list_of_a_day_comes_in_every_order_page_by_page(ready: Ready) -> None:
    """As they were valid on a day, in the order of what they said then: the same walk, none lost and none twice."""
    first, second, third = await three(ready)
    then = "validOn=2027-06-01&knownOn=2026-01-01&sort="
    for sort, wanted in (
        ("-created", [third, second, first]),
        ("number", [second, third, first]),
        ("endDate,-number", [first, third, second]),
        ("-endDate,number", [second, third, first]),
        ("state,-startDate,number", [first, third, second]),
        ("evaluationDate,name", [first, second, third]),
    ):
        assert await ids(ready, f"{then}{sort}") == wanted, sort


async def test_the_graph_comes_in_the_same_order(ready: Ready) -> None:
    """One order of one's own with its cursor, and a field that is not there refused by name."""
    first, second, third = await three(ready)
    asked = """query ($sort: String!, $after: String) {
      contracts(sort: $sort, first: 2, after: $after, municipalityCode: "0484") {
        nodes { id } pageInfo { endCursor hasNextPage }
      }
    }"""
    page = (await ready.graph(asked, sort="-number"))["data"]["contracts"]
    rest = (await ready.graph(asked, sort="-number", after=page["pageInfo"]["endCursor"]))["data"][
        "contracts"
    ]
    found = [one["id"] for one in (*page["nodes"], *rest["nodes"])]
    assert (found, rest["pageInfo"]["hasNextPage"]) == ([first, third, second], False)
    (wrong,) = (await ready.graph(asked, sort="colour"))["errors"]
    assert (wrong["extensions"]["status"], wrong["extensions"]["code"]) == (400, "request-invalid")


async def test_an_order_that_is_not_there_and_a_cursor_of_another_are_refused(ready: Ready) -> None:
    """400 for an unknown field, for four fields, and for a cursor made in another order."""
    await three(ready)
    for sort in ("colour", "number,name,state,endDate", "-", "number,"):
        assert (await ready.ask("GET", f"/contracts?sort={sort}")).status_code == 400, sort
    page = (await ready.ask("GET", "/contracts?sort=endDate,number&limit=1")).json()
    other = await ready.ask("GET", f"/contracts?sort=created&limit=1&cursor={page['next']}")
    assert (other.status_code, other.json()["code"]) == (400, "cursor-invalid")


@pytest.mark.parametrize(
    "query",
    [
        "sort=-endDate,number",
        "state=draft",
        "validOn=2026-06-01",
        "validOn=2026-06-01&sort=endDate",
        "fundingForm=production",
    ],
)
async def test_a_work_list_asks_one_statement(ready: Ready, query: str) -> None:
    """However many rows: one statement for the page."""
    await three(ready)
    counts = []
    for limit in (1, 50):
        async with counted(ready.tenant.house, "contracts") as ran:
            await ready.ask("GET", f"/contracts?{query}&limit={limit}")
        counts.append(len(ran))
    assert counts == [1, 1]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(sorted(SORTS)), st.booleans()), min_size=1, max_size=3))
def test_every_order_ends_with_the_id_and_names_a_column_once(asked: list[tuple[str, bool]]) -> None:
    """A total order: no two rows are equal in it, so that no page loses or repeats one."""
    order = order_of(",".join(("-" if down else "") + name for name, down in asked))
    names: list[Any] = [name for name, _ in order]
    assert names[-1] == "id" and len(set(names)) == len(names)
