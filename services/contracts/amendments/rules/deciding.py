"""Whether a contract may change like this, and why (R-C07, R-C08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.contracts.amendments.rules.changing import (
    area_faults,
    explain_changes,
    funded_of,
    grant_faults,
    passed_through,
    reason_faults,
    scope_faults,
)
from services.contracts.amendments.rules.compensating import compensation_faults, newest_norm, result_faults
from services.contracts.amendments.rules.problems import (
    AmendmentRefused,
    BudgetIsFixed,
    ContractNotActive,
    ReasonMissing,
)
from services.contracts.amendments.rules.summing import (
    AT_YEARLY_CHECK,
    BUDGET_GROUNDS,
    changed,
    explain_sums,
    sum_faults,
    target,
)
from services.contracts.amendments.rules.terms import Amendable, Amendment, AreaAmount, Proposal
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.terms import AmendmentReason, ContractState

# What a reason asks for is named as missing; that nothing changes need not be said as well.
_NEEDING = (AmendmentReason.GRANT_CHANGE, AmendmentReason.KPI_COMPENSATION, AmendmentReason.EXTENSION)

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
_NO_FIXED_SUM = Text("Dit contract heeft geen vast jaarbedrag.", "This contract has no fixed annual amount.")
_UNCLEAR = Text(
    "Noem met fundingNumber welk vast jaarbedrag wijzigt.",
    "Name by fundingNumber which fixed annual amount changes.",
)
_BUDGET_OVERTAKEN = Text(
    "Het contract heeft al een jaarbedrag dat na deze ingangsdatum ingaat.",
    "The contract has an annual amount already that takes effect after this date.",
)


def _check_budget(contract: Amendable, proposal: Proposal, today: date) -> None:
    check = contract.yearly_check
    place = next(iter(changed(proposal)), "#/annualAmountCents")
    found: list[tuple[bool, str, str, Text]] = [
        (check is None, place, "yearly-check-missing", _NO_CHECK_DAY),
        (check is not None and check.in_year(today.year) != today, place, "not-the-check-day", _WRONG_DAY),
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


def check_fit(
    contract: Amendable, proposal: Proposal | Amendment, today: date, decided_on: date | None = None
) -> None:
    """Refuse what the contract as it stands cannot have, budget aside. Raises AmendmentRefused with every point.

    `decided_on` is the day of the decision, today where it is being taken.
    """
    errors = (
        *_faults(contract, proposal),
        *reason_faults(proposal),
        *area_faults(contract, proposal),
        *sum_faults(contract, proposal),
        *grant_faults(proposal, decided_on or today),
        *scope_faults(contract, proposal),
        *compensation_faults(contract, proposal, today),
        # A later verdict does not undo what both sides were asked to sign.
        *(result_faults(contract, proposal) if decided_on is None else ()),
    )
    if errors:
        raise AmendmentRefused(errors=errors)


def _faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    start, end, on = contract.start_date, contract.latest_end_date, proposal.effective_on
    if start is None or on < start or (end is not None and on > end):
        yield FieldError("#/effectiveOn", "outside-term", _OUTSIDE, rule="R-C08")
    told = (
        proposal.agreement_changes,
        proposal.grant_change,
        proposal.compensation,
        proposal.extension_months,
        changed(proposal),
    )
    is_empty = proposal.annual_amount_cents is None and not any(told)
    if is_empty and proposal.reason not in (AmendmentReason.SCOPE, *_NEEDING):
        yield FieldError("#", "nothing-changes", _EMPTY, rule="R-C08")
    yield from _fixed_faults(contract, proposal)
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


def _fixed_faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    fixed = [one.number for one in contract.funding_agreements if one.annual_amount_cents is not None]
    parts, annual = changed(proposal), proposal.annual_amount_cents
    # Beside new parts the annual amount is what they must add up to.
    if annual is not None and not parts and contract.fixed_sum is None:
        yield FieldError("#/annualAmountCents", "no-fixed-sum", _NO_FIXED_SUM, rule="R-C07")
    elif annual is not None and not parts and fixed and _is_unclear(fixed, proposal.funding_number):
        yield FieldError("#/fundingNumber", "funding-unclear", _UNCLEAR, rule="R-C07")
    of_areas = funded_of(contract, proposal) if annual is None else None
    funded = target(contract, proposal) if parts else of_areas
    newer = contract.sum_effective_on(proposal.funding_number if funded is None else funded.number)
    counted = annual is not None or parts or proposal.area_amounts or proposal.grant_change
    if counted and newer is not None and newer > proposal.effective_on:
        yield FieldError("#/effectiveOn", "budget-overtaken", _BUDGET_OVERTAKEN, rule="R-C08")


def _is_unclear(numbers: list[int], named: int | None) -> bool:
    return named not in numbers if named is not None else len(numbers) > 1


def decide(
    contract: Amendable, proposal: Proposal, number: int, reference: str | None, today: date
) -> tuple[Amendment, Derivation]:
    """Decide an amendment of an active contract: with a reason, and the budget only at the yearly check (R-C07).

    Raises ContractNotActive, ReasonMissing, BudgetIsFixed, AmendmentRefused.
    """
    if contract.state is not ContractState.ACTIVE:
        raise ContractNotActive(number=contract.number, state=contract.state.value)
    if proposal.reason is None:
        raise ReasonMissing(next_check=_next_check(contract, today))
    if proposal.annual_amount_cents is not None or changed(proposal):
        _check_budget(contract, proposal, today)
    check_fit(contract, proposal, today)
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
        funding_number=proposal.funding_number,
        area_amounts=_area_amounts(contract, proposal),
        amount_cents=proposal.amount_cents,
        category_amounts=proposal.category_amounts,
        scope_additions=proposal.scope_additions,
        scope_removals=proposal.scope_removals,
        grant_change=proposal.grant_change,
        compensation=proposal.compensation,
        extension_months=proposal.extension_months,
        signatures=[],
    )
    return amendment, explain(amendment, contract, today)


def _area_amounts(contract: Amendable, proposal: Proposal) -> list[AreaAmount]:
    grant, funded = proposal.grant_change, funded_of(contract, proposal)
    if grant is None or funded is None or funded.areas is None:
        return proposal.area_amounts
    return passed_through(funded.areas, grant.old_cents, grant.new_cents)


def explain(amendment: Amendment, contract: Amendable, today: date) -> Derivation:
    """Why the change is allowed and what it changes, from what stands now."""
    why = explain_sums(amendment, contract, today)
    alone = amendment.annual_amount_cents is not None and not changed(amendment)
    if alone and amendment.annual_amount_cents is not None and contract.fixed_sum is not None:
        named = (one for one in contract.funding_agreements if one.number == amendment.funding_number)
        was = next((one.annual_amount_cents for one in named), None)
        old = Money(contract.fixed_sum.annual_amount_cents if was is None else was)
        new = Money(amendment.annual_amount_cents)
        why = why.because("R-C07", AT_YEARLY_CHECK, today=today, reason=amendment.reason)
        why = why.because("R-C07", BUDGET, new, old_cents=old, effective_on=amendment.effective_on)
    for change in amendment.agreement_changes:
        newest = newest_norm(contract, change.number)
        norm = newest.norm if newest is not None else None
        why = why.because(
            "R-C08", NORM, change.norm, agreement=change.number, old=norm, effective_on=amendment.effective_on
        )  # fmt: skip
    return why.merge(explain_changes(amendment, contract))
