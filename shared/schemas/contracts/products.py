"""The catalogue of products (N-113): what can be agreed, granted and paid, with where access to it is decided."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    BasisPoints,
    Cents,
    Checked,
    Day,
    DerivationStep,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.contracts.funding.base import ProductCode
from shared.schemas.contracts.recognitions import RecognitionDemand
from shared.schemas.facts import Private
from shared.values.agreements import FundingForm
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import (
    CareLayer,
    CareLine,
    ExecutionVariant,
    OwnContributionRoute,
    Separation,
    SupportKind,
    VolumeRisk,
)
from shared.values.terms import Law, ProvisionType

Category = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$",
        description="productcategorie (x-istandaard: Product.Categorie)",
        examples=["02"],
    ),
]
Lot = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9 .-]{1,40}$", description="perceel van de inkoop", examples=["3"]),
    Checked,
]
Laws = Annotated[
    list[Law],
    Field(min_length=1, max_length=len(Law), description="onder welke wet", examples=[["wmo2015"]]),
]
Readers = Annotated[
    list[Oin], Field(max_length=500, description="organisaties die product en algemeen tarief mogen zien")
]
RecognitionDemands = Annotated[
    list[RecognitionDemand],
    Field(
        max_length=50,
        description="erkenningen die een aanbieder moet hebben om dit product te leveren (R-C58)",
        examples=[[{"kind": "certificate", "code": "hkz"}]],
    ),
]

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_TWICE = Text("Noem elk maar één keer.", "Name each only once.")


class NewProduct(Wire):
    """Register a product (product, N-113)."""

    external_reference: Reference | None = None
    code: ProductCode
    category: Category
    name: Name
    description: Note | None = None
    support_kind: SupportKind | None = Field(default=None, description="soort ondersteuning (N-62)")
    laws: Laws
    unit: Unit = Field(description="eenheid waarin wordt geteld en betaald (N-63)")
    line: CareLine = Field(description="nulde, eerste of tweede lijn (N-16)")
    layer: CareLayer | None = Field(default=None, description="basis, specialistisch of aanvullend (N-16)")
    lot: Lot | None = None
    provision_type: ProvisionType = Field(description="algemene voorziening of maatwerkvoorziening (N-15)")
    sheltered_living: bool = Field(
        default=False, description="beschermd wonen: nooit een algemene voorziening (R-C35)"
    )
    access_place: AccessPlace | None = Field(
        default=None, description="plaats van het toegangsbesluit (N-17); leeg = volgt uit de tabel (A-14.5)"
    )
    volume_risk: VolumeRisk | None = Field(default=None, description="is het volumerisico beperkt (A-14.5)")
    expertise_concentration: bool | None = Field(
        default=None, description="is het gewenst expertise te concentreren voor het besluit (A-14.5)"
    )
    acute: bool = Field(default=False, description="spoed: hulp gaat voor het besluit")
    pool_eligible: bool = Field(default=False, description="komt in aanmerking voor risicoverevening")
    exempt_from_ceiling: bool = Field(default=False, description="telt niet mee voor een plafond (R-C26)")
    own_contribution: OwnContributionRoute = Field(
        default=OwnContributionRoute.NONE, description="weg van de eigen bijdrage (N-64)"
    )
    execution_variant: ExecutionVariant | None = Field(
        default=None, description="inspannings-, output- of taakgericht (N-65)"
    )
    recognition_demands: RecognitionDemands = Field(default=[])
    visible_to: Readers = Field(default=[])
    valid_from: Day = Field(description="eerste dag waarop het product kan worden toegewezen")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = geldt nog")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        for listed in (self.laws, self.visible_to):
            if len(set(listed)) < len(listed):
                raise ValueError(_TWICE)
        return self


class ProductChange(Wire):
    """Change a product (JSON Merge Patch): what is left out stays; its code and laws never change."""

    name: Name = Field(default_factory=str)
    description: Note | None = None
    support_kind: SupportKind | None = None
    line: CareLine = Field(default_factory=lambda: CareLine.ZERO)
    layer: CareLayer | None = None
    lot: Lot | None = None
    provision_type: ProvisionType = Field(default_factory=lambda: ProvisionType.GENERAL)
    sheltered_living: bool = Field(default_factory=bool)
    access_place: AccessPlace | None = None
    volume_risk: VolumeRisk | None = None
    expertise_concentration: bool | None = None
    acute: bool = Field(default_factory=bool)
    pool_eligible: bool = Field(default_factory=bool)
    exempt_from_ceiling: bool = Field(default_factory=bool)
    own_contribution: OwnContributionRoute = Field(default_factory=lambda: OwnContributionRoute.NONE)
    execution_variant: ExecutionVariant | None = None
    recognition_demands: RecognitionDemands = Field(default_factory=list)
    visible_to: Readers = Field(default_factory=list)
    valid_until: Day | None = None


class Product(Resource, NewProduct):
    """A product (product) of the catalogue, with what follows from it."""

    description: Annotated[Note | None, Private]
    unit_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        description="code van de eenheid (x-istandaard: Eenheid); leeg = de standaard kent haar niet",
        examples=["04"],
    )
    funding_forms: list[FundingForm] = Field(
        description="de bekostigingsvormen van de uitvoeringsvariant (N-65, N-06)"
    )
    advised_access_place: AccessPlace | None = Field(
        description="wat de tabel aanwijst: volumerisico × concentratie van expertise (A-14.5)"
    )


class NewSeparationAdvice(Wire):
    """Ask whether a care type belongs in the basic budget (R-C53): its cost, volume and variance beside the budget."""

    cases: int = Field(ge=0, le=10_000_000, description="verwacht aantal gevallen in een jaar", examples=[3])
    cost_per_case_cents: Cents = Field(description="gemiddelde kosten van een geval", examples=[15_000_000])
    deviation_per_case_cents: Cents = Field(
        default=0, description="standaardafwijking van de kosten van een geval; 0 = elk geval kost evenveel"
    )
    basic_budget_cents: Annotated[
        int, Field(ge=1, le=10**15, description="basisbudget van een jaar", examples=[100_000_000])
    ]
    threshold_basis_points: BasisPoints = Field(
        default=1_000, description="vanaf welk deel van het basisbudget het een grote hap is"
    )
    variation_basis_points: int = Field(
        default=2_500,
        ge=0,
        le=100_000,
        description="vanaf welke variatie tussen jaren (standaardafwijking ÷ verwachting) het onvoorspelbaar is",
    )


class SeparationAdvice(Wire):
    """The advice on basic or specialist (R-C53): it eats the budget and cannot be foreseen, or it can stay."""

    advice: Separation
    total_cents: Cents = Field(description="verwachte kosten van een jaar")
    share_basis_points: int = Field(description="deel van het basisbudget")
    variation_basis_points: int | None = Field(
        description="variatie tussen jaren; leeg = er zijn geen gevallen"
    )
    steps: list[DerivationStep]


__all__ = [
    "NewProduct", "NewSeparationAdvice", "Product", "ProductChange", "SeparationAdvice",
]  # fmt: skip
