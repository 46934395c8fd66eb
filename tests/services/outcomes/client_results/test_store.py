"""What is wanted is kept in its newest version, and the work list comes in pages."""

from datetime import date

from services.outcomes.client_results import store
from shared.values.arrangements import Scenario
from tests.services.outcomes.client_results.wanting import under, want
from tests.services.outcomes.conftest import Measured


async def test_an_older_version_changes_nothing(measured: Measured) -> None:
    """Facts may come twice and out of order: the newest stands, without its text."""
    wanted = await want(measured, await under(measured, Scenario.A))
    later = wanted.model_copy(update={"version": 3, "term": date(2026, 10, 1)})
    for told in (later, wanted):
        await measured.tell("access", "desired-result-changed", told)
    service = measured.tenant.house.services["outcomes"]
    async with service.system_context(measured.tenant.owner).read() as connection:
        [kept] = await store.list_desired_results_of(connection, wanted.citizen_id)
    assert (kept.version, kept.term, kept.linked_share_basis_points) == (3, date(2026, 10, 1), 4000)


async def test_the_work_list_comes_in_pages(measured: Measured) -> None:
    """Oldest first or newest first, each once."""
    contract = await under(measured, Scenario.A)
    made = [(await want(measured, contract, number)).id for number in range(1, 6)]
    for sort, expected in (("created", made), ("-created", made[::-1])):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            path = f"/client-results/tasks?limit=2&sort={sort}" + (f"&cursor={cursor}" if cursor else "")
            page = (await measured.get(path)).json()
            seen += [one["desiredResultId"] for one in page["items"]]
            cursor = page["next"]
        assert seen == [str(one) for one in expected]
