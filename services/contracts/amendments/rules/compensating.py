"""A shortfall on one agreement that a stricter norm of another makes good, and the result that this answers to (R-C52, G-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.contracts.amendments.rules.terms import Amendable, Amendment, Compensation, Norm, Proposal
from services.contracts.contract_results.rules import ContractResult
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.terms import NormOperator, Verdict

COMPENSATION = Sentence(
    "amendment.compensation",
    nl="Het tekort op afspraak {missed} in {year} wordt opgevangen: afspraak {by} gaat van norm {old} naar {result}.",
    en="The shortfall on agreement {missed} in {year} is made good: agreement {by} goes from norm {old} to {result}.",
)
ANSWERS = Sentence(
    "amendment.compensation-answers",
    nl="Het antwoordt op wat outcomes over {year} oordeelde: afspraak {missed} ({code}) onder de norm in {periods}.",
    en="It answers what outcomes judged on {year}: agreement {missed} ({code}) below its norm in {periods}.",
)

_LINK_ITSELF = Text("Een afspraak compenseert zichzelf niet.", "An agreement does not compensate itself.")
_LINK_UNKNOWN = Text(
    "Het contract heeft geen afspraak met dit nummer.", "The contract has no agreement with this number."
)
_NOT_RAISED = Text(
    "De compenserende afspraak krijgt in hetzelfde addendum een zwaardere norm.",
    "The compensating agreement gets a stricter norm in the same amendment.",
)
_YEAR_OVER = Text(
    "Een tekort wordt alleen gecompenseerd met een addendum vóór het einde van dat jaar.",
    "A shortfall is made good only by an amendment before the end of that year.",
)
_RESULT_UNKNOWN = Text(
    "Outcomes heeft over het jaar {year} van dit contract geen resultaat met dit kenmerk verteld.",
    "Outcomes told no result with this identifier on the year {year} of this contract.",
)
_NOT_BELOW = Text(
    "Volgens dit resultaat bleef de afspraak met het tekort niet onder haar norm.",
    "By this result the agreement with the shortfall did not stay below its norm.",
)


def compensation_faults(
    contract: Amendable, proposal: Proposal | Amendment, today: date
) -> Iterator[FieldError]:
    """What is against compensating a shortfall: two agreements, a stricter norm, before the year is over (R-C52, G-03)."""
    link = proposal.compensation
    if link is None:
        return
    numbers = {one.number for one in contract.agreements}
    for name, number in (
        ("missedNumber", link.missed_number),
        ("compensatingNumber", link.compensating_number),
    ):
        if number not in numbers:
            yield FieldError(f"#/compensation/{name}", "agreement-unknown", _LINK_UNKNOWN, rule="R-C52")
    if link.missed_number == link.compensating_number:
        yield FieldError(
            "#/compensation/compensatingNumber", "compensates-itself", _LINK_ITSELF, rule="R-C52"
        )
    if link.compensating_number in numbers and not _is_raised(contract, proposal, link.compensating_number):
        yield FieldError("#/agreementChanges", "norm-not-raised", _NOT_RAISED, rule="R-C52")
    if today.year > link.year or proposal.effective_on.year > link.year:
        yield FieldError("#/compensation/year", "year-over", _YEAR_OVER, rule="R-C52")


def result_faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    """What is against the result that a compensation answers to: it is of that year, and shows the shortfall (R-C52, R-X05)."""
    link = proposal.compensation
    if link is None or link.result_id is None:
        return
    result = _result_of(contract, link)
    if result is None:
        text = Text(*(one.format(year=link.year) for one in (_RESULT_UNKNOWN.nl, _RESULT_UNKNOWN.en)))
        yield FieldError("#/compensation/resultId", "result-unknown", text, rule="R-C52")
    elif not _below(contract, link, result):
        yield FieldError("#/compensation/resultId", "not-below-norm", _NOT_BELOW, rule="R-C52")


def _result_of(contract: Amendable, link: Compensation) -> ContractResult | None:
    known = (one for one in contract.results if (one.id, one.year) == (link.result_id, link.year))
    return next(known, None)


def _below(contract: Amendable, link: Compensation, result: ContractResult) -> list[str]:
    """The periods of the result in which the missed agreement stayed below its norm: quarters, and the year itself."""
    missed = newest_norm(contract, link.missed_number)
    told = next((one for one in result.agreements if missed and one.indicator == missed.code), None)
    if told is None:
        return []
    quarters = [one.quarter for one in told.quarters if one.verdict is Verdict.NOT_MET]
    return [*quarters, str(result.year)] if told.verdict is Verdict.NOT_MET else quarters


def _is_raised(contract: Amendable, proposal: Proposal | Amendment, number: int) -> bool:
    old, new = newest_norm(contract, number), _new_norm(proposal, number)
    if old is None or new is None:
        return False
    before, after = Decimal(old.norm), Decimal(new)
    return after < before if old.operator is NormOperator.MAX else after > before


def _new_norm(proposal: Proposal | Amendment, number: int) -> str | None:
    return next((one.norm for one in proposal.agreement_changes if one.number == number), None)


def newest_norm(contract: Amendable, number: int) -> Norm | None:
    """The agreement's norm with the latest date of effect, or None where the number is not the contract's."""
    norms = [one for one in contract.agreements if one.number == number]
    return max(norms, key=lambda one: one.valid_from or date.min) if norms else None


def explain_compensation(contract: Amendable, amendment: Amendment) -> Derivation:
    """Which shortfall is made good by which norm, and what outcomes judged; nothing where the amendment compensates none."""
    link = amendment.compensation
    if link is None:
        return Derivation()
    newest, missed = (newest_norm(contract, one) for one in (link.compensating_number, link.missed_number))
    why = Derivation().because(
        "R-C52",
        COMPENSATION,
        _new_norm(amendment, link.compensating_number),
        missed=link.missed_number,
        by=link.compensating_number,
        year=link.year,
        old=newest.norm if newest is not None else None,
    )
    result = _result_of(contract, link)
    if result is None or missed is None:
        return why
    periods = ", ".join(_below(contract, link, result)) or "–"
    return why.because(
        "R-X05", ANSWERS, year=link.year, missed=link.missed_number, code=missed.code, periods=periods
    )
