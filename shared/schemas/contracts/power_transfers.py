"""A transfer of powers: a municipality lets a region or a centre municipality contract for it, per law and during days."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, MunicipalityCode, Oin, Reference, Resource, Wire
from shared.values.terms import Law

_PERIOD_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_LAWS_TWICE = Text("Noem elke wet één keer.", "Name each law once.")
_Laws = Annotated[
    list[Law],
    Field(
        min_length=1,
        max_length=len(Law),
        description="wetten waarvoor de bevoegdheid overgaat",
        examples=[["jeugdwet"]],
    ),
]


class NewPowerTransfer(Wire):
    """Transfer powers (bevoegdheidsoverdracht, Wgr) to a region or a centre municipality (R-C51, F-31)."""

    external_reference: Reference | None = None
    holder: Oin = Field(description="de regio of centrumgemeente die contracteert: OIN, 20 cijfers")
    municipality_code: MunicipalityCode
    laws: _Laws
    valid_from: Day = Field(description="eerste dag van de overdracht")
    valid_until: Day | None = Field(
        default=None, description="laatste dag van de overdracht; leeg = onbepaald"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_PERIOD_REVERSED)
        if len(set(self.laws)) < len(self.laws):
            raise ValueError(_LAWS_TWICE)
        return self


class PowerTransfer(Resource, NewPowerTransfer):
    """A transfer of powers (bevoegdheidsoverdracht): `owner` is the municipality, `holder` who may contract."""


class PowerTransferWithdrawal(Wire):
    """Bring the last day of a transfer of powers forward; contracts in force stay in force."""

    valid_until: Day = Field(description="laatste dag van de overdracht, vandaag of later")
