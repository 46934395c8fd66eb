"""What was due of an indicator, and how much of it is registered (R-O32); whether there is a baseline (R-O11)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_period, quarters_due
from shared.values.suppression import is_small
from shared.values.terms import IndicatorScope


@dataclass(frozen=True, slots=True)
class Registered:
    """That an indicator was measured in a quarter, of the whole contract or of a provider."""

    indicator_id: UUID
    quarter: str
    provider: str | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """That an indicator was measured before the contract's start, of the whole or of an area."""

    indicator_id: UUID
    area: str | None


@dataclass(frozen=True, slots=True)
class CasesTally:
    """Of how many cases of a contract scores were due, and of how many of these there are."""

    contract_id: UUID
    due: int
    scored: int


@dataclass(frozen=True, slots=True)
class CasesScored:
    """How many cases were scored of those that were due; without figures where they say too much of too few (F-08)."""

    due: int | None
    scored: int | None

    @property
    def suppressed(self) -> bool:
        """Whether its figures were left out."""
        return self.due is None

    @property
    def share_basis_points(self) -> int | None:
        """Scored of due."""
        return None if self.due is None or self.scored is None else share_of(self.scored, self.due)


@dataclass(frozen=True, slots=True)
class PeriodCompleteness:
    """How much was due of an indicator over a quarter, and how much is registered."""

    quarter: str
    due: int
    registered: int

    @property
    def share_basis_points(self) -> int | None:
        """Registered of due; None where nothing was due."""
        return share_of(self.registered, self.due)


@dataclass(frozen=True, slots=True)
class IndicatorCompleteness:
    """How complete an indicator is over a year."""

    number: int
    indicator: str
    name: str
    due: int
    registered: int
    periods: list[PeriodCompleteness]
    baseline: bool
    baseline_areas: list[str]

    @property
    def share_basis_points(self) -> int | None:
        """Registered of due; None where nothing was due."""
        return share_of(self.registered, self.due)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete a contract year is."""

    contract_id: UUID
    number: str
    year: int
    due: int
    registered: int
    indicators: list[IndicatorCompleteness]
    without_baseline: list[str]
    self_sufficiency: CasesScored | None

    @property
    def share_basis_points(self) -> int | None:
        """Registered of due; None where nothing was due."""
        return share_of(self.registered, self.due)


def share_of(registered: int, due: int) -> int | None:
    """So many of so many in basis points, cut off: 85 of 100 is 8,500, and only all of them is 10,000 (R-O32)."""
    return None if due == 0 else 10_000 * registered // due


def cases_scored(tally: CasesTally | None, limit: int) -> CasesScored | None:
    """85 of 100 cases scored (R-O32); None where nobody is to be scored, no figures of fewer than `limit` (F-08)."""
    if tally is None or tally.due == 0:
        return None
    few = min(tally.due, tally.scored, tally.due - tally.scored)
    return CasesScored(None, None) if is_small(few, limit) else CasesScored(tally.due, tally.scored)


def completeness(
    contract: ContractCopy,
    year: int,
    indicators: Sequence[Indicator],
    registered: Collection[Registered],
    baselines: Collection[Baseline],
    today: date,
    cases: CasesScored | None = None,
) -> Completeness:
    """What of a contract year was due up to today and is registered: by the whole, or by each provider where the indicator asks that.

    Of a year a quarter is due when it is over, or the contract is, in that quarter.
    """
    known = set(registered)
    listed = [_of(contract, year, one, known, baselines, today) for one in indicators]
    return Completeness(
        contract_id=contract.id,
        number=contract.number,
        year=year,
        due=sum(one.due for one in listed),
        registered=sum(one.registered for one in listed),
        indicators=listed,
        without_baseline=[one.indicator for one in listed if not one.baseline],
        self_sufficiency=cases,
    )


def _of(
    contract: ContractCopy,
    year: int,
    indicator: Indicator,
    registered: Collection[Registered],
    baselines: Collection[Baseline],
    today: date,
) -> IndicatorCompleteness:
    quarters = [one for one in quarters_due(indicator, contract, year) if _is_over(one, contract, today)]
    periods = [_period(contract, indicator, quarter, registered) for quarter in quarters]
    areas = [one.area for one in baselines if one.indicator_id == indicator.id]
    return IndicatorCompleteness(
        number=indicator.number,
        indicator=indicator.code,
        name=indicator.name,
        due=sum(one.due for one in periods),
        registered=sum(one.registered for one in periods),
        periods=periods,
        baseline=bool(areas),
        baseline_areas=sorted(one for one in areas if one is not None),
    )


def _is_over(quarter: str, contract: ContractCopy, today: date) -> bool:
    days = quarter_period(quarter).intersection(contract.period)
    return days is not None and days.last_day is not None and days.last_day < today


def _period(
    contract: ContractCopy, indicator: Indicator, quarter: str, registered: Collection[Registered]
) -> PeriodCompleteness:
    whole = Registered(indicator.id, quarter, None) in registered
    if indicator.scope is not IndicatorScope.PROVIDER:
        return PeriodCompleteness(quarter, 1, int(whole))
    alone = len(contract.members) == 1
    found = sum(
        Registered(indicator.id, quarter, member) in registered or (alone and whole)
        for member in contract.members
    )
    return PeriodCompleteness(quarter, len(contract.members), found)
