"""What is agreed beside reward and results: who decides on support, duties, quality, guarantees, incentives."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Checked, Day, Name, Note, Oin, Score, Wire
from shared.schemas.contracts.funding.base import Ladder, ProductCode, Quantity, Weight
from shared.values.agreements import IncentiveBase, IncentiveKind, PaymentMoment
from shared.values.arrangements import (
    AccessPlace,
    AdmissionMode,
    CompetitionMode,
    DecisionDocument,
    Evaluator,
    GuaranteeKind,
    LagConsequence,
    ProcurementModel,
    QualityDemandKind,
    RoleModel,
    Scenario,
    SocialReturnBase,
    Unit,
)
from shared.values.claiming import PartialApproval
from shared.values.populations import LegalFramework
from shared.values.terms import NormOperator, ProvisionType

IndicatorCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["client-satisfaction"]), Checked]

_WORTH = Text(
    "Een prikkel is een bedrag, een percentage of een staffel: precies één.",
    "An incentive is an amount, a percentage or a ladder: exactly one.",
)
_BOUNDS = Text("De ondergrens ligt niet boven de bovengrens.", "The floor does not exceed the cap.")
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_YEARS = Text("Elk jaar komt één keer voor.", "Every year comes once.")


class Arrangement(Wire):
    """How the agreement came about and who decides what under it: procurement, role, scenario, access (R-C38, R-C56)."""

    procurement_model: ProcurementModel | None = Field(
        default=None, description="inkoopmodel; niet de bekostiging (A-13.14)"
    )
    role_model: RoleModel | None = Field(default=None, description="rol van de gemeente (N-13, R-C56)")
    scenario: Scenario | None = Field(default=None, description="scenario A, B, C of D (R-C38)")
    access_place: AccessPlace | None = Field(
        default=None, description="plaats van het toegangsbesluit (N-17)"
    )
    decision_document: DecisionDocument | None = Field(
        default=None, description="besluit of verwijsbrief (R-C38)"
    )
    evaluators: list[Evaluator] = Field(
        default=[], max_length=3, description="wie beoordeelt of resultaten zijn bereikt"
    )
    admission_mode: AdmissionMode | None = Field(
        default=None, description="open, beperkt of één aanbieder (G-65)"
    )
    provision_type: ProvisionType | None = Field(
        default=None, description="algemene of maatwerkvoorziening (R-C34)"
    )
    personal_budget_option: bool = Field(default=False, description="de cliënt kan een pgb kiezen (R-C34)")
    competition_mode: CompetitionMode | None = Field(
        default=None, description="waar aanbieders concurreren (N-107, A-14.29)"
    )
    concentrated: bool | None = Field(
        default=None, description="de zorg is bij weinig aanbieders geconcentreerd (A-14.29)"
    )
    main_contractor: bool | None = Field(
        default=None, description="integraal ingekocht bij een hoofdaannemer (A-14.29)"
    )
    population_defined_by: list[Evaluator] = Field(
        default=[], max_length=3, description="wie de populatie bepaalde; naast wie over hulp beslist (F-23)"
    )
    results_defined_by: list[Evaluator] = Field(
        default=[], max_length=3, description="wie de resultaten bepaalde (F-23, A-3.11)"
    )


class SocialReturn(Wire):
    """Social return: a share of the contract sum for work for others (R-C31)."""

    basis_points: BasisPoints
    base: SocialReturnBase = SocialReturnBase.CONTRACT_SUM


class QualityDemand(Wire):
    """A demand on structure or process where outcomes cannot be measured yet (R-C32)."""

    number: int = Field(ge=1, le=99)
    kind: QualityDemandKind
    description: Note
    product_code: ProductCode | None = Field(default=None, description="leeg = alle producten")
    minimum: Quantity | None = Field(default=None, description="ten minste zoveel eenheden per traject")
    unit: Unit | None = None


class Conditions(Wire):
    """The conditions beside reward and results (N-107): duties, clauses, indexation, quality."""

    escalation_route: Note | None = Field(default=None, description="opschalingsroute (R-C30)")
    cooperation_duty: bool = Field(default=False, description="verplichting tot samenwerken (R-C57)")
    social_return: SocialReturn | None = None
    arbiter_clause: bool = Field(default=False, description="arbiter bij conflict")
    recidivism_guarantee_months: int | None = Field(
        default=None, ge=1, le=120, description="garantieregeling recidive, in maanden"
    )
    partial_approval: PartialApproval = Field(
        default=PartialApproval.SPLIT,
        description="wat er gebeurt met een declaratie waarvan een deel past: dat deel wordt betaald, of niets (R-S32, R-S36)",
    )
    indexation: bool = Field(default=True, description="tarieven volgen de index (R-C27)")
    own_risk_provision: bool = Field(
        default=False, description="de gemeente houdt een eigen voorziening aan (R-C59)"
    )
    quality_demands: list[QualityDemand] = Field(default=[], max_length=99)
    exempt_care_types: list[Name] = Field(
        default=[],
        max_length=50,
        description="zorgsoorten waarvoor een plafond niet geldt, zoals crisiszorg (R-C26)",
    )
    lag_consequences: list[LagConsequence] = Field(
        default=[],
        max_length=len(LagConsequence),
        description="wat volgt als een resultaat achterblijft (N-53)",
    )


class ScopeItem(Wire):
    """What the assignment covers: a product or a named kind of support, under a law, during days (R-C06, G-72)."""

    name: Name
    product_code: ProductCode | None = None
    law: LegalFramework | None = Field(
        default=None, description="onder welke wet, ook een van vroeger (N-14, A-3.3)"
    )
    valid_from: Day | None = Field(default=None, description="leeg = vanaf de start")
    valid_until: Day | None = Field(
        default=None, description="laatste dag, zoals bij overgang naar een andere wet (A-9.12)"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (
            self.valid_from is not None
            and self.valid_until is not None
            and self.valid_until < self.valid_from
        ):
            raise ValueError(_REVERSED)
        return self


class GuaranteedYear(Wire):
    """The guaranteed part in one year of the contract (1 = the first)."""

    year: int = Field(ge=1, le=20)
    basis_points: BasisPoints


class Guarantee(Wire):
    """Volume or budget guarantee in transition, with the duties that stand against it (R-C50, G-42)."""

    kind: GuaranteeKind = GuaranteeKind.FLOOR
    base_cents: Cents
    years: list[GuaranteedYear] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _years_once(self) -> Self:
        if len({one.year for one in self.years}) < len(self.years):
            raise ValueError(_YEARS)
        return self


class Incentive(Wire):
    """A financial incentive beside the basic reward (N-42): its measure, threshold, worth, cap and moment."""

    number: int = Field(ge=1, le=99)
    kind: IncentiveKind
    description: Note
    funding_number: int | None = Field(
        default=None, ge=1, le=99, description="bij welke bekostigingsafspraak"
    )
    indicator_code: IndicatorCode | None = Field(default=None, description="op welke resultaatafspraak")
    operator: NormOperator | None = None
    threshold: Score | None = None
    amount_cents: Cents | None = None
    basis_points: BasisPoints | None = None
    ladder: Ladder | None = None
    base: IncentiveBase = IncentiveBase.ANNUAL_AMOUNT
    cap_cents: Cents | None = None
    floor_cents: Cents | None = None
    payment_moment: PaymentMoment = PaymentMoment.YEAR_END

    @model_validator(mode="after")
    def _worth_once(self) -> Self:
        if sum(one is not None for one in (self.amount_cents, self.basis_points, self.ladder)) != 1:
            raise ValueError(_WORTH)
        if self.cap_cents is not None and self.floor_cents is not None and self.floor_cents > self.cap_cents:
            raise ValueError(_BOUNDS)
        return self


class CoPurchaser(Wire):
    """A purchaser beside the owner: another municipality, an insurer or a care office, with its part (A-8, A-14.10)."""

    oin: Oin
    weight: Weight = Field(description="gewicht in wat de opdrachtgevers samen betalen")


__all__ = [
    "Arrangement", "CoPurchaser", "Conditions", "Guarantee", "GuaranteedYear", "Incentive", "IndicatorCode",
    "QualityDemand", "ScopeItem", "SocialReturn",
]  # fmt: skip
