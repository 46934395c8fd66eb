"""What is found about a contract: findings, the incentive profile, the definition test, texts of the sources, forms of funding."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, Name, Note, Oin, Resource, Wire
from shared.schemas.contracts.circumstances import Circumstances
from shared.schemas.contracts.contracts import NewContract
from shared.schemas.facts import Private
from shared.values.agreements import BasicForm, FundingForm
from shared.values.findings import ClauseKind, Criterion, Dimension, FindingSeverity, SourceCase, Tendency
from shared.values.terms import ContractState

_FIVE = Text("Noem elk van de vijf criteria één keer.", "Name each of the five criteria once.")
Pointer = Annotated[
    str,
    Field(
        description="JSON-pointer in het contract; #/context in de omstandigheden", examples=["#/agreements"]
    ),
]
Row = Annotated[str, Field(description="rij van de bron", examples=["N-81"])]
Locator = Annotated[str, Field(description="vindplaats in de bron")]


class Bilingual(Wire):
    """A text in Dutch and in English."""

    nl: str
    en: str


class Finding(Wire):
    """A finding (bevinding): its code, the rule or risk behind it, how much it weighs, why, where, what helps and clears it."""

    code: str = Field(examples=["availability-in-disguise"])
    rule: str = Field(description="regel, risico of wet", examples=["R-C03"])
    related: list[str] = Field(description="andere rijen die deze bevinding dekt", examples=[["E-17"]])
    severity: FindingSeverity
    where: Pointer
    reason: Bilingual
    countermeasure: Bilingual | None = Field(
        description="wat de bron ertegen noemt; leeg waar zij niets noemt"
    )
    clears: Bilingual = Field(description="wat de bevinding wegneemt")
    source: Locator


class Unassessed(Wire):
    """A kind of finding that could not be judged, and which fact is missing."""

    code: str
    rule: str
    where: Pointer


class Findings(Wire):
    """What is found about a contract in one version, gravest first, and what could not be judged."""

    contract_id: UUID
    contract_version: int
    assessed_on: Day
    findings: list[Finding]
    unassessed: list[Unassessed]


class FindingKind(Wire):
    """A kind of finding: what it says where it is found, with `{placeholders}` for the numbers."""

    code: str
    rule: str
    related: list[str]
    severity: FindingSeverity
    reason: Bilingual
    countermeasure: Bilingual | None
    clears: Bilingual
    source: Locator


class Argument(Wire):
    """One argument of the sources about a chosen form: its text and row, and the case it comes from."""

    funding_number: int
    basic_form: BasicForm
    text: Bilingual
    tendency: Tendency | None = Field(
        description="welke kant de prikkel op werkt; leeg waar de bron dat openlaat"
    )
    case: SourceCase | None = Field(description="het voorbeeld waarover de bron het heeft")
    row: Row
    source: Locator


class DimensionProfile(Wire):
    """One dimension of the incentive profile: the arguments about the chosen forms, and whether they pull apart on it."""

    dimension: Dimension
    name: Bilingual
    arguments: list[Argument]
    pulls_apart: bool


class ProfiledForm(Wire):
    """A chosen form, with the basic form to which it belongs and its name."""

    funding_number: int
    form: FundingForm
    basic_form: BasicForm
    name: Bilingual


class IncentiveProfile(Wire):
    """The incentive profile (prikkelprofiel) of the chosen forms: five dimensions with their arguments; no colours (N-44, 0-6)."""

    forms: list[ProfiledForm]
    dimensions: list[DimensionProfile]
    conflicts: list[Finding] = Field(description="wat tussen de vormen staat (R-C61)")


class Assess(NewContract):
    """A contract that is not saved, and what is known around it, to be told beforehand where it will go wrong."""

    context: Circumstances = Circumstances()


class Assessment(Wire):
    """What is found about a draft that is not saved, with its incentive profile."""

    assessed_on: Day
    findings: list[Finding]
    unassessed: list[Unassessed]
    incentive_profile: IncentiveProfile


class CriterionEvidence(Wire):
    """Whether one criterion of the definition is met, on which evidence, from which source."""

    criterion: Criterion
    met: bool
    evidence: Annotated[Note, Private] = Field(description="waarop het oordeel berust")
    source: Name = Field(description="vindplaats van het bewijs")


class NewDefinitionTest(Wire):
    """Hold a contract against the five criteria of population funding (definitietoets, R-C02)."""

    criteria: list[CriterionEvidence] = Field(min_length=5, max_length=5)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({one.criterion for one in self.criteria}) < len(Criterion):
            raise ValueError(_FIVE)
        return self


class DefinitionVersion(Wire):
    """The definition test as it was in one version."""

    version: int
    tested_on: Day
    criteria: list[CriterionEvidence]
    score: int = Field(ge=0, le=5, description="gehaalde criteria")
    deviations: list[int] = Field(description="nummers van de criteria die niet zijn gehaald")


class DefinitionTest(Resource):
    """A contract held against the definition of population funding: score and deviations with their evidence (R-C02)."""

    contract_id: UUID
    tested_on: Day
    criteria: list[CriterionEvidence]
    score: int = Field(ge=0, le=5, description="gehaalde criteria")
    deviations: list[int] = Field(description="nummers van de criteria die niet zijn gehaald")


class SourceText(Wire):
    """A text of the sources (N-78 … N-88 and the definition): its row, on which dimension, of which form or case."""

    row: Row
    number: int
    text: Bilingual
    dimension: Dimension | None
    basic_form: BasicForm | None
    case: SourceCase | None
    criterion: Criterion | None
    tendency: Tendency | None
    source: Locator


class FundingField(Wire):
    """A field of a form of funding."""

    name: str
    mandatory: bool
    description: str


class FundingFormInfo(Wire):
    """A form of funding (N-06): its basic form (N-01), its fields, and how many of them are mandatory (G-78)."""

    form: FundingForm
    basic_form: BasicForm
    name: Bilingual
    fields: list[FundingField]
    mandatory_fields: int


class ResultClause(Wire):
    """A clause of a subsidy that reaches for results, and whether its consequence can be enforced (R-C09)."""

    kind: ClauseKind
    where: Pointer
    name: Bilingual
    enforceable: bool


class SubsidyCheck(Wire):
    """A subsidy with its result clauses: is it applied properly (F-18, F-19)."""

    contract_id: UUID
    contract_version: int
    owner: Oin
    number: str
    name: str
    state: ContractState
    clauses: list[ResultClause]
