"""The part of a purchaser's life in which it is agreed what indicators mean, and found where the set goes wrong."""

from datetime import date

from shared.clients.outcomes import OutcomesClient
from shared.schemas import contracts, outcomes
from tests.services.outcomes.definitions.bodies import hip, renewed
from tests.support.tenants import Tenant


async def define(tenant: Tenant, contract: contracts.Contract) -> None:
    """Defined one by one and from a library, renewed, agreed with by both sides; the findings on the contract's set; the limits."""
    client, lead = tenant.client(OutcomesClient), tenant.client(OutcomesClient, tenant.providers[0])
    made = await client.define_indicator(hip())
    again = await client.put_indicator_definition("definitie/2", hip(code="hip-fracture-two"))
    assert {one.id for one in await client.indicator_definitions()} == {made.id, again.id}
    shared = outcomes.IndicatorDefinitionChange(providers=[tenant.providers[0]])
    changed = await client.change_indicator_definition(made.id, made.version, shared)
    assert changed.providers == [tenant.providers[0]]
    assert len((await client.renew_indicator_definition(made.id, renewed(date(2028, 1, 1)))).versions) == 2
    agreement = outcomes.NewDefinitionAgreement(number=1)
    await client.agree_indicator_definition(made.id, agreement)
    agreed = await lead.agree_indicator_definition(made.id, agreement)
    assert agreed.versions[0].consensus and await client.indicator_definition(made.id) == agreed
    assert (await client.explain_indicator_definition(made.id)).steps
    assert (await client.indicator_value(made.id, 6, 200)).value == "3"
    (library, *_) = await client.indicator_libraries()
    codes = [one.code for one in (await client.indicator_library(library.code)).items]
    asked = outcomes.LibraryToImport(codes=codes[:2], valid_from=tenant.today)
    done = await client.import_indicator_library(library.code, asked)
    assert await client.library_import(done.id) == done
    assert await client.library_imports(library.code) == [done]
    found = await client.indicator_findings(contract.id)
    assert found.contract_number == contract.number and found.findings
    assert found in await client.all_indicator_findings()
    assert {one.code for one in found.findings} <= {
        one.code for one in await client.indicator_finding_kinds()
    }
    policy = await client.indicator_policy()
    limits = policy.limits.model_copy(update={"most_indicators": 10})
    assert (await client.set_indicator_policy(policy.version, limits)).limits == limits
