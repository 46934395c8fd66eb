"""A value by its definition: numerator ÷ denominator × multiplier, against the norm (R-O29, R-O05)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.outcomes.definitions.rules.versions import IndicatorDefinition, Version
from services.outcomes.verdicts.rules.judging import holds
from shared.errors import FieldError, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.measuring import ratio, score

_RATIO = Sentence(
    "definition.ratio",
    nl="{numerator} op {denominator}, × {multiplier} = {result} {unit}.",
    en="{numerator} of {denominator}, × {multiplier} = {result} {unit}.",
)
_NOTHING = Sentence(
    "definition.nothing-to-divide",
    nl="Er is niets geteld waarop gedeeld kan worden: geen waarde.",
    en="Nothing was counted to divide by: no value.",
)
_AGAINST = Sentence(
    "definition.against-norm",
    nl="Norm {norm} ({operator}), {hardness}: binnen de norm {result}.",
    en="Norm {norm} ({operator}), {hardness}: within the norm {result}.",
)
_NO_RATIO = Text(
    "Deze definitie noemt geen teller, noemer en vermenigvuldiger.",
    "This definition names no numerator, denominator and multiplier.",
)


class RatioUndefined(Refused):
    """The definition is no ratio: there is nothing to compute."""

    code = "indicator-ratio-undefined"
    rule = "R-O29"
    title = Text("Deze indicator is geen verhouding", "This indicator is no ratio")
    detail = _NO_RATIO
    mend = Text(
        "Leg een versie vast met teller, noemer en vermenigvuldiger.",
        "Register a version with numerator, denominator and multiplier.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value by a version of a definition; None where there is nothing to divide by."""

    definition_id: UUID
    number: int
    numerator: int
    denominator: int
    value: str | None
    unit: str
    within_norm: bool | None


def value_of(
    known: IndicatorDefinition, version: Version, numerator: int, denominator: int
) -> tuple[Value, Derivation]:
    """6 of 200 with multiplier 100 is 3 (R-O29), and how that stands against the norm. Raises RatioUndefined."""
    if version.multiplier is None:
        raise RatioUndefined(errors=(FieldError("", "no-ratio", _NO_RATIO, where="path", rule="R-O29"),))
    exact = None if denominator == 0 else ratio(numerator, denominator, version.multiplier)
    told = {"numerator": numerator, "denominator": denominator, "multiplier": version.multiplier}
    why, within = Derivation(), None
    if exact is None:
        why = why.because("R-O29", _NOTHING, denominator=denominator)
    else:
        why = why.because("R-O29", _RATIO, score(exact), unit=version.unit, **told)
        if version.norm is not None and version.operator is not None:
            within = holds(exact, version.operator, Decimal(version.norm))
            why = why.because(
                "R-O05", _AGAINST, within, norm=version.norm, operator=version.operator,
                hardness=version.norm_hardness,
            )  # fmt: skip
    value = None if exact is None else score(exact)
    found = Value(
        definition_id=known.id, number=version.number, numerator=numerator, denominator=denominator,
        value=value, unit=version.unit, within_norm=within,
    )  # fmt: skip
    return found, why
