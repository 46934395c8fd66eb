"""A contract: drafted, changed while a draft, signed, and as it stands in one version."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.schemas.common import Day, MunicipalityCode, Name, Oin, Reference, Resource, Wire, Written
from shared.schemas.contracts.conditions import (
    Arrangement,
    Conditions,
    CoPurchaser,
    Guarantee,
    Incentive,
    ScopeItem,
)
from shared.schemas.contracts.frame import TransactionFrame
from shared.schemas.contracts.funding import FundingAgreement, ProductCode, check_numbers
from shared.schemas.contracts.life import History, KpiCompensation, Suspension, TakenOver, Termination
from shared.schemas.contracts.parties import Member
from shared.schemas.contracts.terms import (
    ExtensionOption,
    Months,
    ResultAgreement,
    Signature,
    StartDate,
    YearlyCheck,
    YearlyFunding,
    check_agreements,
    check_options,
)
from shared.values.agreements import LegalForm, NonFinancialIncentive
from shared.values.terms import ContractState

ContractNumber = Annotated[Written, Field(min_length=1, max_length=40, examples=["ALP-2026-01"])]


class ContractTerms(Wire):
    """What the parties write down; what is not known yet may be left out until it is signed (R-C01)."""

    number: ContractNumber
    name: Name
    municipality_code: MunicipalityCode
    legal_form: LegalForm
    consortium_id: UUID | None = None
    provider: Oin | None = Field(
        default=None, description="de aanbieder, waar geen samenwerkingsverband partij is"
    )
    co_purchasers: list[CoPurchaser] = Field(
        default_factory=list, max_length=20, description="opdrachtgevers naast de eigenaar (A-8)"
    )
    population_id: UUID | None = None
    product_codes: list[ProductCode] = Field(default_factory=list, max_length=500)
    tendered_scope: list[ScopeItem] = Field(
        default_factory=list, max_length=200, description="de aanbestede opdracht (R-C06)"
    )
    scope: list[ScopeItem] = Field(
        default_factory=list, max_length=200, description="de opdracht zoals zij is (R-C06)"
    )
    start_date: StartDate | None = None
    base_term_months: Months | None = None
    evaluation_after_months: Months | None = None
    extension_options: list[ExtensionOption] = Field(default_factory=list, max_length=9)
    yearly_check: YearlyCheck | None = None
    funding_agreements: list[FundingAgreement] = Field(
        default_factory=list, max_length=20, description="de beloning: een of meer vormen (N-06, R-C61)"
    )
    incentives: list[Incentive] = Field(default_factory=list, max_length=50)
    non_financial_incentives: list[NonFinancialIncentive] = Field(default_factory=list, max_length=8)
    agreements: list[ResultAgreement] = Field(default_factory=list, max_length=99)
    frame: TransactionFrame | None = None
    arrangement: Arrangement | None = None
    conditions: Conditions | None = None
    guarantee: Guarantee | None = None
    acceptance_duty: bool = Field(default_factory=bool, description="acceptatieplicht (R-A36)")
    waiting_norm_days: int | None = Field(
        default=None, ge=0, le=365, description="wachttijdnorm in werkdagen (R-O06)"
    )
    auditor: Oin | None = Field(default=None, description="de accountant die de controleverklaring afgeeft")
    history: History | None = Field(
        default=None,
        description="van een contract dat al liep: op papier getekend, met eerdere versies (R-C08)",
    )

    @model_validator(mode="after")
    def _lists_are_consistent(self) -> Self:
        check_agreements(self.agreements)
        check_options(self.extension_options)
        check_numbers(self.funding_agreements)
        return self


class NewContract(ContractTerms):
    """Draft a contract; what is not known yet may be left out until it is signed (R-C01)."""

    external_reference: Reference | None = None


class ContractChange(ContractTerms):
    """Change a draft (JSON Merge Patch): what is left out stays, null takes away; all sign anew."""

    number: ContractNumber = Field(default_factory=str)
    name: Name = Field(default_factory=str)
    municipality_code: MunicipalityCode = Field(default_factory=str)
    legal_form: LegalForm = Field(default_factory=lambda: LegalForm.CONTRACT)


_SINCE_0_3 = (
    "coPurchasers", "productCodes", "tenderedScope", "scope", "incentives", "nonFinancialIncentives",
)  # fmt: skip
_SINCE_0_3_OPTIONAL = ("provider", "frame", "arrangement", "conditions", "guarantee")


def _of_now(told: Any) -> Any:
    """A version that the logbook kept before 0.3.0, in today's words: its one reward is the first funding agreement."""
    if not isinstance(told, dict) or "funding" not in told:
        return told
    now = {name: value for name, value in told.items() if name not in ("funding", "fundingEffectiveOn")}
    now |= {name: [] for name in _SINCE_0_3} | dict.fromkeys(_SINCE_0_3_OPTIONAL)
    now |= {"fundingAgreements": [], "yearlyFunding": []}
    was = told["funding"]
    if was is None:
        return now
    annual, share = was["annualAmountCents"], was["advanceBasisPoints"]
    advance = (annual * share + 5_000) // 10_000
    own = {
        name: value for name, value in was.items() if was["form"] != "lumpSum" or name != "advanceBasisPoints"
    }
    now["fundingAgreements"] = [{"number": 1, **own}]
    sums = {
        "advanceCents": advance,
        "retentionCents": annual - advance,
        "effectiveOn": told.get("fundingEffectiveOn"),
    }
    now["yearlyFunding"] = [{"number": 1, **was, **sums}]
    return now


class Contract(Resource):
    """A contract (contract): parties, performance, reward and period in one version."""

    _of_an_older_release = model_validator(mode="before")(_of_now)

    number: str
    name: str
    municipality_code: MunicipalityCode
    legal_form: LegalForm
    state: ContractState
    consortium_id: UUID | None
    provider: Oin | None
    co_purchasers: list[CoPurchaser]
    population_id: UUID | None
    product_codes: list[ProductCode]
    tendered_scope: list[ScopeItem]
    scope: list[ScopeItem]
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
    funding_agreements: list[FundingAgreement]
    yearly_funding: list[YearlyFunding] = Field(
        description="wat elke in termijnen betaalde afspraak in een heel jaar uitmaakt (R-S01)"
    )
    incentives: list[Incentive]
    non_financial_incentives: list[NonFinancialIncentive]
    agreements: list[ResultAgreement]
    frame: TransactionFrame | None
    arrangement: Arrangement | None
    conditions: Conditions | None
    guarantee: Guarantee | None
    acceptance_duty: bool
    waiting_norm_days: int | None
    auditor: Oin | None
    members: list[Member] = Field(description="leden van het samenwerkingsverband bij activering")
    payee: Oin | None = Field(description="penvoerder die de betalingen ontvangt")
    parties: list[Oin]
    signatures: list[Signature]
    amendment_id: UUID | None = Field(description="het addendum dat deze versie maakte")
    suspension: Suspension | None = Field(default=None, description="de schorsing, ook een die nog begint")
    termination: Termination | None = Field(default=None, description="de beëindiging, ook een die nog komt")
    compensations: list[KpiCompensation] = Field(
        default=[], description="tekorten die een hogere norm opvangt (R-C52)"
    )
    taken_over: TakenOver | None = Field(
        default=None, description="het contract liep al toen het werd vastgelegd"
    )


class Sign(Wire):
    """Sign for the side that the token's organisation is on; the token's end user is who signs."""

    signed_by: Name | None = Field(
        default=None,
        description="hoedanigheid waarin wordt getekend, liefst geen persoonsnaam; leeg = de eindgebruiker",
        examples=["wethouder zorg"],
    )
