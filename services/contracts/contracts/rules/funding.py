"""What the reward comes to in a full year, and what the legal form allows (R-S01, R-S07, R-C09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules.problems import (
    FundingContradictory,
    FundingNotAgreed,
    SubsidyConsequence,
)
from services.contracts.contracts.rules.terms import Contract, Funding, Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.terms import FundingForm, LegalForm

ADVANCE = Sentence(
    "contract.advance",
    nl="Van het jaarbedrag {annual_cents} wordt {advance_basis_points} in {count} termijnen betaald: {result_cents}.",
    en="Of the annual amount {annual_cents} {advance_basis_points} is paid in {count} instalments: {result_cents}.",
)
RETENTION = Sentence(
    "contract.retention",
    nl="Wat overblijft wordt ingehouden tot de afspraken zijn gehaald: {result_cents}.",
    en="What is left is retained until the agreements are met: {result_cents}.",
)
NO_RETENTION = Sentence(
    "contract.no-retention",
    nl="Er wordt niets ingehouden.",
    en="Nothing is retained.",
)
SUBSIDY = Sentence(
    "contract.subsidy",
    nl="Een subsidie kent geen gevolgen op resultaten; hier is niets ingehouden, dus het past.",
    en="A subsidy has no consequences on results; nothing is retained here, so it fits.",
)
_WHOLE = 10_000
_REFUSED = Text("Op een subsidie kan niets worden ingehouden.", "Nothing can be retained on a subsidy.")


@dataclass(frozen=True, slots=True)
class YearlyFunding:
    """The reward of a contract's version with its advance and retention for a full year, in cents."""

    contract_id: UUID
    version: int
    form: FundingForm
    annual_amount_cents: int
    effective_on: date | None
    advance_basis_points: int
    advance_cents: int
    retention_cents: int
    instalment_count: int
    instalment_day: int


def split(funding: Funding) -> tuple[Money, Money]:
    """Advance and retention of the annual amount: 7,000,000 at 95 % is 6,650,000 and 350,000 (R-S01)."""
    annual = Money(funding.annual_amount_cents)
    advance = annual.times(Share(funding.advance_basis_points))
    return advance, annual - advance


def yearly_funding(contract: Contract) -> YearlyFunding:
    """The reward with what it comes to in a full year. Raises FundingNotAgreed."""
    funding = contract.funding
    if funding is None:
        raise FundingNotAgreed(number=contract.number)
    advance, retention = split(funding)
    return YearlyFunding(
        contract_id=contract.id,
        version=contract.version,
        form=funding.form,
        annual_amount_cents=funding.annual_amount_cents,
        effective_on=contract.funding_effective_on,
        advance_basis_points=funding.advance_basis_points,
        advance_cents=advance.cents,
        retention_cents=retention.cents,
        instalment_count=funding.instalment_count,
        instalment_day=funding.instalment_day,
    )


def check_funding(terms: Terms) -> None:
    """Refuse what cannot be: money on results in a subsidy, a form that its own advance contradicts.

    Raises SubsidyConsequence (R-C09, I-01), FundingContradictory.
    """
    funding = terms.funding
    if funding is None:
        return
    advance = Share(funding.advance_basis_points)
    retains = funding.advance_basis_points < _WHOLE or funding.form is FundingForm.LUMP_SUM_RETENTION
    if terms.legal_form is LegalForm.SUBSIDY and retains:
        where = FieldError("#/funding/advanceBasisPoints", "subsidy-consequence", _REFUSED, rule="R-C09")
        raise SubsidyConsequence(errors=(where,), retained=advance.complement().text("nl"))
    if (funding.form is FundingForm.LUMP_SUM) != (funding.advance_basis_points == _WHOLE):
        raise FundingContradictory(form=funding.form.value, advance=advance.text("nl"))


def explain_funding(terms: Terms) -> Derivation:
    """The steps from the annual amount to advance and retention (R-S01); empty where no reward is agreed."""
    funding, why = terms.funding, Derivation()
    if funding is None:
        return why
    advance, retention = split(funding)
    why = why.because(
        "R-S01",
        ADVANCE,
        advance,
        annual_cents=Money(funding.annual_amount_cents),
        advance_basis_points=Share(funding.advance_basis_points),
        count=funding.instalment_count,
    )
    why = why.because("R-S01", RETENTION, retention) if retention else why.because("R-S07", NO_RETENTION)
    return why.because("R-C09", SUBSIDY) if terms.legal_form is LegalForm.SUBSIDY else why
