"""What settlement knows of a contract, and the plan of one of its years."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.agreements import ReleaseRule
from shared.values.terms import InstalmentState


class ScheduleNotFound(NotFound):
    """There is no such schedule, or it is not yours."""

    code = "schedule-not-found"
    title = Text("Termijnschema niet gevonden", "Schedule not found")
    detail = Text("Er is geen termijnschema {id}.", "There is no schedule {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract en jaar.",
        "Check the identifier, or search by contract and year.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A month for which a part of the year's sum is paid, on a day of it (None: the sum's day); its weight among the others."""

    month: int
    day: int | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlySum:
    """A sum that a contract pays in instalments, in cents a full year, on the days from `valid_from` to `valid_until` (None: its last).

    The amount holds for the whole of the year in which `effective_on` lies, and later (R-S05); `number` is that of its
    agreement, which has several where an earlier year keeps what an amendment changed.
    """

    number: int
    form: str
    valid_from: date
    valid_until: date | None = None
    annual_amount_cents: int
    effective_on: date
    advance_basis_points: int
    instalment_count: int
    instalment_day: int
    release_rule: str = ReleaseRule.ALL_OR_NOTHING
    afterwards: bool = False
    moments: list[Moment] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SumInYear:
    """What a yearly sum comes to in one year: its days there, and advance + retention = the amount for those, in cents."""

    number: int
    form: str
    valid_from: date
    valid_until: date
    annual_amount_cents: int
    year_amount_cents: int
    advance_basis_points: int
    advance_cents: int
    retention_cents: int
    instalment_count: int
    instalment_day: int
    release_rule: str = ReleaseRule.ALL_OR_NOTHING
    afterwards: bool = False
    moments: list[Moment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Terms:
    """What settlement knows of a contract; the version is the contract's."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    number: str
    legal_form: str
    start_date: date
    end_date: date
    payee: str
    sums: list[YearlySum]
    rests_from: date | None = None
    rests_until: date | None = None

    def rests_on(self, day: date) -> bool:
        """Whether the contract is suspended on a day: nothing is posted then."""
        if self.rests_from is None or day < self.rests_from:
            return False
        return self.rests_until is None or day <= self.rests_until


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment: gross = paid now + retained with it, in cents."""

    id: UUID
    number: int
    due_date: date
    gross_cents: int
    amount_cents: int
    retained_cents: int
    state: InstalmentState = InstalmentState.PLANNED
    posted_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A contract year's plan; advance + retention = the year's amount, in cents.

    The annual amount and the advance's share are those of the last of its sums.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    contract_number: str
    contract_version: int
    year: int
    annual_amount_cents: int
    year_amount_cents: int
    advance_basis_points: int
    advance_cents: int
    retention_cents: int
    receivable_cents: int
    payee: str
    instalments: list[Instalment]
    planned_until: date = date.max
    sums: list[SumInYear] = field(default_factory=list)
