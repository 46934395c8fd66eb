"""How a question becomes support: the place of access, the steps of a scenario, referrers, teams, and ceilings on access."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.access.care import CaseCode
from shared.schemas.common import Day, DerivationStep, Name, Parties, Reference, Resource, Wire
from shared.values.access_policies import (
    CeilingSource,
    ProcessStepKind,
    ReferrerOutcome,
    ResponsibleParty,
    TeamKind,
)
from shared.values.arrangements import AccessPlace, DecisionDocument, Evaluator, Scenario
from shared.values.legal_frames import FindingLevel
from shared.values.products import CareLine
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ProvisionType

Category = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$",
        description="productcategorie",
        examples=["02"],
        json_schema_extra={"x-istandaard": "Product.Categorie"},
    ),
]
_ONE_WAY = Text(
    "Noem een product, of beschrijf het met de twee vragen.",
    "Name a product, or describe it by the two questions.",
)


class NewAccessRoute(Wire):
    """Ask where access is decided (R-A01) and whether it may be free (R-A02), for a product or for what is described."""

    product_id: UUID | None = Field(default=None, description="een product van de catalogus")
    contract_id: UUID | None = Field(
        default=None, description="onder welk contract; geeft ook wat dat openlaat"
    )
    provision_type: ProvisionType | None = Field(default=None, description="leeg = zoals het product zegt")
    limited_volume_risk: bool | None = Field(default=None, description="is het volumerisico beperkt")
    expertise_concentration: bool | None = Field(
        default=None, description="is het gewenst expertise te concentreren"
    )
    line: CareLine | None = None
    low_decision_cost: bool | None = Field(default=None, description="kost het besluit weinig (R-A02)")
    small_other_help_risk: bool | None = Field(
        default=None, description="is de kans klein dat de burger dringend andere hulp nodig heeft (R-A02)"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        described = (self.limited_volume_risk, self.expertise_concentration, self.line) != (None, None, None)
        if self.product_id is not None and described:
            raise ValueError(_ONE_WAY)
        return self


class RouteFinding(Wire):
    """One thing that was found: how heavy it weighs, what it says, and what mends it."""

    code: str
    rule: str
    level: FindingLevel
    text_nl: str
    text_en: str
    mend_nl: str | None
    mend_en: str | None


class AccessRoute(Wire):
    """Where access is decided, whether it may be free, and what contract and scenario say to it."""

    place: AccessPlace | None = Field(description="waar over toegang wordt besloten; leeg = nog open")
    advised: AccessPlace | None = Field(description="wat de tabel aanwijst (R-A01)")
    chosen: AccessPlace | None = Field(description="wat de opdrachtgever bij het product koos; gaat voor")
    free_access: bool | None = Field(description="vrij toegankelijk (R-A02); leeg = niet bekend")
    scenario: Scenario | None
    findings: list[RouteFinding] = Field(description="wat contract en scenario openlaten (R-C30 … R-C54)")
    steps: list[DerivationStep]


class ScenarioConstraint(Wire):
    """What a scenario demands of place, document and evaluation (R-C38)."""

    scenario: Scenario
    places: list[AccessPlace]
    document: DecisionDocument
    evaluators: list[Evaluator]


class ProcessStep(Wire):
    """A step from question to evaluation with who is responsible for it (N-90)."""

    scenario: Scenario
    number: int
    kind: ProcessStepKind
    responsible: list[ResponsibleParty]
    then_refers: bool = Field(description="hierna volgt een verwijzing")


class ReferrerRoute(Wire):
    """What a referral by this referrer leads to under a law (R-A04)."""

    law: Law
    referrer_type: Annotated[ReferrerType, Field(json_schema_extra={"x-istandaard": "Verwijzer.Type"})]
    outcome: ReferrerOutcome
    may_refuse: bool = Field(description="of de gemeente mag weigeren; een rechterlijke beslissing niet")
    finding: RouteFinding


class NewTeam(Wire):
    """Register a team (toegangsteam) with the areas that it works for (R-A50)."""

    external_reference: Reference | None = None
    code: CaseCode
    kind: TeamKind = Field(description="sociaal (18 en ouder) of jeugd")
    name: Name
    areas: Annotated[list[CaseCode], Field(max_length=500, description="gebieden of wijken")]
    valid_from: Day
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = werkt nog")


class TeamChange(Wire):
    """Change a team (JSON Merge Patch): what is left out stays; its code and kind never change."""

    name: Name = Field(default_factory=str)
    areas: Annotated[list[CaseCode], Field(max_length=500)] = Field(default_factory=list)
    valid_until: Day | None = None


class Team(Resource):
    """A team (toegangsteam): its kind and the areas that it works for."""

    code: str
    kind: TeamKind
    name: str
    areas: list[str]
    valid_from: Day
    valid_until: Day | None
    parties: Parties


class TeamQuestion(Wire):
    """Ask which team handles a question (R-A50): by age and area, and by the law where age alone does not decide."""

    law: Law
    born_on: Day | None = Field(default=None, description="geboortedatum; wordt niet bewaard")
    area: CaseCode | None = None
    on: Day | None = Field(default=None, description="leeg = vandaag")
    own_question: bool = Field(
        default=False, description="een eigen vraag van een ouder (of jongere): de wet beslist"
    )


class TeamAssigned(Wire):
    """The kind of team, and the team itself where one has the area."""

    kind: TeamKind
    team: Team | None = Field(description="leeg = geen team heeft dit gebied")
    steps: list[DerivationStep]


class AccessCeilingTerms(Wire):
    """How many access decisions are agreed for a year (R-A38); what is left out does not narrow it."""

    name: Name
    year: int = Field(ge=1990, le=2199, examples=[2026])
    contract_id: UUID | None = None
    law: Law | None = None
    product_category: Category | None = None
    maximum_decisions: int = Field(ge=0, le=100_000_000, examples=[800])


class NewAccessCeiling(AccessCeilingTerms):
    """Set an access ceiling (toegangsplafond): it warns and never refuses (G-79)."""

    external_reference: Reference | None = None


class AccessCeilingChange(Wire):
    """Change a ceiling (JSON Merge Patch)."""

    name: Name = Field(default_factory=str)
    maximum_decisions: int = Field(default_factory=int, ge=0, le=100_000_000)


class AccessCeiling(Resource):
    """An access ceiling (toegangsplafond): the number of access decisions agreed for a year."""

    name: str
    year: int
    source: CeilingSource = Field(description="door de gemeente gezet, of een plafond van contracts")
    ceiling_id: UUID | None = Field(description="het plafond van contracts")
    contract_id: UUID | None
    law: Law | None
    product_category: str | None
    maximum_decisions: int
    parties: Parties


class AccessCeilingUse(Wire):
    """How far an access ceiling is used (R-A38); never a ground of refusal (G-79)."""

    ceiling_id: UUID
    version: int
    name: str
    year: int
    source: CeilingSource
    contract_id: UUID | None
    law: Law | None
    product_category: str | None
    counted_on: Day
    decisions: int = Field(description="toekenningen die meetellen; bij contracts de inwoners daarvan")
    maximum_decisions: int
    remaining: int
    used_basis_points: int | None = Field(description="gebruikt deel; leeg = er is niets afgesproken")
    warning: bool
    exhausted: bool
    policy_id: UUID | None = Field(description="de beleidsregel van de drempel; leeg = de standaardwaarden")
    policy_version: int
    steps: list[DerivationStep]


__all__ = [
    "AccessCeiling", "AccessCeilingChange", "AccessCeilingUse", "AccessRoute", "NewAccessCeiling",
    "NewAccessRoute", "NewTeam", "ProcessStep", "ReferrerRoute", "RouteFinding", "ScenarioConstraint", "Team",
    "TeamAssigned", "TeamChange", "TeamQuestion",
]  # fmt: skip
