"""Desired results of a citizen (goals): what is to be reached by when, who set it, and what became of it."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.schemas.access.citizens import exactly_one
from shared.schemas.common import (
    BasisPoints,
    Checked,
    Day,
    Note,
    Oin,
    Parties,
    Reference,
    Resource,
    Score,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import (
    ClientVerdict,
    DecisionSignal,
    DesiredResultState,
    ResultChangeReason,
    ResultSetter,
    ResultWithdrawalReason,
)
from shared.values.terms import Law, ProvisionType

DomainCode = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._-]{1,60}$",
        description="domein van de zelfredzaamheid-matrix (ZRM), zoals de dienst uitkomsten het noemt",
        examples=["daily-activities"],
    ),
    Checked,
]
Months = Annotated[int, Field(ge=1, le=120, description="termijn in maanden, vanaf setOn", examples=[2])]


class NewDesiredResult(Wire):
    """Set a desired result (gewenst resultaat) of a decision, an accepted referral or an allocation without a decision.

    Its term is a day or a number of months.
    """

    external_reference: Reference | None = None
    decision_id: UUID | None = Field(default=None, description="het besluit waarvoor dit het resultaat is")
    referral_id: UUID | None = Field(
        default=None, description="de aanvaarde verwijzing waarvoor dit het resultaat is"
    )
    allocation_id: UUID | None = Field(
        default=None, description="de toewijzing zonder besluit waarvoor dit het resultaat is"
    )
    text: Note = Field(
        description="wat de inwoner wil bereiken, SMART", examples=["Zelf de wasmachine bedienen"]
    )
    domain: DomainCode | None = None
    start_value: Score | None = Field(
        default=None, description="beginwaarde; met een domein een ZRM-score 1 … 5"
    )
    target: Score | None = Field(default=None, description="streefwaarde; met een domein een ZRM-score 1 … 5")
    set_on: Day | None = Field(default=None, description="dag waarop het is afgesproken; leeg = vandaag")
    term: Day | None = Field(default=None, description="dag waarop het bereikt moet zijn")
    term_months: Months | None = None
    set_by: Annotated[
        list[ResultSetter],
        Field(
            min_length=1,
            max_length=3,
            description="wie het samen stelden (R-A33)",
            examples=[["citizen", "municipality"]],
        ),
    ]
    funding_share_basis_points: BasisPoints | None = Field(
        default=None, description="deel van de bekostiging dat aan dit resultaat hangt, in basispunten"
    )

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        exactly_one(self, "decision_id", "referral_id", "allocation_id")
        exactly_one(self, "term", "term_months")
        return self


class ResultEvaluation(Wire):
    """What became of a desired result, as it was evaluated in outcomes (evaluatie, R-O24)."""

    client_result_id: UUID = Field(description="het oordeel in de dienst uitkomsten")
    client_result_version: int = Field(ge=1, description="versie van dat oordeel")
    verdict: ClientVerdict
    evaluators: list[Evaluator] = Field(description="wie het beoordeelden")
    evaluated_on: Day = Field(description="dag waarop het oordeel compleet werd")
    disputed: bool = Field(
        description="of de beoordelaars het nog niet eens zijn; het resultaat blijft dan open"
    )


class DesiredResult(Resource):
    """A desired result (gewenst resultaat, doel) with its term and its evaluation."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID | None = Field(description="leeg bij een toewijzing waar geen melding bij hoort")
    citizen_id: UUID
    decision_id: UUID | None = Field(
        description="het besluit; leeg bij een verwijzing of een toewijzing zonder besluit"
    )
    referral_id: UUID | None = Field(
        description="de verwijzing; leeg bij een besluit of een toewijzing zonder besluit"
    )
    allocation_id: UUID | None = Field(default=None, description="de toewijzing waar geen besluit bij hoort")
    contract_id: UUID | None
    law: Law
    provider: Oin
    provision_type: ProvisionType
    allocation_number: int | None = Field(
        description="leeg bij een verwijzing", json_schema_extra={"x-istandaard": "ToewijzingNummer"}
    )
    scenario: Scenario | None = Field(
        description="scenario van het contract toen het werd gesteld; leeg = niet bekend"
    )
    text: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    domain: DomainCode | None = Field(description="domein van de zelfredzaamheid-matrix (ZRM)")
    start_value: Score | None = Field(description="beginwaarde")
    target: Score | None = Field(description="streefwaarde")
    set_on: Day = Field(description="dag waarop het is afgesproken")
    set_by: list[ResultSetter] = Field(description="wie het samen stelden (R-A33)")
    first_term: Day = Field(description="termijn zoals die het eerst was")
    term: Day = Field(
        description="dag waarop het bereikt moet zijn; dan is de evaluatie aan de beurt (R-A34)"
    )
    funding_share_basis_points: BasisPoints | None
    state: DesiredResultState
    change_reason: ResultChangeReason | None = Field(description="waarom het het laatst veranderde")
    withdrawn_on: Day | None = Field(description="dag waarop het is ingetrokken")
    withdrawal_reason: ResultWithdrawalReason | None = Field(description="waarom het is ingetrokken")
    note: Annotated[str | None, Private] = Field(description="toelichting bij de laatste wijziging")
    evaluation: ResultEvaluation | None = Field(description="leeg zolang er geen oordeel is")
    parties: Parties


class DesiredResultChange(Wire):
    """Change the term, the target or the linked share of a desired result, with the reason; what is left out stays."""

    term: Day | None = Field(default=None, description="de nieuwe termijn")
    target: Score | None = Field(default=None, description="de nieuwe streefwaarde")
    funding_share_basis_points: BasisPoints | None = None
    reason: ResultChangeReason
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente en de aanbieder")


class DesiredResultWithdrawal(Wire):
    """Withdraw a desired result (intrekken), with the reason."""

    reason: ResultWithdrawalReason
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente en de aanbieder")


class EvaluatedDecision(Resource):
    """A running decision of which every desired result was judged (besluit met alleen beoordeelde resultaten): a signal."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: Oin
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    start_date: Day = Field(description="eerste dag van de toewijzing")
    end_date: Day | None = Field(description="laatste dag van de toewijzing")
    results: int = Field(ge=1, description="beoordeelde resultaten; wat is ingetrokken telt niet mee")
    achieved: int = Field(ge=0, description="daarvan bereikt")
    partly_achieved: int = Field(ge=0, description="daarvan deels bereikt")
    not_achieved: int = Field(ge=0, description="daarvan niet bereikt")
    not_judgeable: int = Field(ge=0, description="daarvan niet te beoordelen")
    evaluated_on: Day = Field(description="dag van het laatste oordeel")
    signal: DecisionSignal = Field(description="wat het besluit vraagt; er gebeurt niets vanzelf (R-A11)")


__all__ = [
    "DesiredResult",
    "DesiredResultChange",
    "DesiredResultWithdrawal",
    "EvaluatedDecision",
    "NewDesiredResult",
    "ResultEvaluation",
]
