"""Methods that divide: expected clients, grant change, formation, neighbourhoods, turnover, growers, square."""

from __future__ import annotations

from fractions import Fraction

from services.contracts.budget_allocations.rules.basis import Basis, TeamFormation
from services.contracts.budget_allocations.rules.parts import (
    AllocationPart,
    Outcome,
    by_key,
    divide,
    divided,
    not_available,
    nothing,
    refuse,
    rest_on_largest,
    shown,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.budgets import PartLevel
from shared.values.findings import FindingSeverity
from shared.values.money import rounded
from shared.values.populations import FOREIGN_TO, CharacteristicKind, UsedFor
from shared.values.remarks import BudgetRemark, remark

MOST_CATEGORIES = 4
BY_CLIENTS = by_key(
    "clients", "verwachte cliënten, de rest op het grootste", "expected clients, the rest on the largest"
)
BY_BUDGET = by_key("budget", "het budget dat zij hadden", "the budget that they had")
BY_TURNOVER = by_key("turnover", "omzet (naar rato)", "turnover (pro rata)")
BY_WEIGHT = by_key("weight", "gewicht", "weight")
BY_MODEL = by_key("model", "het vereveningsmodel", "the equalisation model")
CLIENTS_ZERO = nothing("clients-zero", "het aantal verwachte cliënten", "the number of expected clients")
OLD_GRANT_ZERO = nothing("old-grant-zero", "de oude rijksbijdrage", "the old grant")
BUDGETS_ZERO = nothing("budgets-zero", "het huidige budget", "the current budget")
TURNOVER_ZERO = nothing("turnover-zero", "de omzet", "turnover")
WEIGHTS_ZERO = nothing("weights-zero", "het totale gewicht", "the total weight")
PASSED_ON = Sentence(
    "allocation.grant-passed-on",
    nl="De rijksbijdrage gaat van {old_cents} naar {new_cents}; het totaal {total_cents} wordt {result_cents}.",
    en="The grant goes from {old_cents} to {new_cents}; the total {total_cents} becomes {result_cents}.",
)
ADDENDUM = Sentence(
    "allocation.grant-addendum",
    nl="De wijziging werkt door met een addendum (reden grantChange), vanaf het begin van het volgende begrotingsjaar"
    " tenzij het contract anders zegt.",
    en="The change passes through by an amendment (reason grantChange), from the start of the next budget year unless"
    " the contract says otherwise.",
)
FORMED = Sentence(
    "allocation.formed",
    nl="Team {team}: {base} fte vast plus {weights} maal {values} is {fte} fte; maal {cost_cents} is {result_cents}.",
    en="Team {team}: {base} FTE fixed plus {weights} times {values} is {fte} FTE; times {cost_cents} is {result_cents}.",
)
OUT_OF_RANGE = Sentence(
    "allocation.formation-out-of-range",
    nl="Team {team} heeft {fte} fte; gewoon is {least} tot {most}.",
    en="Team {team} has {fte} FTE; usual is {least} to {most}.",
)
OTHER_TARGET = Sentence(
    "allocation.characteristic-of-other-target",
    nl="Kenmerk {characteristic} hoort niet bij een budget voor {target}: jeugd weegt huishoudens met kinderen, sociaal"
    " het aandeel mensen in een isolement.",
    en="CharacteristicKind {characteristic} does not belong to a budget for {target}: youth weighs households with children,"
    " social the share of isolated people.",
)
GROWN = Sentence(
    "allocation.grown",
    nl="{oin} groeide van {before_cents} naar {turnover_cents}: {growth_basis_points}; boven {threshold_basis_points}:"
    " {result}.",
    en="{oin} grew from {before_cents} to {turnover_cents}: {growth_basis_points}; above {threshold_basis_points}:"
    " {result}.",
)
GROWTH_UNKNOWN = Sentence(
    "allocation.growth-unknown",
    nl="De groei van {oin} is niet te berekenen: er is geen omzet in het jaar ervoor.",
    en="The growth of {oin} is not available: there is no turnover in the year before.",
)
_UNEVEN = Text("De delen tellen niet op tot het totaal.", "The parts do not add up to the total.")
_FIVE = Text(
    "Een vierkant heeft hooguit vier zorgcategorieën.", "A square has at most four categories of care."
)


def expected_clients(basis: Basis) -> Outcome:
    """Total × expected clients ÷ all expected clients, the rest on the largest (R-C14).

    What comes from the history was counted before (`history.with_history`).
    """
    clients, codes = [one.clients or 0 for one in basis.areas], [one.code for one in basis.areas]
    if not sum(clients):
        return not_available("R-C14", CLIENTS_ZERO)
    parts = [
        AllocationPart(
            code=one.code,
            name=one.name,
            level=PartLevel.AREA,
            amount_cents=amount,
            weight=str(one.clients or 0),
        )
        for one, amount in zip(basis.areas, rest_on_largest(basis.total_cents, clients, codes), strict=True)
    ]
    return Outcome(parts=parts, why=divided("R-C14", BY_CLIENTS, basis.total_cents, parts))


def grant_change(basis: Basis) -> Outcome:
    """Every budget moves with the grant in full, cuts too; an amendment follows (R-C15, G-16)."""
    before = sum(one.amount_cents for one in basis.budgets)
    if not basis.old_grant_cents:
        return not_available("R-C15", OLD_GRANT_ZERO)
    if not before:
        return not_available("R-C15", BUDGETS_ZERO)
    total = Money(before).fraction(basis.new_grant_cents, basis.old_grant_cents)
    weights = [Fraction(one.amount_cents) for one in basis.budgets]
    amounts = divide(total.cents, weights, [one.code for one in basis.budgets])
    parts = [
        AllocationPart(
            code=one.code,
            name=one.name,
            level=PartLevel.AREA,
            amount_cents=amount,
            before_cents=one.amount_cents,
        )
        for one, amount in zip(basis.budgets, amounts, strict=True)
    ]
    why = Derivation().because(
        "R-C15",
        PASSED_ON,
        total,
        old_cents=Money(basis.old_grant_cents),
        new_cents=Money(basis.new_grant_cents),
        total_cents=Money(before),
    )
    why = why.merge(divided("R-C15", BY_BUDGET, total.cents, parts))
    said = remark("R-C15", "amendment-needed", ADDENDUM, severity=FindingSeverity.INFORMATION)
    changed = basis.new_grant_cents != basis.old_grant_cents
    return Outcome(parts=parts, remarks=[said] if changed else [], why=why)


def of_target(
    target: UsedFor | None, characteristics: list[CharacteristicKind], about: str | None = None
) -> list[BudgetRemark]:
    """A warning for a characteristic that belongs to the other target group (R-C17)."""
    strange = FOREIGN_TO[target] & set(characteristics) if target is not None else set()
    return [
        remark(
            "R-C17",
            "characteristic-of-other-target",
            OTHER_TARGET,
            about=about,
            characteristic=one,
            target=target,
        )
        for one in sorted(strange)
    ]


def formation(basis: Basis) -> Outcome:
    """FTE = fixed + Σ weight × value; the budget is FTE × cost, rounded once (R-C16, R-C17)."""
    least, most = Fraction(basis.least_fte), Fraction(basis.most_fte)
    parts, remarks, why = [], [], Derivation()
    for one in basis.teams:
        fte = _fte(one)
        amount = Money(basis.cost_per_fte_cents).fraction(fte.numerator, fte.denominator)
        why = why.because(
            "R-C16",
            FORMED,
            amount,
            team=one.code,
            base=one.base_fte,
            weights=[weight.weight for weight in one.weights],
            values=[weight.value for weight in one.weights],
            fte=shown(fte),
            cost_cents=Money(basis.cost_per_fte_cents),
        )
        parts.append(
            AllocationPart(
                code=one.code, name=one.name, level=PartLevel.TEAM, amount_cents=amount.cents, fte=shown(fte)
            )
        )
        if not least <= fte <= most:
            said = {"team": one.code, "fte": shown(fte), "least": basis.least_fte, "most": basis.most_fte}
            remarks.append(remark("R-C16", "formation-out-of-range", OUT_OF_RANGE, said, about=one.code))
        remarks += of_target(one.target, [weight.characteristic for weight in one.weights], one.code)
    return Outcome(parts=parts, remarks=remarks, why=why)


def _fte(team: TeamFormation) -> Fraction:
    return sum(
        (Fraction(one.weight) * Fraction(one.value) for one in team.weights), start=Fraction(team.base_fte)
    )


def neighbourhoods(basis: Basis) -> Outcome:
    """Budgets of neighbourhoods as a model gave them; they must add up (R-C19). Raises AllocationRefused."""
    if sum(one.amount_cents for one in basis.budgets) != basis.total_cents:
        refuse(FieldError("#/basis/budgets", "parts-do-not-add-up", _UNEVEN, rule="R-C19"))
    parts = [
        AllocationPart(
            code=one.code, name=one.name, level=PartLevel(basis.level), amount_cents=one.amount_cents
        )
        for one in basis.budgets
    ]
    return Outcome(parts=parts, why=divided("R-C19", BY_MODEL, basis.total_cents, parts))


def turnover(basis: Basis) -> Outcome:
    """A ceiling for each provider: total × its turnover ÷ all turnover (R-C24)."""
    weights = [Fraction(one.turnover_cents) for one in basis.providers]
    if not sum(weights):
        return not_available("R-C24", TURNOVER_ZERO)
    amounts = divide(basis.total_cents, weights, [one.oin for one in basis.providers])
    parts = [
        AllocationPart(
            code=one.oin, level=PartLevel.PROVIDER, amount_cents=amount, before_cents=one.turnover_cents
        )
        for one, amount in zip(basis.providers, amounts, strict=True)
    ]
    return Outcome(parts=parts, why=divided("R-C24", BY_TURNOVER, basis.total_cents, parts))


def strongest_growers(basis: Basis) -> Outcome:
    """Who grew by more than the threshold gets last year's turnover as ceiling; the others none (R-C25)."""
    parts, remarks, why = [], [], Derivation()
    for one in basis.providers:
        before = one.before_cents or 0
        if not before:
            remarks.append(remark("R-C25", "growth-unknown", GROWTH_UNKNOWN, about=one.oin, oin=one.oin))
            continue
        grown = (one.turnover_cents - before) * 10_000
        above = grown > basis.threshold_basis_points * before
        why = why.because(
            "R-C25",
            GROWN,
            above,
            oin=one.oin,
            before_cents=Money(before),
            turnover_cents=Money(one.turnover_cents),
            growth_basis_points=rounded(grown, before),
            threshold_basis_points=basis.threshold_basis_points,
        )
        if above:
            parts.append(
                AllocationPart(
                    code=one.oin,
                    level=PartLevel.PROVIDER,
                    amount_cents=one.turnover_cents,
                    before_cents=before,
                )
            )
    return Outcome(parts=parts, remarks=remarks, why=why)


def square(basis: Basis) -> Outcome:
    """A lump sum over at most four categories by weight (R-C20). Raises AllocationRefused."""
    if len(basis.categories) > MOST_CATEGORIES:
        refuse(FieldError("#/basis/categories", "categories-too-many", _FIVE, rule="R-C20"))
    weights = [Fraction(one.weight) for one in basis.categories]
    if not sum(weights):
        return not_available("R-C20", WEIGHTS_ZERO)
    amounts = divide(basis.total_cents, weights, [one.code for one in basis.categories])
    parts = [
        AllocationPart(
            code=one.code,
            name=one.name,
            level=PartLevel.CATEGORY,
            amount_cents=amount,
            weight=str(one.weight),
        )
        for one, amount in zip(basis.categories, amounts, strict=True)
    ]
    return Outcome(parts=parts, why=divided("R-C20", BY_WEIGHT, basis.total_cents, parts))
