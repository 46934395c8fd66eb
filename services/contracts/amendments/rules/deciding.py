"""Whether a contract may change like this, and why (R-C07, R-C08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.contracts.amendments.rules.problems import (
    AmendmentRefused,
    BudgetIsFixed,
    ContractNotActive,
    ReasonMissing,
)
from services.contracts.amendments.rules.terms import Amendable, Amendment, Norm, Proposal
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.terms import AmendmentReason, ContractState

BUDGET_GROUNDS = (AmendmentReason.EXTREME_CIRCUMSTANCE, AmendmentReason.TIGHTENING)

AT_YEARLY_CHECK = Sentence(
    "amendment.at-yearly-check",
    nl="Het jaarbedrag mag wijzigen: {today} is de dag van de jaarlijkse toets en de grond is {reason}.",
    en="The annual amount may change: {today} is the day of the yearly check and the reason is {reason}.",
)
BUDGET = Sentence(
    "amendment.budget",
    nl="Het jaarbedrag gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="The annual amount goes from {old_cents} to {result_cents} with effect from {effective_on}.",
)
NORM = Sentence(
    "amendment.norm",
    nl="Afspraak {agreement} gaat van norm {old} naar {result} vanaf {effective_on}; daarvoor blijft {old} gelden.",
    en="Agreement {agreement} goes from norm {old} to {result} from {effective_on}; until then {old} holds.",
)

_NO_CHECK_DAY = Text(
    "Het contract noemt geen dag voor de jaarlijkse toets.", "The contract names no yearly check."
)
_WRONG_DAY = Text(
    "Vandaag, {today}, is niet de dag van de toets.", "Today, {today}, is not the day of the check."
)
_WRONG_GROUND = Text(
    "De grond {reason} draagt geen ander budget.", "Reason {reason} does not carry another budget."
)
_OUTSIDE = Text(
    "De ingangsdatum ligt niet in de looptijd.", "The date of effect lies outside the contract's term."
)
_EMPTY = Text("Er verandert niets.", "Nothing changes.")
_UNKNOWN = Text(
    "Het contract heeft geen afspraak met dit nummer.", "The contract has no agreement with this number."
)
_OFF_SCALE = Text(
    "De norm ligt buiten de schaal van de afspraak.", "The norm lies outside the agreement's scale."
)
_OVERTAKEN = Text(
    "Deze afspraak heeft al een norm die op of na deze ingangsdatum ingaat.",
    "This agreement has a norm already that takes effect on or after this date.",
)
_BUDGET_OVERTAKEN = Text(
    "Het contract heeft al een jaarbedrag dat na deze ingangsdatum ingaat.",
    "The contract has an annual amount already that takes effect after this date.",
)


def _check_budget(contract: Amendable, proposal: Proposal, today: date) -> None:
    check = contract.yearly_check
    found: list[tuple[bool, str, str, Text]] = [
        (check is None, "#/annualAmountCents", "yearly-check-missing", _NO_CHECK_DAY),
        (check is not None and check.in_year(today.year) != today, "#/annualAmountCents", "not-the-check-day", _WRONG_DAY),
        (proposal.reason not in BUDGET_GROUNDS, "#/reason", "reason-carries-no-budget", _WRONG_GROUND),
    ]  # fmt: skip
    errors = tuple(FieldError(where, code, text, rule="R-C07") for is_so, where, code, text in found if is_so)
    if errors:
        raise BudgetIsFixed(
            errors=errors,
            today=today,
            reason=proposal.reason.value if proposal.reason is not None else "–",
            next_check=_next_check(contract, today),
        )


def _next_check(contract: Amendable, today: date) -> date | str:
    return contract.yearly_check.following(today) if contract.yearly_check is not None else "–"


def newest_norm(contract: Amendable, number: int) -> Norm | None:
    """The agreement's norm with the latest date of effect, or None where the number is not the contract's."""
    norms = [one for one in contract.agreements if one.number == number]
    return max(norms, key=lambda one: one.valid_from or date.min) if norms else None


def check_fit(contract: Amendable, proposal: Proposal | Amendment) -> None:
    """Refuse what the contract as it stands cannot have, budget aside. Raises AmendmentRefused with every point."""
    errors = tuple(_faults(contract, proposal))
    if errors:
        raise AmendmentRefused(errors=errors)


def _faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    start, end, on = contract.start_date, contract.latest_end_date, proposal.effective_on
    if start is None or on < start or (end is not None and on > end):
        yield FieldError("#/effectiveOn", "outside-term", _OUTSIDE, rule="R-C08")
    is_empty = proposal.annual_amount_cents is None and not proposal.agreement_changes
    if is_empty and proposal.reason is not AmendmentReason.SCOPE:
        yield FieldError("#", "nothing-changes", _EMPTY, rule="R-C08")
    newer = contract.funding_effective_on
    if proposal.annual_amount_cents is not None and newer is not None and newer > on:
        yield FieldError("#/effectiveOn", "budget-overtaken", _BUDGET_OVERTAKEN, rule="R-C08")
    for index, change in enumerate(proposal.agreement_changes):
        where = f"#/agreementChanges/{index}"
        newest = newest_norm(contract, change.number)
        if newest is None:
            yield FieldError(f"{where}/number", "agreement-unknown", _UNKNOWN, rule="R-C08")
            continue
        if not Decimal(newest.lowest) <= Decimal(change.norm) <= Decimal(newest.highest):
            yield FieldError(f"{where}/norm", "norm-off-scale", _OFF_SCALE, rule="R-C08")
        if newest.valid_from is not None and newest.valid_from >= on:
            yield FieldError("#/effectiveOn", "norm-overtaken", _OVERTAKEN, rule="R-C08")


def decide(
    contract: Amendable, proposal: Proposal, number: int, reference: str | None, today: date
) -> tuple[Amendment, Derivation]:
    """Decide an amendment of an active contract: with a reason, and the budget only at the yearly check (R-C07).

    Raises ContractNotActive, ReasonMissing, BudgetIsFixed, AmendmentRefused.
    """
    if contract.state is not ContractState.ACTIVE or contract.funding is None:
        raise ContractNotActive(number=contract.number, state=contract.state.value)
    if proposal.reason is None:
        raise ReasonMissing(next_check=_next_check(contract, today))
    if proposal.annual_amount_cents is not None:
        _check_budget(contract, proposal, today)
    check_fit(contract, proposal)
    amendment = Amendment(
        id=new_id(),
        owner=contract.owner,
        external_reference=reference,
        parties=contract.parties,
        contract_id=contract.id,
        number=number,
        reason=proposal.reason,
        motivation=proposal.motivation,
        decided_on=today,
        effective_on=proposal.effective_on,
        annual_amount_cents=proposal.annual_amount_cents,
        agreement_changes=proposal.agreement_changes,
        signatures=[],
    )
    return amendment, explain(amendment, contract, today)


def explain(amendment: Amendment, contract: Amendable, today: date) -> Derivation:
    """Why the change is allowed and what it changes, from what stands now."""
    why = Derivation()
    if amendment.annual_amount_cents is not None and contract.funding is not None:
        old, new = Money(contract.funding.annual_amount_cents), Money(amendment.annual_amount_cents)
        why = why.because("R-C07", AT_YEARLY_CHECK, today=today, reason=amendment.reason)
        why = why.because("R-C07", BUDGET, new, old_cents=old, effective_on=amendment.effective_on)
    for change in amendment.agreement_changes:
        newest = newest_norm(contract, change.number)
        was = newest.norm if newest is not None else None
        why = why.because(
            "R-C08", NORM, change.norm, agreement=change.number, old=was, effective_on=amendment.effective_on
        )  # fmt: skip
    return why
