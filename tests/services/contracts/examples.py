"""The contract of Alphen, invented where the sources are silent: builders that the tests of rules share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.contracts import rules
from services.contracts.contracts.rules import (
    Around,
    Consortium,
    Contract,
    ExtensionOption,
    FundingAgreement,
    Member,
    ResultAgreement,
    Terms,
    YearlyCheck,
)
from shared.values.agreements import ReleaseRule
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    LegalForm,
    MeasurementSource,
    MemberRole,
    NormOperator,
)

OWNER, LEAD, SUB, AUDITOR = (f"00000099{number:012}" for number in (484, 1001, 1002, 2001))
TODAY = date(2026, 1, 1)
CONSORTIUM = Consortium(
    id=UUID("018f0000-0000-7000-8000-00000000000c"),
    owner=OWNER,
    members=[
        Member(oin=LEAD, role=MemberRole.MAIN, payment_lead=True),
        Member(oin=SUB, role=MemberRole.SUB),
    ],
)
AROUND = Around(CONSORTIUM, 110_000)
LUMP_SUM = FundingAgreement(
    number=1,
    form="lumpSumRetention",
    annual_amount_cents=700_000_000,
    advance_basis_points=9_500,
    instalment_count=12,
    instalment_day=1,
    release_rule=ReleaseRule.ALL_OR_NOTHING,
)
SATISFACTION = ResultAgreement(
    number=9,
    code="client-satisfaction",
    name="Klanttevredenheid",
    kind=IndicatorKind.OUTCOME,
    scope=IndicatorScope.CLIENT,
    unit="grade 1-10",
    operator=NormOperator.MIN,
    norm="7.0",
    lowest="1",
    highest="10",
    source=MeasurementSource.CLIENT_SURVEY,
)


def terms(**changes: Any) -> Terms:
    """The terms of Alphen: 4 years, evaluation after 2, one option of 2 years, 7,000,000 with 5 % retained."""
    told = Terms(
        number="ALP-2026-01",
        name="Meedoen in Alphen",
        municipality_code="0484",
        legal_form=LegalForm.CONTRACT,
        consortium_id=CONSORTIUM.id,
        population_id=UUID("018f0000-0000-7000-8000-00000000000d"),
        start_date=date(2026, 1, 1),
        base_term_months=48,
        evaluation_after_months=24,
        extension_options=[ExtensionOption(number=1, months=24)],
        yearly_check=YearlyCheck(month=10, day=1),
        funding_agreements=[LUMP_SUM],
        agreements=[SATISFACTION],
        auditor=AUDITOR,
    )
    return replace(told, **changes)


def draft(**changes: Any) -> Contract:
    """A draft on these terms."""
    return rules.draft(terms(**changes), AROUND, OWNER, None)[0]


def signed(**changes: Any) -> Contract:
    """A contract that both sides have signed."""
    contract = draft(**changes)
    for organisation in (OWNER, LEAD):
        contract, _ = rules.sign(contract, AROUND, organisation, None, "j.jansen", TODAY)
    return contract


def active(**changes: Any) -> Contract:
    """A contract in force."""
    return rules.activate(signed(**changes), AROUND, [])[0]
