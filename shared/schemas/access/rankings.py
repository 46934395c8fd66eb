"""The newest published ranking of providers by an indicator, for who chooses or assigns one (R-C43)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Parties, Resource, Wire
from shared.schemas.facts import Private
from shared.values.comparing import ComparisonMethod
from shared.values.indicating import Direction
from shared.values.reporting import Standing

_Computed = Annotated[
    str, Field(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,30})?$", description="berekend getal als tekst")
]


class RankedProvider(Wire):
    """A provider with its place and class; who is not here does not differ by more than chance (niet te onderscheiden)."""

    rank: int = Field(ge=1, description="plaats; wie aan dezelfde kant van het doel ligt deelt een plaats")
    provider: Oin
    standing: Standing = Field(description="ten opzichte van het doel, op 95 %")
    standing_998: Standing = Field(description="ten opzichte van het doel, op 99,8 %")
    value: _Computed | None = Field(description="gecorrigeerde uitkomst; leeg = te klein om te tonen (F-08)")
    size: int | None = Field(description="aantal cliënten; leeg = te klein om te tonen (F-08)")


class ProviderRanking(Resource):
    """The newest ranking of providers by an indicator (ranglijst), as outcomes published it; its id is that ranking's."""

    external_reference: Annotated[str | None, Private] = None
    comparison_id: UUID = Field(description="de vergelijking in de dienst uitkomsten")
    indicator: str = Field(max_length=60, description="code van de indicator")
    method: ComparisonMethod = Field(description="hoe voor de zwaarte van cliënten is gecorrigeerd")
    quarter_from: str = Field(description="eerste kwartaal", examples=["2026-Q1"])
    quarter_to: str = Field(description="laatste kwartaal", examples=["2026-Q4"])
    direction: Direction = Field(description="welke kant op beter is")
    published_on: Day = Field(description="dag van publicatie")
    unit_count: int = Field(
        ge=0, description="aantal vergeleken aanbieders, ook die niet te onderscheiden zijn"
    )
    rankability: _Computed = Field(description="deel van de verschillen dat echt is")
    entries: list[RankedProvider] = Field(description="beste eerst: de volgorde van de catalogus (R-C43)")
    parties: Parties


__all__ = ["ProviderRanking", "RankedProvider"]
