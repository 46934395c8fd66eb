"""Allocations (toewijzingen, iWmo and iJw 301) with their versions, and changes of them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Day, Note, Oin, Parties, Resource, Wire
from shared.schemas.facts import Private
from shared.values.allocating import AllocationOrigin, AllocationState, ChangeInitiator
from shared.values.terms import Law

Category = Annotated[
    str, Field(pattern=r"^[0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"})
]
Code = Annotated[
    str,
    Field(pattern=r"^[A-Z0-9]{1,5}$", examples=["02A03"], json_schema_extra={"x-istandaard": "ProductCode"}),
]
Unit = Annotated[
    str,
    Field(
        pattern=r"^(01|04|14|16|82|83|84)$", examples=["04"], json_schema_extra={"x-istandaard": "Eenheid"}
    ),
]
Frequency = Annotated[
    str, Field(pattern=r"^[1246]$", examples=["2"], json_schema_extra={"x-istandaard": "Frequentie"})
]
Volume = Annotated[
    int, Field(strict=True, ge=1, le=99_999_999, examples=[4], json_schema_extra={"x-istandaard": "Volume"})
]
BudgetCents = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=99_999_999,
        description="eurocenten",
        json_schema_extra={"x-istandaard": "Budget"},
    ),
]
AllocationNumber = Annotated[
    int, Field(strict=True, ge=1, le=999_999_999, json_schema_extra={"x-istandaard": "ToewijzingNummer"})
]
ChangeReason = Annotated[
    str,
    Field(
        pattern=r"^(0[2-9]|1[0-4])$",
        description="RedenWijziging (WMO002, JZ002); 01 is vervallen (CS336)",
        examples=["05"],
        json_schema_extra={"x-istandaard": "RedenWijziging"},
    ),
]
StopReasonCode = Annotated[str, Field(json_schema_extra={"x-istandaard": "RedenBeeindiging"})]
ProviderReference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=36,
        pattern=r"^[A-Za-z0-9._:/-]+$",
        description="eigen kenmerk van de aanbieder bij zijn verzoek",
        json_schema_extra={"x-istandaard": "ReferentieAanbieder"},
    ),
    Checked,
]


class Allocation(Resource):
    """An allocation (toewijzing) as it stands: the newest version of its number (IV013)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID | None = Field(description="de melding, als er een is")
    citizen_id: UUID
    decision_id: UUID | None = Field(description="het besluit waarop zij rust, als dat er is")
    contract_id: UUID | None
    law: Law
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    provider: Oin
    product_category: str | None = Field(
        description="leeg = generiek", json_schema_extra={"x-istandaard": "ProductCategorie"}
    )
    product_code: str | None = Field(
        description="leeg = aspecifiek", json_schema_extra={"x-istandaard": "ProductCode"}
    )
    volume: int | None = Field(json_schema_extra={"x-istandaard": "Volume"})
    unit: str | None = Field(json_schema_extra={"x-istandaard": "Eenheid"})
    frequency: str | None = Field(json_schema_extra={"x-istandaard": "Frequentie"})
    budget_cents: int | None = Field(description="eurocenten", json_schema_extra={"x-istandaard": "Budget"})
    start_date: Day = Field(json_schema_extra={"x-istandaard": "Ingangsdatum"})
    end_date: Day | None = Field(json_schema_extra={"x-istandaard": "Einddatum"})
    allocated_on: Day = Field(json_schema_extra={"x-istandaard": "Toewijzingsdatum"})
    allocated_at: datetime = Field(json_schema_extra={"x-istandaard": "Toewijzingstijd"})
    change_reason: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        description="leeg bij de eerste toekenning (IV099)",
        json_schema_extra={"x-istandaard": "RedenWijziging"},
    )
    stop_reason: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        description="RedenBeeindiging die de aanbieder dan gebruikt",
        json_schema_extra={"x-istandaard": "RedenBeeindiging"},
    )
    acute: bool
    retroactive: bool = Field(description="begint vóór de dag van toewijzen; getoetst achteraf (R-A06)")
    arrangement: Annotated[str | None, Private] = Field(
        description="arrangement waar zij bij hoort, als de gemeente die kent"
    )
    state: AllocationState
    origin: AllocationOrigin = Field(description="waar het nummer uit voortkwam")
    provider_reference: Annotated[str | None, Private] = Field(
        description="kenmerk van het verzoek dat ermee is ingewilligd (IV097)",
        json_schema_extra={"x-istandaard": "ReferentieAanbieder"},
    )
    replaces_number: int | None = Field(description="nummer dat eindigde toen dit begon")
    replaced_by_number: int | None = Field(description="nummer dat begon toen dit eindigde")
    cohort_id: UUID | None = Field(description="de overgang waarin zij ontstond of eindigde (R-C60)")
    parties: Parties


class AllocationVersion(Wire):
    """What an allocation said at its moment (301); it stays for ever."""

    version: int
    allocation_id: UUID
    law: Law
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    provider: Oin
    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    budget_cents: int | None
    start_date: Day
    end_date: Day | None
    allocated_on: Day = Field(json_schema_extra={"x-istandaard": "Toewijzingsdatum"})
    allocated_at: datetime = Field(json_schema_extra={"x-istandaard": "Toewijzingstijd"})
    change_reason: str | None = Field(json_schema_extra={"x-istandaard": "RedenWijziging"})
    stop_reason: str | None = Field(json_schema_extra={"x-istandaard": "RedenBeeindiging"})
    state: AllocationState
    initiator: ChangeInitiator


class AllocationVersions(Wire):
    """All versions of one allocation, the first one first, and which of them counts."""

    allocation_id: UUID
    current: int = Field(description="de versie die telt: het laatste paar van datum en tijd (IV013)")
    versions: list[AllocationVersion]


class AllocationChange(Wire):
    """Change an allocation: another end, volume in total or budget on its number; any other size or product under a new one."""

    change_reason: ChangeReason
    end_date: Day | None = Field(default=None, description="nieuwe laatste dag; eerder of later")
    open_ended: bool = Field(default=False, description="de einddatum vervalt")
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget_cents: BudgetCents | None = None
    product_category: Category | None = None
    product_code: Code | None = None
    effective_on: Day | None = Field(
        default=None, description="eerste dag van de nieuwe toewijzing, als er een nieuw nummer nodig is"
    )
    agreed: bool = Field(
        default=False, description="in overeenstemming met de aanbieder (OP186, OP298, OP299)"
    )
    motivation: Note | None = Field(
        default=None,
        description="motivering, als de gemeente zelf verlengt, inkort, verwijdert of de omvang wijzigt: het besluit eronder staat dan opnieuw open voor bezwaar (R-A29)",
    )
    decision_id: UUID | None = Field(
        default=None,
        description="het besluit waarop de wijziging rust, als dat een ander is dan dat van de toewijzing",
    )


__all__ = [
    "Allocation", "AllocationChange", "AllocationVersion", "AllocationVersions",
]  # fmt: skip
