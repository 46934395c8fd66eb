"""What a provider must have before it may deliver, over time (R-C58)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Checked, Day, DerivationStep, Name, Oin, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import ProductCode
from shared.schemas.contracts.populations import Slug
from shared.values.parties import RecognitionKind

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_NOTHING = Text(
    "Noem een product, een contract, of zelf wat wordt geëist.",
    "Name a product, a contract, or what is demanded yourself.",
)
Number = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9 ./-]+$"), Checked]


class NewRecognition(Wire):
    """Register what an organisation was recognised for, or which quality demand it meets (erkenning, R-C58)."""

    external_reference: Reference | None = None
    organisation: Oin = Field(description="wie erkend is (OIN)")
    kind: RecognitionKind
    code: Slug = Field(description="welke toelating, erkenning, certificaat of eis", examples=["hkz"])
    number: Number | None = Field(
        default=None, description="nummer van het bewijs", examples=["HKZ-2026/114"]
    )
    issued_by: Name | None = Field(default=None, description="wie haar afgaf")
    product_codes: list[ProductCode] = Field(
        default_factory=list, max_length=200, description="voor welke producten; leeg = alle"
    )
    valid_from: Day = Field(description="eerste dag")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = onbepaald")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class RecognitionChange(Wire):
    """Change a recognition (JSON Merge Patch): what is left out stays, null takes away."""

    number: Number | None = None
    issued_by: Name | None = Field(default=None, description="wie haar afgaf")
    product_codes: list[ProductCode] = Field(default_factory=list, max_length=200)
    valid_until: Day | None = None


class Recognition(Resource, NewRecognition):
    """A recognition (toelating, erkenning, certificaat of kwaliteitseis) of an organisation during days."""


class RecognitionDemand(Wire):
    """What is demanded of a provider: a kind of recognition, any or one by its code."""

    kind: RecognitionKind
    code: Slug | None = Field(default=None, description="leeg = welke dan ook van deze soort")


class NewRecognitionCheck(Wire):
    """Ask whether a provider may deliver on a day (R-C58): a product, a contract, or what is demanded itself."""

    provider: Oin
    day: Day = Field(description="dag van levering")
    product_code: ProductCode | None = Field(
        default=None, description="het product dat wordt geleverd; wat het eist, telt"
    )
    contract_id: UUID | None = Field(
        default=None, description="het contract waaronder wordt geleverd; wat zijn producten eisen, telt"
    )
    demands: list[RecognitionDemand] = Field(
        default=[], max_length=50, description="wat verder van de aanbieder wordt geëist"
    )

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not self.demands and self.product_code is None and self.contract_id is None:
            raise ValueError(_NOTHING)
        return self


class MissingRecognition(Wire):
    """A demand that is not met on the day, and until when it was."""

    kind: RecognitionKind
    code: Slug | None
    product_code: ProductCode | None = Field(
        description="het product dat dit eist; leeg = door de vrager geëist"
    )
    expired_on: Day | None = Field(
        description="laatste dag waarop eraan werd voldaan; leeg = nooit voor deze dag"
    )


class RecognitionCheck(Wire):
    """Whether a provider may deliver on a day: admitted, or refused with every demand that is not met (R-C58)."""

    provider: Oin
    day: Day = Field(description="dag van levering")
    admitted: bool = Field(description="of hij mag leveren")
    missing: list[MissingRecognition] = Field(description="de eisen waaraan hij die dag niet voldoet")
    recognitions: list[Recognition] = Field(description="waarmee hij aan de andere voldoet")
    steps: list[DerivationStep] = Field(description="waarom, eis voor eis")


__all__ = [
    "MissingRecognition", "NewRecognition", "NewRecognitionCheck", "Recognition", "RecognitionChange",
    "RecognitionCheck", "RecognitionDemand",
]  # fmt: skip
