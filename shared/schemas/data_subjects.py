"""What travels of one person over all services: what each keeps, and who did what with it (AVG art. 15, 20)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Oin, Wire
from shared.schemas.processing import ProcessingLine


class Holding(Wire):
    """One kind of records that a service keeps of a person (wat wordt bewaard), each as its own GET shows it."""

    kind: str = Field(description="het soort", examples=["decisions"])
    description: str = Field(description="wat het is en waarvoor het er is")
    items: list[dict[str, Any]] = Field(description="de gegevens zelf")


class DataSubject(Wire):
    """What one service keeps of a person, and what was done with it."""

    service: str = Field(examples=["settlement"])
    citizen_id: UUID
    statement: str = Field(description="wat deze dienst van personen weet, in een zin")
    holdings: list[Holding]
    processing: list[ProcessingLine] = Field(description="oudste eerst")
    processing_complete: bool = Field(description="false: er zijn meer verwerkingen dan hier staan")
    followed: dict[str, int] = Field(description="tot waar deze dienst de feed van een andere heeft gevolgd")
    waiting: int = Field(description="feiten over deze persoon die hier nog wachten")


class Dossier(Wire):
    """Everything that the four services keep of one citizen (dossier, AVG art. 15, 20)."""

    citizen_id: UUID
    owner: Oin
    made_at: datetime = Field(description="wanneer, op de klok van de machine")
    trace_id: str = Field(
        description="onder dit kenmerk staat de verstrekking in de logboeken van alle diensten"
    )
    services: list[DataSubject]
