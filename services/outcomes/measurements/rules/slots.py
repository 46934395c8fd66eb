"""A measurement as it is sent, and the place where it may land."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator
from shared.values.measuring import MeasurementMoment, agrees, factor_of, ratio, score
from shared.values.terms import MeasurementSource

SCORE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_MEMORY = 20_000
_MOST_COUNTED = 2_000_000_000
Raw = str | int | None


def is_count(value: str | int, most: int) -> bool:
    """Whether it is a whole number from 0 up to so many; as text, where longer ones are left to judgement, with fewer digits."""
    if type(value) is int:
        return 0 <= value <= most
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) < len(str(most))


class Given(Protocol):
    """A measurement as it is sent."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def contract_id(self) -> UUID: ...
    @property
    def indicator(self) -> str: ...
    @property
    def quarter(self) -> str: ...
    @property
    def value(self) -> str | None: ...
    @property
    def respondents(self) -> int | None: ...
    @property
    def standard_deviation(self) -> str | None: ...
    @property
    def source(self) -> MeasurementSource: ...
    @property
    def narrative(self) -> str | None: ...
    @property
    def moment(self) -> MeasurementMoment | None: ...
    @property
    def area(self) -> str | None: ...
    @property
    def team(self) -> str | None: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def corrects_id(self) -> UUID | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def researcher(self) -> str | None: ...


class Slot:
    """Where a measurement may land: an indicator in a quarter, the source that fits, and the scores seen to be on its scale.

    `demanding` says that a plain line is not enough: the agreement asks for a narrative, or the researcher is to be named, or
    the sender speaks of its own part only (not `whole`).
    """

    __slots__ = (
        "_factor",
        "_highest",
        "_lowest",
        "contract",
        "demanding",
        "indicator",
        "key",
        "passes_on",
        "quarter",
        "scores",
        "source",
        "whole",
    )

    def __init__(
        self,
        contract: ContractCopy,
        indicator: Indicator,
        quarter: str,
        source: str,
        scores: set[str],
        *,
        passes_on: bool = False,
        whole: bool = True,
    ) -> None:
        self.contract, self.indicator, self.quarter, self.source = contract, indicator, quarter, source
        self.scores, self.passes_on = scores, passes_on
        self.whole = whole
        self.demanding = passes_on or indicator.narrative_required or not whole
        self.key = (contract.id, int(quarter[:4]))
        self._lowest, self._highest = Decimal(indicator.lowest), Decimal(indicator.highest)
        self._factor = factor_of(indicator.unit)

    def fits(self, text: str | int | None) -> bool:
        """Whether the text is a score on the indicator's scale (G-81); the answer is remembered, scores repeat."""
        if type(text) is not str or not SCORE.fullmatch(text):
            return False
        within = self._lowest <= Decimal(text) <= self._highest
        if within and len(self.scores) < _MEMORY:
            self.scores.add(text)
        return within

    def fits_raw_ratio(self, value: Raw, numerator: Raw, denominator: Raw) -> bool:
        """Whether a value, or a ratio with or without its value, is certainly good."""
        if numerator is None or denominator is None:
            return numerator is denominator and value is not None
        if not (is_count(numerator, _MOST_COUNTED) and is_count(denominator, _MOST_COUNTED)):
            return False
        return (value is None or self.fits(value)) and self.fits_ratio(
            value, int(numerator), int(denominator)
        )

    def fits_ratio(self, value: str | int | None, numerator: int, denominator: int) -> bool:
        """Whether so many of so many lie on the scale, and the value, where there is one, is that share (R-O19, R-O29)."""
        if denominator == 0:
            return False
        exact = ratio(numerator, denominator, self._factor)
        if not self._lowest <= exact <= self._highest:
            return False
        return value is None or agrees(Decimal(value), exact)

    def value_of(self, numerator: int, denominator: int) -> str:
        """What so many of so many come to, as it is shown: at most six decimals."""
        return score(ratio(numerator, denominator, self._factor))
