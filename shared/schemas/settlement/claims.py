"""Claims (declaraties) of care delivered: a line as a provider sends it, what became of it, and what a file makes payable."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.common import Cents, Checked, Day, Oin, Reference, Resource, SignedCents, Wire
from shared.schemas.contracts.funding import ProductCode
from shared.schemas.contracts.funding.base import Amount
from shared.values.claiming import ClaimReason, ClaimState
from shared.values.terms import InstalmentState, Law

Category = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$", description="productcategorie (x-istandaard: WMO020, JZ020)", examples=["02"]
    ),
    Checked,
]
UnitCode = Annotated[
    str,
    Field(
        pattern=r"^(01|04|14|16|82|83|84)$",
        description="eenheid (x-istandaard: WJ756): minuut, uur, etmaal, dagdeel, stuks, euro's",
        examples=["04"],
    ),
]
Volume = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=99_999_999,
        description="aantal in de eenheid; bij euro's eurocenten",
        examples=[10],
    ),
]
AllocationNumber = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=999_999_999,
        description="toewijzingnummer (x-istandaard: ToewijzingNummer)",
        examples=[1],
    ),
]
_REVERSED = FieldError(
    "#/periodEnd",
    "period-reversed",
    Text("De laatste dag ligt voor de eerste.", "The last day lies before the first."),
)


class NewClaim(Wire):
    """A line of a claim file (declaratieregel): what was delivered under an allocation on some days, and what is asked for it."""

    external_reference: Reference
    law: Law
    allocation_number: AllocationNumber
    product_category: Category | None = None
    product_code: ProductCode
    unit: UnitCode
    period_start: Day
    period_end: Day
    volume: Volume
    tariff: Amount | None = Field(
        default=None, description="tarief per eenheid in euro; leeg = dat van het contract"
    )
    amount_cents: Cents
    credit_of: Reference | None = Field(
        default=None,
        description="kenmerk van de regel die hiermee wordt teruggenomen; de rest herhaalt die regel",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError(_REVERSED)
        return self


class Claim(Resource):
    """A claim line with what became of it: paid, paid in part, refused with reason and rule, or a credit (N-142)."""

    batch_id: UUID = Field(description="het bestand waarin zij kwam")
    provider: Oin
    law: Law
    allocation_number: int
    allocation_id: UUID | None
    contract_id: UUID | None
    product_category: str | None
    product_code: ProductCode
    unit: str
    period_start: Day = Field(description="eerste dag van levering")
    period_end: Day = Field(description="laatste dag van levering")
    volume: int
    tariff: str | None = Field(description="tarief dat de aanbieder noemde")
    amount_cents: Cents
    credit_of: str | None = Field(description="kenmerk van de regel die zij terugneemt")
    state: ClaimState
    reason: ClaimReason | None = Field(description="waarom zij niet of niet geheel wordt betaald")
    rule: str | None = Field(description="regel die dat zegt", examples=["R-S36"])
    return_code: str | None = Field(
        description="retourcode (x-istandaard: WJ001), waar er een is", examples=["9322"]
    )
    paid_volume: int = Field(description="toegekend volume; negatief bij een credit")
    paid_cents: SignedCents
    exception_cents: SignedCents = Field(description="deel daarvan boven een plafond: spoedzorg (R-S33)")
    ceiling_id: UUID | None = Field(description="het plafond dat in de weg stond")
    allowed_volume: int | None = Field(description="toegewezen tot en met de laatste dag, in de eenheid")
    judged_on: Day = Field(description="dag van beoordeling")
    due_on: Day | None = Field(description="uiterlijk betaald: dertig dagen na goedkeuring (R-S62)")
    contract_version: int | None = Field(description="versie van het contract waarnaar is beoordeeld")
    agreement_number: int | None = Field(description="nummer van de bekostigingsafspraak")
    allocation_version: int | None = Field(description="versie van de toewijzing waarnaar is beoordeeld")
    tariff_id: UUID | None
    tariff_version: int | None = Field(description="versie van het tarief")
    applied_tariff: str | None = Field(description="bedrag per eenheid of voor het geheel, in euro")


class ClaimPayable(Resource):
    """What a claim file makes payable (betaalbaarstelling) of one contract and year of delivery; negative: to be had back."""

    batch_id: UUID
    contract_id: UUID
    contract_number: str
    year: int = Field(description="jaar van levering")
    payee: Oin
    amount_cents: SignedCents
    delivered_until: Day = Field(description="laatste dag van levering")
    approved_on: Day = Field(description="dag van goedkeuring")
    due_on: Day = Field(description="uiterlijk betaald: dertig dagen na goedkeuring (R-S62)")
    entry_id: UUID = Field(description="de post in de boeken")
    state: InstalmentState
    paid_on: Day | None


__all__ = ["Claim", "ClaimPayable", "NewClaim"]
