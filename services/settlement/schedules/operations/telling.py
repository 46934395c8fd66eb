"""A contract as contracts tells it, in the words of settlement: its instalments, and all that was agreed on paying."""

from __future__ import annotations

from datetime import date

from services.settlement.agreements.rules import Agreement, KnownContract
from services.settlement.schedules.rules import Moment, Terms, YearlySum
from shared.schemas import contracts as contract_schemas
from shared.schemas.contracts.funding.base import PaidInInstalments
from shared.schemas.contracts.funding.prepaid import LumpSumRetention, Retaining
from shared.values import new_id
from shared.values.agreements import InstalmentTiming, ReleaseRule
from shared.values.claiming import PartialApproval


def terms_of(contract: contract_schemas.Contract) -> Terms | None:
    """What settlement needs of an active contract (R-X01); None where nothing is paid in instalments."""
    assert contract.start_date is not None and contract.end_date is not None
    assert contract.payee is not None, "an active contract names its payee"
    if not contract.yearly_funding:
        return None
    # Contracts sees to it that no two of them are paid at the same time (R-C61).
    agreed = {one.number: one for one in contract.funding_agreements}
    return Terms(
        id=contract.id,
        version=contract.version,
        owner=contract.owner,
        parties=sorted(contract.parties),
        number=contract.number,
        legal_form=contract.legal_form,
        start_date=contract.start_date,
        end_date=contract.end_date,
        payee=contract.payee,
        sums=[_sum(one, agreed[one.number], contract.start_date) for one in contract.yearly_funding],
        rests_from=contract.suspension.valid_from if contract.suspension is not None else None,
        rests_until=contract.suspension.valid_until if contract.suspension is not None else None,
    )


def _sum(
    funding: contract_schemas.YearlyFunding, agreed: contract_schemas.FundingAgreement, start: date
) -> YearlySum:
    assert isinstance(agreed, PaidInInstalments), "a yearly sum is paid in instalments"
    first = agreed.valid_from or start
    rule = agreed.release_rule if isinstance(agreed, LumpSumRetention | Retaining) else None
    return YearlySum(
        number=funding.number,
        form=funding.form,
        valid_from=first,
        valid_until=agreed.valid_until,
        annual_amount_cents=funding.annual_amount_cents,
        effective_on=funding.effective_on or first,
        advance_basis_points=funding.advance_basis_points,
        instalment_count=funding.instalment_count,
        instalment_day=funding.instalment_day,
        release_rule=rule or ReleaseRule.ALL_OR_NOTHING,
        afterwards=agreed.instalment_timing is InstalmentTiming.AFTERWARDS,
        moments=[
            Moment(month=one.month, day=one.day, weight=one.share_basis_points or 1)
            for one in agreed.instalment_moments or []
        ],
    )


def told_contract(contract: contract_schemas.Contract) -> tuple[KnownContract, list[Agreement]]:
    """An active contract and its funding agreements, as contracts tells them (R-X01)."""
    assert contract.start_date is not None, "an active contract has begun"
    conditions, rest = contract.conditions, contract.suspension
    known = KnownContract(
        contract.id,
        contract.version,
        contract.owner,
        sorted(contract.parties),
        number=contract.number,
        payee=contract.payee,
        start_date=contract.start_date,
        end_date=contract.end_date,
        rests_from=None if rest is None else rest.valid_from,
        rests_until=None if rest is None else rest.valid_until,
        partial_approval=PartialApproval.SPLIT if conditions is None else conditions.partial_approval,
        guarantee_months=None if conditions is None else conditions.recidivism_guarantee_months,
        population_id=contract.population_id,
    )
    agreed = [
        Agreement(
            id=new_id(),
            version=contract.version,
            owner=contract.owner,
            external_reference=None,
            parties=known.parties,
            contract_id=contract.id,
            number=one.number,
            form=one.form,
            product_codes=sorted(one.product_codes),
            valid_from=one.valid_from or contract.start_date,
            valid_until=one.valid_until,
            terms=one.model_dump(mode="json", by_alias=True, exclude_none=True),
        )
        for one in contract.funding_agreements
    ]
    return known, agreed
