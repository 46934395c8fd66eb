"""Forms that divide what was saved or gained."""

from typing import Literal

from pydantic import Field

from shared.schemas.common import Cents
from shared.schemas.contracts.funding.base import FundingBase, PartyShare
from shared.values.agreements import BaselineMethod, SharingForm


class SharedSavings(FundingBase):
    """Shared savings (gedeelde besparingen, N-36): what costs less than the baseline is divided (G-46, G-47)."""

    form: Literal["sharedSavings"]
    sharing_form: SharingForm
    baseline_method: BaselineMethod
    baseline_cents: Cents
    trend_basis_points: int = Field(
        default=0, ge=-10_000, le=10_000, description="jaarlijkse trend van de uitgangssituatie"
    )
    parties: list[PartyShare] = Field(min_length=2, max_length=50)
    minimum_savings_basis_points: int = Field(default=0, ge=0, le=10_000)
    cap_basis_points: int | None = Field(
        default=None, ge=1, le=10_000, description="hoogste gedeelde besparing, van de uitgangssituatie"
    )
    shares_losses: bool = Field(default=False, description="ook tekorten worden gedeeld (G-47)")
    quality_gate: bool = Field(
        default=True, description="alleen als kwaliteit en gezondheid niet dalen (triple aim)"
    )


class GainShare(FundingBase):
    """Gain share above a threshold (A-10.12): a low base, and a share of what exceeds the threshold."""

    form: Literal["gainShare"]
    principal_cents: Cents = Field(description="de som waarop drempel en deel worden gerekend")
    base_basis_points: int = Field(ge=0, le=10_000, description="basisprovisie")
    threshold_basis_points: int = Field(ge=0, le=10_000, examples=[6000])
    share_basis_points: int = Field(ge=0, le=10_000, examples=[5000])
