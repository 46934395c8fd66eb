"""What each reason may change, and when: scope, a changed grant, the term; a shortfall in `compensating` (R-C07, R-C15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.contracts.amendments.rules.compensating import explain_compensation
from services.contracts.amendments.rules.summing import BUDGET_GROUNDS
from services.contracts.amendments.rules.terms import (
    Amendable,
    Amendment,
    AreaAmount,
    Funded,
    GrantChange,
    Proposal,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.terms import AmendmentReason

PASSED_THROUGH = Sentence(
    "amendment.grant-passed-through",
    nl="De rijksbijdrage gaat van {old_cents} naar {new_cents}; alle gebieden samen gaan van {before_cents} naar {result_cents}.",
    en="The state grant goes from {old_cents} to {new_cents}; all areas together go from {before_cents} to {result_cents}.",
)
AREA = Sentence(
    "amendment.area",
    nl="Gebied {area} gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Area {area} goes from {old_cents} to {result_cents} with effect from {effective_on}.",
)
SCOPE = Sentence(
    "amendment.scope",
    nl="De opdracht verandert vanaf {effective_on}: erbij {added}, eraf {removed}.",
    en="The scope changes from {effective_on}: added {added}, removed {removed}.",
)
LONGER = Sentence(
    "amendment.extension",
    nl="Het contract wordt {months} maanden langer, buiten de opties om.",
    en="The contract becomes {months} months longer, beside the options.",
)

_ONLY = {
    "scope_additions": (AmendmentReason.SCOPE, "#/scopeAdditions", "R-C08"),
    "scope_removals": (AmendmentReason.SCOPE, "#/scopeRemovals", "R-C08"),
    "grant_change": (AmendmentReason.GRANT_CHANGE, "#/grantChange", "R-C15"),
    "compensation": (AmendmentReason.KPI_COMPENSATION, "#/compensation", "R-C52"),
    "extension_months": (AmendmentReason.EXTENSION, "#/extensionMonths", "R-C08"),
}
_NEEDED = {
    AmendmentReason.GRANT_CHANGE: "grant_change",
    AmendmentReason.KPI_COMPENSATION: "compensation",
    AmendmentReason.EXTENSION: "extension_months",
}

_OTHER_REASON = Text("De grond {reason} draagt dit niet.", "Reason {reason} does not carry this.")
_MISSING = Text("Deze grond vraagt dit.", "This reason asks for this.")
_NO_FUNDING = Text(
    "Noem welke bekostigingsafspraak wijzigt: er is er geen of meer dan een.",
    "Name which funding agreement changes: there is none, or more than one.",
)
_NO_AREA = Text("Het contract heeft dit gebied niet.", "The contract does not have this area.")
_WITHOUT_SCOPE = Text(
    "Een gebiedsbudget wijzigt zo alleen met wat aan de opdracht wordt toegevoegd.",
    "An area's budget changes like this only with what is added to the scope.",
)
_LOWERED = Text(
    "Wat aan de opdracht wordt toegevoegd maakt geen gebiedsbudget kleiner; dat kan alleen bij de jaarlijkse toets.",
    "What is added to the scope makes no area's budget smaller; only the yearly check can.",
)
_AREAS_MOVED = Text(
    "De gebiedsbudgetten zijn gewijzigd sinds dit addendum is besloten; besluit opnieuw.",
    "The areas' budgets changed since this amendment was decided; decide anew.",
)
_NOT_PASSED = Text(
    "Het contract laat wijzigingen van de rijksbijdrage niet doorwerken.",
    "The contract does not let changes of the state grant pass through.",
)
_NEXT_YEAR = Text(
    "Een wijziging van de rijksbijdrage werkt door vanaf 1 januari van een volgend budgetjaar.",
    "A change of the state grant passes through from 1 January of a following budget year.",
)
_SCOPE_TWICE = Text("Dit staat al in de opdracht.", "This is in the scope already.")
_SCOPE_UNKNOWN = Text("Dit staat niet in de opdracht.", "This is not in the scope.")


def funded_of(contract: Amendable, proposal: Proposal | Amendment) -> Funded | None:
    """The agreement whose areas change: the one that is named, else the only one with areas."""
    with_areas = [one for one in contract.funding_agreements if one.areas]
    if proposal.funding_number is not None:
        return next((one for one in with_areas if one.number == proposal.funding_number), None)
    return with_areas[0] if len(with_areas) == 1 else None


def passed_through(areas: list[AreaAmount], old_cents: int, new_cents: int) -> list[AreaAmount]:
    """The areas' budgets after a change of the grant: −10 % of 10.0 m is 1.80/1.575/1.35/1.125/1.80/1.35 m (R-C15).

    Together they are the old sum × new ÷ old, rounded once; each keeps its part of it.
    """
    weights = [one.annual_amount_cents for one in areas]
    total = Money(sum(weights)).fraction(new_cents, old_cents)
    parts = total.divide(weights, [one.area_code for one in areas])
    return [replace(one, annual_amount_cents=part.cents) for one, part in zip(areas, parts, strict=True)]


def reason_faults(proposal: Proposal | Amendment) -> Iterator[FieldError]:
    """What the reason does not carry, and what it asks for."""
    for name, (reason, where, rule) in _ONLY.items():
        if getattr(proposal, name) and proposal.reason is not reason:
            yield _not_carried(proposal, where, rule)
    # A changed grant makes area amounts by itself.
    carried = proposal.reason in (AmendmentReason.SCOPE, *BUDGET_GROUNDS)
    if proposal.area_amounts and not carried and proposal.grant_change is None:
        yield _not_carried(proposal, "#/areaAmounts", "R-C07")
    needed = _NEEDED.get(proposal.reason) if proposal.reason is not None else None
    if needed is not None and getattr(proposal, needed) is None:
        _, where, rule = _ONLY[needed]
        yield FieldError(where, "missing-for-reason", _MISSING, rule=rule)


def _not_carried(proposal: Proposal | Amendment, where: str, rule: str) -> FieldError:
    told = proposal.reason.value if proposal.reason is not None else "–"
    text = Text(_OTHER_REASON.nl.format(reason=told), _OTHER_REASON.en.format(reason=told))
    return FieldError(where, "reason-does-not-carry", text, rule=rule)


def area_faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    """What is against new budgets of areas: at the yearly check, with a wider scope, or by a changed grant (R-C07, R-C15)."""
    if not proposal.area_amounts and proposal.grant_change is None:
        return
    funded = funded_of(contract, proposal)
    if funded is None:
        yield FieldError("#/fundingNumber", "funding-unclear", _NO_FUNDING, rule="R-C15")
        return
    grant, at_check = proposal.grant_change, proposal.reason in BUDGET_GROUNDS
    known = {one.area_code: one.annual_amount_cents for one in funded.areas or ()}
    for index, one in enumerate(proposal.area_amounts):
        where = f"#/areaAmounts/{index}"
        if one.area_code not in known:
            yield FieldError(f"{where}/areaCode", "area-unknown", _NO_AREA, rule="R-C12")
        elif grant is None and not at_check and one.annual_amount_cents < known[one.area_code]:
            yield FieldError(f"{where}/annualAmountCents", "area-lowered", _LOWERED, rule="R-C07")
    if grant is None and not at_check and not proposal.scope_additions:
        yield FieldError("#/areaAmounts", "without-scope", _WITHOUT_SCOPE, rule="R-C07")
    if grant is not None and not funded.passes_through:
        yield FieldError("#/grantChange", "not-passed-through", _NOT_PASSED, rule="R-C15")
    decided = grant is not None and isinstance(proposal, Amendment)
    if grant is not None and decided and proposal.area_amounts != _passed(funded, grant):
        yield FieldError("#/grantChange", "budget-overtaken", _AREAS_MOVED, rule="R-C15")


def _passed(funded: Funded, grant: GrantChange) -> list[AreaAmount]:
    return passed_through(funded.areas or [], grant.old_cents, grant.new_cents)


def grant_faults(proposal: Proposal | Amendment, decided_on: date) -> Iterator[FieldError]:
    """A changed grant passes through from the next budget year on (G-16)."""
    on = proposal.effective_on
    if proposal.grant_change is not None and ((on.month, on.day) != (1, 1) or on <= decided_on):
        yield FieldError("#/effectiveOn", "not-a-next-budget-year", _NEXT_YEAR, rule="R-C15")


def scope_faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    """What is against a change of the scope."""
    known = {one.name for one in contract.scope}
    for index, one in enumerate(proposal.scope_additions):
        if one.name in known:
            yield FieldError(f"#/scopeAdditions/{index}/name", "scope-known", _SCOPE_TWICE, rule="R-C08")
    for index, name in enumerate(proposal.scope_removals):
        if name not in known:
            yield FieldError(f"#/scopeRemovals/{index}", "scope-unknown", _SCOPE_UNKNOWN, rule="R-C08")


def explain_changes(amendment: Amendment, contract: Amendable) -> Derivation:
    """What the amendment changes beside the annual amount and the norms, and why."""
    why, grant = Derivation(), amendment.grant_change
    funded = funded_of(contract, amendment)
    old = {one.area_code: one.annual_amount_cents for one in (funded.areas or ())} if funded else {}
    if grant is not None:
        total = Money(sum(one.annual_amount_cents for one in amendment.area_amounts))
        why = why.because(
            "R-C15",
            PASSED_THROUGH,
            total,
            old_cents=Money(grant.old_cents),
            new_cents=Money(grant.new_cents),
            before_cents=Money(sum(old.values())),
        )
    other = "R-C07" if amendment.reason in BUDGET_GROUNDS else "R-C08"
    for one in amendment.area_amounts:
        why = why.because(
            "R-C15" if grant is not None else other,
            AREA,
            Money(one.annual_amount_cents),
            area=one.area_code,
            old_cents=Money(old.get(one.area_code, 0)),
            effective_on=amendment.effective_on,
        )
    if amendment.scope_additions or amendment.scope_removals:
        added = ", ".join(one.name for one in amendment.scope_additions) or "–"
        removed = ", ".join(amendment.scope_removals) or "–"
        why = why.because("R-C08", SCOPE, effective_on=amendment.effective_on, added=added, removed=removed)
    why = why.merge(explain_compensation(contract, amendment))
    if amendment.extension_months is not None:
        why = why.because("R-C08", LONGER, months=amendment.extension_months)
    return why
