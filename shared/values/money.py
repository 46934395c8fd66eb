"""Money: whole euro cents, so that no sum, split or percentage ever loses or invents a cent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.values.share import Share

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOST_DIGITS = 18


def rounded(numerator: int, denominator: int) -> int:
    """The whole number nearest to `numerator / denominator`; a half goes away from zero.

    For amounts that are not negative that is "round half up"; a negative amount mirrors its positive twin, so
    that a reversal is exactly the opposite of what it reverses. ValueError if `denominator` is not positive.
    """
    if denominator <= 0:
        raise ValueError(f"the denominator must be positive, not {denominator}")
    nearest = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -nearest if numerator < 0 else nearest


def decimal_of(value: str | Decimal) -> Decimal:
    """The exact decimal that a plain string ("-12.50": digits and a point) or a Decimal says.

    TypeError for anything else (a float is never exact), ValueError for exponents in text, signs other than a
    leading minus, infinities and numbers of more than 18 digits before the point.
    """
    if isinstance(value, str):
        if _DECIMAL.fullmatch(value) is None:
            raise ValueError(f"not a plain decimal number: {value!r}")
        value = Decimal(value)
    elif not isinstance(value, Decimal):
        raise TypeError(f"a decimal string or a Decimal is needed, not {type(value).__name__}")
    if not value.is_finite() or value.adjusted() >= _MOST_DIGITS:
        raise ValueError(f"not a number of at most {_MOST_DIGITS} digits: {value}")
    return value


def scaled(value: str | Decimal, scale: int) -> int:
    """`value * scale` as a whole number, without any rounding; ValueError when it is not whole."""
    numerator, denominator = decimal_of(value).as_integer_ratio()
    whole, rest = divmod(numerator * scale, denominator)
    if rest:
        raise ValueError(f"{value} is finer than 1/{scale}")
    return whole


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole euro cents; negative for what is taken back or owed the other way."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"cents are a whole number, not {type(self.cents).__name__}")

    @classmethod
    def euros(cls, amount: str | Decimal) -> Money:
        """The amount that an exact decimal in euros says ("7000000.00"); ValueError if finer than a cent."""
        return cls(scaled(amount, 100))

    @classmethod
    def zero(cls) -> Money:
        """No money: the start of every sum."""
        return cls(0)

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, count: int) -> Money:
        return Money(self.cents * count) if type(count) is int else NotImplemented

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, share: Share) -> Money:
        """This share of the amount, rounded once to the cent (half up; half away from zero when negative)."""
        return self.fraction(share.basis_points, 10_000)

    def fraction(self, numerator: int, denominator: int) -> Money:
        """The amount times `numerator / denominator`, rounded once to the cent as in `times` (R-S06).

        ValueError when the denominator is not positive.
        """
        return Money(rounded(self.cents * numerator, denominator))

    def instalments(self, count: int) -> tuple[Money, ...]:
        """The amount in `count` instalments that sum to it exactly and differ by at most a cent (R-S02).

        Cumulative rounding: instalment k is `round(P*k/n) - round(P*(k-1)/n)`. A negative amount gives the
        opposites of its positive twin. ValueError when `count` is not positive.
        """
        if count <= 0:
            raise ValueError(f"the number of instalments must be positive, not {count}")
        upto = [rounded(self.cents * k, count) for k in range(count + 1)]
        return tuple(Money(upto[k] - upto[k - 1]) for k in range(1, count + 1))

    def spread(self, weights: Sequence[Fraction]) -> tuple[Money, ...]:
        """The amount over instalments that weigh differently, rounded cumulatively so that they sum to it exactly (R-S50).

        Equal weights give what `instalments` gives; when all are 0 they count as equal. ValueError without weights or
        for a negative one.
        """
        if not weights or min(weights) < 0:
            raise ValueError("weights must be 0 or more, of at least one instalment")
        parts = weights if any(weights) else [Fraction(1)] * len(weights)
        total, upto = sum(parts), [Fraction(0)]
        for part in parts:
            upto.append(upto[-1] + part * self.cents / total)
        cents = [rounded(one.numerator, one.denominator) for one in upto]
        return tuple(Money(cents[k] - cents[k - 1]) for k in range(1, len(cents)))

    def divide(self, weights: Sequence[int], keys: Sequence[str] | None = None) -> tuple[Money, ...]:
        """The amount divided by whole weights with largest remainders; the parts sum to it exactly (R-S44).

        The parts come in the order of the weights. Equal remainders are served in the order of `keys`, or of
        position without keys, so that with keys the order of the input does not matter. A weight of 0 gets
        nothing. A negative amount gives the opposites of its positive twin. ValueError without weights, for a
        negative weight, when all are 0, or when keys repeat or do not pair up.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be whole numbers of 0 or more, one at least above 0")
        if keys is not None and (len(keys) != len(weights) or len(set(keys)) != len(keys)):
            raise ValueError("each weight needs a key of its own")
        amount = abs(self.cents)
        parts = [amount * weight // total for weight in weights]
        remainders = [amount * weight % total for weight in weights]
        turns = sorted(
            range(len(weights)), key=lambda i: (-remainders[i], keys[i] if keys is not None else i)
        )
        for i in turns[: amount - sum(parts)]:
            parts[i] += 1
        return tuple(Money(-part if self.cents < 0 else part) for part in parts)

    def text(self, language: str) -> str:
        """The amount as a reader writes it: "€ 7.000.000,00" in nl, "€ 7,000,000.00" in en, "-€ 5,00"."""
        euros, cents = divmod(abs(self.cents), 100)
        sign = "-" if self.cents < 0 else ""
        grouped = f"{euros:,}"
        if language == "en":
            return f"{sign}€ {grouped}.{cents:02}"
        return f"{sign}€ {grouped.replace(',', '.')},{cents:02}"
