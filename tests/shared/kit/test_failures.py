"""From what was raised to what a client reads."""

from shared.clients.base import Unreachable
from shared.kit.failures import problem_of
from shared.kit.problems import headers_of, status_of
from tests.support.house import House
from tests.support.tenants import Tenant


def test_a_sibling_that_is_away_is_503_with_retry_after() -> None:
    """Nothing was written, and the answer says when to try again."""
    problem = problem_of(Unreachable("GET http://127.0.0.1:9/v1"))
    assert (problem.code, status_of(problem)) == ("sibling-away", 503)
    assert headers_of(problem)["Retry-After"] == "5"


def test_a_fault_of_ours_says_nothing_about_itself() -> None:
    """Any other exception becomes internal-error, without its text."""
    problem = problem_of(ValueError("row 17 holds a secret"))
    assert (problem.code, status_of(problem)) == ("internal-error", 500)
    assert "secret" not in str(problem.detail)


async def test_only_a_sibling_may_ask_for_another_and_only_by_oin(tenant: Tenant, house: House) -> None:
    """Another's token is refused in the name of who did not authorise it; a sibling's must name an OIN."""
    other = {"Bedoeling-On-Behalf-Of": "00000099000000000042"}
    mine = await tenant.ask("contracts", "GET", "/organisations", headers=other)
    assert (mine.status_code, mine.json()["code"]) == (403, "not-authorised")
    token = await house.services["settlement"].tokens.token()
    headers = {"Authorization": f"Bearer {token}", "Bedoeling-On-Behalf-Of": "no-oin"}
    answer = await house.http.get(f"{house.urls['contracts']}/v1/organisations", headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, "Bedoeling-On-Behalf-Of")
