"""Share and Rate: agreed percentages in basis points, and tariffs that may be finer than a cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shared.values.money import Money, decimal_of, rounded, scaled

_WHOLE = 10_000
_MILLIONTHS = 1_000_000


def percent_text(basis_points: int, language: str) -> str:
    """Basis points as a reader writes a percentage, also above 100 %: "22,22 %" in nl, "22.22 %" in en."""
    percent, hundredths = divmod(abs(basis_points), 100)
    sign = "-" if basis_points < 0 else ""
    point = "." if language == "en" else ","
    fine = f"{point}{hundredths:02}".rstrip("0") if hundredths else ""
    return f"{sign}{percent}{fine} %"


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """An agreed part of a whole, in basis points from 0 to 10,000; ValueError outside."""

    basis_points: int

    def __post_init__(self) -> None:
        if type(self.basis_points) is not int:
            raise TypeError(f"basis points are a whole number, not {type(self.basis_points).__name__}")
        if not 0 <= self.basis_points <= _WHOLE:
            raise ValueError(f"a share lies between 0 and {_WHOLE} basis points, not {self.basis_points}")

    @classmethod
    def percent(cls, percentage: str | Decimal) -> Share:
        """The share that an exact percentage says ("95"); ValueError when finer than a basis point."""
        return cls(scaled(percentage, 100))

    def complement(self) -> Share:
        """What is left of the whole: 5 % beside 95 %."""
        return Share(_WHOLE - self.basis_points)

    def text(self, language: str) -> str:
        """The share as a reader writes it: "95 %", "22,22 %" in nl, "22.22 %" in en."""
        return percent_text(self.basis_points, language)


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A tariff in euros per unit, with at most six decimals; ValueError when finer or negative."""

    value: Decimal

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal):
            raise TypeError(f"a rate is a Decimal, not {type(self.value).__name__}")
        if scaled(self.value, _MILLIONTHS) < 0:
            raise ValueError(f"a rate is not negative: {self.value}")

    @classmethod
    def parse(cls, text: str) -> Rate:
        """The rate that a decimal string says ("12.345678" euros); ValueError when it is not one."""
        return cls(decimal_of(text))

    def times(self, quantity: int | Decimal) -> Money:
        """What a quantity costs, rounded once to the cent at the end (half up; negative half away from zero).

        A negative quantity takes back what was claimed before. TypeError for a quantity that is not exact.
        """
        if type(quantity) is not int and not isinstance(quantity, Decimal):
            raise TypeError(f"a quantity is an int or a Decimal, not {type(quantity).__name__}")
        amount = decimal_of(quantity) if isinstance(quantity, Decimal) else quantity
        numerator, denominator = amount.as_integer_ratio()
        return Money(rounded(scaled(self.value, _MILLIONTHS) * numerator, denominator * (_MILLIONTHS // 100)))

    def __str__(self) -> str:
        """The rate as it travels: a plain decimal string in euros, without an exponent."""
        return format(self.value, "f")
