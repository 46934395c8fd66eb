"""Whom an agreement is for: populations in full, and the legal frameworks with their dates."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    Checked,
    Day,
    MunicipalityCode,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.contracts.funding.base import AreaCode
from shared.values.populations import Delimitation, EntryCondition, FigureSource, LegalFramework
from shared.values.terms import Law

Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$", examples=["household-help"]), Checked]
Age = Annotated[int, Field(ge=0, le=130, description="leeftijd in jaren")]
AreaCodes = Annotated[
    list[AreaCode],
    Field(max_length=500, description="gebieden (CBS-codes of een eigen indeling); leeg = geen grens"),
]

_AGES = Text("De hoogste leeftijd ligt onder de laagste.", "The highest age lies below the lowest.")
_TWICE = Text("Noem elk maar één keer.", "Name each only once.")


def check_ages(age_from: int | None, age_until: int | None) -> None:
    """The highest age is not below the lowest, else ValueError."""
    if age_until is not None and age_until < (age_from or 0):
        raise ValueError(_AGES)


def check_once(*lists: list[str]) -> None:
    """Nothing is named twice, else ValueError."""
    if any(len(set(one)) < len(one) for one in lists):
        raise ValueError(_TWICE)


class PopulationSize(Wire):
    """How many inhabitants there were on a reference date (peildatum), and who says so."""

    counted_on: Day = Field(description="peildatum")
    inhabitants: int = Field(ge=0, examples=[110000])
    source: FigureSource = FigureSource.MUNICIPALITY


class TargetGroup(Wire):
    """A target group (doelgroep) within a population, and when someone begins to belong to it (R-C54)."""

    code: Slug = Field(examples=["severe-psychiatric"])
    name: Name
    diagnosis: Name | None = Field(default=None, description="diagnose die de doelgroep afbakent")
    entry_condition: EntryCondition = Field(
        default=EntryCondition.RESIDENCE, description="waardoor iemand ertoe gaat behoren (R-C54)"
    )
    prevention_measures: list[Note] = Field(
        default_factory=list, max_length=20, description="extra maatregelen tegen instroom (R-C54)"
    )


class PopulationTerms(Wire):
    """What bounds a population (N-47), and how many it counts."""

    name: Name
    municipality_code: MunicipalityCode
    laws: list[Law] = Field(min_length=1)
    description: Note
    inhabitants: int = Field(ge=0, examples=[110000], description="inwonertal op de nieuwste peildatum")
    inhabitants_on: Day = Field(description="peildatum van het inwonertal")
    inhabitants_source: FigureSource = Field(
        default=FigureSource.MUNICIPALITY, description="bron van het inwonertal"
    )
    sizes: list[PopulationSize] = Field(
        default_factory=list,
        max_length=100,
        description="omvang per peildatum; het inwonertal komt erbij, de nieuwste is het inwonertal",
    )
    area_codes: AreaCodes = Field(default_factory=list)
    age_from: Age | None = Field(default=None, description="laagste leeftijd; leeg = geen ondergrens")
    age_until: Age | None = Field(
        default=None, description="hoogste leeftijd, tot en met; leeg = geen bovengrens"
    )
    legal_frameworks: list[LegalFramework] = Field(
        default_factory=list, max_length=len(LegalFramework), description="wettelijke kaders (N-14)"
    )
    demands: list[Slug] = Field(
        default_factory=list, max_length=50, description="zorgvragen of producten; leeg = elke vraag (N-47)"
    )
    target_group: TargetGroup | None = None
    insurers: list[Oin] = Field(
        default_factory=list,
        max_length=20,
        description="alleen verzekerden van deze zorgverzekeraars; leeg = iedereen",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_ages(self.age_from, self.age_until)
        days = [one.counted_on.isoformat() for one in self.sizes]
        check_once(
            list(self.laws), list(self.legal_frameworks), self.demands, self.insurers, self.area_codes, days
        )
        return self


class NewPopulation(PopulationTerms):
    """Register a population (populatie): whom an agreement is for."""

    external_reference: Reference | None = None


class PopulationChange(PopulationTerms):
    """Change a population (JSON Merge Patch): what is left out stays, null takes away; a new peildatum is added to sizes."""

    name: Name = Field(default_factory=str)
    municipality_code: MunicipalityCode = Field(default_factory=str)
    laws: list[Law] = Field(default_factory=list, min_length=1)
    description: Note = Field(default_factory=str)
    inhabitants: int = Field(default_factory=int, ge=0)
    inhabitants_on: Day = Field(default_factory=lambda: date(1900, 1, 1))


class Population(Resource, NewPopulation):
    """A population (populatie) bounded by area, age, law, demand or target group, counted on reference dates (N-105)."""

    delimited_by: list[Delimitation] = Field(description="waardoor de populatie is afgebakend (N-47)")


class LegalFrameworkDates(Wire):
    """A legal framework (wettelijk kader) with the first and last day on which it held (N-14, G-62)."""

    code: LegalFramework
    name: str
    valid_from: Day | None = Field(description="eerste dag; leeg = niet vastgelegd")
    valid_until: Day | None = Field(description="laatste dag; leeg = geldt nog")


__all__ = [
    "Age", "AreaCodes", "LegalFrameworkDates", "NewPopulation", "Population", "PopulationChange",
    "PopulationSize", "PopulationTerms", "Slug", "TargetGroup", "check_ages", "check_once",
]  # fmt: skip
