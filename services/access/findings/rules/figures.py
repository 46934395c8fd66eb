"""Figures of a period beside the one before it: kept exactly, told as counts, decimals and basis points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from shared.values.trends import TrendUnit

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many there were in the period and in the period before it."""

    now: int = 0
    before: int = 0

    @property
    def most(self) -> int:
        """The greater of the two: a trend is up or down from something."""
        return max(self.now, self.before)


def deviation(now: Fraction | None, before: Fraction | None) -> int | None:
    """How much the period differs from the one before it in basis points, rounded towards nothing; None without a before.

    Rounded so, a limit in whole basis points is reached exactly when the figures themselves reach it, up and down.
    """
    if now is None or not before:
        return None
    return int((now - before) * WHOLE / before)


@dataclass(frozen=True, slots=True)
class TrendValue:
    """A figure as it is told: a whole number, a decimal with one digit, or a share in basis points."""

    count: int | None = None
    decimal: str | None = None
    basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFigure:
    """A figure of both periods, kept exactly; `withheld` says that it comes from complaints, which few may see."""

    name: str
    label: Bilingual
    unit: TrendUnit
    exact: Fraction | None
    exact_before: Fraction | None
    withheld: bool = False

    @property
    def now(self) -> TrendValue:
        """The figure of the period."""
        return _value(self.exact, self.unit)

    @property
    def before(self) -> TrendValue:
        """The figure of the period before it."""
        return _value(self.exact_before, self.unit)

    @property
    def deviation_basis_points(self) -> int | None:
        """By how much it differs."""
        return deviation(self.exact, self.exact_before)

    def rises(self, limit: int) -> bool:
        """Whether it went up by the limit or more."""
        found = self.deviation_basis_points
        return found is not None and found > 0 and found >= limit

    def falls(self, limit: int) -> bool:
        """Whether it went down by the limit or more."""
        found = self.deviation_basis_points
        return found is not None and found < 0 and -found >= limit

    def inputs(self) -> dict[str, object]:
        """The figure as its sentence names it, shares under names that say so."""
        end = "_basis_points" if self.unit is TrendUnit.BASIS_POINTS else ""
        return {f"{self.name}{end}": _plain(self.now), f"{self.name}_before{end}": _plain(self.before)}


def _value(exact: Fraction | None, unit: TrendUnit) -> TrendValue:
    if exact is None:
        return TrendValue()
    if unit is TrendUnit.COUNT:
        return TrendValue(count=int(exact))
    if unit is TrendUnit.BASIS_POINTS:
        return TrendValue(basis_points=int(exact))
    tenths = int(exact * 10 + Fraction(1, 2))
    return TrendValue(decimal=f"{tenths // 10}.{tenths % 10}")


def _plain(value: TrendValue) -> str | int | None:
    if value.decimal is not None:
        return value.decimal
    return value.count if value.count is not None else value.basis_points


def counted(name: str, label: tuple[str, str], count: Count, *, withheld: bool = False) -> TrendFigure:
    """A count in both periods."""
    return TrendFigure(
        name=name, label=Bilingual(*label), unit=TrendUnit.COUNT, exact=Fraction(count.now),
        exact_before=Fraction(count.before), withheld=withheld,
    )  # fmt: skip


def averaged(
    name: str, label: tuple[str, str], total: Count, cases: Count, unit: TrendUnit = TrendUnit.DAYS, *, of: int = 1
) -> TrendFigure:  # fmt: skip
    """An average over the cases of each period, None where there are none; `of` divides it further (52 weeks of a year)."""
    return TrendFigure(
        name=name, label=Bilingual(*label), unit=unit, exact=_ratio(total.now, cases.now * of),
        exact_before=_ratio(total.before, cases.before * of),
    )  # fmt: skip


def shared(name: str, label: tuple[str, str], part: Count, whole: Count) -> TrendFigure:
    """A part of a whole in basis points, rounded down when told; None where the whole is nothing."""
    return TrendFigure(
        name=name, label=Bilingual(*label), unit=TrendUnit.BASIS_POINTS,
        exact=_ratio(part.now * WHOLE, whole.now), exact_before=_ratio(part.before * WHOLE, whole.before),
    )  # fmt: skip


def _ratio(top: int, bottom: int) -> Fraction | None:
    return Fraction(top, bottom) if bottom else None
