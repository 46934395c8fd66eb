"""The part of a purchaser's life in which it is judged whether a client's result was reached."""

from shared.clients.access import AccessClient
from shared.clients.outcomes import OutcomesClient
from shared.schemas.access import NewDesiredResult
from shared.schemas.contracts import Contract
from shared.schemas.outcomes import NewResultOpinion
from shared.values.care_courses import DesiredResultState
from tests.support.tenants import Tenant
from tests.wire.outcomes_assessments import decide


async def evaluate(tenant: Tenant, contract: Contract) -> None:
    """Two results are set in access; the municipality judges one, and access hears of it."""
    client, toegang = tenant.client(OutcomesClient), tenant.client(AccessClient)
    decision = await decide(tenant, contract, "resultaat-a")
    wanted = [
        await toegang.register_desired_result(
            NewDesiredResult.model_validate(
                {
                    "decisionId": decision.id, "text": text, "termMonths": 2,
                    "setBy": ["citizen", "municipality"], "fundingShareBasisPoints": 4000,
                }
            )
        )
        for text in ("Zelf de wasmachine bedienen", "Elke week naar de markt")
    ]  # fmt: skip
    await tenant.drain()

    def achieved(place: int) -> NewResultOpinion:
        return NewResultOpinion.model_validate(
            {
                "desiredResultId": wanted[place].id, "evaluator": "municipality", "verdict": "achieved",
                "influence": "providersEffort", "evaluatedOn": tenant.today,
            }
        )  # fmt: skip

    first = await client.give_opinion(achieved(0))
    second = await client.put_opinion("oordeel/b", achieved(1))
    assert await client.result_opinion(first.id) == first
    assert await client.result_opinions(external_reference="oordeel/b") == [second]
    result = await client.client_result(first.client_result_id)
    assert result in await client.client_results(contract_id=contract.id, attributable=True)
    assert (await client.explain_client_result(result.id)).steps
    assert await client.client_result_tasks(contract.id) == []
    counts = await client.client_result_counts(contract.id, tenant.today, wanted[0].term)
    assert (counts.due, counts.judged) == (2, 2)
    await tenant.drain()
    told = await toegang.get_desired_result(wanted[0].id)
    assert told.state is DesiredResultState.EVALUATED
