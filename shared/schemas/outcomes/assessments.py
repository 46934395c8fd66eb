"""The self-sufficiency matrix (ZRM): editions, which domains a request needs, and assessments."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.common import Checked, Day, Name, Oin, Reference, Resource, Score, Wire, Written
from shared.schemas.facts import Private
from shared.values import holds_bsn
from shared.values.self_sufficiency import (
    AssessmentMoment,
    AssessmentPurpose,
    AssessorRole,
    Rater,
)
from shared.values.terms import Law

_BSN = FieldError(
    "",
    "bsn-refused",
    Text(
        "Een cliënt wordt genoemd met wet en toewijzingnummer of startmelding, nooit met een BSN.",
        "A client is named by law and allocation number or care start, never by a BSN.",
    ),
    rule="F-06",
)
_ONE = Text(
    "Noem de cliënt met een toewijzingnummer of met een startmelding: precies één van de twee.",
    "Name the client by an allocation number or by a care start: exactly one of the two.",
)
_REACH = Text(
    "Een keuze geldt voor één cliënt, of voor een contract of productcategorie: niet voor allebei en niet voor geen van beide.",
    "A selection is for one client, or for a contract or product category: not for both and not for neither.",
)
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_LAW = Text("Noem ook de wet.", "Name the law as well.")


def _no_bsn(number: int | None) -> int | None:
    if number is not None and holds_bsn(str(number)):
        raise ValueError(_BSN)
    return number


AllocationNumber = Annotated[
    int | None,
    Field(
        ge=1,
        le=999_999_999,
        description="toewijzingnummer; leeg bij een startmelding zonder toewijzing",
        json_schema_extra={"x-istandaard": "ToewijzingNummer"},
    ),
    AfterValidator(_no_bsn),
]
EditionCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$", examples=["zrm-11"]), Checked]
DomainCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["day-activities"]), Checked]
Category = Annotated[
    str,
    Field(pattern=r"^[A-Z0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"}),
]
Purchaser = Annotated[
    Oin | None, Field(description="OIN van de gemeente of regio; leeg = de opdrachtgever van het token")
]


class _AboutClient(Wire):
    """Whoever names a client by BSN is told so."""

    @model_validator(mode="before")
    @classmethod
    def _names_no_bsn(cls, given: Any) -> Any:
        if isinstance(given, dict) and any(str(name).lower() in ("bsn", "citizenbsn") for name in given):
            raise ValueError(_BSN)
        return given


class MatrixDomain(Wire):
    """A domain (levensdomein) of an edition; `counterpart` is the one of the eleven that it stands for."""

    code: DomainCode
    name_nl: Name
    name_en: Name
    description_nl: Written | None
    description_en: Written | None
    counterpart: DomainCode


class MatrixLevel(Wire):
    """A level (1 … 5) with what it says of self-reliance, of the need for care, and of the guidance (N-31)."""

    score: int
    name_nl: Name
    name_en: Name
    self_reliance_nl: str
    self_reliance_en: str
    care_nl: str
    care_en: str
    guidance_nl: str
    guidance_en: str


class AssessmentEdition(Wire):
    """An edition (uitgave) of the self-sufficiency matrix: its domains and its five levels (N-30, N-31, R-O01)."""

    code: EditionCode
    name_nl: Name
    name_en: Name
    year: int
    source: str
    minimum_shared: int = Field(
        description="zoveel domeinen moeten beide keren gescoord zijn om gemiddelden te vergelijken"
    )
    reliability: Score | None = Field(description="gepubliceerde betrouwbaarheid (alfa); leeg = niet bekend")
    domains: list[MatrixDomain]
    levels: list[MatrixLevel]


class NewAssessmentSelection(_AboutClient):
    """Say which domains a request needs, and what for: for one client, or for a contract or product category (F-03)."""

    external_reference: Reference | None = None
    law: Law | None = None
    allocation_number: AllocationNumber = None
    care_start_id: UUID | None = Field(default=None, description="startmelding, waar geen toewijzing is")
    contract_id: UUID | None = Field(default=None, description="voor alle cliënten van dit contract")
    product_category: Category | None = Field(default=None, description="voor alle cliënten met dit product")
    edition: EditionCode
    domains: list[DomainCode] = Field(min_length=1, max_length=20, description="alleen deze worden gescoord")
    purpose: AssessmentPurpose = Field(description="doel waarvoor de domeinen worden gevraagd")
    progress_months: int | None = Field(
        default=None, ge=1, le=60, description="na zoveel maanden is een voortgangsmeting nodig; leeg = geen"
    )
    valid_from: Day
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = tot nader order")

    @model_validator(mode="after")
    def _for_whom(self) -> Self:
        client = self.allocation_number is not None or self.care_start_id is not None
        group = self.contract_id is not None or self.product_category is not None
        if client == group:
            raise ValueError(_REACH)
        if client and (self.allocation_number is None) == (self.care_start_id is None):
            raise ValueError(_ONE)
        if client and self.law is None:
            raise ValueError(_LAW)
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class AssessmentSelection(Resource):
    """Which domains may be scored from when until when, and what for (F-03); the newest that fits a client holds."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID | None = Field(description="leeg = voor een contract of productcategorie")
    law: Law | None
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    care_start_id: UUID | None
    contract_id: UUID | None
    product_category: Category | None
    edition: EditionCode
    domains: list[DomainCode]
    purpose: AssessmentPurpose
    progress_months: int | None
    valid_from: Day
    valid_until: Day | None
    parties: list[Oin]


class SelectionAsked(Wire):
    """Of which client, on which day, the selection is asked that holds."""

    purchaser: Purchaser = None
    law: Law | None = None
    allocation_number: AllocationNumber = None
    care_start_id: UUID | None = None
    on: Day | None = None


class DomainScore(Wire):
    """One domain's score: 1 (acute) … 5 (fully self-reliant); higher is more self-reliant (R-O01)."""

    domain: DomainCode
    score: int = Field(strict=True, ge=1, le=5)


class NewAssessment(_AboutClient):
    """Register an assessment (afname) of a client on the domains that were selected; what was not scored stays empty (F-03)."""

    external_reference: Reference | None = None
    purchaser: Purchaser = None
    law: Law
    allocation_number: AllocationNumber = None
    care_start_id: UUID | None = Field(default=None, description="startmelding, waar geen toewijzing is")
    edition: EditionCode
    moment: AssessmentMoment = Field(description="meetmoment (N-32)")
    taken_on: Day
    rater: Rater
    assessor_role: AssessorRole
    scores: list[DomainScore] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if (self.allocation_number is None) == (self.care_start_id is None):
            raise ValueError(_ONE)
        return self


class AssessmentLine(_AboutClient):
    """A line of a file of assessments; its scores stand in one field, as `domain=score` with spaces between."""

    external_reference: Reference | None = None
    purchaser: Purchaser = None
    law: Law
    allocation_number: AllocationNumber = None
    care_start_id: UUID | None = None
    edition: EditionCode
    moment: AssessmentMoment = Field(description="meetmoment (N-32)")
    taken_on: Day
    rater: Rater
    assessor_role: AssessorRole
    scores: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9-]{2,60}=-?[0-9]{1,3}( [a-z0-9-]{2,60}=-?[0-9]{1,3}){0,19}$",
            examples=["day-activities=2 housing=4"],
        ),
        Checked,
    ]

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if (self.allocation_number is None) == (self.care_start_id is None):
            raise ValueError(_ONE)
        return self


class Assessment(Resource):
    """An assessment (afname) of the self-sufficiency matrix (N-149); a later one of the same moment and day corrects it."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID | None
    contract_id: UUID | None
    law: Law
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    care_start_id: UUID | None
    provider: Oin
    edition: EditionCode
    moment: AssessmentMoment = Field(description="meetmoment (N-32)")
    taken_on: Day
    rater: Rater
    assessor_role: AssessorRole
    selection_id: UUID = Field(description="de keuze van domeinen waaronder is gescoord")
    scores: Annotated[list[DomainScore], Private]
    corrects: UUID | None = Field(description="de afname die hiermee is gecorrigeerd")
    batch_id: UUID | None
    parties: list[Oin]


__all__ = [
    "Assessment",
    "AssessmentEdition",
    "AssessmentLine",
    "AssessmentSelection",
    "DomainScore",
    "MatrixDomain",
    "MatrixLevel",
    "NewAssessment",
    "NewAssessmentSelection",
    "SelectionAsked",
]
