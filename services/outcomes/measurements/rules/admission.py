"""Which measurements a sender may register today: what is obviously good, and the judgement of all else (R-O12, G-81)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_names, quarter_period
from services.outcomes.measurements.rules.faults import fault
from services.outcomes.measurements.rules.judging import of_correction, of_value
from services.outcomes.measurements.rules.slots import SCORE, Given, Raw, Slot, is_count
from services.outcomes.measurements.rules.sources import source_fault
from shared.errors import FieldError
from shared.values import holds_bsn
from shared.values.measuring import MeasurementMoment
from shared.values.terms import MeasurementSource

LONGEST_NARRATIVE = 2000
MOST_RESPONDENTS = 10_000_000
_MEMORY = 20_000
_REFERENCE = re.compile(r"[A-Za-z0-9._:/-]{1,100}")
_AREA = re.compile(r"(GM|WK|BU|TG)?[0-9A-Za-z-]{2,20}")
_TEAM = re.compile(r".{1,80}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LATER = frozenset(one.value for one in MeasurementMoment if one is not MeasurementMoment.BASELINE)

Found = dict[tuple[Raw, Raw, Raw], Slot]


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
        self._areas: set[Raw] = {None}
        self._teams: set[Raw] = {None}

    def quick(
        self,
        external_reference: Raw,
        contract_id: Raw,
        indicator: Raw,
        quarter: Raw,
        value: Raw,
        respondents: Raw,
        standard_deviation: Raw,
        source: Raw,
        narrative: Raw,
        moment: Raw,
        area: Raw,
        team: Raw,
        provider: Raw,
        numerator: Raw,
        denominator: Raw,
        corrects: Raw,
        reason: Raw,
        researcher: Raw,
    ) -> Slot | None:
        """The slot of a measurement that is certainly good; None asks for `judge`, which knows all of it."""
        key = (contract_id, indicator, quarter)
        slot = self._slots.get(key) or self._open(key)
        if slot is None or source != slot.source:
            return None
        # A chain of identities is the quickest way to see that a line says nothing beside its value.
        plain = (
            moment
            is area
            is team
            is provider
            is numerator
            is denominator
            is corrects
            is reason
            is researcher
            is None
        )
        if (not plain or slot.demanding) and not (
            self._fits_part(slot, moment, area, team, provider)
            and self._fits_told(slot, narrative, corrects, reason, researcher)
            and slot.fits_raw_ratio(value, numerator, denominator)
        ):
            return None
        if not (value in slot.scores or slot.fits(value) or (value is None and not plain)):
            return None
        if external_reference is not None and not _is_reference(external_reference):
            return None
        if respondents is not None and not is_count(respondents, MOST_RESPONDENTS):
            return None
        if standard_deviation is not None and not (
            standard_deviation in self._deviations or self._is_deviation(standard_deviation)
        ):
            return None
        if narrative is not None and not _is_narrative(narrative):
            return None
        return slot

    def _fits_part(self, slot: Slot, moment: Raw, area: Raw, team: Raw, provider: Raw) -> bool:
        """Whether the moment and the part of the contract are certainly good."""
        if moment is not None and moment not in _LATER:
            return False
        if not (area in self._areas or _is_part(self._areas, area, _AREA)):
            return False
        if not (team in self._teams or _is_part(self._teams, team, _TEAM)):
            return False
        return slot.whole if provider is None else self.may_name(slot.contract, provider)

    def _fits_told(self, slot: Slot, narrative: Raw, corrects: Raw, reason: Raw, researcher: Raw) -> bool:
        """Whether the narrative that is asked is there, and correction and researcher are certainly good."""
        if slot.indicator.narrative_required and not (narrative and str(narrative).strip()):
            return False
        if (researcher is not None) is not slot.passes_on or not self._is_independent(
            slot.contract, researcher
        ):
            return False
        if corrects is None or reason is None:
            return corrects is reason
        return bool(_UUID.fullmatch(str(corrects)) and str(reason).strip() and _is_narrative(reason))

    def judge(self, given: Given) -> Slot | tuple[FieldError, ...]:
        """The slot of a measurement, or everything that is wrong with it (R-O12, G-81)."""
        contract = self.contracts.get(str(given.contract_id))
        if contract is None:
            return (fault("contractId", "contract-unknown"),)
        if (self.owner or contract.owner) != contract.owner:
            return (fault("contractId", "purchaser-other"),)
        self.owner = contract.owner
        indicator = self.indicators.get(contract.id, {}).get(given.indicator)
        if indicator is None:
            return (fault("indicator", "indicator-unknown"),)
        passes_on = self._passes_on(indicator)
        slot = Slot(contract, indicator, given.quarter, given.source, set(), passes_on=passes_on)
        faults = [
            *self._of_quarter(given, contract),
            *of_value(given, slot),
            *self._of_source(given, contract, indicator),
            *self._of_part(given, contract),
            *of_correction(given),
        ]
        return tuple(faults) if faults else slot

    def _open(self, key: tuple[Raw, Raw, Raw]) -> Slot | None:
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
            passes_on = self._passes_on(indicator)
            whole = self._may_tell_whole(contract)
            for year in range(contract.start_date.year, last.year + 1):
                for quarter in quarter_names(year):
                    if self._quarter_fault(quarter, contract, None) is None:
                        slot = Slot(
                            contract, indicator, quarter, indicator.source.value, scores, passes_on=passes_on, whole=whole,
                        )  # fmt: skip
                        self._slots[named, indicator.code, quarter] = slot
        return self._slots.get(key)

    def _is_deviation(self, text: str | int) -> bool:
        good = type(text) is str and SCORE.fullmatch(text) is not None and not text.startswith("-")
        if good and len(self._deviations) < _MEMORY:
            self._deviations.add(str(text))
        return good

    def may_name(self, contract: ContractCopy, provider: Raw) -> bool:
        """Whether the sender may enter measurements of this member of the contract: a member its own only."""
        if provider not in contract.members:
            return False
        return self.organisations.isdisjoint(contract.members) or provider in self.organisations

    def _may_tell_whole(self, contract: ContractCopy) -> bool:
        """Whether the sender may enter what counts for the whole contract: of the members a main contractor only."""
        member = not self.organisations.isdisjoint(contract.members)
        return not member or contract.speaks_for_whole(self.organisations)

    def _passes_on(self, indicator: Indicator) -> bool:
        """Whether the sender could only pass on what an independent researcher measured (R-O12)."""
        return indicator.source is MeasurementSource.INDEPENDENT_RESEARCHER and not self.researcher

    def _is_independent(self, contract: ContractCopy, researcher: Raw) -> bool:
        if researcher is None:
            return True
        well_formed = (
            type(researcher) is str
            and len(researcher) == 20
            and researcher.isascii()
            and researcher.isdigit()
        )
        return well_formed and researcher not in contract.members and researcher not in self.organisations

    def _quarter_fault(self, quarter: str, contract: ContractCopy, moment: str | None) -> str | None:
        days = quarter_period(quarter)
        if days.start > self.today:
            return "quarter-in-future"
        if moment == MeasurementMoment.BASELINE:
            return None if days.start < contract.start_date else "baseline-after-start"
        if days.overlaps(contract.period):
            return None
        return "quarter-before-contract" if days.start < contract.start_date else "quarter-outside-contract"

    def _of_quarter(self, given: Given, contract: ContractCopy) -> list[FieldError]:
        code = self._quarter_fault(given.quarter, contract, given.moment)
        rule = "R-O11" if code in ("quarter-before-contract", "baseline-after-start") else None
        facts = {"start": contract.start_date, "end": contract.end_date or "…"}
        return [] if code is None else [fault("quarter", code, rule, **facts)]

    def _source_fault(self, contract: ContractCopy, indicator: Indicator) -> str | None:
        """Why this sender may not enter the indicator's source (R-O12, F-27)."""
        return source_fault(
            indicator.source, contract.members, self.organisations,
            researcher=self.researcher, purchaser=self.purchaser,
        )  # fmt: skip

    def _of_source(self, given: Given, contract: ContractCopy, indicator: Indicator) -> list[FieldError]:
        agreed = indicator.source.value
        if given.source is not indicator.source:
            return [fault("source", "source-not-agreed", "R-O12", agreed=agreed)]
        code = self._source_fault(contract, indicator)
        if code is not None:
            return [fault("source", code, "R-O12", agreed=agreed)]
        passes_on = self._passes_on(indicator)
        if given.researcher is None:
            return [fault("researcher", "researcher-missing", "R-O12")] if passes_on else []
        if not passes_on:
            return [fault("researcher", "researcher-not-asked", "R-O12")]
        independent = self._is_independent(contract, given.researcher)
        return [] if independent else [fault("researcher", "researcher-not-independent", "R-O12")]

    def _of_part(self, given: Given, contract: ContractCopy) -> list[FieldError]:
        if given.provider is None:
            return [] if self._may_tell_whole(contract) else [fault("provider", "provider-not-main", "G-17")]
        if self.may_name(contract, given.provider):
            return []
        known = given.provider in contract.members
        return [fault("provider", "provider-other" if known else "provider-unknown", "G-17")]


def _is_part(known: set[Raw], text: Raw, form: re.Pattern[str]) -> bool:
    good = type(text) is str and bool(form.fullmatch(text)) and text.isprintable() and not holds_bsn(text)
    if good and len(known) < _MEMORY:
        known.add(text)
    return good


def _is_reference(value: str | int) -> bool:
    text = str(value)
    return _REFERENCE.fullmatch(text) is not None and not holds_bsn(text)


def _is_narrative(value: str | int) -> bool:
    text = str(value)
    return 0 < len(text) <= LONGEST_NARRATIVE and text.isprintable() and not holds_bsn(text)


__all__ = ["Admission", "Given", "Slot"]
