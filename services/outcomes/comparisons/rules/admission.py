"""Which outcomes of clients a sender may register today: what is obviously good, and the judgement of all else (R-O09, F-03)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.comparisons.rules.faults import fault
from services.outcomes.indicators.rules import ContractCopy, quarter_period
from services.outcomes.measurements.rules.faults import fault as measured_fault
from services.outcomes.measurements.rules.sources import source_fault
from shared.errors import FieldError
from shared.values import holds_bsn
from shared.values.comparing import AgeBand, EarlierSupport, Household, OutcomeKind, Sex
from shared.values.terms import MeasurementSource

LONGEST_EXPOSURE = 1000
_MEMORY = 20_000
_REFERENCE = re.compile(r"[A-Za-z0-9._:/-]{1,100}")
_SES = re.compile(r"-?[0-9](\.[0-9]{1,2})?")
_SCORE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_EXPOSURE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_BINARY = frozenset({"0", "1"})
_FIVE = (None, 1, 2, 3, 4, 5, "1", "2", "3", "4", "5")

Raw = str | int | None
# The agreed source of each indicator that may be named, by its code.
Sources = Mapping[str, MeasurementSource]


def _values(*kinds: type[AgeBand | Sex | Household | EarlierSupport]) -> list[frozenset[Raw]]:
    return [frozenset({None, *(str(one.value) for one in kind)}) for kind in kinds]


_AGE, _SEX, _HOUSEHOLD, _EARLIER = _values(AgeBand, Sex, Household, EarlierSupport)


class Given(Protocol):
    """An outcome as it is sent."""

    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def provider(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def kind(self) -> OutcomeKind: ...
    @property
    def quarter(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def exposure(self) -> str | None: ...


class Admission:
    """What one sender may register, over all contracts that it sees; the first contract named fixes the purchaser.

    `purchaser` is the sender's OIN when it is the purchaser, which alone may register outside a contract; `defined` are the
    indicators per contract (None: those that the purchaser defined itself), each with the source that was agreed (R-O12).
    """

    def __init__(
        self,
        contracts: Iterable[ContractCopy],
        defined: Mapping[UUID | None, Sources],
        today: date,
        organisations: Iterable[str],
        purchaser: str | None,
    ) -> None:
        self.contracts = {str(contract.id): contract for contract in contracts}
        self.defined, self.today, self.purchaser = defined, today, purchaser
        self.organisations = frozenset(organisations)
        self.owner = purchaser
        self._good: set[tuple[Raw, ...]] = set()
        self._areas: set[Raw] = {None}
        self._teams: set[Raw] = {None}

    def quick(
        self,
        external_reference: Raw,
        contract_id: Raw,
        provider: Raw,
        indicator: Raw,
        kind: Raw,
        quarter: Raw,
        outcome: Raw,
        exposure: Raw,
        area: Raw,
        team: Raw,
        age_band: Raw,
        sex: Raw,
        ses_quintile: Raw,
        ses_score: Raw,
        household: Raw,
        severity: Raw,
        earlier_support: Raw,
        corrects: Raw,
    ) -> bool:
        """Whether an outcome is certainly good; if not, `judge` knows all of it."""
        if (contract_id, provider, indicator, kind, quarter) not in self._good:
            return False
        if outcome not in _BINARY and not (kind != "binary" and _fits(kind, str(outcome))):
            return False
        if corrects is not None or (exposure is not None and not _is_exposure(kind, str(exposure))):
            return False
        if age_band not in _AGE or sex not in _SEX or household not in _HOUSEHOLD:
            return False
        if earlier_support not in _EARLIER or ses_quintile not in _FIVE or severity not in _FIVE:
            return False
        if ses_score is not None and not _SES.fullmatch(str(ses_score)):
            return False
        if external_reference is not None and not _is_reference(external_reference):
            return False
        return area in self._areas and team in self._teams

    def judge(self, given: Given) -> tuple[FieldError, ...]:
        """Everything that is wrong with an outcome; empty when it may be registered."""
        contract = None if given.contract_id is None else self.contracts.get(str(given.contract_id))
        faults = [
            *self._of_contract(given, contract),
            *self._of_quarter(given, contract),
            *_of_outcome(given),
        ]
        if faults:
            return tuple(faults)
        self.owner = contract.owner if contract is not None else self.owner
        if len(self._good) < _MEMORY:
            contract_id = None if given.contract_id is None else str(given.contract_id)
            self._good.add((contract_id, given.provider, given.indicator, str(given.kind), given.quarter))
        return ()

    def remember(self, area: str | None, team: str | None) -> None:
        """An area and a team that the model let through: the next line that names them is quick."""
        if len(self._areas) < _MEMORY:
            self._areas.add(area)
        if len(self._teams) < _MEMORY:
            self._teams.add(team)

    def _of_contract(self, given: Given, contract: ContractCopy | None) -> list[FieldError]:
        if given.contract_id is None:
            if self.purchaser is None:
                return [fault("contractId", "contract-missing")]
            known = self.defined.get(None, {})
            return [] if given.indicator in known else [fault("indicator", "indicator-unknown")]
        if contract is None:
            return [fault("contractId", "contract-unknown")]
        if contract.owner != (self.owner or contract.owner):
            return [fault("contractId", "purchaser-other")]
        found = []
        if given.provider not in contract.members:
            found.append(fault("provider", "provider-unknown"))
        elif self.purchaser is None and given.provider not in self.organisations:
            found.append(fault("provider", "provider-other"))
        return [*found, *self._of_source(given, contract)]

    def _of_source(self, given: Given, contract: ContractCopy) -> list[FieldError]:
        """What the sender may not enter: a member never what is agreed to be measured independently of it (R-O12, F-27)."""
        sources = {**self.defined.get(None, {}), **self.defined.get(contract.id, {})}
        agreed = sources.get(given.indicator)
        if agreed is None:
            return [fault("indicator", "indicator-unknown")]
        code = source_fault(
            agreed,
            contract.members,
            self.organisations,
            researcher=False,
            purchaser=self.purchaser is not None,
        )
        return [] if code is None else [measured_fault("indicator", code, "R-O12", agreed=agreed.value)]

    def _of_quarter(self, given: Given, contract: ContractCopy | None) -> list[FieldError]:
        days = quarter_period(given.quarter)
        if days.start > self.today:
            return [fault("quarter", "quarter-in-future")]
        if contract is not None and not days.overlaps(contract.period):
            start, end = contract.start_date, contract.end_date or "…"
            return [fault("quarter", "quarter-outside-contract", start=start, end=end)]
        return []


def _of_outcome(given: Given) -> list[FieldError]:
    found = [] if _fits(given.kind, given.outcome) else [fault("outcome", f"outcome-not-{given.kind}")]
    if given.exposure is not None:
        if given.kind is not OutcomeKind.COUNT:
            found.append(fault("exposure", "exposure-without-count"))
        elif not 0 < float(given.exposure) <= LONGEST_EXPOSURE:
            found.append(fault("exposure", "exposure-outside", limit=LONGEST_EXPOSURE))
    return found


def _fits(kind: Raw, outcome: str) -> bool:
    if kind == OutcomeKind.BINARY:
        return outcome in _BINARY
    form = _WHOLE if kind == OutcomeKind.COUNT else _SCORE
    return form.fullmatch(outcome) is not None


def _is_exposure(kind: Raw, exposure: str) -> bool:
    return kind == OutcomeKind.COUNT and _EXPOSURE.fullmatch(exposure) is not None and float(exposure) > 0


def _is_reference(value: Raw) -> bool:
    text = str(value)
    return _REFERENCE.fullmatch(text) is not None and not holds_bsn(text)
