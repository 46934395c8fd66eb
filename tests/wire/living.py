"""The part of a purchaser's life in which a second contract is offered, rests, goes on, is extended, evaluated and terminated."""

from base64 import b64encode
from datetime import timedelta

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.life import CalendarKind, DocumentKind, EvaluationKind, SuspensionReason
from shared.values.terms import ContractState
from tests.support import lives
from tests.support.tenants import Tenant

SIGNED = b"getekend"


async def go_on(tenant: Tenant) -> None:
    """Entered with its history, so that its scope check is due; every move and all that hangs from it is read again."""
    client, lead = tenant.client(ContractsClient), tenant.client(ContractsClient, tenant.providers[0])
    population = (await client.populations())[0]
    history = {
        "signed_on": "2024-12-01",
        "slices": [{"valid_from": "2025-01-01", "valid_until": "2025-12-31", "scope": [{"name": "Inloop"}]}],
    }
    told = {
        "number": "VB-3", "name": "Derde", "municipality_code": "0484", "legal_form": "contract",
        "provider": tenant.providers[0], "population_id": population.id, "start_date": "2025-01-01",
        "base_term_months": 48, "evaluation_after_months": 24, "extension_options": [{"number": 1, "months": 12}],
        "funding_agreements": [lives.funding()], "agreements": lives.agreements(), "history": history,
    }  # fmt: skip
    draft = await client.draft_contract(contracts.NewContract.model_validate(told))
    assert (await client.offer(draft.id)).state is ContractState.OFFERED
    for side in (client, lead):
        await side.sign(draft.id, "bestuurder")
    active = await client.activate(draft.id)
    rests = await client.suspend(active.id, contracts.NewSuspension(reason=SuspensionReason.SAFETY))
    assert rests.state is ContractState.SUSPENDED
    assert (await client.resume(active.id)).state is ContractState.ACTIVE
    longer = await client.exercise_option(active.id, 1, contracts.ExtensionExercise())
    assert str(longer.end_date) == "2029-12-31"
    await _look_back(tenant, client, longer)
    await _file(client, longer)
    ended = contracts.NewTermination.model_validate(
        {
            "ground": "mutualConsent",
            "agreed_on": tenant.today,
            "last_day": tenant.today + timedelta(days=300),
            "motivation": "In overleg",
        }
    )
    assert (await client.terminate(active.id, ended)).termination is not None
    await tenant.drain()


async def _look_back(tenant: Tenant, client: ContractsClient, contract: contracts.Contract) -> None:
    """Evaluated, read in two times, and in the calendar."""
    new = contracts.NewEvaluation(
        contract_id=contract.id, kind=EvaluationKind.SCOPE_CHECK, held_on=tenant.today, conclusion="Gelijk"
    )
    made = await client.hold_evaluation(new)
    other = await client.put_evaluation("toets/2", new.model_copy(update={"kind": EvaluationKind.EVALUATION}))
    assert await client.evaluation(made.id) == made
    assert await client.evaluations(contractId=contract.id) == [made, other]
    assert (await client.evaluation_derivation(made.id)).steps
    then = await client.contract_as(contract.id, validOn="2025-06-01")
    assert [one.name for one in then.scope] == ["Inloop"]
    told = await client.contract_versions(contract.id)
    assert told[-1].reason == "extended" and any(one.taken_over for one in told)
    awaited = await client.contract_calendar(tenant.today, tenant.today + timedelta(days=365 * 3))
    assert CalendarKind.END in {one.kind for one in awaited if one.contract_id == contract.id}


async def _file(client: ContractsClient, contract: contracts.Contract) -> None:
    new = contracts.NewContractDocument(
        contract_id=contract.id,
        contract_version=contract.version,
        kind=DocumentKind.CONTRACT,
        title="Getekende overeenkomst",
        media_type="application/pdf",
        content_base64=b64encode(SIGNED).decode(),
    )
    made = await client.file_document(new)
    second = await client.put_document("stuk/2", new.model_copy(update={"contract_version": 1}))
    assert await client.document(made.id) == made
    assert await client.documents(contractId=contract.id) == [made, second]
    assert await client.document_content(made.id) == SIGNED
