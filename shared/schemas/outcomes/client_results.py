"""Results of clients: the opinions of the evaluators, what they come to, what is still to be done, and the figures."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.common import BasisPoints, Day, Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.facts import Private
from shared.values.arrangements import Evaluator
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence, OutsideInfluence, ResultTaskKind
from shared.values.terms import Law

_KIND = FieldError(
    "#/outsideInfluence",
    "outside-influence-kind",
    Text(
        "Noem welke invloed van buiten het was, en alleen dan.",
        "Say which outside influence it was, and only then.",
    ),
    rule="R-O25",
)
AllocationNumber = Annotated[
    int | None,
    Field(
        description="toewijzingnummer; leeg bij een verwijzing",
        json_schema_extra={"x-istandaard": "ToewijzingNummer"},
    ),
]


class NewResultOpinion(Wire):
    """Say, as one of the evaluators, what became of a client's desired result (evaluatie, R-O24)."""

    external_reference: Reference | None = None
    desired_result_id: UUID = Field(description="het gewenste resultaat in de dienst toegang")
    evaluator: Evaluator = Field(
        description="namens wie; de gemeente legt ook vast wat de inwoner ervan vindt"
    )
    verdict: ClientVerdict
    influence: Influence = Field(description="waaraan het resultaat is toe te schrijven (R-O25)")
    outside_influence: OutsideInfluence | None = None
    evaluated_on: Day
    motive: Note | None = Field(
        default=None,
        description="waarom; verplicht wie op zijn oordeel terugkomt of na een verschil van mening opnieuw oordeelt",
    )

    @model_validator(mode="after")
    def _kind_of_influence(self) -> Self:
        if (self.influence is Influence.OUTSIDE_INFLUENCE) != (self.outside_influence is not None):
            raise ValueError(_KIND)
        return self


class ResultOpinion(Resource):
    """One evaluator's opinion on a client's desired result: an act of its own, never changed (R-O24)."""

    external_reference: Annotated[str | None, Private] = None
    desired_result_id: UUID
    client_result_id: UUID
    citizen_id: UUID | None = Field(description="pseudoniem; leeg = niet meer bekend")
    evaluator: Evaluator
    verdict: ClientVerdict
    influence: Influence
    outside_influence: OutsideInfluence | None
    evaluated_on: Day
    motive: Annotated[str | None, Private]
    given_by: Oin = Field(description="organisatie die het oordeel vastlegde")
    parties: list[Oin]


class GivenOpinion(Wire):
    """What one evaluator last said, in the result as a whole."""

    opinion_id: UUID
    evaluator: Evaluator
    verdict: ClientVerdict
    influence: Influence
    outside_influence: OutsideInfluence | None
    evaluated_on: Day


class ClientResult(Resource):
    """What became of a client's desired result (resultaat per cliënt): complete when all evaluators of the contract have judged.

    In the feed it is told once there is a verdict; while they disagree that is notJudgeable.
    """

    desired_result_id: UUID = Field(description="het gewenste resultaat in de dienst toegang")
    citizen_id: UUID | None = Field(
        description="pseudoniem: wie het feit leest laat een regel na over deze inwoner"
    )
    contract_id: UUID | None
    provider: Oin
    law: Law
    allocation_number: AllocationNumber
    referral_id: UUID | None = Field(description="leeg bij een toewijzing")
    domain: str | None = Field(
        pattern=r"^[A-Za-z0-9._-]{1,60}$", description="domein van de zelfredzaamheid-matrix"
    )
    term: Day = Field(description="dag waarop het resultaat bereikt moest zijn")
    state: ClientResultState
    verdict: ClientVerdict | None = Field(description="leeg zolang niet alle beoordelaars oordeelden")
    demanded: list[Evaluator] = Field(description="wie volgens het contract moeten oordelen")
    evaluators: list[Evaluator] = Field(description="wie van hen oordeelden")
    opinions: list[GivenOpinion]
    evaluated_on: Day | None = Field(description="dag waarop het oordeel compleet werd")
    influence: Influence | None
    attributable: bool | None = Field(
        description="of het resultaat aan de aanbieder is toe te schrijven; leeg zolang er geen oordeel is (R-O25)"
    )
    linked_share_basis_points: BasisPoints | None = Field(
        description="deel van de bekostiging dat aan dit resultaat hangt; leeg = niet afgesproken (G-30)"
    )
    parties: list[Oin]


class WantedResult(Wire):
    """A desired result as it is kept here: without its text, to judge it by its term (R-O24)."""

    id: UUID
    contract_id: UUID | None
    provider: Oin
    law: Law
    allocation_number: AllocationNumber
    domain: str | None
    start_value: Score | None
    target: Score | None
    set_on: Day
    term: Day
    linked_share_basis_points: BasisPoints | None
    state: DesiredResultState


class ResultTask(Wire):
    """A desired result about which something is to be done (E-21)."""

    desired_result_id: UUID
    client_result_id: UUID | None
    contract_id: UUID | None
    provider: Oin
    law: Law
    allocation_number: AllocationNumber
    term: Day
    kind: ResultTaskKind
    missing: list[Evaluator] = Field(description="wie nog niet oordeelden")


class VerdictCount(Wire):
    """How many desired results came to a verdict; empty where the number would say too much of too few."""

    verdict: ClientVerdict
    count: int | None = Field(description="leeg = te klein om te tonen, of eruit af te leiden (F-08)")


class ClientResultCounts(Wire):
    """What became of the desired results of a contract whose term lies in a period (D-42, E-21, E-22)."""

    contract_id: UUID
    date_from: Day
    date_until: Day
    due: int | None = Field(description="resultaten waarvan de termijn in de periode ligt")
    judged: int | None = Field(description="daarvan met een oordeel")
    verdicts: list[VerdictCount]
    open: int | None = Field(description="termijn voorbij, zonder volledig oordeel")
    disputed: int | None = Field(description="de beoordelaars zijn het niet eens")
    not_attributable: int | None = Field(description="niet aan de aanbieder toe te schrijven (E-22)")
    not_attributable_basis_points: int | None = Field(description="hun deel van wat beoordeeld is")
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")


__all__ = [
    "ClientResult",
    "ClientResultCounts",
    "GivenOpinion",
    "NewResultOpinion",
    "ResultOpinion",
    "ResultTask",
    "VerdictCount",
    "WantedResult",
]
