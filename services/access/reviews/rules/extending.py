"""The guideline for extensions: how many, how long, and what goes beyond it (R-A11, R-A13)."""

from __future__ import annotations

from dataclasses import dataclass

from shared.values import Derivation, Sentence

WITHIN = Sentence(
    "review.extension-within",
    nl="Verlenging nummer {number}, {months} maanden: binnen de richtlijn van hooguit {max_count} keer {max_months} maanden.",
    en="Extension number {number}, {months} months: within the guideline of at most {max_count} times {max_months} months.",
)
BEYOND = Sentence(
    "review.extension-beyond",
    nl="Verlenging nummer {number}, {months} maanden: buiten de richtlijn van hooguit {max_count} keer {max_months} maanden; een afwijking vraagt een reden.",
    en="Extension number {number}, {months} months: beyond the guideline of at most {max_count} times {max_months} months; a deviation takes a reason.",
)
NEVER_AUTOMATIC = Sentence(
    "review.extension-tested",
    nl="Een verlenging is nooit vanzelfsprekend: eerst de toets of de ondersteuning nog past.",
    en="An extension is never automatic: first the test whether the support still fits.",
)


@dataclass(frozen=True, slots=True)
class Extension:
    """Which extension this is, how long, and whether it goes beyond the guideline."""

    number: int
    months: int
    deviation: bool


def judge_extension(
    extensions: int, months: int, *, max_count: int, max_months: int, policy_version: int
) -> tuple[Extension, Derivation]:
    """The next extension after so many, held against the guideline: with 2 × 6 months the third deviates (R-A13)."""
    number = extensions + 1
    deviation = number > max_count or months > max_months
    why = (
        Derivation()
        .because("R-A11", NEVER_AUTOMATIC)
        .because(
            "R-A13", BEYOND if deviation else WITHIN, deviation, number=number, months=months, max_count=max_count,
            max_months=max_months, policy_version=policy_version,
        )
    )  # fmt: skip
    return Extension(number, months, deviation), why
