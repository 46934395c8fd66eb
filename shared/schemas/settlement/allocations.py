"""What settlement knows of support that access granted or referred."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Resource
from shared.values.terms import Law


class Allocation(Resource):
    """What settlement knows of support that access granted or referred (R-X03); its id is that of its subject."""

    kind: str = Field(description="decision, referral of allocation", examples=["decision"])
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: Oin
    allocation_number: int | None
    start_date: Day
    end_date: Day | None
    acute: bool
    volume: int | None = Field(
        default=None, description="omvang in de eenheid van het product; leeg = niet van toepassing"
    )
    budget_cents: int | None = Field(default=None, description="eurocenten, als er een budget is toegewezen")
    deleted: bool = Field(default=False, description="verwijderd: telt als nooit toegewezen (reden 13)")
    earliest_delivery_on: Day | None = Field(
        default=None,
        description="levering vóór deze dag is niet geldig (zorgopdracht, R-A05); leeg = geen opdracht",
    )
    product_category: str | None = Field(
        default=None, description="leeg = generiek", json_schema_extra={"x-istandaard": "ProductCategorie"}
    )
    product_code: str | None = Field(
        default=None, description="leeg = aspecifiek", json_schema_extra={"x-istandaard": "ProductCode"}
    )
    unit: str | None = Field(default=None, json_schema_extra={"x-istandaard": "Eenheid"})
    frequency: str | None = Field(default=None, json_schema_extra={"x-istandaard": "Frequentie"})
    allocated_on: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Toewijzingsdatum"})
    decision_id: UUID | None = Field(default=None, description="het besluit waarop zij rust, als dat er is")
