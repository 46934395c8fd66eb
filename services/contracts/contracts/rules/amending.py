"""What an amendment in force makes of a contract: sums, norms, scope, compensation, term (R-C07, R-C08, R-C15, R-C52)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.contracts.rules.agreed import FundingAgreement
from services.contracts.contracts.rules.conditions import ScopeItem
from services.contracts.contracts.rules.extending import extended
from services.contracts.contracts.rules.forms import COUNTED, yearly
from services.contracts.contracts.rules.funding import agreed_inhabitants
from services.contracts.contracts.rules.lifecycle import explain
from services.contracts.contracts.rules.terms import (
    Contract,
    ExtensionOption,
    KpiCompensation,
    ResultAgreement,
    YearlyFunding,
)
from shared.values import Derivation, Money, Sentence
from shared.values.terms import AmendmentReason

NEW_AMOUNT = Sentence(
    "contract.new-amount",
    nl="Addendum {number} ({reason}) brengt het jaarbedrag van {old_cents} op {result_cents} met ingang van {effective_on}.",
    en="Amendment {number} ({reason}) brings the annual amount from {old_cents} to {result_cents} from {effective_on}.",
)
NEW_NORM = Sentence(
    "contract.new-norm",
    nl="Addendum {number}: afspraak {agreement} krijgt norm {result} vanaf {effective_on}; daarvoor blijft {old} gelden.",
    en="Amendment {number}: agreement {agreement} has norm {result} from {effective_on}; until then {old} holds.",
)
NEW_AREA = Sentence(
    "contract.new-area-amount",
    nl="Addendum {number} ({reason}): gebied {area} gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Amendment {number} ({reason}): area {area} goes from {old_cents} to {result_cents} from {effective_on}.",
)
NEW_EACH = Sentence(
    "contract.new-amount-each",
    nl="Addendum {number} ({reason}): het bedrag per inwoner, verzekerde of plaats gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Amendment {number} ({reason}): the amount per inhabitant, insured or place goes from {old_cents} to {result_cents} from {effective_on}.",
)
NEW_CATEGORY = Sentence(
    "contract.new-category-amount",
    nl="Addendum {number} ({reason}): categorie {category} gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Amendment {number} ({reason}): category {category} goes from {old_cents} to {result_cents} from {effective_on}.",
)
ADDED = Sentence(
    "contract.scope-added",
    nl="Addendum {number} voegt {names} toe aan de opdracht vanaf {effective_on}.",
    en="Amendment {number} adds {names} to the scope from {effective_on}.",
)
REMOVED = Sentence(
    "contract.scope-removed",
    nl="Addendum {number} haalt {names} uit de opdracht vanaf {effective_on}.",
    en="Amendment {number} takes {names} out of the scope from {effective_on}.",
)
COMPENSATED = Sentence(
    "contract.compensated",
    nl="Addendum {number}: in {year} vangt de hogere norm van afspraak {by} het tekort op afspraak {missed} op.",
    en="Amendment {number}: in {year} the higher norm of agreement {by} compensates the shortfall on agreement {missed}.",
)
LONGER = Sentence(
    "contract.extended-by-amendment",
    nl="Addendum {number} verlengt het contract met {months} maanden.",
    en="Amendment {number} extends the contract by {months} months.",
)

_AREA_RULES = {
    AmendmentReason.GRANT_CHANGE: "R-C15",
    AmendmentReason.EXTREME_CIRCUMSTANCE: "R-C07",
    AmendmentReason.TIGHTENING: "R-C07",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an amendment in force changes; `norms` maps an agreement's number to its new norm, `areas` and `categories` a code to its cents."""

    amendment_id: UUID
    number: int
    reason: AmendmentReason
    effective_on: date
    annual_amount_cents: int | None = None
    funding_number: int | None = None
    norms: Mapping[int, str] = field(default_factory=dict)
    areas: Mapping[str, int] = field(default_factory=dict)
    amount_cents: int | None = None
    categories: Mapping[str, int] = field(default_factory=dict)
    scope_additions: Sequence[ScopeItem] = ()
    scope_removals: Sequence[str] = ()
    compensation: KpiCompensation | None = None
    extension_months: int | None = None


def amend(contract: Contract, **told: Any) -> tuple[Contract, Derivation]:
    """The next version by an amendment in force, told as the fields of a Change."""
    return amended(contract, Change(**told))


def amended(contract: Contract, change: Change) -> tuple[Contract, Derivation]:
    """The next version by an amendment in force: what it changes from its day of effect on, beside what held before."""
    after = replace(contract, version=contract.version + 1, amendment_id=change.amendment_id)
    why = Derivation()
    for step in (_sums, _areas, _each, _categories, _norms, _scope, _compensated, _longer):
        after, why = step(after, change, why)
    return after, why.merge(explain(after))


def _funded(
    contract: Contract, changed: FundingAgreement, effective_on: date
) -> tuple[list[FundingAgreement], list[YearlyFunding]]:
    agreed = [changed if one.number == changed.number else one for one in contract.funding_agreements]
    # The heads that the sum rests on stand in the text: a later count changes nothing of what is signed (R-C18).
    of_changed, _ = yearly([changed], agreed_inhabitants(contract, None), None)
    sums = [
        replace(of_changed[0], effective_on=effective_on) if one.number == changed.number else one
        for one in contract.yearly_funding
    ]
    return agreed, sums


def _sums(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    cents = change.annual_amount_cents
    # Beside new parts it is what they add up to, and changes nothing by itself.
    if cents is None or change.areas or change.categories or change.amount_cents is not None:
        return contract, why
    fixed = next(
        (one for one in contract.funding_agreements if one.number == change.funding_number),
        contract.fixed_sum,
    )
    assert fixed is not None and fixed.annual_amount_cents is not None, "the amendment was checked to fit"
    old, new = Money(fixed.annual_amount_cents), Money(cents)
    why = why.because(
        "R-C07",
        NEW_AMOUNT,
        new,
        number=change.number,
        reason=change.reason,
        old_cents=old,
        effective_on=change.effective_on,
    )
    agreed, sums = _funded(contract, replace(fixed, annual_amount_cents=cents), change.effective_on)
    return replace(contract, funding_agreements=agreed, yearly_funding=sums), why


def _areas(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    for funding in contract.funding_agreements:
        if not change.areas or change.funding_number not in (None, funding.number) or not funding.areas:
            continue
        areas = []
        for one in funding.areas:
            cents = change.areas.get(one.area_code, one.annual_amount_cents)
            if cents != one.annual_amount_cents:
                rule = _AREA_RULES.get(change.reason, "R-C08")
                old, new = Money(one.annual_amount_cents), Money(cents)
                why = why.because(
                    rule,
                    NEW_AREA,
                    new,
                    number=change.number,
                    reason=change.reason,
                    area=one.area_code,
                    old_cents=old,
                    effective_on=change.effective_on,
                )
            areas.append(replace(one, annual_amount_cents=cents))
        agreed, sums = _funded(contract, replace(funding, areas=areas), change.effective_on)
        contract = replace(contract, funding_agreements=agreed, yearly_funding=sums)
    return contract, why


def _each(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    cents = change.amount_cents
    if cents is None:
        return contract, why
    named = (one for one in contract.funding_agreements if change.funding_number in (None, one.number))
    funding = next(one for one in named if one.form in COUNTED and one.amount_cents)
    assert funding.amount_cents is not None, "the amendment was checked to fit"
    told = {"old_cents": Money(funding.amount_cents), "effective_on": change.effective_on}
    told |= {"number": change.number, "reason": change.reason}
    why = why.because("R-C07", NEW_EACH, Money(cents), **told)
    agreed, sums = _funded(contract, replace(funding, amount_cents=cents), change.effective_on)
    return replace(contract, funding_agreements=agreed, yearly_funding=sums), why


def _categories(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    if not change.categories:
        return contract, why
    named = (one for one in contract.funding_agreements if change.funding_number in (None, one.number))
    funding = next(one for one in named if one.categories)
    told = {"number": change.number, "reason": change.reason, "effective_on": change.effective_on}
    categories = []
    for one in funding.categories or ():
        cents = change.categories.get(one.code, one.amount_cents)
        if cents != one.amount_cents:
            old = Money(one.amount_cents)
            why = why.because("R-C07", NEW_CATEGORY, Money(cents), category=one.code, old_cents=old, **told)
        categories.append(replace(one, amount_cents=cents))
    agreed, sums = _funded(contract, replace(funding, categories=categories), change.effective_on)
    return replace(contract, funding_agreements=agreed, yearly_funding=sums), why


def _norms(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    agreements = list(contract.agreements)
    for number, norm in sorted(change.norms.items()):
        newest = max(
            (one for one in agreements if one.number == number), key=lambda one: one.valid_from or date.min
        )
        why = why.because(
            "R-C08",
            NEW_NORM,
            norm,
            number=change.number,
            agreement=number,
            effective_on=change.effective_on,
            old=newest.norm,
        )
        agreements.append(replace(newest, norm=norm, norm_invented=False, valid_from=change.effective_on))
    return replace(contract, agreements=sorted(agreements, key=_in_order)), why


def _in_order(agreement: ResultAgreement) -> tuple[int, date]:
    return agreement.number, agreement.valid_from or date.min


def _scope(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    told = {"number": change.number, "effective_on": change.effective_on}
    kept = [one for one in contract.scope if one.name not in change.scope_removals]
    added = [replace(one, valid_from=one.valid_from or change.effective_on) for one in change.scope_additions]
    if added:
        why = why.because("R-C08", ADDED, names=", ".join(one.name for one in added), **told)
    if change.scope_removals:
        why = why.because("R-C08", REMOVED, names=", ".join(change.scope_removals), **told)
    return replace(contract, scope=[*kept, *added]), why


def _compensated(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    link = change.compensation
    if link is None:
        return contract, why
    why = why.because(
        "R-C52",
        COMPENSATED,
        number=change.number,
        year=link.year,
        by=link.compensating_number,
        missed=link.missed_number,
    )
    return replace(contract, compensations=[*contract.compensations, link]), why


def _longer(contract: Contract, change: Change, why: Derivation) -> tuple[Contract, Derivation]:
    months = change.extension_months
    if months is None:
        return contract, why
    number = max((one.number for one in contract.extension_options), default=0) + 1
    option = ExtensionOption(number=number, months=months, exercised=True, decided_on=change.effective_on)
    why = why.because("R-C08", LONGER, number=change.number, months=months)
    move = extended(contract, [*contract.extension_options, option], months, why, change.effective_on)
    return replace(move.contract, version=contract.version), move.why
