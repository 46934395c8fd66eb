"""What a definition says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from shared.errors import FieldError, Refused, Text
from shared.values.arrangements import MeasurementFrequency
from shared.values.indicating import Direction, NormHardness, OutcomeClass
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)

_LOWER_BOUNDS = (NormOperator.MIN, NormOperator.ABOVE)
_UPWARD = {Direction.HIGHER_IS_BETTER: True, Direction.LOWER_IS_BETTER: False}
# Who is part of the provider cannot be independent of it (R-O12).
_DEPENDENT = (MeasurementSource.PROVIDER,)


class DefinitionRefused(Refused):
    """A definition that contradicts itself, or does not follow on the one before it."""

    code = "indicator-definition-refused"
    rule = "R-O21"
    title = Text("De definitie klopt niet", "The definition does not hold")
    detail = Text(
        "Aan de definitie mankeert: {count} punt(en).", "The definition is wrong on {count} point(s)."
    )
    mend = Text("Herstel wat onder errors staat.", "Mend what stands under errors.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an indicator means; the fields are those of `DefinitionContent` on the wire."""

    name_nl: str
    name_en: str
    meaning: str | None = None
    kind: IndicatorKind
    outcome_classes: list[OutcomeClass] = field(default_factory=list)
    scope: IndicatorScope
    unit: str
    lowest: str | None = None
    highest: str | None = None
    direction: Direction
    numerator: str | None = None
    denominator: str | None = None
    multiplier: int | None = None
    norm: str | None = None
    operator: NormOperator | None = None
    norm_invented: bool = False
    norm_hardness: NormHardness = NormHardness.HARD
    frequency: MeasurementFrequency | None = None
    source: MeasurementSource
    source_independent: bool = False
    narrative_required: bool = False
    verdict_basis: VerdictBasis = VerdictBasis.POINT
    year_rule: YearRule = YearRule.LAST_VALUE
    locator: str | None = None


CONTENT = tuple(one.name for one in fields(Content))
_TEXTS = {
    "norm-needs-operator": Text(
        "Norm en operator horen bij elkaar: noem beide of geen.",
        "Norm and operator belong together: name both or neither.",
    ),
    "norm-outside-scale": Text(
        "De norm {norm} ligt buiten de schaal van {lowest} tot en met {highest}.",
        "The norm {norm} lies outside the scale from {lowest} up to and including {highest}.",
    ),
    "scale-reversed": Text(
        "De laagste waarde ligt boven de hoogste.", "The lowest value lies above the highest."
    ),
    "norm-against-direction": Text(
        "Met deze richting hoort een norm die de andere kant begrenst.",
        "With this direction belongs a norm that limits the other side.",
    ),
    "ratio-incomplete": Text(
        "Teller, noemer en vermenigvuldiger horen bij elkaar: noem alle drie of geen.",
        "Numerator, denominator and multiplier belong together: name all three or none.",
    ),
    "class-without-outcome": Text(
        "Alleen een uitkomstindicator heeft uitkomsten; dit is er geen.",
        "Only an outcome indicator has outcomes; this is none.",
    ),
    "class-twice": Text("Noem elke uitkomst één keer.", "Name each outcome once."),
    "source-not-independent": Text(
        "De aanbieder is niet onafhankelijk van zichzelf: kies een andere bron.",
        "The provider is not independent of itself: choose another source.",
    ),
    "valid-from-not-later": Text(
        "De vorige versie geldt vanaf {before}: een nieuwe begint later.",
        "The version before holds from {before}: a new one begins later.",
    ),
    "too-many-versions": Text(
        "Een definitie heeft hooguit {most} versies.", "A definition has at most {most} versions."
    ),
}


def fault(name: str, code: str, rule: str | None = None, **facts: object) -> FieldError:
    """One fault of a definition, with its sentences filled in."""
    text = _TEXTS[code]
    return FieldError(f"#/{name}", code, Text(text.nl.format(**facts), text.en.format(**facts)), rule=rule)


def faults(content: Content) -> list[FieldError]:
    """Everything in which a definition contradicts itself."""
    return [*_of_scale(content), *_of_ratio(content), *_of_kind(content)]


def _of_scale(one: Content) -> Iterator[FieldError]:
    lowest = None if one.lowest is None else Decimal(one.lowest)
    highest = None if one.highest is None else Decimal(one.highest)
    if lowest is not None and highest is not None and lowest > highest:
        yield fault("lowest", "scale-reversed", "G-81")
    if (one.norm is None) != (one.operator is None):
        yield fault("norm" if one.norm is None else "operator", "norm-needs-operator", "R-O05")
    if one.norm is not None:
        norm = Decimal(one.norm)
        if (lowest is not None and norm < lowest) or (highest is not None and norm > highest):
            told = {"norm": one.norm, "lowest": one.lowest or "…", "highest": one.highest or "…"}
            yield fault("norm", "norm-outside-scale", "G-81", **told)
    upward = _UPWARD.get(one.direction)
    if one.operator is not None and upward is not None and (one.operator in _LOWER_BOUNDS) is not upward:
        yield fault("operator", "norm-against-direction", "R-O05")


def _of_ratio(one: Content) -> Iterator[FieldError]:
    parts = {"numerator": one.numerator, "denominator": one.denominator, "multiplier": one.multiplier}
    missing = [name for name, part in parts.items() if part is None]
    if 0 < len(missing) < len(parts):
        for name in missing:
            yield fault(name, "ratio-incomplete", "R-O29")


def _of_kind(one: Content) -> Iterator[FieldError]:
    if one.outcome_classes and one.kind is not IndicatorKind.OUTCOME:
        yield fault("outcomeClasses", "class-without-outcome", "R-O23")
    if len(set(one.outcome_classes)) < len(one.outcome_classes):
        yield fault("outcomeClasses", "class-twice")
    if one.source_independent and one.source in _DEPENDENT:
        yield fault("source", "source-not-independent", "R-O12")


def differing(one: Content, other: Content) -> list[str]:
    """The fields in which two definitions differ, in order."""
    return [name for name in CONTENT if getattr(one, name) != getattr(other, name)]
