"""What comes out of a method: parts that add up, remarks, a derivation; or the reason why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.budgets import PartLevel
from shared.values.remarks import BudgetRemark, remark


class AllocationNotFound(NotFound):
    """There is no such allocation, or it is not yours."""

    code = "budget-allocation-not-found"
    title = Text("Budgetverdeling niet gevonden", "Budget allocation not found")
    detail = Text("Er is geen budgetverdeling {id}.", "There is no budget allocation {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op methode of jaar.",
        "Check the identifier, or search by method or year.",
    )


class AllocationRefused(Refused):
    """What is given contradicts itself; errors lists each point with its rule."""

    code = "budget-allocation-refused"
    rule = "R-C19"
    title = Text("De verdeling klopt niet", "The allocation does not add up")
    detail = Text(
        "Wat is opgegeven spreekt zichzelf tegen; errors noemt elk punt met zijn regel.",
        "What is given contradicts itself; errors lists each point with its rule.",
    )
    mend = Text(
        "Herstel elk punt in errors; met dryRun=true wordt niets bewaard.",
        "Mend each point in errors; dryRun=true keeps nothing.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPart:
    """One part, in cents; decimals as text."""

    code: str
    name: str | None = None
    level: PartLevel
    amount_cents: int
    weight: str | None = None
    fte: str | None = None
    before_cents: int | None = None
    current_cost_cents: int | None = None
    difference_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a method gives; without parts `unavailable` says why."""

    parts: list[AllocationPart] = field(default_factory=list)
    remarks: list[BudgetRemark] = field(default_factory=list)
    why: Derivation = field(default_factory=Derivation)
    unavailable: BudgetRemark | None = None


def nothing(code: str, nl: str, en: str) -> Sentence:
    """The sentence that says what is zero, so that nothing can be divided by it."""
    return Sentence(
        f"allocation.{code}",
        nl=f"Niet te berekenen: {nl} is nul, en daardoor kan niet worden gedeeld.",
        en=f"Not available: {en} is zero, and nothing can be divided by it.",
    )


def by_key(code: str, nl: str, en: str) -> Sentence:
    """The sentence that says by which key a total was divided."""
    return Sentence(
        f"allocation.divided.{code}",
        nl=f"{{total_cents}} verdeeld naar {nl}: {{parts}} krijgen {{amounts_cents}}.",
        en=f"{{total_cents}} divided by {en}: {{parts}} get {{amounts_cents}}.",
    )


def not_available(rule: str, said: Sentence) -> Outcome:
    """Nothing to divide by: the outcome that says so; its code is the end of the sentence's id."""
    code = said.id.removeprefix("allocation.")
    return Outcome(why=Derivation().because(rule, said), unavailable=remark(rule, code, said))


def refuse(*errors: FieldError) -> None:
    """Refuse what is wrong, all at once. Raises AllocationRefused."""
    if errors:
        raise AllocationRefused(errors=tuple(errors))


def shown(value: Fraction) -> str:
    """A weight as a reader sees it: at most 6 decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = format(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def divide(total_cents: int, weights: list[Fraction], codes: list[str]) -> list[int]:
    """The total over exact weights by largest remainders, ties by code; the parts sum to it (formulas § 7).

    ValueError when no weight is above 0, or one is below.
    """
    whole = lcm(*(one.denominator for one in weights))
    return [one.cents for one in Money(total_cents).divide([int(one * whole) for one in weights], codes)]


def rest_on_largest(total_cents: int, weights: list[int], codes: list[str]) -> list[int]:
    """The total over whole weights, rounded down, the rest on the largest (R-C14); of equals on the first code.

    ValueError when no weight is above 0.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("one weight at least is above 0")
    parts = [total_cents * one // whole for one in weights]
    largest = min(range(len(weights)), key=lambda i: (-weights[i], codes[i]))
    parts[largest] += total_cents - sum(parts)
    return parts


def divided(rule: str, said: Sentence, total_cents: int, parts: list[AllocationPart]) -> Derivation:
    """The step that says who gets what of a total."""
    return Derivation().because(
        rule,
        said,
        total_cents=Money(total_cents),
        parts=[one.code for one in parts],
        amounts_cents=[Money(one.amount_cents) for one in parts],
    )
