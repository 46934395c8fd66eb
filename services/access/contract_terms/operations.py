"""What happens to contract terms: they follow the contracts."""

from __future__ import annotations

from services.access.contract_terms import store
from services.access.contract_terms.rules import ContractTerms, Member
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.schemas import contracts as schemas
from shared.values.agreements import FundingForm


@operation
async def apply_contract(ctx: Context, fact: Fact) -> None:
    """Take over a version of a contract that came into force or changed: amended, suspended, resumed, extended, ended (R-X06).

    A contract without its days would be a fault of the sender: ValueError, so that the fact is kept with an alarm.
    """
    told = fact.told(schemas.Contract)
    if told.start_date is None or told.end_date is None:
        raise ValueError("an active contract has a first and a last day")
    arrangement, conditions = told.arrangement, told.conditions
    members = [Member(member.oin, member.role) for member in told.members]
    terms = ContractTerms(
        id=told.id,
        version=told.version,
        owner=fact.owner,
        parties=sorted({*told.parties, *(member.oin for member in members)}),
        number=told.number,
        state=told.state,
        start_date=told.start_date,
        end_date=told.end_date,
        acceptance_duty=told.acceptance_duty,
        waiting_norm_days=told.waiting_norm_days,
        payee=told.payee,
        members=members,
        scenario=None if arrangement is None else arrangement.scenario,
        funding_forms=sorted({FundingForm(one.form) for one in told.funding_agreements}),
        evaluators=[] if arrangement is None else arrangement.evaluators,
        product_codes=told.product_codes,
        escalation_route=conditions is not None and conditions.escalation_route is not None,
        personal_budget_option=arrangement is not None and arrangement.personal_budget_option,
        entered_by_diagnosis=any(_entered_by_diagnosis(one) for one in told.funding_agreements),
        population_id=told.population_id,
        access_place=None if arrangement is None else arrangement.access_place,
        decision_document=None if arrangement is None else arrangement.decision_document,
        provision_type=None if arrangement is None else arrangement.provision_type,
    )
    async with ctx.begin() as connection:
        await store.save_terms(connection, terms, ctx.actor.client_id)


def _entered_by_diagnosis(agreement: schemas.FundingAgreement) -> bool:
    """A target group that one enters by an event, with no measures to prevent it (R-C54)."""
    return agreement.form == "populationTargetGroup" and not agreement.prevention_measures
