"""Which measurements a sender may register today, and everything that is wrong with the others (R-O12, G-81)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_names, quarter_period
from shared.errors import FieldError, Text
from shared.values import holds_bsn
from shared.values.terms import MeasurementSource

LONGEST_NARRATIVE = 2000
MOST_RESPONDENTS = 10_000_000
_MEMORY = 20_000
_SCORE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_REFERENCE = re.compile(r"[A-Za-z0-9._:/-]{1,100}")


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
    def value(self) -> str: ...
    @property
    def respondents(self) -> int | None: ...
    @property
    def standard_deviation(self) -> str | None: ...
    @property
    def source(self) -> MeasurementSource: ...
    @property
    def narrative(self) -> str | None: ...


class Slot:
    """Where a measurement may land: an indicator in a quarter, the source that fits, and the scores seen to be on its scale."""

    __slots__ = ("_highest", "_lowest", "contract", "indicator", "key", "quarter", "scores", "source")

    def __init__(
        self, contract: ContractCopy, indicator: Indicator, quarter: str, source: str, scores: set[str]
    ) -> None:
        self.contract, self.indicator, self.quarter, self.source = contract, indicator, quarter, source
        self.scores = scores
        self.key = (contract.id, int(quarter[:4]))
        self._lowest, self._highest = Decimal(indicator.lowest), Decimal(indicator.highest)

    def fits(self, score: str | int | None) -> bool:
        """Whether the text is a score on the indicator's scale (G-81); the answer is remembered, scores repeat."""
        if type(score) is not str or not _SCORE.fullmatch(score):
            return False
        within = self._lowest <= Decimal(score) <= self._highest
        if within and len(self.scores) < _MEMORY:
            self.scores.add(score)
        return within


Found = dict[tuple[str | int | None, str | int | None, str | int | None], Slot]


class Admission:
    """What one sender may register today, over all contracts that it sees; the first contract named fixes the purchaser.

    `researcher` says that the sender is an independent researcher, `purchaser` that it is the municipality, both by the role
    of its token or of who authorised it (F-27); without either it enters the measurements of a contract's member.
    """

    def __init__(
        self,
        contracts: Iterable[ContractCopy],
        indicators: Iterable[Indicator],
        today: date,
        organisations: Iterable[str],
        *,
        researcher: bool = False,
        purchaser: bool = False,
    ) -> None:
        self.today, self.organisations = today, frozenset(organisations)
        self.researcher, self.purchaser = researcher, purchaser
        self.contracts = {str(contract.id): contract for contract in contracts}
        self.indicators: dict[UUID, dict[str, Indicator]] = {}
        for indicator in indicators:
            self.indicators.setdefault(indicator.contract_id, {})[indicator.code] = indicator
        self.owner: str | None = None
        self._slots: Found = {}
        self._opened: set[str] = set()
        self._deviations: set[str] = set()

    def quick(
        self,
        external_reference: str | int | None,
        contract_id: str | int | None,
        indicator: str | int | None,
        quarter: str | int | None,
        value: str | int | None,
        respondents: str | int | None,
        standard_deviation: str | int | None,
        source: str | int | None,
        narrative: str | int | None,
    ) -> Slot | None:
        """The slot of a measurement that is certainly good; None asks for `judge`, which knows all of it."""
        key = (contract_id, indicator, quarter)
        slot = self._slots.get(key) or self._open(key)
        if slot is None or source != slot.source or not (value in slot.scores or slot.fits(value)):
            return None
        if external_reference is not None and not _is_reference(external_reference):
            return None
        if respondents is not None and not _is_count(respondents):
            return None
        if standard_deviation is not None and not (
            standard_deviation in self._deviations or self._is_deviation(standard_deviation)
        ):
            return None
        if narrative is not None and not _is_narrative(narrative):
            return None
        return slot

    def judge(self, given: Given) -> Slot | tuple[FieldError, ...]:
        """The slot of a measurement, or everything that is wrong with it (R-O12, G-81)."""
        contract = self.contracts.get(str(given.contract_id))
        if contract is None:
            return (_fault("contractId", "contract-unknown"),)
        if (self.owner or contract.owner) != contract.owner:
            return (_fault("contractId", "purchaser-other"),)
        self.owner = contract.owner
        indicator = self.indicators.get(contract.id, {}).get(given.indicator)
        if indicator is None:
            return (_fault("indicator", "indicator-unknown"),)
        faults = [
            *self._of_quarter(given, contract),
            *_of_value(given, indicator),
            *self._of_source(given, contract, indicator),
        ]
        if faults:
            return tuple(faults)
        return Slot(contract, indicator, given.quarter, given.source, set())

    def _open(self, key: tuple[str | int | None, str | int | None, str | int | None]) -> Slot | None:
        """Lay out a contract's slots when its first line comes."""
        named = str(key[0])
        contract = self.contracts.get(named)
        if contract is None or named in self._opened:
            return None
        self.owner = self.owner or contract.owner
        if contract.owner != self.owner:
            return None
        self._opened.add(named)
        last = min(self.today, contract.end_date or self.today)
        for indicator in self.indicators.get(contract.id, {}).values():
            scores: set[str] = set()
            if self._source_fault(contract, indicator) is not None:
                continue
            for year in range(contract.start_date.year, last.year + 1):
                for quarter in quarter_names(year):
                    if self._quarter_fault(quarter, contract) is None:
                        slot = Slot(contract, indicator, quarter, indicator.source.value, scores)
                        self._slots[named, indicator.code, quarter] = slot
        return self._slots.get(key)

    def _is_deviation(self, text: str | int) -> bool:
        good = type(text) is str and _SCORE.fullmatch(text) is not None and not text.startswith("-")
        if good and len(self._deviations) < _MEMORY:
            self._deviations.add(str(text))
        return good

    def _quarter_fault(self, quarter: str, contract: ContractCopy) -> str | None:
        days = quarter_period(quarter)
        if days.start > self.today:
            return "quarter-in-future"
        return None if days.overlaps(contract.period) else "quarter-outside-contract"

    def _of_quarter(self, given: Given, contract: ContractCopy) -> list[FieldError]:
        code = self._quarter_fault(given.quarter, contract)
        return (
            []
            if code is None
            else [_fault("quarter", code, start=contract.start_date, end=contract.end_date or "…")]
        )

    def _source_fault(self, contract: ContractCopy, indicator: Indicator) -> str | None:
        """Why this sender may not enter the indicator's source: providers their own, a researcher its own (R-O12, F-27).

        The municipality may pass on what a researcher gave it on paper.
        """
        independent = indicator.source is MeasurementSource.INDEPENDENT_RESEARCHER
        if self.researcher and not independent:
            return "source-not-researchers"
        if not self.organisations.isdisjoint(contract.members):
            return None if indicator.source is MeasurementSource.PROVIDER else "source-not-independent"
        return None if self.researcher or self.purchaser else "source-not-members"

    def _of_source(self, given: Given, contract: ContractCopy, indicator: Indicator) -> list[FieldError]:
        agreed = indicator.source.value
        if given.source is not indicator.source:
            return [_fault("source", "source-not-agreed", "R-O12", agreed=agreed)]
        code = self._source_fault(contract, indicator)
        return [] if code is None else [_fault("source", code, "R-O12", agreed=agreed)]


def _is_reference(value: str | int) -> bool:
    text = str(value)
    return _REFERENCE.fullmatch(text) is not None and not _names_a_citizen(text)


def _is_narrative(value: str | int) -> bool:
    text = str(value)
    return 0 < len(text) <= LONGEST_NARRATIVE and text.isprintable() and not _names_a_citizen(text)


def _names_a_citizen(text: str) -> bool:
    return holds_bsn(text)


def _is_count(value: str | int) -> bool:
    if type(value) is int:
        return 0 <= value <= MOST_RESPONDENTS
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) < 8


def _of_value(given: Given, indicator: Indicator) -> list[FieldError]:
    """What is wrong with the value and its deviation."""
    faults = []
    if not _SCORE.fullmatch(given.value):
        faults.append(_fault("value", "score-unreadable"))
    elif not Decimal(indicator.lowest) <= Decimal(given.value) <= Decimal(indicator.highest):
        faults.append(
            _fault("value", "value-outside-scale", "G-81", lowest=indicator.lowest, highest=indicator.highest)
        )
    if given.standard_deviation is not None and not _SCORE.fullmatch(given.standard_deviation):
        faults.append(_fault("standardDeviation", "score-unreadable"))
    elif given.standard_deviation is not None and Decimal(given.standard_deviation) < 0:
        faults.append(_fault("standardDeviation", "deviation-negative"))
    return faults


_SENTENCES = {
    "contract-unknown": Text("Dit contract is er niet.", "There is no such contract."),
    "indicator-unknown": Text(
        "Dit contract heeft deze indicator niet.", "This contract has no such indicator."
    ),
    "purchaser-other": Text(
        "Eén bestand gaat over één opdrachtgever: dit contract is van een andere dan het eerste.",
        "One file is about one purchaser: this contract belongs to another than the first.",
    ),
    "quarter-in-future": Text("Dit kwartaal moet nog beginnen.", "This quarter has not begun yet."),
    "quarter-outside-contract": Text(
        "Het contract loopt van {start} tot en met {end}.",
        "The contract runs from {start} up to and including {end}.",
    ),
    "value-outside-scale": Text(
        "De schaal van deze indicator loopt van {lowest} tot en met {highest}.",
        "The scale of this indicator runs from {lowest} up to and including {highest}.",
    ),
    "score-unreadable": Text(
        "Gebruik de cijfers 0 tot en met 9 en een punt.", "Use the digits 0 to 9 and a point."
    ),
    "deviation-negative": Text(
        "Een standaardafwijking is niet negatief.", "A standard deviation is not negative."
    ),
    "source-not-agreed": Text(
        "Afgesproken is als bron {agreed}; een andere bron telt hier niet.",
        "The agreed source is {agreed}; another source does not count here.",
    ),
    "source-not-researchers": Text(
        "Een onafhankelijk onderzoeker voert alleen eigen metingen in (bron independentResearcher), niet {agreed}.",
        "An independent researcher enters its own measurements only (source independentResearcher), not {agreed}.",
    ),
    "source-not-members": Text(
        "De bron {agreed} wordt ingevoerd door de gemeente, door een lid van het contract of door wie onafhankelijk onderzoekt.",
        "The source {agreed} is entered by the municipality, by a member of the contract or by an independent researcher.",
    ),
    "source-not-independent": Text(
        "De bron {agreed} is onafhankelijk van de aanbieder; een lid van het contract voert die niet zelf in.",
        "The source {agreed} is independent of the provider; a member of the contract does not enter it itself.",
    ),
}


def _fault(field: str, code: str, rule: str | None = None, **facts: object) -> FieldError:
    sentence = _SENTENCES[code]
    told = Text(sentence.nl.format(**facts), sentence.en.format(**facts))
    return FieldError(f"#/{field}", code, told, rule=rule)
