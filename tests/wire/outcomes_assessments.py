"""The part of a purchaser's life in which clients are scored on the self-sufficiency matrix."""

from datetime import date

from shared.clients.access import AccessClient
from shared.clients.outcomes import OutcomesClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.schemas.outcomes import (
    NewAssessment,
    NewAssessmentSelection,
    NewReliabilityNorm,
    StepsAsked,
)
from shared.values.self_sufficiency import AssessmentMoment, ProfileGrouping, Rater
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant

FIRST, LAST = date(2027, 1, 13), date(2027, 1, 15)


async def decide(tenant: Tenant, contract: Contract, citizen: str) -> access.Decision:
    """A decision for one more citizen, known to outcomes."""
    client = tenant.client(AccessClient)
    asked = access.NewRequest(
        citizen_reference=citizen, contract_id=contract.id, law=Law.WMO_2015, contact_on=date(2027, 1, 11)
    )
    request = await client.report_request(asked)
    await client.hold_first_talk(request.id, date(2027, 1, 12))
    decision = await client.take_decision(
        request.id,
        access.NewDecision(
            product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today,
            volume=4, unit="04", frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
        ),
    )  # fmt: skip
    await tenant.drain()
    return decision


async def assess(tenant: Tenant, contract: Contract) -> None:
    """Two clients are selected for, scored one by one and by file, and reckoned with."""
    client, lead = tenant.client(OutcomesClient), tenant.client(OutcomesClient, tenant.providers[0])
    edition = await client.assessment_edition("zrm-11")
    assert edition in await client.assessment_editions()
    numbers = [(await decide(tenant, contract, f"zrm-{letter}")).allocation_number for letter in "ab"]
    everybody = NewAssessmentSelection.model_validate(
        {
            "contractId": contract.id, "edition": edition.code, "domains": ["housing"], "purpose": "resultFunding",
            "validFrom": "2027-01-01",
        }
    )  # fmt: skip
    selection = await client.put_selection("keuze/a", everybody)
    await client.select_domains(everybody, dry_run=True)
    assert await client.assessment_selection(selection.id) == selection
    assert await client.assessment_selections(external_reference="keuze/a") == [selection]
    holds = await lead.applicable_selection(
        Law.WMO_2015, allocation_number=numbers[0], purchaser=tenant.owner
    )
    assert holds.domains == ["housing"]

    def new(number: int, moment: AssessmentMoment, on: date, score: int) -> NewAssessment:
        return NewAssessment.model_validate(
            {
                "purchaser": tenant.owner, "law": "wmo2015", "allocationNumber": number, "edition": edition.code,
                "moment": moment, "takenOn": on, "rater": "professional", "assessorRole": "provider",
                "scores": [{"domain": "housing", "score": score}],
            }
        )  # fmt: skip

    made = await lead.register_assessment(new(numbers[0], AssessmentMoment.INTAKE, FIRST, 2))
    assert await client.assessment(made.id) == made
    again = await lead.put_assessment("afname/b", new(numbers[1], AssessmentMoment.INTAKE, FIRST, 4))
    assert await lead.assessments(external_reference="afname/b") == [again]
    file = (
        "purchaser,law,allocationNumber,edition,moment,takenOn,rater,assessorRole,scores\n"
        f"{tenant.owner},wmo2015,{numbers[0]},zrm-11,progress,{LAST},professional,provider,housing=3\n"
    )
    batch = await lead.register_assessments(file.encode())
    assert (batch.accepted, batch.rejected) == (1, 0)
    period = StepsAsked(date_from=FIRST, date_until=LAST)
    [steps] = await client.assessment_steps(contract.id, period)
    assert [one.step for one in steps.domains] == [1]
    assert (await client.assessment_counts(contract.id, period)).up == 1
    assert await client.missing_assessments(contract.id) == []
    profiles = await client.self_sufficiency_profiles(ProfileGrouping.CONTRACT, period)
    assert profiles.profiles[0].group == str(contract.id)
    await _freeze(client, edition.code)


async def _freeze(client: OutcomesClient, edition: str) -> None:
    """How exactly the year measures, and why."""
    asked = NewReliabilityNorm(
        edition=edition, year=2027, rater=Rater.PROFESSIONAL, reliability="0.89", domain_reliability="0.80"
    )
    await client.freeze_reliability(asked, dry_run=True)
    norm = await client.put_reliability("meetfout/a", asked)
    assert await client.reliability_norm(norm.id) == norm
    assert await client.reliability_norms(year=2027) == [norm]
    assert (await client.explain_reliability(norm.id)).steps
