"""How complete the measurements of a contract year are (R-O32), and whether there is a baseline (R-O11)."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Wire
from shared.schemas.outcomes.measured import IndicatorCode, Quarter

_SHARE = "geregistreerd van verschuldigd; leeg = niets verschuldigd"


class CompletenessOf(Wire):
    """Whose completeness is asked (volledigheid), and of which year."""

    contract_id: UUID | None = None
    year: int = Field(ge=2000, le=2100)


class PeriodCompleteness(Wire):
    """How many measurements of an indicator were due over a period, and how many are registered (R-O32)."""

    quarter: Quarter
    due: int = Field(description="verschuldigd: één, of één per aanbieder")
    registered: int
    share_basis_points: BasisPoints | None = Field(description=_SHARE)


class IndicatorCompleteness(Wire):
    """How complete an indicator's measurements of a year are (R-O32), and whether there is a baseline (R-O11)."""

    number: int
    indicator: IndicatorCode
    name: str
    due: int
    registered: int
    share_basis_points: BasisPoints | None = Field(description=_SHARE)
    periods: list[PeriodCompleteness] = Field(description="de verschuldigde kwartalen die voorbij zijn")
    baseline: bool = Field(description="er is een nulmeting van voor het begin (R-O11)")
    baseline_areas: list[str] = Field(description="gebieden met een nulmeting")


class CasesScored(Wire):
    """Of how many clients whose self-sufficiency is to be scored that was done in a year (85 of 100 = 85 %, R-O32)."""

    due: int | None = Field(description="cliënten in zorg voor wie een keuze van domeinen geldt")
    scored: int | None = Field(description="cliënten van wie in het jaar is gescoord door een professional")
    share_basis_points: BasisPoints | None = Field(description="gescoord van verschuldigd")
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")


class Completeness(Wire):
    """How complete the measurements of a contract year are, up to and including yesterday (volledigheid, R-O32)."""

    contract_id: UUID
    number: str = Field(description="nummer van het contract")
    year: int
    due: int
    registered: int
    share_basis_points: BasisPoints | None = Field(description=_SHARE)
    indicators: list[IndicatorCompleteness]
    self_sufficiency: CasesScored | None = Field(
        description="zelfredzaamheid-matrix; leeg = van niemand gevraagd"
    )
    without_baseline: list[IndicatorCode] = Field(
        description="waarschuwing: indicatoren zonder nulmeting van voor het begin (R-O11)"
    )
