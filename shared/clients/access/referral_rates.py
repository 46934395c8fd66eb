"""The part of the access client about referral rates."""

from __future__ import annotations

from datetime import date

from shared.clients.base import Client
from shared.schemas.access import ReferralControlChart, ReferralRates
from shared.values.referring import RatesBy


class ReferralRatesClient(Client):
    """How much is referred, by whom (R-A39)."""

    async def referral_rates(
        self,
        first_day: date,
        last_day: date,
        by: RatesBy = RatesBy.TEAM,
        *,
        category: str | None = None,
        again_months: int | None = None,
    ) -> ReferralRates:
        """The referrals of teams or practices beside the others and the period before."""
        return await self.get(
            "/referral-rates", ReferralRates, by=by, category=category, againMonths=again_months,
            **{"from": first_day, "until": last_day},
        )  # fmt: skip

    async def referral_control_chart(
        self, team: str, months: int = 24, *, base_until: str | None = None, corrected: bool = False
    ) -> ReferralControlChart:
        """A team's referrals by month with control limits; SiblingAway (503) while outcomes is away."""
        more = {"corrected": "true"} if corrected else {}
        return await self.get(
            "/referral-rates/control-chart", ReferralControlChart, team=team, months=months, baseUntil=base_until, **more
        )  # fmt: skip
