"""Risk pools: what a variant asks, who is a member by its own word, and the risk policy, decided without I/O (R-C59, R-S46)."""

from services.contracts.risk_pools.rules.members import (
    NotAMember,
    RiskLine,
    RiskPolicy,
    begun,
    confirm,
    counted,
    policy,
)
from services.contracts.risk_pools.rules.pools import (
    PoolCareType,
    PoolConfirmation,
    PoolHistory,
    PoolMember,
    PoolPreconditions,
    RiskPool,
    RiskPoolNotFound,
    RiskPoolRefused,
    agree,
    fits,
)

__all__ = [
    "NotAMember",
    "PoolCareType",
    "PoolConfirmation",
    "PoolHistory",
    "PoolMember",
    "PoolPreconditions",
    "RiskLine",
    "RiskPolicy",
    "RiskPool",
    "RiskPoolNotFound",
    "RiskPoolRefused",
    "agree",
    "begun",
    "confirm",
    "counted",
    "fits",
    "policy",
]
