"""What the municipality's own books ask: obligations by contract year, and money by week."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, Oin, SignedCents, Wire

_YEAR = "aangegaan voor dit jaar"
_POSTED = "geboekt: termijnen en vrijgegeven inhouding"
_PAID = "daarvan betaald"
_WITHHELD = "ingehouden en niet vrijgegeven"
_OPEN = "nog te boeken, met wat is ingehouden"
_RECEIVABLE = "te veel geboekt en terug te vorderen (R-S05)"


class Obligation(Wire):
    """A contract year (verplichting): what was committed, and what became of it."""

    contract_id: UUID
    contract_number: str
    payee: Oin
    year: int
    year_amount_cents: Cents = Field(description=_YEAR)
    receivable_cents: Cents = Field(description=_RECEIVABLE)
    posted_cents: Cents = Field(description=_POSTED)
    paid_cents: Cents = Field(description=_PAID)
    withheld_cents: Cents = Field(description=_WITHHELD)
    open_cents: SignedCents = Field(description=_OPEN)


class ObligationTotal(Wire):
    """A year with the sums of its contracts (verplichtingen per jaar)."""

    year: int
    contract_count: int = Field(description="aantal contracten")
    year_amount_cents: Cents = Field(description=_YEAR)
    receivable_cents: Cents = Field(description=_RECEIVABLE)
    posted_cents: Cents = Field(description=_POSTED)
    paid_cents: Cents = Field(description=_PAID)
    withheld_cents: Cents = Field(description=_WITHHELD)
    open_cents: SignedCents = Field(description=_OPEN)


class LiquidityWeek(Wire):
    """What goes out in a week (liquiditeit)."""

    monday: Day = Field(description="de maandag van de week")
    week: Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W05"])] = Field(
        description="jaar en week (ISO 8601)"
    )
    paid_cents: SignedCents = Field(description="betaald volgens de bank; negatief als er meer terugkwam")
    payable_cents: SignedCents = Field(description="geboekt en nog niet betaald: in de week van vandaag")
    planned_cents: SignedCents = Field(description="geplande termijnen die nog moeten worden geboekt")
    total_cents: SignedCents = Field(description="betaald, te betalen en gepland")
    cumulative_cents: SignedCents = Field(description="het totaal sinds de eerste week")


__all__ = ["LiquidityWeek", "Obligation", "ObligationTotal"]
