"""Where an agreement holds: areas in several divisions, what is told of them, and their social map."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, MunicipalityCode, Name, Note, Oin, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import AreaCode, ProductCode
from shared.schemas.contracts.populations import Slug
from shared.values.populations import (
    AreaLevel,
    CharacteristicKind,
    CharacteristicUnit,
    FigureSource,
    ProvisionKind,
    UsedFor,
)

Year = Annotated[int, Field(ge=1990, le=2199, examples=[2026])]
Figure = Annotated[
    str,
    Field(
        pattern=r"^(-?[0-9]{1,12}(\.[0-9]{1,6})?|\.)$",
        description="decimaal getal als tekst; '.' = onderdrukt (te klein om te tonen)",
        examples=["12.5"],
    ),
]
Detail = Annotated[
    Name, Field(description="nadere aanduiding: leeftijdsgroep, wet, soort zorg", examples=["AWBZ"])
]

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class NewArea(Wire):
    """Register an area (gebied): a CBS area, or one of a division of the municipality's own (N-104)."""

    external_reference: Reference | None = None
    code: AreaCode
    name: Name
    level: AreaLevel
    division: Slug = Field(
        default="cbs",
        description="indeling: `cbs`, of een eigen, zoals de toegangsindeling",
        examples=["cbs"],
    )
    municipality_code: MunicipalityCode | None = Field(default=None, description="leeg bij een regio")
    part_of: list[AreaCode] = Field(
        default_factory=list,
        max_length=10,
        description="waarvan het deel is: per indeling hooguit één gebied",
    )
    valid_from: Day = Field(description="eerste dag van deze grens")
    valid_until: Day | None = Field(default=None, description="laatste dag van deze grens; leeg = geldt nog")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class AreaChange(Wire):
    """Change an area (JSON Merge Patch): what is left out stays."""

    name: Name = Field(default_factory=str)
    part_of: list[AreaCode] = Field(default_factory=list, max_length=10)
    valid_until: Day | None = None


class Area(Resource, NewArea):
    """An area (gebied) within its borders of some days; a boundary change makes the next one under the same code."""


class AreasToImport(Wire):
    """Areas to import at once; an area is known by its code and first day."""

    areas: list[NewArea] = Field(min_length=1, max_length=1000)


class NewCharacteristic(Wire):
    """Register a value of a characteristic (kenmerk) of the people of an area in a year (N-106)."""

    external_reference: Reference | None = None
    area_code: AreaCode
    characteristic: CharacteristicKind
    detail: Detail | None = None
    year: Year
    source: FigureSource
    unit: CharacteristicUnit
    value: Figure
    used_for: UsedFor | None = Field(
        default=None, description="voor de bepaling van welk budget: jeugd of sociaal (R-C17)"
    )


class CharacteristicChange(Wire):
    """Correct a value (JSON Merge Patch): what is left out stays."""

    unit: CharacteristicUnit = Field(default_factory=lambda: CharacteristicUnit.COUNT)
    value: Figure = Field(default_factory=str)
    used_for: UsedFor | None = None


class Characteristic(Resource):
    """A characteristic (kenmerk) of an area in a year, with its source; a suppressed value is flagged, never guessed."""

    area_code: AreaCode
    characteristic: CharacteristicKind
    detail: Detail | None
    year: Year
    source: FigureSource
    unit: CharacteristicUnit
    value: Annotated[str, Field(examples=["12.5"])] | None = Field(
        description="leeg als de waarde is onderdrukt"
    )
    suppressed: bool = Field(description="onderdrukt: te klein om te tonen")
    used_for: UsedFor | None
    fits_use: bool = Field(
        description="of het kenmerk bij dat budget hoort (R-C17); zo niet: een waarschuwing"
    )


class CharacteristicsToImport(Wire):
    """Characteristics to import at once; one is known by area, characteristic, detail, year and source."""

    characteristics: list[NewCharacteristic] = Field(min_length=1, max_length=1000)


class NewProvision(Wire):
    """Put a provision (voorziening) on the social map of an area (D-17)."""

    external_reference: Reference | None = None
    area_code: AreaCode
    name: Name
    kind: ProvisionKind
    organisation: Oin | None = Field(default=None, description="wie haar aanbiedt (OIN)")
    product_codes: list[ProductCode] = Field(default_factory=list, max_length=50)
    description: Note | None = None
    valid_from: Day = Field(description="eerste dag")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = onbepaald")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class ProvisionChange(Wire):
    """Change a provision (JSON Merge Patch): what is left out stays, null takes away."""

    name: Name = Field(default_factory=str)
    organisation: Oin | None = None
    product_codes: list[ProductCode] = Field(default_factory=list, max_length=50)
    description: Note | None = None
    valid_until: Day | None = None


class Provision(Resource, NewProvision):
    """A provision (voorziening) on the social map of an area."""


class AreaProfile(Wire):
    """An area with its neighbourhood data and social map (wijkprofiel, D-17)."""

    area: Area
    characteristics: list[Characteristic] = Field(
        description="van het gevraagde jaar, of het nieuwste van elk kenmerk"
    )
    provisions: list[Provision] = Field(description="die op de peildatum gelden")


class NewAreaSharing(Wire):
    """Share neighbourhood data and social map of a municipality with organisations, at a tender for example (D-17)."""

    municipality_code: MunicipalityCode
    organisations: list[Oin] = Field(min_length=1, max_length=100)


class AreaSharing(Resource):
    """What was shared with whom: areas, their characteristics and their provisions."""

    municipality_code: MunicipalityCode
    organisations: list[Oin]
    areas: int = Field(description="aantal gebieden")


__all__ = [
    "Area", "AreaChange", "AreaProfile", "AreaSharing", "AreasToImport", "Characteristic",
    "CharacteristicChange", "CharacteristicsToImport", "NewArea", "NewAreaSharing",
    "NewCharacteristic", "NewProvision", "Provision", "ProvisionChange", "Year",
]  # fmt: skip
