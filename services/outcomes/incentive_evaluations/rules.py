"""The light of each dimension of a contract in a year (N-157, D-46, N-44)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from shared.errors import NotFound, Refused, Text
from shared.values import Period
from shared.values.consulting import Light
from shared.values.findings import Dimension


class EvaluationNotFound(NotFound):
    """There is no such light, or it is not yours."""

    code = "incentive-evaluation-not-found"
    title = Text("Stoplicht niet gevonden", "Incentive evaluation not found")
    detail = Text("Er is geen stoplicht {id}.", "There is no incentive evaluation {id}.")
    mend = Text("Zoek op contract en jaar.", "Search by contract and year.")


class YearOutsideContract(Refused):
    """A light is about a year in which the contract runs and that has begun."""

    code = "incentive-evaluation-year"
    rule = "D-46"
    title = Text("Over dat jaar kan geen stoplicht", "No light can be given on that year")
    detail = Text(
        "Contract {number} loopt van {start_date} tot en met {end_date}; vandaag is {today}.",
        "Contract {number} runs from {start_date} up to and including {end_date}; today is {today}.",
    )
    mend = Text(
        "Kies een jaar dat is begonnen en waarin het contract loopt.",
        "Choose a year that has begun and in which the contract runs.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveEvaluation:
    """The light that a person gave a dimension of a contract."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    year: int
    dimension: Dimension
    light: Light
    argument: str
    given_by: str
    given_on: date


@dataclass(frozen=True, slots=True)
class DimensionLight:
    """Where a dimension stands: the newest light, or none."""

    dimension: Dimension
    light: Light | None
    argument: str | None
    given_on: date | None
    previous: Light | None
    evaluation_id: UUID | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The lights of a contract in a year."""

    contract_id: UUID
    year: int
    dimensions: list[DimensionLight]
    complete: bool


def check_year(contract: ContractCopy, year: int, today: date) -> None:
    """Raise YearOutsideContract where there is nothing to judge yet."""
    if year > today.year or not Period.year(year).overlaps(contract.period):
        raise YearOutsideContract(
            number=contract.number, start_date=contract.start_date, end_date=contract.end_date, today=today
        )


def overview(contract_id: UUID, year: int, given: Iterable[IncentiveEvaluation]) -> Overview:
    """The newest light of every dimension in the year, beside the newest of any earlier year; `given` in order of creation."""
    known = list(given)
    dimensions = []
    for dimension in Dimension:
        here = [one for one in known if one.dimension is dimension]
        now = [one for one in here if one.year == year]
        before = sorted((one for one in here if one.year < year), key=lambda one: one.year)
        newest = now[-1] if now else None
        dimensions.append(
            DimensionLight(
                dimension,
                newest.light if newest else None,
                newest.argument if newest else None,
                newest.given_on if newest else None,
                before[-1].light if before else None,
                newest.id if newest else None,
            )
        )
    return Overview(contract_id, year, dimensions, all(one.light is not None for one in dimensions))
