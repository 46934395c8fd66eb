"""A contract with invented indicators, as the tests of rules share them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.outcomes.indicators.rules import Agreement, ContractCopy, Indicator, NormVersion
from services.outcomes.verdicts.rules import Observation
from shared.values import new_id
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)

OWNER, LEAD, SUB, AUDITOR = (f"00000099{number:012}" for number in (484, 1001, 1002, 2001))
CONTRACT = ContractCopy(
    id=UUID("018f0000-0000-7000-8000-000000000001"),
    version=3,
    owner=OWNER,
    external_reference=None,
    parties=[LEAD, SUB, AUDITOR],
    number="ALP-2026-01",
    members=[LEAD, SUB],
    auditor=AUDITOR,
    waiting_norm_days=5,
    start_date=date(2026, 1, 1),
    end_date=date(2029, 12, 31),
)
AGREEMENT = Agreement(
    number=9,
    code="client-satisfaction",
    name="Klanttevredenheid",
    kind=IndicatorKind.OUTCOME,
    scope=IndicatorScope.CLIENT,
    unit="grade 1-10",
    operator=NormOperator.MIN,
    norm="7.0",
    norm_invented=False,
    lowest="1",
    highest="10",
    source=MeasurementSource.PROVIDER,
    verdict_basis=VerdictBasis.POINT,
    year_rule=YearRule.LAST_VALUE,
    valid_from=None,
)
INDICATOR = Indicator(
    id=UUID("018f0000-0000-7000-8000-000000000009"),
    version=1,
    owner=OWNER,
    external_reference=None,
    parties=CONTRACT.parties,
    contract_id=CONTRACT.id,
    number=9,
    code="client-satisfaction",
    name="Klanttevredenheid",
    kind=IndicatorKind.OUTCOME,
    scope=IndicatorScope.CLIENT,
    unit="grade 1-10",
    lowest="1",
    highest="10",
    source=MeasurementSource.PROVIDER,
    verdict_basis=VerdictBasis.POINT,
    year_rule=YearRule.LAST_VALUE,
    norm_invented=False,
    norms=[NormVersion(date(2026, 1, 1), None, "7.0", NormOperator.MIN, 3)],
)


def indicator(
    *, norm: str | None = None, operator: NormOperator = NormOperator.MIN, **changes: Any
) -> Indicator:
    """The indicator with other values; `norm` and `operator` from the contract's first day."""
    if norm is not None:
        changes["norms"] = [NormVersion(date(2026, 1, 1), None, norm, operator, 3)]
    return replace(INDICATOR, **changes)


def observation(
    quarter: str,
    value: str,
    respondents: int | None = None,
    standard_deviation: str | None = None,
    indicator_id: UUID = INDICATOR.id,
) -> Observation:
    """What was measured in a quarter."""
    return Observation(new_id(), indicator_id, quarter, value, respondents, standard_deviation)
