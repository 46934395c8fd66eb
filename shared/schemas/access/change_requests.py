"""Requests for change by providers (verzoek om wijziging, iWmo and iJw 317)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.allocations import (
    AllocationNumber,
    BudgetCents,
    Category,
    Code,
    Frequency,
    ProviderReference,
    Unit,
    Volume,
)
from shared.schemas.common import Day, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.allocating import AskingState
from shared.values.terms import Law


class ChangedProduct(Wire):
    """A current allocation as the provider wants it (TeWijzigenProduct)."""

    allocation_number: AllocationNumber
    desired_from: Day = Field(json_schema_extra={"x-istandaard": "GewensteIngangsdatum"})
    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Einddatum"})
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget_cents: BudgetCents | None = None


class NewProduct(Wire):
    """A product that the provider wants beside what runs (NieuwProduct)."""

    product_category: Category | None = None
    product_code: Code | None = None
    desired_from: Day = Field(json_schema_extra={"x-istandaard": "GewensteIngangsdatum"})
    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Einddatum"})
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget_cents: BudgetCents | None = None


class AskedChange(ChangedProduct):
    """A current allocation as the provider wants it, as it is asked."""


class AskedProduct(NewProduct):
    """A new product, as it is asked."""


class NewChangeRequest(Wire):
    """Ask to change what runs for a citizen: every current allocation is named, changed or unchanged."""

    external_reference: Reference | None = None
    owner: Oin = Field(description="de gemeente aan wie het wordt gevraagd")
    provider: Oin = Field(description="de aanbieder die vraagt")
    citizen_id: UUID
    law: Law
    provider_reference: ProviderReference
    requested_on: Day | None = Field(
        default=None, description="leeg = vandaag", json_schema_extra={"x-istandaard": "Dagtekening"}
    )
    reason: Annotated[
        str,
        Field(
            pattern=r"^[12]$",
            description="1 = andere situatie van de inwoner, 2 = ander zorgplan (WJ758)",
            json_schema_extra={"x-istandaard": "RedenVerzoek"},
        ),
    ]
    unchanged_numbers: list[AllocationNumber] = Field(
        default_factory=list, max_length=100, json_schema_extra={"x-istandaard": "OngewijzigdeProducten"}
    )
    changed_products: list[AskedChange] = Field(
        default_factory=list, max_length=100, json_schema_extra={"x-istandaard": "TeWijzigenProducten"}
    )
    new_products: list[AskedProduct] = Field(
        default_factory=list, max_length=100, json_schema_extra={"x-istandaard": "NieuweProducten"}
    )


class ChangeRequest(Resource):
    """A request for change (verzoek om wijziging) and how it stands; it is answered as a whole."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    law: Law
    provider: Oin
    provider_reference: Annotated[str | None, Private] = Field(
        json_schema_extra={"x-istandaard": "ReferentieAanbieder"}
    )
    requested_on: Day
    reason: Annotated[str, Field(pattern=r"^[12]$")] = Field(
        json_schema_extra={"x-istandaard": "RedenVerzoek"}
    )
    unchanged_numbers: list[int]
    changed_products: list[ChangedProduct]
    new_products: list[NewProduct]
    granted_numbers: list[int] = Field(
        description="alle toewijzingen die na inwilliging het kenmerk dragen (IV097)"
    )
    state: AskingState = Field(json_schema_extra={"x-istandaard": "VerzoekAntwoord"})
    answer_due_on: Day | None = Field(
        description="uiterste dag voor het antwoord; leeg = kalender niet bekend"
    )
    investigated_on: Day | None
    answered_on: Day | None
    rejection_reason: Annotated[str, Field(pattern=r"^[1-9]$")] | None = Field(
        json_schema_extra={"x-istandaard": "RedenAfwijzingVerzoek"}
    )
    responsible_municipality: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None
    parties: Parties


__all__ = ["AskedChange", "AskedProduct", "ChangeRequest", "ChangedProduct", "NewChangeRequest", "NewProduct"]
