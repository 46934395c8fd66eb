"""Reviews (toetsen) of applications and allocations, the samples that pick some, what consultants learn of them, and their register."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.access.citizens import exactly_one
from shared.schemas.common import (
    Cents,
    Day,
    Name,
    Note,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.reviewing import (
    ReviewCancellation,
    ReviewerRole,
    ReviewKind,
    ReviewOutcome,
    ReviewState,
    ReviewTrigger,
)
from shared.values.terms import Law

AlternativeProduct = Annotated[
    str,
    Field(pattern=r"^[A-Z0-9]{1,5}$", examples=["02A05"], json_schema_extra={"x-istandaard": "ProductCode"}),
]
_BY_HAND = Text(
    "Deze toets opent de dienst zelf; met de hand opent u voluntary, conspicuous of extension.",
    "The service opens this review itself; by hand one opens voluntary, conspicuous or extension.",
)
_MONTHS = Text(
    "Geef bij een verlenging het aantal gevraagde maanden (extensionMonths), en alleen dan.",
    "Give the months that are asked (extensionMonths) with an extension, and only then.",
)
_CONTACT = Text(
    "Geef providerContactOn, citizenContactOn of beide.", "Give providerContactOn, citizenContactOn or both."
)


class NewReview(Wire):
    """Ask for a review (toets): voluntary by a consultant in doubt (R-A08), of what is conspicuous (R-A10), or for an extension (R-A11).

    It is about a request, or about one of its decisions: one of the two.
    """

    external_reference: Reference | None = None
    kind: ReviewKind = Field(
        description="voluntary, conspicuous of extension; de overige opent de dienst zelf"
    )
    request_id: UUID | None = Field(default=None, description="de melding, als er nog geen besluit is")
    decision_id: UUID | None = Field(
        default=None, description="het besluit: een concept, of dat van de toewijzing die wordt verlengd"
    )
    due_on: Day | None = Field(default=None, description="uiterste dag")
    value_cents: Cents | None = Field(default=None, description="waarde van de aanvraag in eurocenten")
    extension_months: Annotated[int, Field(ge=1, le=120)] | None = Field(
        default=None, description="gevraagde maanden; alleen bij extension", examples=[6]
    )

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        exactly_one(self, "request_id", "decision_id")
        if self.kind not in (ReviewKind.VOLUNTARY, ReviewKind.CONSPICUOUS, ReviewKind.EXTENSION):
            raise ValueError(FieldError("#/kind", "by-service", _BY_HAND))
        if (self.kind is ReviewKind.EXTENSION) != (self.extension_months is not None):
            raise ValueError(FieldError("#/extensionMonths", "extension-months", _MONTHS, rule="R-A13"))
        return self


class Review(Resource):
    """A review (toets): a second look at an application or an allocation by another than the consultant (N-133)."""

    external_reference: Annotated[str | None, Private] = None
    kind: ReviewKind
    trigger: ReviewTrigger = Field(description="wat de toets opende")
    state: ReviewState
    request_id: UUID | None
    decision_id: UUID | None
    allocation_id: UUID | None
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    allocation_request_id: UUID | None = Field(
        description="het verzoek om toewijzing (315) dat werd getoetst"
    )
    law: Law
    citizen_id: UUID
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    asked_cents: Cents | None = Field(description="waarde van de aanvraag, in eurocenten")
    granted_cents: Cents | None = Field(description="waarde na de toets, in eurocenten")
    opened_on: Day
    due_on: Day | None = Field(description="uiterste dag; leeg = geen eigen dag")
    reviewer_role: ReviewerRole
    consultant: Annotated[str | None, Private] = Field(description="wie het besluit nam of voorbereidde")
    reviewer: Annotated[str | None, Private] = Field(description="wie toetst; nooit de consulent zelf")
    provider_contact_on: Day | None = Field(description="dag van het contact met de aanbieder")
    citizen_contact_on: Day | None = Field(description="dag van het contact met de inwoner")
    completed_on: Day | None
    outcome: ReviewOutcome | None
    fit: bool | None = Field(description="of de ondersteuning nog past")
    advice: Annotated[str | None, Private] = Field(
        description="het advies; leeg als de inwoner later is gewist"
    )
    alternative_product: str | None = Field(
        description="product dat in plaats daarvan is geadviseerd",
        json_schema_extra={"x-istandaard": "ProductCode"},
    )
    extension_number: int | None = Field(description="de hoeveelste verlenging dit is")
    extension_months: int | None
    deviation: bool = Field(description="of de verlenging van de richtlijn afwijkt (R-A13)")
    deviation_reason: Annotated[str | None, Private]
    cancelled_on: Day | None
    cancellation: ReviewCancellation | None
    feedback_sent_on: Day | None = Field(
        description="dag waarop de uitkomst aan de consulent is verteld (R-A49)"
    )
    policy_id: UUID | None
    policy_version: int | None = Field(description="versie van het gemeentelijk beleid dat gold")
    sample_id: UUID | None = Field(description="de steekproef die deze toets koos")


class ReviewAssignment(Wire):
    """Assign a reviewer (toetser), who is not the consultant."""

    reviewer: Name = Field(examples=["k.visser"])


class ReviewContact(Wire):
    """Record contact with the provider, the citizen or both (R-A12)."""

    provider_contact_on: Day | None = Field(default=None, description="dag van het contact met de aanbieder")
    citizen_contact_on: Day | None = Field(default=None, description="dag van het contact met de inwoner")

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.provider_contact_on is None and self.citizen_contact_on is None:
            raise ValueError(FieldError("", "contact-missing", _CONTACT, rule="R-A12"))
        return self


class ReviewCompletion(Wire):
    """Complete a review with what it found."""

    outcome: ReviewOutcome
    fit: bool | None = Field(
        default=None, description="of de ondersteuning nog past; verplicht bij extension en halfYear"
    )
    advice: Note | None = Field(default=None, description="advies; blijft bij de gemeente")
    alternative_product: AlternativeProduct | None = Field(default=None, description="alternatief product")
    granted_cents: Cents | None = Field(default=None, description="waarde na de toets, in eurocenten")
    deviation_reason: Note | None = Field(
        default=None,
        description="waarom van de richtlijn voor verlengingen wordt afgeweken; dan verplicht (R-A13)",
    )


class ReviewCancel(Wire):
    """Cancel a review whose subject fell away."""

    reason: ReviewCancellation
