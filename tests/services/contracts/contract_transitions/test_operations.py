"""What happens to transitions at once and again."""

from __future__ import annotations

from uuid import UUID

import pytest

from services.contracts.contract_transitions import operations, store
from shared.schemas import contracts as schemas
from tests.services.contracts import caring, given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_transitions.case import case
from tests.services.contracts.plainly import make
from tests.support.statements import counted


@pytest.mark.rule("R-C60")
async def test_one_reference_makes_one_and_one_version_changes_once(ready: Ready) -> None:
    """Twenty at once make one, with one fact that is the answer; a dry run makes nothing."""
    made = await case(ready)
    sent = {**made.body, "externalReference": "r-1"}
    dry = await ready.ask("POST", "/contract-transitions?dryRun=true", json=made.body)
    assert (dry.status_code, dry.json()["clients"]) == (201, 2), dry.text
    answers = await given.twenty(ready.tenant, "POST", "/contract-transitions", json=sent)
    assert given.statuses(answers) == {200: 19, 201: 1}
    path = f"/contract-transitions/{answers[0].json()['id']}"
    changed = await given.twenty(ready.tenant, "PATCH", path, json=made.change, headers={"If-Match": '"1"'})
    assert given.statuses(changed) == {200: 1, 412: 19}
    same = await ready.ask("PATCH", path, json=made.change, headers={"If-Match": '"2"'})
    assert (same.status_code, same.json()["version"]) == (200, 2), same.text
    assert [one["subjectversion"] for one in await given.facts(ready.tenant, "transition-planned")] == [1, 2]


@pytest.mark.rule("R-C60")
async def test_a_plan_is_made_anew_from_who_is_in_care_by_then(ready: Ready) -> None:
    """An empty change finds the third client; the two lines of the first version stay as they were."""
    made = await make(ready, await case(ready))
    old = schemas.Contract.model_validate(
        (await ready.ask("GET", f"/contracts/{made['fromContractId']}")).json()
    )
    await caring.decide(ready, old, 1, "later")
    path, match = f"/contract-transitions/{made['id']}", {"If-Match": '"1"'}
    anew = await ready.ask("PATCH", path, json={}, headers=match)
    assert (anew.status_code, anew.json()["version"], anew.json()["clients"]) == (200, 2, 3), anew.text
    async with given.context(ready.tenant).read() as connection:
        now = await store.TRANSITIONS.get(connection, UUID(made["id"]))
        lines = await store.LINES.list_by(connection, "transition_id", [now.id])
    assert sorted(one.transition_version for one in lines) == [1, 1, 2, 2, 2]


async def test_the_number_of_statements_does_not_depend_on_the_number_of_clients(ready: Ready) -> None:
    """As many for two clients as for twelve."""
    made = await case(ready)
    new = schemas.NewContractTransition.model_validate(made.body)
    old = (await ready.client().contracts(number="ALP-2026-01"))[0]
    seen = []
    for more in (0, 10):
        if more:
            await caring.decide(ready, old, more, "meer")
        async with counted(ready.tenant.house, "contracts") as statements:
            planned = await operations.register_contract_transition(given.context(ready.tenant), new)
        seen.append((planned.clients, len(statements)))
    assert [clients for clients, _ in seen] == [2, 12]
    assert seen[0][1] == seen[1][1]
