"""A budget over areas by weighted characteristics, with what the source withholds, and damped where agreed (formulas § 7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from services.contracts.budget_allocations.rules.basis import Basis, SourceNeighbourhood, WeighedMeasure
from services.contracts.budget_allocations.rules.divisions import of_target
from services.contracts.budget_allocations.rules.parts import (
    AllocationPart,
    Outcome,
    by_key,
    divide,
    divided,
    not_available,
    nothing,
    refuse,
    shown,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.budgets import MeasureKind, PartLevel
from shared.values.findings import FindingSeverity
from shared.values.populations import CharacteristicKind
from shared.values.remarks import BudgetRemark, remark

RULE = "A-1.7"
BY_CHARACTERISTICS = by_key("characteristics", "gewogen kenmerken", "weighted characteristics")
BASES_ZERO = nothing(
    "bases-zero", "de som van de gewogen kenmerken", "the sum of the weighted characteristics"
)
VALUES_ZERO = nothing(
    "values-zero", "het aantal buurten met een waarde", "the number of neighbourhoods with a value"
)
WITHHELD = Sentence(
    "allocation.value-withheld",
    nl="Gebied {area}: {neighbourhoods} hebben geen waarde voor {characteristic} en tellen niet mee, boven noch onder de streep.",
    en="Area {area}: {neighbourhoods} have no value for {characteristic} and are left out, above and below the line.",
)
BORROWED = Sentence(
    "allocation.value-borrowed",
    nl="Gebied {area} heeft nergens een waarde voor {characteristic}: het gemiddelde van de andere gebieden telt.",
    en="Area {area} has no value for {characteristic} at all: the mean of the other areas counts.",
)
EMPTY = Sentence(
    "allocation.area-empty", nl="Gebied {area} heeft geen inwoners.", en="Area {area} has no inhabitants."
)
DAMPED = Sentence(
    "allocation.damped",
    nl="Demping: {areas} dalen hooguit {fall_cents} per inwoner en krijgen {amounts_cents}; de andere betalen dat naar rato.",
    en="Damping: {areas} fall at most {fall_cents} for each inhabitant and get {amounts_cents}; the others pay pro rata.",
)
TOO_DAMPED = Sentence(
    "allocation.damping-exceeds-total",
    nl="Niet te berekenen: wat de demping vraagt is meer dan het budget.",
    en="Not available: what damping asks for exceeds the budget.",
)
_NEGATIVE = Text("Het gewicht van dit gebied is negatief.", "The weight of this area is negative.")
_UNKNOWN = Text("Dit gebied staat niet in de verdeling.", "This area is not in the allocation.")


@dataclass(frozen=True, slots=True)
class _Area:
    """An area as it is summed up from its neighbourhoods."""

    code: str
    rows: list[SourceNeighbourhood]
    remarks: list[BudgetRemark] = field(default_factory=list)

    @property
    def inhabitants(self) -> int:
        return sum(one.inhabitants for one in self.rows)

    def known(self, characteristic: CharacteristicKind) -> list[tuple[int, Fraction]]:
        """Inhabitants and value of each neighbourhood that has one."""
        found = ((one, _value(one, characteristic)) for one in self.rows)
        return [(one.inhabitants, value) for one, value in found if value is not None]


def _value(row: SourceNeighbourhood, characteristic: CharacteristicKind) -> Fraction | None:
    if characteristic is CharacteristicKind.INHABITANTS:
        return Fraction(row.inhabitants)
    found = next((one.value for one in row.values if one.characteristic == characteristic), None)
    return None if found is None else Fraction(found)


def _mean(known: list[tuple[int, Fraction]]) -> Fraction | None:
    """The mean weighted by inhabitants; None where nobody lives who has a value."""
    heads = sum(inhabitants for inhabitants, _ in known)
    return sum((n * value for n, value in known), start=Fraction()) / heads if heads else None


def _per_head(known: list[tuple[int, Fraction]]) -> Fraction | None:
    """A count for each inhabitant; None where nobody lives who was counted."""
    heads = sum(inhabitants for inhabitants, _ in known)
    return sum((value for _, value in known), start=Fraction()) / heads if heads else None


def weighted_characteristics(basis: Basis) -> Outcome:
    """Total × base of the area ÷ all bases, by largest remainders; base = Σ measures (formulas § 7, A-1.7, R-C17).

    A count weighs its amount for each unit, a score its coefficient for each inhabitant. What a neighbourhood does not tell
    is left out above and below the line. Raises AllocationRefused for an area whose weight is negative.
    """
    areas = _areas(basis)
    characteristics = [one.characteristic for one in basis.measures]
    remarks = of_target(basis.target, characteristics)
    bases = [Fraction() for _ in areas]
    for measure in basis.measures:
        everywhere = [pair for area in areas for pair in area.known(measure.characteristic)]
        if not everywhere:
            return not_available(RULE, VALUES_ZERO)
        bases = [
            so_far + _weigh(area, measure, everywhere) for so_far, area in zip(bases, areas, strict=True)
        ]
    negative = [area.code for area, base in zip(areas, bases, strict=True) if base < 0]
    refuse(
        *(
            FieldError(f"#/basis/neighbourhoods/{code}", "weight-negative", _NEGATIVE, rule=RULE)
            for code in negative
        )
    )
    for area in areas:
        remarks += area.remarks
        if not area.inhabitants:
            remarks.append(
                remark(
                    RULE,
                    "area-empty",
                    EMPTY,
                    severity=FindingSeverity.INFORMATION,
                    about=area.code,
                    area=area.code,
                )
            )
    if not sum(bases):
        return not_available(RULE, BASES_ZERO)
    return _damped(basis, areas, bases, remarks)


def _areas(basis: Basis) -> list[_Area]:
    grouped: dict[str, list[SourceNeighbourhood]] = {}
    for row in basis.neighbourhoods:
        grouped.setdefault(row.area_code or row.code, []).append(row)
    return [_Area(code, rows) for code, rows in sorted(grouped.items())]


def _weigh(area: _Area, measure: WeighedMeasure, everywhere: list[tuple[int, Fraction]]) -> Fraction:
    """What one measure adds to the base of an area; remarks what is withheld."""
    named, weight = measure.characteristic, Fraction(measure.weight)
    known = area.known(named)
    withheld = [one.code for one in area.rows if _value(one, named) is None]
    said = {"area": area.code, "characteristic": named}
    score = measure.kind is MeasureKind.SCORE
    of = _mean if score else _per_head
    each = of(known)
    if withheld and each is None:
        each = of(everywhere)
        area.remarks.append(remark(RULE, "value-borrowed", BORROWED, said, about=area.code))
    elif withheld:
        text = remark(
            RULE,
            "value-withheld",
            WITHHELD,
            said,
            severity=FindingSeverity.INFORMATION,
            about=area.code,
            neighbourhoods=withheld,
        )
        area.remarks.append(text)
    if not score and not withheld:
        return weight * sum((value for _, value in known), start=Fraction())
    return weight * area.inhabitants * (each or 0)


def _damped(basis: Basis, areas: list[_Area], bases: list[Fraction], remarks: list[BudgetRemark]) -> Outcome:
    """The division of the total, with no area below its floor where damping is agreed."""
    codes = [area.code for area in areas]
    before: dict[str, int] = {}
    floors = dict.fromkeys(codes, 0)
    if basis.damping is not None:
        before = {one.code: one.amount_cents for one in basis.damping.before}
        strange = [code for code in before if code not in floors]
        refuse(
            *(FieldError("#/basis/damping/before", "part-unknown", _UNKNOWN, rule=RULE) for _ in strange),
        )
        fall = basis.damping.maximum_fall_per_inhabitant_cents
        floors = {area.code: max(0, before.get(area.code, 0) - fall * area.inhabitants) for area in areas}
    amounts = damped(basis.total_cents, dict(zip(codes, bases, strict=True)), floors)
    if amounts is None:
        return not_available(RULE, TOO_DAMPED)
    parts = [
        AllocationPart(
            code=code,
            level=PartLevel.AREA,
            amount_cents=amounts[code],
            weight=shown(base),
            before_cents=before.get(code),
        )
        for code, base in zip(codes, bases, strict=True)
    ]
    why = divided(RULE, BY_CHARACTERISTICS, basis.total_cents, parts)
    held = [code for code in codes if floors[code] and amounts[code] == floors[code]]
    if basis.damping is not None and held:
        why = why.merge(_explain_damping(held, amounts, basis.damping.maximum_fall_per_inhabitant_cents))
    return Outcome(parts=parts, remarks=remarks, why=why)


def _explain_damping(held: list[str], amounts: dict[str, int], fall: int) -> Derivation:
    return Derivation().because(
        RULE,
        DAMPED,
        areas=held,
        fall_cents=Money(fall),
        amounts_cents=[Money(amounts[code]) for code in held],
    )


def damped(total_cents: int, bases: dict[str, Fraction], floors: dict[str, int]) -> dict[str, int] | None:
    """The total over bases with no part below its floor, the others paying pro rata; None where the floors exceed the total.

    grant = max(new, old - d × inhabitants), paid by the others (Besluit financiële verhouding art. 29). Parts sum to the total.
    """
    if sum(floors.values()) > total_cents:
        return None
    held: set[str] = set()
    while True:
        free = sorted(code for code in bases if code not in held)
        left = total_cents - sum(floors[code] for code in held)
        whole = sum((bases[code] for code in free), start=Fraction())
        if not whole:
            # Nobody is left to take what is over: it goes to those held, pro rata of their floors.
            return _over(left, floors, held, free)
        below = {code for code in free if left * bases[code] < floors[code] * whole}
        if not below:
            shares = divide(left, [bases[code] for code in free], free)
            return {code: floors[code] for code in held} | dict(zip(free, shares, strict=True))
        held |= below


def _over(left: int, floors: dict[str, int], held: set[str], free: list[str]) -> dict[str, int]:
    codes = sorted(held)
    found = {**{code: floors[code] for code in codes}, **dict.fromkeys(free, 0)}
    if not left:
        return found
    extra = divide(left, [Fraction(floors[code]) for code in codes], codes)
    return {**found, **{code: floors[code] + more for code, more in zip(codes, extra, strict=True)}}
