"""How the demo writes amounts, days and verdicts for a Dutch reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from shared.values import Money
from shared.values.terms import NormOperator, Verdict

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
VERDICTS = {
    Verdict.MET: "gehaald",
    Verdict.NOT_MET: "niet gehaald",
    Verdict.NOT_JUDGEABLE: "niet te beoordelen",
}
SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.NOT_JUDGEABLE: "?"}
OPERATORS = {
    NormOperator.MIN: "ten minste",
    NormOperator.MAX: "ten hoogste",
    NormOperator.ABOVE: "meer dan",
    NormOperator.BELOW: "minder dan",
}


def euros(cents: int) -> str:
    """An amount in full: € 554.166,67."""
    return Money(cents).text("nl")


def in_thousands(cents: int) -> str:
    """An amount in whole thousands of euros, for a label: 554."""
    return f"{round(cents / 100_000):,}".replace(",", ".")


def day(value: date | None) -> str:
    """A day as one writes it: 1 juli 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value is not None else "–"


def short_month(value: date) -> str:
    """A month in three letters, as Dutch calendars have it: mrt, okt."""
    return "mrt" if value.month == 3 else MONTHS[value.month - 1][:3]


def number(value: str | None) -> str:
    """A score with a decimal comma and at most two decimals, as one says it; "–" where there is none."""
    if value is None:
        return "–"
    exact = Decimal(value)
    shown = round(exact, 2) if exact.as_tuple().exponent < -2 else exact  # type: ignore[operator]
    return f"{shown}".replace(".", ",")


def percentage(basis_points: int | None) -> str:
    """A share as a percentage with one decimal: 87,9 %."""
    return f"{basis_points / 100:.1f} %".replace(".", ",") if basis_points is not None else "–"
