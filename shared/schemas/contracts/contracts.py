"""A contract: drafted, changed while a draft, signed, and as it stands in one version."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.schemas.common import Day, MunicipalityCode, Name, Oin, Reference, Resource, Wire, Written
from shared.schemas.contracts.parties import Member
from shared.schemas.contracts.terms import (
    ExtensionOption,
    Funding,
    Months,
    ResultAgreement,
    Signature,
    StartDate,
    YearlyCheck,
    check_agreements,
    check_options,
)
from shared.values.terms import ContractState, LegalForm

ContractNumber = Annotated[Written, Field(min_length=1, max_length=40, examples=["ALP-2026-01"])]


class NewContract(Wire):
    """Draft a contract; what is not known yet may be left out until it is signed (R-C01)."""

    external_reference: Reference | None = None
    number: ContractNumber
    name: Name
    municipality_code: MunicipalityCode
    legal_form: LegalForm
    consortium_id: UUID | None = None
    population_id: UUID | None = None
    start_date: StartDate | None = None
    base_term_months: Months | None = None
    evaluation_after_months: Months | None = None
    extension_options: list[ExtensionOption] = Field(default=[], max_length=9)
    yearly_check: YearlyCheck | None = None
    funding: Funding | None = None
    agreements: list[ResultAgreement] = Field(default=[], max_length=99)
    acceptance_duty: bool = Field(default=False, description="acceptatieplicht (R-A36)")
    waiting_norm_days: int | None = Field(
        default=None, ge=0, le=365, description="wachttijdnorm in werkdagen (R-O06)"
    )
    auditor: Oin | None = Field(default=None, description="de accountant die de controleverklaring afgeeft")

    @model_validator(mode="after")
    def _lists_are_consistent(self) -> Self:
        check_agreements(self.agreements)
        check_options(self.extension_options)
        return self


class ContractChange(Wire):
    """Change a draft (JSON Merge Patch): what is left out stays, null takes away; all sign anew."""

    number: ContractNumber = Field(default_factory=str)
    name: Name = Field(default_factory=str)
    municipality_code: MunicipalityCode = Field(default_factory=str)
    legal_form: LegalForm = Field(default_factory=lambda: LegalForm.CONTRACT)
    consortium_id: UUID | None = None
    population_id: UUID | None = None
    start_date: StartDate | None = None
    base_term_months: Months | None = None
    evaluation_after_months: Months | None = None
    extension_options: list[ExtensionOption] = Field(default_factory=list, max_length=9)
    yearly_check: YearlyCheck | None = None
    funding: Funding | None = None
    agreements: list[ResultAgreement] = Field(default_factory=list, max_length=99)
    acceptance_duty: bool = Field(default_factory=bool)
    waiting_norm_days: int | None = Field(default=None, ge=0, le=365)
    auditor: Oin | None = None

    @model_validator(mode="after")
    def _lists_are_consistent(self) -> Self:
        check_agreements(self.agreements)
        check_options(self.extension_options)
        return self


class Contract(Resource):
    """A contract (contract): parties, performance, reward and period in one version."""

    number: str
    name: str
    municipality_code: MunicipalityCode
    legal_form: LegalForm
    state: ContractState
    consortium_id: UUID | None
    population_id: UUID | None
    start_date: Day | None
    end_date: Day | None = Field(
        description="laatste dag van de basislooptijd en gebruikte verlengingen (R-C04)"
    )
    latest_end_date: Day | None
    base_term_months: int | None
    evaluation_after_months: int | None
    evaluation_date: Day | None = Field(description="evaluatie verschuldigd (R-C05)")
    extension_options: list[ExtensionOption]
    yearly_check: YearlyCheck | None
    funding: Funding | None
    funding_effective_on: Day | None = Field(description="ingangsdatum van het huidige jaarbedrag")
    agreements: list[ResultAgreement]
    acceptance_duty: bool
    waiting_norm_days: int | None
    auditor: Oin | None
    members: list[Member] = Field(description="leden van het samenwerkingsverband bij activering")
    payee: Oin | None = Field(description="penvoerder die de betalingen ontvangt")
    parties: list[Oin]
    signatures: list[Signature]
    amendment_id: UUID | None = Field(description="het addendum dat deze versie maakte")


class Sign(Wire):
    """Sign for the side that the token's organisation is on; the token's end user is who signs."""

    signed_by: Name | None = Field(
        default=None,
        description="hoedanigheid waarin wordt getekend, liefst geen persoonsnaam; leeg = de eindgebruiker",
        examples=["wethouder zorg"],
    )
