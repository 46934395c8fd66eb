"""The part of a purchaser's life in which it is found where a contract goes wrong, and what findings rest on is entered."""

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from tests.services.contracts.findings.drafts import sound
from tests.support.tenants import Tenant


async def find(tenant: Tenant, contract: contracts.Contract) -> None:
    """A draft assessed; a contract held against the definition twice, with what is known around it; the lists of the sources."""
    client = tenant.client(ContractsClient)
    assessed = await client.assess(contracts.Assess.model_validate(sound()))
    assert assessed.findings == []
    for met in (False, True):
        criteria = [
            {"criterion": name, "met": met or name != "predeterminedResults", "evidence": "Bijlage 3", "source": "001"}
            for name in (
                "fixedAmount", "basedOnCharacteristics", "predeterminedResults", "freedomOfSpending", "accountability",
            )
        ]  # fmt: skip
        new = contracts.NewDefinitionTest.model_validate({"criteria": criteria})
        test = await client.set_definition_test(contract.id, new)
    assert await client.definition_test_of(contract.id) == await client.definition_test(test.id) == test
    assert [one.score for one in await client.definition_versions(contract.id)] == [4, 5]
    assert await client.definition_tests(contractId=contract.id) == [test]
    assert (await client.definition_test_derivation(test.id)).steps
    known = await client.set_circumstances(contract.id, contracts.Circumstances(pool_member=False))
    assert await client.circumstances_of(contract.id) == await client.circumstances(known.id) == known
    assert await client.all_circumstances(contractId=contract.id) == [known]
    found = await client.findings(contract.id, severity="warning")
    assert "no-risk-policy" in {one.code for one in found.findings}
    assert (await client.incentive_profile(contract.id)).forms
    beside = await client.area_incentives(municipalityCode=contract.municipality_code)
    assert contract.id in {one.contract_id for one in beside.contracts}
    assert await client.subsidy_checks() == []
    assert await client.source_texts(row="N-81") and await client.funding_forms(basicForm="availability")
    assert await client.finding_kinds(severity="error")
