"""How a contract's agreements become indicators with norms by period, and which quarters they are measured in (R-X09, R-O21)."""

from services.outcomes.indicators.rules.defining import carried, define
from services.outcomes.indicators.rules.periods import (
    norm_in,
    quarter_names,
    quarter_period,
    quarters_due,
    rests_in,
)
from services.outcomes.indicators.rules.terms import (
    Agreement,
    Compensation,
    ContractCopy,
    ContractIndicators,
    ContractNotFound,
    Indicator,
    IndicatorNotFound,
    NormVersion,
    Suspension,
)

__all__ = [
    "Agreement",
    "Compensation",
    "ContractCopy",
    "ContractIndicators",
    "ContractNotFound",
    "Indicator",
    "IndicatorNotFound",
    "NormVersion",
    "Suspension",
    "carried",
    "define",
    "norm_in",
    "quarter_names",
    "quarter_period",
    "quarters_due",
    "rests_in",
]
