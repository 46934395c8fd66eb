"""Referral rates in the graph: the same operations, another form."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.referral_rates import operations
from shared.kit.graphql import checked, context_of, graph_type
from shared.schemas import access as schemas
from shared.values.referring import RatesBy

ReferralRates: Any = graph_type(schemas.ReferralRates, "Hoeveel teams en praktijken verwijzen (R-A39, D-10)")
ReferralControlChart: Any = graph_type(
    schemas.ReferralControlChart, "De regelkaart van de verwijzingen van een team (R-A39)"
)


@strawberry.type
class ReferralRateQuery:
    """Reading referral rates."""

    @strawberry.field(
        graphql_type=ReferralRates, description="Verwijzingen per team of praktijk in een periode (R-A39)"
    )
    async def referral_rates(
        self,
        info: Info,
        first_day: date,
        last_day: date,
        by: RatesBy = RatesBy.TEAM,
        category: str | None = None,
        again_months: int | None = None,
    ) -> Any:
        """The rates of a period."""
        asked = checked(schemas.ReferralRatesOf, {"category": category, "again_months": again_months})
        return await operations.get_referral_rates(
            context_of(info), first_day, last_day, by, asked.category, asked.again_months
        )

    @strawberry.field(
        graphql_type=ReferralControlChart,
        description="De verwijzingen van een team per maand, met grenzen (R-A39)",
    )
    async def referral_control_chart(
        self,
        info: Info,
        team: str,
        months: int = 24,
        base_until: str | None = None,
        corrected: bool = False,
    ) -> Any:
        """A control chart."""
        asked = checked(schemas.ReferralChartOf, {"team": team, "months": months, "base_until": base_until})
        return await operations.find_control_chart(
            context_of(info), asked.team, asked.months, asked.base_until, corrected=corrected
        )


__all__ = ["ReferralRateQuery"]
