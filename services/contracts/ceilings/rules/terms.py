"""What a ceiling says, and what it is refused for (N-09 … N-12, N-116)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.arrangements import GuaranteeKind, Unit
from shared.values.budgets import (
    CeilingFollows,
    CeilingLevel,
    CeilingLimit,
    CeilingMode,
    CeilingQuantity,
    CeilingScope,
    ControlOption,
    LimitOption,
)
from shared.values.remarks import BudgetRemark


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptCareType:
    """A care type for which the ceiling does not hold (R-C26)."""

    name: str
    product_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingTerms:
    """What is agreed; amounts in cents, shares in basis points, a volume as decimal text."""

    name: str
    year: int
    level: CeilingLevel
    quantity: CeilingQuantity
    mode: CeilingMode = CeilingMode.FIXED
    scope: CeilingScope
    option: LimitOption | None = None
    control_option: ControlOption | None = None
    contract_id: UUID | None = None
    amendment_id: UUID | None = None
    provider: str | None = None
    population_id: UUID | None = None
    allocation_id: UUID | None = None
    amount_cents: int | None = None
    volume: str | None = None
    unit: Unit | None = None
    maximum_citizens: int | None = None
    maximum_activities: int | None = None
    team_cents: int | None = None
    second_line_cents: int | None = None
    guaranteed_basis_points: int | None = None
    guarantee_kind: GuaranteeKind | None = None
    follows: CeilingFollows | None = None
    followed_from: int | None = None
    warning_basis_points: int = 9_000
    exempt_care_types: list[ExemptCareType] = field(default_factory=list)
    no_exemptions: bool = False
    quality_indicator_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling(CeilingTerms):
    """One version of a ceiling, with what follows from its terms."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    guaranteed_cents: int | None = None
    active_limits: list[CeilingLimit] = field(default_factory=list)
    providers_free: bool = False
    remarks: list[BudgetRemark] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingCounters:
    """What was counted up to a day; cents, a volume as decimal text."""

    counted_on: date
    spent_cents: int = 0
    exempt_cents: int = 0
    volume: str = "0"
    citizens: int = 0
    activities: int = 0
    followed: int | None = None


class CeilingNotFound(NotFound):
    """There is no such ceiling, or it is not yours."""

    code = "ceiling-not-found"
    title = Text("Plafond niet gevonden", "Ceiling not found")
    detail = Text("Er is geen plafond {id}.", "There is no ceiling {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op jaar en aanbieder.",
        "Check the identifier, or search by year and provider.",
    )


class CeilingRefused(Refused):
    """What a ceiling says contradicts itself, or lacks something; errors lists each point with its rule."""

    code = "ceiling-refused"
    rule = "R-C21"
    title = Text("Het plafond klopt niet", "The ceiling does not hold")
    detail = Text(
        "Het plafond mist iets of spreekt zichzelf tegen; errors noemt elk punt met zijn regel.",
        "The ceiling lacks something or contradicts itself; errors lists each point with its rule.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ShiftNeedsAmendment(Refused):
    """Only at level 3 the lines are one pot."""

    code = "shift-needs-amendment"
    rule = "R-C23"
    title = Text(
        "Schuiven tussen lijnen vraagt hier een addendum", "Shifting between lines needs an amendment here"
    )
    detail = Text(
        "Dit plafond heeft niveau {level}; alleen op niveau 3 (populationAllLines) vallen wijkteam en tweede lijn binnen"
        " dezelfde begrenzing.",
        "This ceiling has level {level}; only at level 3 (populationAllLines) team and second line share one limit.",
    )
    mend = Text(
        "Wijzig het contract met een addendum en herzie het plafond (amendmentId), of spreek een plafond op niveau 3 af.",
        "Amend the contract and revise the ceiling (amendmentId), or agree a ceiling at level 3.",
    )


class ShiftRefused(Refused):
    """More is shifted than the line has, or to the same line."""

    code = "shift-refused"
    rule = "R-C23"
    title = Text("Deze verschuiving kan niet", "This shift is not possible")
    detail = Text("Zie errors; het totaal blijft gelijk.", "See errors; the total stays the same.")
    mend = Text("Verschuif hooguit wat de lijn heeft.", "Shift no more than the line has.")
