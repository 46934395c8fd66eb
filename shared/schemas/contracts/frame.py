"""The transaction frame (transactiekader, N-20 … N-23): parties, performance, reward and period with their features."""

from pydantic import Field

from shared.schemas.common import Wire
from shared.values.agreements import NonFinancialIncentive, RiskBearer
from shared.values.arrangements import (
    BasicReward,
    DurationKind,
    Importance,
    IncentiveTarget,
    Obligation,
    OutcomeKnown,
    PaymentSpread,
    PerformanceKind,
    PeriodUnit,
    PriceKind,
    ProvidersRelation,
    Repetition,
    RewardUnit,
)


class PartiesFrame(Wire):
    """The parties (N-20): how many, how the providers stand to each other, and how much each side matters to the other."""

    more_than_two: bool = Field(default=False, description="meer dan twee contractpartijen")
    providers_relation: ProvidersRelation | None = None
    importance_to_purchaser: Importance | None = Field(
        default=None, description="strategisch belang voor de gemeente"
    )
    importance_to_provider: Importance | None = Field(
        default=None, description="strategisch belang voor de aanbieder"
    )


class PerformanceFrame(Wire):
    """The performance (N-21): what is delivered, whether its outcome is known, who is bound to what and bears the risk."""

    kind: PerformanceKind | None = None
    outcome: OutcomeKnown | None = None
    obligation: Obligation | None = None
    risk_bearer: RiskBearer | None = None


class RewardFrame(Wire):
    """The reward (N-22): its price, its base, its spread, on what its incentives work, and for what it is paid."""

    price: PriceKind | None = None
    basic_reward: BasicReward | None = None
    payment: PaymentSpread | None = None
    incentives_on: list[IncentiveTarget] = Field(default=[], max_length=3)
    non_financial: list[NonFinancialIncentive] = Field(default=[], max_length=8)
    unit: RewardUnit | None = None


class PeriodFrame(Wire):
    """The period (N-23): once or repeating, preset or ending with the result, and what it costs to switch."""

    repetition: Repetition | None = None
    duration: DurationKind | None = None
    preset_unit: PeriodUnit | None = Field(
        default=None, description="eenheid van een vooraf bepaalde periode"
    )
    switching_cost: Importance | None = Field(default=None, description="overstapkosten")


class TransactionFrame(Wire):
    """The transaction frame (transactiekader) of an agreement: its four building blocks with their features (N-111)."""

    parties: PartiesFrame | None = None
    performance: PerformanceFrame | None = None
    reward: RewardFrame | None = None
    period: PeriodFrame | None = None
